"""The screens that people read, whole: `snapshots/*.txt` hold what each command prints.

After a wanted change, look at the difference that the failing test shows, and write the files anew:

    KST_SNAPSHOTS=write pytest tests/screen/test_snapshots.py

Every other run only compares. `docs/screens.py` says which commands; a file of none of them fails too.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from screens import SCREENS
from tests.support.held_files import held
from tests.support.quarter_two import play
from tests.support.running import PROJECT, Kst, copy_sample
from tests.support.small_province import small_province

FOLDER = Path(__file__).parent / "snapshots"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be read."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


@pytest.fixture(scope="module")
def with_sub_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample repository with the sample sub-plans."""
    root = copy_sample(tmp_path_factory.mktemp("kho"))
    for file in (PROJECT / "examples" / "sub-plans").glob("*.yaml"):
        shutil.copy(file, root / "plans")
    return root


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(
    name: str,
    kst: Kst,
    sample: Path,
    played: Path,
    with_sub_plans: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = SCREENS[name]
    monkeypatch.setenv("COLUMNS", str(screen.columns))
    shown = kst(
        *screen.arguments, root=with_sub_plans if screen.sub_plans else played if screen.played else sample
    )
    assert (shown.code, shown.err) == (0, "")
    file = FOLDER / f"{name}.txt"
    held(file, shown.out)
    assert shown.out.encode() == file.read_bytes()


def test_every_snapshot_belongs_to_a_screen() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(f"{name}.txt" for name in SCREENS)
