"""Working days, send-by days and reporting windows of 2021."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kstthc_cli.domain.calendar.calendar import Calendar, Due
from kstthc_cli.domain.calendar.periods import Kind, Period, Span, quarters
from kstthc_cli.domain.calendar.reporting_windows import reporting_window
from kstthc_cli.domain.calendar.workdays import Workdays
from kstthc_cli.store.plan.plan_years import plan_years

D = date.fromisoformat


@pytest.fixture(scope="module")
def calendar(sample: Path) -> Calendar:
    return plan_years(sample)[0].calendar


@pytest.mark.parametrize(
    ("nominal", "effective"),
    [
        ("2021-01-31", "2021-02-01"),
        ("2021-02-10", "2021-02-17"),
        ("2021-02-28", "2021-03-01"),
        ("2021-05-01", "2021-05-04"),
        ("2021-06-19", "2021-06-21"),
        ("2021-09-02", "2021-09-06"),
        ("2021-09-18", "2021-09-20"),
        ("2021-12-25", "2021-12-27"),
        ("2022-01-31", "2022-02-07"),
        ("2021-03-16", "2021-03-16"),
        ("2021-03-25", "2021-03-25"),
        ("2021-12-16", "2021-12-16"),
    ],
)
def test_a_day_off_moves_to_the_next_working_day(calendar: Calendar, nominal: str, effective: str) -> None:
    assert calendar.workdays.on_or_after(D(nominal)) == D(effective)


@given(day=st.dates(date(2021, 1, 1), date(2022, 3, 20)))
def test_a_shifted_day_is_a_working_day_and_never_earlier(calendar: Calendar, day: date) -> None:
    shifted = calendar.workdays.on_or_after(day)
    assert shifted >= day
    assert calendar.workdays.has(shifted)
    assert not any(
        calendar.workdays.has(d) for d in map(date.fromordinal, range(day.toordinal(), shifted.toordinal()))
    )


@given(
    day=st.dates(date(2021, 1, 1), date(2021, 12, 31)),
    off=st.frozensets(st.dates(date(2021, 1, 1), date(2021, 12, 31)), max_size=80),
    worked=st.frozensets(st.dates(date(2021, 1, 1), date(2021, 12, 31)), max_size=10),
)
def test_worked_weekends_count_whatever_else_is_off(
    day: date, off: frozenset[date], worked: frozenset[date]
) -> None:
    workdays = Workdays(Span(date(2021, 1, 1), date(2022, 1, 1)), off, worked)
    assert workdays.has(day) == (day in worked or (day.weekday() < 5 and day not in off))


@pytest.mark.parametrize(("level", "day"), [("xa", 16), ("so", 18), ("huyen", 19), ("tinh", 25)])
@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_each_level_sends_on_its_day_of_the_last_month(
    calendar: Calendar, level: str, day: int, quarter: int
) -> None:
    due = calendar.send_by_day(Period(2021, Kind.QUARTER, quarter), level)
    assert due.nominal == date(2021, quarter * 3, day)


def test_send_by_days_stay_unless_the_calendar_says_so(calendar: Calendar) -> None:
    due = calendar.send_by_day(Period(2021, Kind.QUARTER, 3), "so")
    assert due.effective == due.nominal == D("2021-09-18")


def test_with_the_option_a_send_by_day_moves_and_the_nominal_day_is_kept(calendar: Calendar) -> None:

    due = calendar._replace(shift_send_by=True).send_by_day(Period(2021, Kind.QUARTER, 3), "so")
    assert (due.nominal, due.effective) == (D("2021-09-18"), D("2021-09-20"))


def test_a_month_without_that_day_takes_its_last(calendar: Calendar) -> None:

    late = calendar._replace(send_by={"so": 31})
    assert late.send_by_day(Period(2021, Kind.MONTH, 2), "so").nominal == D("2021-02-28")


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(2021, Kind.MONTH, 1), "2020-12-15", "2021-01-14"),
        (Period(2021, Kind.QUARTER, 1), "2020-12-15", "2021-03-14"),
        (Period(2021, Kind.QUARTER, 2), "2021-03-15", "2021-06-14"),
        (Period(2021, Kind.QUARTER, 3), "2021-06-15", "2021-09-14"),
        (Period(2021, Kind.QUARTER, 4), "2021-09-15", "2021-12-14"),
        (Period(2021, Kind.HALF, 1), "2020-12-15", "2021-06-14"),
        (Period(2021, Kind.HALF, 2), "2021-06-15", "2021-12-14"),
        (Period(2021, Kind.NINE_MONTHS), "2020-12-15", "2021-09-14"),
        (Period(2021, Kind.YEAR), "2020-12-15", "2021-12-14"),
    ],
    ids=str,
)
def test_data_of_a_period_run_from_the_15th_to_the_14th(period: Period, first: str, last: str) -> None:
    assert reporting_window(period) == Span.of_days(D(first), D(last))


def test_the_reporting_year_is_not_the_calendar_year() -> None:
    assert D("2021-12-20") in reporting_window(Period(2022, Kind.QUARTER, 1))
    assert D("2021-12-15") in reporting_window(Period(2022, Kind.QUARTER, 1))
    assert D("2021-12-14") in reporting_window(Period(2021, Kind.YEAR))


@given(day=st.dates(date(1950, 1, 1), date(2200, 1, 1)), first_day=st.integers(1, 31))
@pytest.mark.parametrize("kind", [Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR])
def test_every_day_lies_in_the_window_of_exactly_one_period(kind: Kind, day: date, first_day: int) -> None:
    around = [
        Period(y, kind, n) for y in range(day.year - 1, day.year + 2) for n in range(1, 12 // kind.value + 1)
    ]
    assert sum(day in reporting_window(p, first_day) for p in around) == 1


@given(year=st.integers(1950, 2200))
def test_quarters_tile_the_reporting_year(year: int) -> None:
    windows = [reporting_window(q) for q in quarters(year)]
    whole = reporting_window(Period(year, Kind.YEAR))
    assert windows[0].start == whole.start
    assert windows[-1].end == whole.end
    assert all(a.end == b.start for a, b in pairwise(windows))


def test_a_calendar_has_what_its_file_says(sample: Path) -> None:
    read = plan_years(sample)[0].calendar
    file = YAML(typ="safe").load((sample / "calendar" / "2021.yaml").read_text("utf-8"))
    assert read.id == file["id"]
    assert read.window_first_day == file["reporting_windows"]["first_day"]
    assert read.send_by == {rule["level"]: rule["day"] for rule in file["send_by"]}
    assert read.send_to == {rule["level"]: rule["to"] for rule in file["send_by"]}
    assert read.shift_deadlines is file["shift"]["deadlines"]
    assert read.shift_send_by is file["shift"]["send_by"]
    assert read.workdays.covers == Span.of_days(file["covers"]["first"], file["covers"]["last"])
    assert read.workdays.worked_weekends == frozenset(file["days_off"]["working_saturdays"])
    firsts = {row["first"] for row in file["days_off"]["days"]}
    assert firsts < read.workdays.days_off


def test_a_deadline_moves_only_where_the_calendar_says_so(calendar: Calendar) -> None:
    sunday, monday = D("2021-01-31"), D("2021-02-01")
    moved, kept = calendar._replace(shift_deadlines=True), calendar._replace(shift_deadlines=False)
    assert moved.deadline(sunday) == Due(sunday, monday)
    assert kept.deadline(sunday) == Due(sunday, sunday)
