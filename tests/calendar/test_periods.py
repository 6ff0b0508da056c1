"""Periods: what they span, how they are read and printed."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.calendar.periods import (
    Kind,
    Period,
    Span,
    deadline_period,
    last_day_of,
    months,
    parse_day,
    parse_period,
    parse_quarter,
    quarter_of,
    quarters,
)
from kstthc_cli.domain.errors import BadDayError, BadPeriodError
from kstthc_cli.domain.text.numerals import roman

KINDS = st.sampled_from(list(Kind))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(KINDS)
    return Period(draw(st.integers(1900, 2999)), kind, draw(st.integers(1, 12 // kind.value)))


@given(periods())
def test_reading_what_was_printed_gives_the_same_period(period: Period) -> None:
    assert parse_period(str(period)) == period
    assert parse_period(period.vietnamese) == period
    assert parse_period(unicodedata.normalize("NFD", period.vietnamese.upper())) == period


@given(st.integers(1900, 2998))
def test_quarters_and_months_tile_the_year(year: int) -> None:
    for parts in (quarters(year), months(year)):
        spans = [p.span for p in parts]
        assert spans[0].start == date(year, 1, 1)
        assert spans[-1].end == date(year + 1, 1, 1)
        assert all(a.end == b.start for a, b in pairwise(spans))


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_lies_in_its_quarter(day: date) -> None:
    assert day in quarter_of(day).span


@given(periods())
def test_a_span_ends_before_its_end(period: Period) -> None:
    span = period.span
    assert span.last in span
    assert span.end not in span
    assert span.end - span.last == timedelta(days=1)
    assert span.covers(span)
    assert span.meets(Span.of_days(span.last, span.last))
    assert not span.meets(Span(span.end, span.end + timedelta(days=1)))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2021-Q2", "2021-Q2"),
        ("2021-q2", "2021-Q2"),
        ("2021-06", "2021-06"),
        ("2021-H1", "2021-H1"),
        ("2021-9M", "2021-9M"),
        ("2021", "2021"),
        ("Quý II/2021", "2021-Q2"),
        ("Quý 2 năm 2021", "2021-Q2"),
        ("quý iv", "2021-Q4"),
        ("Q1", "2021-Q1"),
        ("Q1/2022", "2022-Q1"),
        ("Tháng 02/2021", "2021-02"),
        ("tháng 2", "2021-02"),
        ("thang 12 nam 2020", "2020-12"),
        ("6 tháng đầu năm 2021", "2021-H1"),
        ("06 tháng đầu năm", "2021-H1"),
        ("6 tháng cuối năm 2021", "2021-H2"),
        ("9 tháng năm 2021", "2021-9M"),
        ("9 tháng đầu năm", "2021-9M"),
        ("năm 2021", "2021"),
        ("Cả năm", "2021"),
        ("Trong năm", "2021"),
        ("  Quý   II / 2021 ", "2021-Q2"),
    ],
)
def test_the_words_an_office_uses_are_understood(text: str, printed: str) -> None:
    assert str(parse_period(text, 2021)) == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2021-Q9",
        "2021-Q0",
        "2021-13",
        "2021-00",
        "2021-H3",
        "quý V",
        "quý 5",
        "tháng 13",
        "tháng 0",
        "6 tháng",
        "21",
        "0000",
        "99999",
        "2021-Q2x",
        "Q",
        "Thường xuyên",
        "2021-06-18",
        "2021/Q2/1",
        "٢٠٢١",
    ],
)
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadPeriodError):
        parse_period(text, 2021)


def test_a_period_without_a_year_needs_one() -> None:
    with pytest.raises(BadPeriodError):
        parse_period("Quý I")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (lambda: parse_period(text, 2021), lambda: parse_day(text)):
        with contextlib.suppress(BadPeriodError, BadDayError):
            read()


@pytest.mark.parametrize(
    ("text", "day"),
    [("2021-06-18", date(2021, 6, 18)), ("18/6/2021", date(2021, 6, 18)), ("05/06/2021", date(2021, 6, 5))],
)
def test_days_are_read_day_first(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize("text", ["3", "III", "iii", "Q3", "q III", "Quý 3", "quý  III", " quy3 "])
def test_a_quarter_is_read_in_every_spelling(text: str) -> None:
    assert parse_quarter(text) == 3


@pytest.mark.parametrize("text", ["", "0", "5", "V", "quý", "iiii", "3/2021", "Q3-2021", "33", "²"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(BadPeriodError):
        parse_quarter(text)


def test_roman_numerals() -> None:
    wanted = {1: "I", 4: "IV", 9: "IX", 10: "X", 12: "XII", 19: "XIX", 24: "XXIV", 39: "XXXIX"}
    assert {number: roman(number) for number in wanted} == wanted


@pytest.mark.parametrize(
    "text", ["2021-02-30", "31/4/2021", "6/18/2021", "2021-6-1", "hôm nay", "", "20210618"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadDayError):
        parse_day(text)


@pytest.mark.parametrize(
    ("by", "last", "period"),
    [
        ("2021-02", "2021-02-28", "2021-02"),
        ("2021-Q2", "2021-06-30", "2021-Q2"),
        ("2021", "2021-12-31", "2021"),
        ("2021-12-15", "2021-12-15", "2021-Q4"),
        ("2024-02", "2024-02-29", "2024-02"),
    ],
)
def test_a_deadline_is_the_last_day_of_its_calendar_period(by: str, last: str, period: str) -> None:
    assert last_day_of(by).isoformat() == last
    assert str(deadline_period(by)) == period
