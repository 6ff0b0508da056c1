"""What a report is called, which days' data it holds, what comes next."""

from __future__ import annotations

from datetime import date

import pytest

from kstthc_cli.domain.calendar.periods import Kind, parse_period
from kstthc_cli.domain.report.report_period import period_after, period_before, report_period, usual_period
from tests.support.quang_ngai import year

TITLES = {
    "2021-Q1": ("quý I năm 2021", "2020-12-15", "2021-03-14"),
    "2021-Q2": ("quý II và 6 tháng đầu năm 2021", "2021-03-15", "2021-06-14"),
    "2021-Q3": ("quý III năm 2021", "2021-06-15", "2021-09-14"),
    "2021-Q4": ("quý IV và năm 2021", "2021-09-15", "2021-12-14"),
    "2021-H1": ("6 tháng đầu năm 2021", "2020-12-15", "2021-06-14"),
    "2021-H2": ("6 tháng cuối năm 2021", "2021-06-15", "2021-12-14"),
    "2021-9M": ("9 tháng đầu năm 2021", "2020-12-15", "2021-09-14"),
    "2021": ("năm 2021", "2020-12-15", "2021-12-14"),
}


@pytest.mark.parametrize("period", TITLES)
def test_title_and_data_window(period: str) -> None:
    made = report_period(parse_period(period), year().calendar)
    assert (made.name, str(made.window.start), str(made.window.last)) == TITLES[period]


@pytest.mark.parametrize(
    ("period", "after"),
    [
        ("2021-Q2", "2021-Q3"),
        ("2021-Q4", "2022-Q1"),
        ("2021-H1", "2021-H2"),
        ("2021-9M", "2021-Q4"),
        ("2021", "2022"),
    ],
)
def test_the_period_that_follows(period: str, after: str) -> None:
    assert str(period_after(parse_period(period))) == after


@pytest.mark.parametrize("period", [p for p in TITLES if p != "2021-9M"])
def test_before_undoes_after(period: str) -> None:
    assert period_before(period_after(parse_period(period))) == parse_period(period)


@pytest.mark.parametrize(
    ("kind", "day", "period"),
    [
        (Kind.QUARTER, date(2021, 6, 20), "2021-Q2"),
        (Kind.QUARTER, date(2021, 7, 1), "2021-Q3"),
        (Kind.QUARTER, date(2026, 11, 22), "2021-Q4"),
        (Kind.HALF, date(2021, 6, 30), "2021-H1"),
        (Kind.YEAR, date(2021, 2, 1), "2021"),
        (Kind.NINE_MONTHS, date(2021, 9, 20), "2021-9M"),
    ],
)
def test_a_report_is_about_the_period_of_its_day_within_the_plans_year(
    kind: Kind, day: date, period: str
) -> None:
    assert str(usual_period(kind, 2021, day)) == period


@pytest.mark.parametrize(
    ("period", "longer"),
    [
        ("2021-Q1", None),
        ("2021-Q2", "2021-H1"),
        ("2021-Q3", "2021-9M"),
        ("2021-Q4", "2021"),
        ("2021-H1", None),
        ("2021-H2", "2021"),
        ("2021-9M", None),
        ("2021", None),
        ("2021-06", None),
    ],
)
def test_a_report_tells_the_year_to_date_where_its_period_is_only_the_end_of_it(
    period: str, longer: str | None
) -> None:
    found = report_period(parse_period(period), year().calendar).cumulative
    assert found == (parse_period(longer) if longer else None)
