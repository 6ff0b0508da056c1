"""`kst upcoming`, and the lists of late and missing duties in a screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.quarter_two import AS_OF, play
from tests.support.running import Kst, report
from tests.support.small_province import small_province

ON = ("--as-of", "2021-06-10")
DONE = {"done", "done_late", "not_arising"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be read."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


def rows(kst: Kst, root: Path, *words: str) -> list[dict[str, str]]:
    """The obligations of a list in JSON."""
    found: list[dict[str, str]] = report(kst(*words, "--format", "json", root=root))["obligations"]
    return found


@pytest.mark.parametrize("days", [0, 8, 9, 14, 200])
def test_upcoming_is_what_due_lists_within_these_days(days: int, kst: Kst, played: Path) -> None:
    first, last = date(2021, 6, 10), date.fromordinal(date(2021, 6, 10).toordinal() + days)
    every = rows(kst, played, "due", "--period", "2021", *ON)
    wanted = sorted(
        (o["effective_due"], o["duty"], str(o["agency"]), o["period"])
        for o in every
        if o["effective_due"]
        and first <= date.fromisoformat(o["effective_due"]) <= last
        and o["status"] not in DONE
    )
    listed = rows(kst, played, "upcoming", "--days", str(days), *ON)
    assert sorted((o["effective_due"], o["duty"]) for o in listed) == [row[:2] for row in wanted]
    assert [o["effective_due"] for o in listed] == sorted(o["effective_due"] for o in listed)


def test_two_weeks_are_the_usual(kst: Kst, played: Path) -> None:
    assert rows(kst, played, "upcoming", *ON) == rows(kst, played, "upcoming", "--days", "14", *ON)
    assert kst("upcoming", "--days", "-1", root=played).code == 2
    assert kst("upcoming", "--days", "nhiều", root=played).code == 2


def test_nothing_ahead_is_told_as_such(kst: Kst, played: Path) -> None:
    shown = kst("upcoming", "--days", "0", "--as-of", "2021-06-11", root=played).out
    assert "Cộng: 0, không có việc nào đến hạn trong phạm vi này." in shown


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize(
    "words",
    [("overdue",), ("missing", "--quarter", "2"), ("upcoming", "--as-of", "2021-06-10")],
    ids=lambda words: words[0],
)
def test_late_and_missing_and_upcoming_fit_in_a_screen(
    words: tuple[str, ...], columns: int, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    as_of = () if "--as-of" in words else ("--as-of", "2021-07-20")
    lines = kst(*words, *as_of, "--short", root=sample).out.splitlines()
    assert len(lines) <= 45
    assert max(map(len, lines)) <= columns
    assert any("--full" in line for line in lines)


def test_what_upcoming_prints_in_full_is_not_cut(kst: Kst, sample: Path) -> None:
    whole = kst("upcoming", *ON, root=sample).out
    assert "…" not in whole
    assert "…" in kst("upcoming", *ON, "--short", root=sample).out


def test_of_one_agency_every_late_duty_has_a_line(kst: Kst, played: Path) -> None:
    words = ("overdue", "--agency", "so-yt", "--as-of", AS_OF)
    lines = kst(*words, "--short", root=played).out.splitlines()
    assert sum(line[2:3] == "/" for line in lines) == len(rows(kst, played, *words))
