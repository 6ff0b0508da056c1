"""The screens that people read, whole: `snapshots/*.txt` hold what each command prints.

After a wanted change, look at the difference that the failing test shows, and write the files anew:

    KST_SNAPSHOTS=write pytest tests/screen/test_snapshots.py

Every other run only compares. A file that no command below writes is a mistake and fails too.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.quarter_two import AS_OF, play
from tests.support.running import PROJECT, Kst, copy_sample
from tests.support.small_province import small_province

FOLDER = Path(__file__).parent / "snapshots"
WRITE = os.environ.get("KST_SNAPSHOTS") == "write"
STATUS = ("status", "--quarter", "2", "--as-of", AS_OF)
MISSING = ("missing", "--quarter", "2", "--as-of", AS_OF)
OVERDUE = ("overdue", "--as-of", AS_OF)
ROWS = ("due", "--agency", "Sở Y tế", "--period", "2021", "--section", "IV", "--as-of", "2021-07-15")
DUE = ("due", "--agency", "Sở TTTT", "--quarter", "2", "--as-of", "2021-06-01")
AMEND = (
    *("amend", "8", "--deadline", "Hàng quý", "--drop-agency", "UBND cấp huyện"),
    *("--add-agency", "Sở Y tế", "--role", "phối hợp", "--printed", "- Sở Y tế phối hợp."),
    *("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20", "--as-of", "2021-06-01", "--dry-run"),
)


@dataclass(frozen=True)
class Screen:
    """A command line, and how many columns there are."""

    arguments: tuple[str, ...]
    columns: int = 100
    played: bool = False
    """Whether it is asked of the small province after quarter II, not of the sample."""
    sub_plans: bool = False


SCREENS = {
    "due-short-80": Screen((*DUE, "--short"), 80),
    "due-short-160": Screen((*DUE, "--short"), 160),
    "due-short-province-80": Screen(("due", "--quarter", "2", "--as-of", "2021-06-01", "--short"), 80),
    "due-short-province-160": Screen(("due", "--quarter", "2", "--as-of", "2021-06-01", "--short"), 160),
    "due-short-one-duty-80": Screen(
        ("due", "--quarter", "2", "--task", "25", "--level", "so", "--short", "--as-of", "2021-06-01"), 80
    ),
    "status-short-80": Screen((*STATUS, "--short"), 80, played=True),
    "status-short-160": Screen((*STATUS, "--short"), 160, played=True),
    "due-so-tttt-80": Screen(DUE, 80),
    "due-so-tttt-160": Screen(DUE, 160),
    "plan-show-19": Screen(("plan", "show", "19")),
    "amend-8-80": Screen(AMEND, 80),
    "amend-help": Screen(("amend", "--help")),
    "amend-one-help": Screen(("amend", "25", "--help")),
    "status-50": Screen(STATUS, 50, played=True),
    "status-80": Screen(STATUS, 80, played=True),
    "status-160": Screen(STATUS, 160, played=True),
    "missing-80": Screen(MISSING, 80, played=True),
    "overdue-80": Screen(OVERDUE, 80, played=True),
    "overdue-160": Screen(OVERDUE, 160, played=True),
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
    file = FOLDER / f"{name}.txt"
    if WRITE:
        file.write_text(shown.out, "utf-8", newline="\n")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == file.read_text("utf-8").splitlines()
    assert shown.out.encode() == file.read_bytes()


def test_every_snapshot_belongs_to_a_screen() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(f"{name}.txt" for name in SCREENS)
