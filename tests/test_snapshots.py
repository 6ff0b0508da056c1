"""The screens that people read, whole: `snapshots/*.txt` hold what each command prints.

After a wanted change, look at the difference that the failing test shows, and write the files anew:

    KST_SNAPSHOTS=write pytest tests/test_snapshots.py

Every other run only compares. A file that no command below writes is a mistake and fails too.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import PROJECT, Kst, copy_sample

FOLDER = PROJECT / "tests" / "snapshots"
WRITE = os.environ.get("KST_SNAPSHOTS") == "write"
ROWS = ("due", "--agency", "Sở Y tế", "--period", "2021", "--section", "IV", "--as-of", "2021-07-15")
DUE = ("due", "--agency", "Sở TTTT", "--quarter", "2", "--as-of", "2021-06-01")


@dataclass(frozen=True)
class Screen:
    """A command line, and how many columns there are."""

    arguments: tuple[str, ...]
    columns: int = 100
    sub_plans: bool = False


SCREENS = {
    "due-so-tttt-80": Screen(DUE, 80),
    "due-so-tttt-160": Screen(DUE, 160),
    "plan-show-19": Screen(("plan", "show", "19")),
    "agencies-show-so-tttt": Screen(("agencies", "show", "so tttt")),
    "due-so-yt-with-sub-plans-80": Screen(ROWS, 80, sub_plans=True),
    "due-so-yt-with-sub-plans-160": Screen(ROWS, 160, sub_plans=True),
    "plan-show-13-with-sub-plans": Screen(("plan", "show", "13"), sub_plans=True),
    "plan-show-sub-plan": Screen(("plan", "show", "--plan", "2021-kiem-tra"), sub_plans=True),
    "new-year-2022": Screen(("new-year", "2022", "--as-of", "2021-12-20", "--drop", "25", "--dry-run")),
    "plan-derive-bao-quang-ngai": Screen(
        ("plan", "derive", "--agency", "Báo Quảng Ngãi", "--as-of", "2021-03-01")
    ),
}


@pytest.fixture(scope="module")
def with_sub_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample repository with the sample sub-plans."""
    root = copy_sample(tmp_path_factory.mktemp("kho"))
    for file in (PROJECT / "examples" / "sub-plans").glob("*.yaml"):
        shutil.copy(file, root / "plans")
    return root


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(
    name: str, kst: Kst, sample: Path, with_sub_plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(SCREENS[name].columns))
    shown = kst(*SCREENS[name].arguments, root=with_sub_plans if SCREENS[name].sub_plans else sample)
    file = FOLDER / f"{name}.txt"
    if WRITE:
        file.write_text(shown.out, "utf-8", newline="\n")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == file.read_text("utf-8").splitlines()
    assert shown.out.encode() == file.read_bytes()


def test_every_snapshot_belongs_to_a_screen() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(f"{name}.txt" for name in SCREENS)
