"""Bounds of days and periods: years, ends of spans, worked weekends, what a calendar covers."""

from __future__ import annotations

from datetime import date

import pytest

from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import (
    Kind,
    Period,
    Span,
    parse_day,
    parse_period,
    parse_quarter,
    year_to_date,
)
from kstthc_cli.domain.calendar.workdays import Workdays
from kstthc_cli.domain.errors import BadDayError, BadPeriodError


def told(text: str, year: int | None = None) -> str:
    """A period as files name it, or `none`."""
    try:
        return str(parse_period(text, year))
    except BadPeriodError:
        return "none"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021-9M", "2021-9M"),
        ("9 tháng đầu năm 2021", "2021-9M"),
        ("9 tháng", "none"),
        ("2021-13", "none"),
        ("2021-12", "2021-12"),
        ("2021-0", "none"),
        ("2021-Q5", "none"),
        ("2021-H2", "2021-H2"),
        ("2021-H3", "none"),
        ("Quý IV/2021", "2021-Q4"),
        ("6 tháng cuối năm 2021", "2021-H2"),
        ("Cả năm", "none"),
        ("1899", "none"),
        ("1900", "1900"),
        ("2999", "2999"),
        ("3000", "none"),
    ],
)
def test_a_period_and_its_bounds(text: str, wanted: str) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("9 tháng", "2022-9M"), ("Cả năm", "2022"), ("Quý II", "2022-Q2"), ("Quý II/2021", "2021-Q2")],
)
def test_a_period_without_a_year_is_of_the_year_given(text: str, wanted: str) -> None:
    assert told(text, 2022) == wanted


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("4", 4), ("IV", 4), ("Quý III", 3), ("Q2", 2), ("q 1", 1)]
)
def test_the_number_of_a_quarter(text: str, number: int) -> None:
    assert parse_quarter(text) == number


@pytest.mark.parametrize("text", ["0", "5", "V", "IIII", "Quý", "", "Quý II/2021"])
def test_what_is_no_number_of_a_quarter(text: str) -> None:
    with pytest.raises(BadPeriodError):
        parse_quarter(text)


def day_told(text: str) -> str:
    try:
        return parse_day(text).isoformat()
    except BadDayError:
        return "none"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021-06-18", "2021-06-18"),
        (" 18/6/2021 ", "2021-06-18"),
        ("18-06-2021", "2021-06-18"),
        ("18.6.2021", "2021-06-18"),
        ("31/12/1899", "none"),
        ("01/01/1900", "1900-01-01"),
        ("31/12/2999", "2999-12-31"),
        ("01/01/3000", "none"),
        ("31/6/2021", "none"),
        ("29/2/2024", "2024-02-29"),
        ("2021-6-18", "none"),
        ("１８/6/2021", "none"),
        ("2021-06-1८", "none"),
    ],
)
def test_a_day_and_its_bounds(text: str, wanted: str) -> None:
    assert day_told(text) == wanted


@pytest.mark.parametrize(
    ("period", "wanted"),
    [
        (Period(2021, Kind.QUARTER, 1), "2021-Q1"),
        (Period(2021, Kind.QUARTER, 2), "2021-H1"),
        (Period(2021, Kind.MONTH, 9), "2021-9M"),
        (Period(2021, Kind.HALF, 2), "2021"),
    ],
)
def test_the_year_up_to_the_end_of_a_period(period: Period, wanted: str) -> None:
    assert str(year_to_date(period)) == wanted


@pytest.mark.parametrize("month", [1, 2, 4, 5, 7, 8, 10, 11])
def test_a_month_inside_a_quarter_ends_no_such_time(month: int) -> None:
    with pytest.raises(ValueError, match=f"2021-{month:02}"):
        year_to_date(Period(2021, Kind.MONTH, month))


def test_a_span_holds_its_first_and_its_last_day() -> None:
    june = Span.of_days(date(2021, 6, 1), date(2021, 6, 30))
    inside = [
        day in june for day in (date(2021, 5, 31), date(2021, 6, 1), date(2021, 6, 30), date(2021, 7, 1))
    ]
    assert inside == [False, True, True, False]
    assert "2021-06-01" not in june
    assert (june.meets(Span.of_days(date(2021, 6, 30), date(2021, 7, 5))), str(june)) == (
        True,
        "2021-06-01..2021-06-30",
    )
    assert not june.meets(Span.of_days(date(2021, 7, 1), date(2021, 7, 5)))


# Friday 30/4 and Monday 3/5 are days off; Saturday 8/5 is worked
DAYS = Workdays(
    Span.of_days(date(2021, 1, 1), date(2021, 12, 31)),
    frozenset((date(2021, 4, 30), date(2021, 5, 3))),
    frozenset((date(2021, 5, 8),)),
)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2021, 4, 29), date(2021, 4, 29)),
        (date(2021, 4, 30), date(2021, 5, 4)),
        (date(2021, 5, 7), date(2021, 5, 7)),
        (date(2021, 5, 8), date(2021, 5, 8)),
        (date(2021, 5, 9), date(2021, 5, 10)),
    ],
)
def test_the_working_day_on_or_after(day: date, wanted: date) -> None:
    assert DAYS.on_or_after(day) == wanted


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (0, date(2021, 4, 29)),
        (1, date(2021, 5, 4)),
        (4, date(2021, 5, 7)),
        (5, date(2021, 5, 8)),
        (6, date(2021, 5, 10)),
    ],
)
def test_so_many_working_days_after(number: int, wanted: date) -> None:
    assert DAYS.after(date(2021, 4, 29), number) == wanted


@pytest.mark.parametrize(
    ("deadlines", "send_by", "draft", "day", "wanted"),
    [
        (True, False, False, date(2021, 12, 30), False),
        (True, False, True, date(2021, 12, 30), True),
        (False, True, True, date(2021, 12, 30), True),
        (False, False, True, date(2021, 12, 30), False),
        (True, False, False, date(2020, 12, 31), True),
        (True, False, False, date(2022, 1, 3), True),
    ],
)
def test_a_last_day_is_unsure_where_days_off_about_it_are_not_known(
    deadlines: bool, send_by: bool, draft: bool, day: date, wanted: bool
) -> None:
    one = Calendar("2021", DAYS, 15, {}, deadlines, send_by, draft=draft)
    assert one.is_unsure(one.deadline(day)) == wanted


def test_a_last_day_whose_shift_leaves_the_calendar_is_unsure() -> None:
    """Friday 31/12 is off, so the next working day is one of the next year, of which nothing is known."""
    off = DAYS._replace(days_off=frozenset((date(2021, 12, 31),)))
    one = Calendar("2021", off, 15, {}, shift_deadlines=True, shift_send_by=False)
    due = one.deadline(date(2021, 12, 31))
    assert (due.effective, one.is_unsure(due)) == (date(2022, 1, 3), True)


@pytest.mark.parametrize(
    ("last", "wanted"),
    [(date(2021, 11, 30), False), (date(2021, 12, 1), True)],
)
def test_a_span_may_be_unsure_up_to_a_month_before_the_calendar_ends(last: date, wanted: bool) -> None:
    one = Calendar("2021", DAYS, 15, {}, shift_deadlines=True, shift_send_by=False)
    assert one.may_be_unsure(Span.of_days(date(2021, 1, 1), last)) == wanted
    assert one.may_be_unsure(Span.of_days(date(2020, 12, 31), date(2021, 1, 5)))
    assert one._replace(draft=True).may_be_unsure(Span.of_days(date(2021, 3, 1), date(2021, 3, 5)))
