"""The same number asked of two commands is the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.tracking.status_counts import percentage
from kstthc_cli.render.screen.phrases import percent_text
from tests.support.quarter_two import LATE, TOTAL, play
from tests.support.slip_files import ran, said
from tests.support.small_province import small_province

AS_OF = ("--as-of", "2021-12-25")
YEAR = ("--period", "2021")
QUARTER = ("--period", "2021-Q2")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Quarter II was played; target ty-le is missed in quarter II and met in III, so-ngay the other way."""
    root = play(small_province(tmp_path_factory.mktemp("played") / "kho"))
    for quarter, day, share, days in (("2", "2021-06-16", "9,5", "4"), ("3", "2021-09-17", "12", "6")):
        figures = ("--figure", f"ty-le={share}", "--figure", f"so-ngay={days}")
        said(root, "4", "so-yt", "--quarter", quarter, "--date", day, *figures, as_of="2021-09-20")
    return root


def data(root: Path, *words: str) -> Any:
    result = ran(*words, *AS_OF, "--format", "json", root=root)
    assert result.code in (0, 1), result.err
    return json.loads(result.out)


def missed_by_report(root: Path, *words: str) -> set[tuple[str, str]]:
    found = data(root, "report", *words)["appendices"]["targets"]
    return {(row["duty"], row["text"]) for row in found if row["met"] is False}


def missed_by_status(root: Path, *words: str) -> set[tuple[str, str]]:
    return {(miss["duty"], miss["text"]) for miss in data(root, "status", *words)["missed_targets"]}


def test_status_and_the_yearly_report_miss_the_same_targets(played: Path) -> None:
    missed = {("4", "không quá 5 ngày")}
    assert missed_by_status(played, *YEAR) == missed
    assert missed_by_report(played, "yearly") == missed


def test_quarter_four_and_the_year_miss_the_same_targets(played: Path) -> None:
    quarter = data(played, "report", "quarterly", "--quarter", "4")["appendices"]["targets"]
    assert quarter == data(played, "report", "yearly")["appendices"]["targets"]


def test_a_quarter_alone_has_its_own_figures(played: Path) -> None:
    assert missed_by_status(played, *QUARTER) == {("4", "tối thiểu 10%")}


@pytest.mark.parametrize(
    ("span", "report"),
    [(YEAR, YEAR), (QUARTER, QUARTER), (("--quarter", "4"), ("--quarter", "4"))],
)
def test_due_status_and_the_report_count_alike(
    played: Path, span: tuple[str, ...], report: tuple[str, ...]
) -> None:
    total = data(played, "status", *span)["total"]
    rows = data(played, "due", *span)["obligations"]
    signed = data(played, "report", "annex", *report)["counts"][-1]
    for name in ("overdue", "done_late", "waiting", "in_progress", "not_reported"):
        assert total[name] == sum(row["status"] == name for row in rows), name
    assert (signed["planned"], signed["finished"]) == (total["counted"], total["finished"])
    assert (signed["overdue"], signed["late"]) == (total["overdue"], total["done_late"])
    assert signed["waiting"] == total["waiting"]


def test_the_counts_of_quarter_two_are_those_counted_by_hand(played: Path) -> None:
    total = data(played, "status", *QUARTER)["total"]
    assert (total["done"], total["done_late"], total["waiting"]) == (
        TOTAL["done"],
        TOTAL["done_late"],
        TOTAL["waiting"],
    )


def test_overdue_status_and_the_reminder_count_alike(played: Path) -> None:
    rows = data(played, "overdue")["obligations"]
    letter = data(played, "report", "reminder", "--all-missing", "--together")
    others = [row for row in rows if row["agency"]["id"] != "vp-ubnd-tinh"]
    assert len(rows) == data(played, "status", *YEAR)["total"]["overdue"]
    assert sum(len(group["rows"]) for group in letter["groups"]) == len(others) < len(rows)
    days = {(row["duty"], row["agency"]["id"], row["period"]): row["days_late"] for row in rows}
    since = 177  # days from 1 July to 25 December
    assert {key: late - since for key, late in days.items() if late > since} == {
        (duty, agency, period): late for duty, agency, period, late in LATE
    }


def test_status_and_the_report_write_shares_alike(played: Path) -> None:
    status = data(played, "status", *QUARTER)
    signed = data(played, "report", "annex", *QUARTER)
    shares = [line["percent"] for line in (*status["sections"], status["total"])]
    assert [percent_text(share) for share in shares] == [line["percent"] for line in signed["counts"]]
    assert any(isinstance(share, float) for share in shares)
    shown = ran("status", *QUARTER, *AS_OF, "--format", "table", root=played).out
    table = ran("status", *QUARTER, *AS_OF, "--format", "csv", root=played).out
    assert all(f" {percent_text(share)}" in shown for share in shares)
    told = [row["Tỷ lệ hoàn thành (%)"] for row in csv.DictReader(io.StringIO(table)) if row["Theo"] == "mục"]
    assert told == [percent_text(share).rstrip("%") for share in shares[:-1]]


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(2, 75, "2,7%"), (2, 3, "66,7%"), (1, 2, "50%"), (0, 9, "0%"), (9, 9, "100%"), (0, 0, "—"),
     (1, 100_000, "0,1%"), (99_999, 100_000, "99,9%")],
)  # fmt: skip
def test_a_share_has_one_decimal_and_is_whole_only_where_all_or_none_is(
    part: int, whole: int, text: str
) -> None:
    assert percent_text(percentage(part, whole)) == text


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (("quarterly", "--quarter", "3"), ("nine-month",)),
        (("quarterly", "--quarter", "2"), ("half-year", "--half", "1")),
        (("half-year", "--half", "2"), ("yearly",)),
    ],
)
def test_a_period_and_the_year_to_date_that_it_ends_tell_the_same_of_targets(
    played: Path, part: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    found = data(played, "report", *part)["appendices"]["targets"]
    assert found
    assert found == data(played, "report", *whole)["appendices"]["targets"]
