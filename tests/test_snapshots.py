"""The screens that people read, whole: `snapshots/*.txt` hold what each command prints.

After a wanted change, look at the difference that the failing test shows, and write the files anew:

    KST_SNAPSHOTS=write pytest tests/test_snapshots.py

Every other run only compares. A file that no command below writes is a mistake and fails too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import PROJECT, Kst

FOLDER = PROJECT / "tests" / "snapshots"
WRITE = os.environ.get("KST_SNAPSHOTS") == "write"
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


SCREENS = {
    "due-so-tttt-80": Screen(DUE, 80),
    "due-so-tttt-160": Screen(DUE, 160),
    "plan-show-19": Screen(("plan", "show", "19")),
    "amend-8-80": Screen(AMEND, 80),
    "amend-help": Screen(("amend", "--help")),
    "amend-one-help": Screen(("amend", "25", "--help")),
    "agencies-show-so-tttt": Screen(("agencies", "show", "so tttt")),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(name: str, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(SCREENS[name].columns))
    shown = kst(*SCREENS[name].arguments, root=sample)
    file = FOLDER / f"{name}.txt"
    if WRITE:
        file.write_text(shown.out, "utf-8", newline="\n")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == file.read_text("utf-8").splitlines()
    assert shown.out.encode() == file.read_bytes()


def test_every_snapshot_belongs_to_a_screen() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(f"{name}.txt" for name in SCREENS)
