"""`kst due` after quarter II was played: the real status of each obligation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.quarter_two import AS_OF, LATE, TOTAL, play
from tests.support.running import Kst, Result
from tests.support.slip_files import due_rows, said
from tests.support.small_province import small_province

STATUSES = set(TOTAL)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be read."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


def test_due_shows_how_each_obligation_stands(played: Path) -> None:
    found = {(row["duty"], row["agency"]["id"]): row["status"] for row in due_rows(played, "--quarter", "2")}
    assert {who: status for who, status in found.items() if status != "waiting"} == {
        ("2", "so-tp"): "done",
        ("3", "vp-ubnd-tinh"): "done",
        ("3", "so-tp"): "done_late",
        ("3", "so-yt"): "overdue",
        ("3", "huyen-ba-to"): "not_arising",
        ("3", "huyen-ly-son"): "overdue",
        ("4", "so-yt"): "done",
        ("5a", "huyen-ba-to"): "overdue",
        ("5a", "huyen-ly-son"): "done",
        ("6", "so-tp"): "in_progress",
    }


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_due_lists_one_status_alone(status: str, played: Path) -> None:
    found = [row["status"] for row in due_rows(played, "--quarter", "2", "--status", status)]
    assert found == [status] * TOTAL[status]


def test_due_lists_several_statuses(played: Path) -> None:
    more = ("--status", "done", "--status", "hoàn thành quá hạn")
    assert len(due_rows(played, "--quarter", "2", *more)) == TOTAL["done"] + TOTAL["done_late"]


def test_finished_work_is_not_carried_over(played: Path) -> None:
    """Of quarter II only what is not finished comes back in quarter III; waiting work has no quarter."""
    rows = due_rows(played, "--quarter", "3", "--carry-over")
    carried = [(r["duty"], r["agency"]["id"], r["period"]) for r in rows if r["carried"]]
    assert sorted(carried) == sorted((duty, agency, period) for duty, agency, period, _ in LATE)


def test_what_is_finished_later_is_no_longer_carried(small: Path) -> None:
    def carried() -> list[str]:
        rows = due_rows(small, "--quarter", "3", "--agency", "so-yt", "--carry-over")
        return [f"{row['duty']}@{row['period']}" for row in rows if row["carried"]]

    assert carried() == ["4@2021-Q1", "4@2021-Q2", "3@2021-Q1", "3@2021-Q2"]
    said(small, "3", "so-yt", "--quarter", "1")
    said(small, "4", "so-yt", "--quarter", "2", "--status", "not_arising")
    said(small, "4", "so-yt", "--quarter", "1", "--status", "in_progress")
    assert carried() == ["4@2021-Q1", "3@2021-Q2"]


@pytest.mark.parametrize(("quarter", "code"), [("1", 1), ("2", 1), ("3", 0)])
def test_due_fails_where_something_listed_is_overdue(quarter: str, code: int, played: Path, kst: Kst) -> None:
    result: Result = kst("due", "--quarter", quarter, "--fail-overdue", "--as-of", AS_OF, root=played)
    assert result.code == code
