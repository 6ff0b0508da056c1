"""A report that adds up others is due when the agency above sends its own, and is asked for by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Kst, copy_sample, report
from tests.support.slip_files import said

DAY = ("--as-of", "2021-06-26")
YEAR = ("--period", "2021", *DAY)
PROVINCE = ("--agency", "UBND tỉnh")
OFFICE = ("--agency", "vp-ubnd-tinh")
Row = dict[str, Any]


def listed(kst: Kst, root: Path, *words: str) -> list[Row]:
    """The obligations of a list."""
    found: list[Row] = report(kst(*words, "--format", "json", root=root))["obligations"]
    return found


def keys(rows: list[Row]) -> set[tuple[str, str, str]]:
    """What tells obligations apart."""
    return {(row["agency"]["id"], row["duty"], row["period"]) for row in rows}


def test_the_office_sends_what_it_consolidates_on_the_day_of_the_province(kst: Kst, sample: Path) -> None:
    rows = listed(kst, sample, "due", *OFFICE, *YEAR)
    days = {(row["duty"], row["period"]): row["due"] for row in rows if "consolidate" in row["roles"]}
    for duty in ("26", "39a"):
        assert [days[duty, f"2021-Q{n}"] for n in range(1, 5)] == [
            f"2021-{month}-25" for month in ("03", "06", "09", "12")
        ]
    assert (days["26", "2021"], days["38", "2021-H1"]) == ("2021-12-25", "2021-06-25")
    own = {row["due"][-2:] for row in rows if row["schedule"]["kind"] == "ongoing"}
    assert own == {"18"}


@pytest.mark.parametrize(("new", "day"), [("day: 27", "2021-06-27"), ("day: 31", "2021-06-30")])
def test_the_day_stands_in_the_calendar(new: str, day: str, kst: Kst, repo: Path) -> None:
    calendar = repo / "calendar" / "2021.yaml"
    text = calendar.read_text("utf-8").replace("level: tinh, day: 25", f"level: tinh, {new}")
    calendar.write_text(text, "utf-8", newline="\n")
    [row] = listed(kst, repo, "due", *OFFICE, "--quarter", "2", "--task", "39a", *DAY)
    assert row["due"] == day


def test_a_request_has_its_own_day(kst: Kst, repo: Path) -> None:
    words = ("--document", "45/VPCP-KSTT", "--document-date", "2021-05-08", "--subject", "Báo cáo")
    opened = ("request", "open", "39b", "--agency", "vp-ubnd-tinh", "--due", "2021-06-10", *words)
    assert kst(*opened, "--as-of", "2021-05-10", root=repo).code == 0
    [row] = listed(
        kst, repo, "due", *PROVINCE, "--quarter", "2", "--task", "39b", "--status", "overdue", *DAY
    )
    assert row["due"] == "2021-06-10"


def test_the_province_is_answered_with_what_is_consolidated_for_it(kst: Kst, sample: Path) -> None:
    rows = listed(kst, sample, "due", *PROVINCE, *YEAR)
    everybody = listed(kst, sample, "due", *YEAR)
    adding_up = [row for row in everybody if "consolidate" in row["roles"]]
    assert {row["agency"]["id"] for row in adding_up} == {"vp-ubnd-tinh", "so-tttt"}
    assert keys(rows) == keys([row for row in adding_up if row["agency"]["id"] == "vp-ubnd-tinh"])
    assert {row["duty"] for row in rows} == {"26", "38", "39a", "39b"}
    both = listed(kst, sample, "due", *PROVINCE, *OFFICE, *YEAR)
    assert keys(both) == keys(rows) | keys(listed(kst, sample, "due", *OFFICE, *YEAR))
    assert len(both) == len(keys(both))
    assert listed(kst, sample, "due", "--level", "tinh", *YEAR) == []


def test_every_list_answers_the_same_of_the_province(kst: Kst, sample: Path) -> None:
    rows = listed(kst, sample, "due", *PROVINCE, *YEAR)
    total = report(kst("status", *PROVINCE, *YEAR, "--format", "json", root=sample))["total"]
    late = [row for row in rows if row["status"] == "overdue"]
    assert late
    assert (total["obligations"], total["overdue"]) == (len(rows), len(late))
    assert keys(listed(kst, sample, "overdue", *PROVINCE, *DAY)) == keys(late)
    assert keys(listed(kst, sample, "missing", *PROVINCE, *YEAR)) == keys([row for row in rows if row["due"]])
    soon = ("upcoming", "--days", "91", *PROVINCE, *DAY)
    due = {"2021-09-25"}
    assert keys(listed(kst, sample, *soon)) == keys([row for row in rows if row["due"] in due])
    events = kst("calendar", "export", *PROVINCE, *DAY, root=sample).out
    assert events.count("BEGIN:VEVENT") == sum(row["due"] is not None for row in rows)


def test_an_office_that_spoke_of_other_work_is_not_silent(kst: Kst, tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    said(root, "32", "vp-ubnd-tinh", "--quarter", "2", "--yes", as_of="2021-06-20")
    found = report(kst("missing", *PROVINCE, "--quarter", "2", *DAY, "--format", "json", root=root))
    assert found["unheard_agencies"] == []


def test_whoever_is_named_second_helps_and_keeps_its_own_day(kst: Kst, sample: Path) -> None:
    rows = listed(kst, sample, "due", "--agency", "so-tttt", "--task", "26", *YEAR)
    assert {row["due"][-2:] for row in rows} == {"18"}
