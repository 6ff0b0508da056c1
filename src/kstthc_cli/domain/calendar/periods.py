"""Calendar periods, and their names in ISO and Vietnamese.

A period is a range of the *calendar*: quarter II is 1 April to 30 June. The span of the *data* in a report of
quarter II is different: see `reporting_windows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kstthc_cli.domain.errors import BadDayError, BadPeriodError
from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.domain.text.numerals import roman

FIRST_YEAR, LAST_YEAR = 1900, 2999


class Span(NamedTuple):
    """A half-open range of days: `start` inclusive, `end` exclusive."""

    start: date
    end: date

    @classmethod
    def of_days(cls, first: date, last: date) -> Span:
        """The span from `first` to `last`, both inclusive."""
        return cls(first, last + timedelta(days=1))

    @property
    def last(self) -> date:
        """The last day of the span, `end` minus one day."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    def covers(self, other: Span) -> bool:
        """Whether every day of `other` is in the span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the spans have a day in common."""
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        return f"{self.start.isoformat()}..{self.last.isoformat()}"


class Kind(Enum):
    """The kind of a period; the value is its length in months."""

    MONTH = 1
    QUARTER = 3
    HALF = 6
    NINE_MONTHS = 9
    YEAR = 12


class Period(NamedTuple):
    """A year, half, nine months, quarter or month; `number` counts from 1 within the year."""

    year: int
    kind: Kind
    number: int = 1

    @property
    def first_month(self) -> int:
        """The number of its first month, 1 to 12."""
        return (self.number - 1) * self.kind.value + 1

    @property
    def last_month(self) -> int:
        """The number of its last month, 1 to 12."""
        return self.first_month + self.kind.value - 1

    @property
    def span(self) -> Span:
        """The calendar days of the period, half-open."""
        return _months_from(self.year, self.first_month, self.last_month)

    def __str__(self) -> str:
        if self.kind is Kind.QUARTER:
            return f"{self.year:04}-Q{self.number}"
        if self.kind is Kind.MONTH:
            return f"{self.year:04}-{self.number:02}"
        if self.kind is Kind.HALF:
            return f"{self.year:04}-H{self.number}"
        return f"{self.year:04}{'' if self.kind is Kind.YEAR else '-9M'}"

    @property
    def vietnamese(self) -> str:
        """The name in running text, `quý II năm 2021`."""
        name = {
            Kind.MONTH: f"tháng {self.number:02} ",
            Kind.QUARTER: f"quý {roman((self.number - 1) % 4 + 1)} ",
            Kind.HALF: f"6 tháng {'đầu' if self.number == 1 else 'cuối'} ",
            Kind.NINE_MONTHS: "9 tháng đầu ",
            Kind.YEAR: "",
        }
        return f"{name[self.kind]}năm {self.year}"


def year_to_date(period: Period) -> Period:
    """The span from the beginning of the year to the end of a period: quarter II → half-year I.

    Raises ValueError for a month that does not end a quarter.
    """
    names = {3: Kind.QUARTER, 6: Kind.HALF, 9: Kind.NINE_MONTHS, 12: Kind.YEAR}
    if period.last_month not in names:
        raise ValueError(period)
    return Period(period.year, names[period.last_month])


@lru_cache(maxsize=512)
def _months_from(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), month_after(year, last))


def month_after(year: int, month: int) -> date:
    """The first day after a month."""
    return date(year + month // 12, month % 12 + 1, 1)


def quarters(year: int) -> tuple[Period, ...]:
    """The four quarters of a year, in order."""
    return tuple(Period(year, Kind.QUARTER, n) for n in range(1, 5))


def months(year: int) -> tuple[Period, ...]:
    """The twelve months of a year, in order."""
    return tuple(Period(year, Kind.MONTH, n) for n in range(1, 13))


def periods_with(day: date) -> tuple[Period, ...]:
    """The periods of every kind in which a day lies, the shortest first."""
    every = (Period(day.year, kind, n) for kind in Kind for n in range(1, 12 // kind.value + 1))
    return tuple(period for period in every if day in period.span)


def quarter_of(day: date) -> Period:
    """The calendar quarter that contains a day."""
    return Period(day.year, Kind.QUARTER, (day.month - 1) // 3 + 1)


_QUARTER = r"(?P<n>[1-4]|iv|i{1,3})"
_YEAR = r"(?:(?:/| |-|/ ?nam | nam )?(?P<year>\d{4}))?"
_FORMS = (
    (Kind.QUARTER, r"(?P<year>\d{4})-?q(?P<n>[1-4])"),
    (Kind.HALF, r"(?P<year>\d{4})-?h(?P<n>[12])"),
    (Kind.NINE_MONTHS, r"(?P<year>\d{4})-?9m"),
    (Kind.MONTH, r"(?P<year>\d{4})-(?P<n>\d{1,2})"),
    (Kind.QUARTER, rf"(?:quy|q) ?0?{_QUARTER}{_YEAR}"),
    (Kind.MONTH, rf"(?:thang|t) ?(?P<n>\d{{1,2}}){_YEAR}"),
    (Kind.HALF, rf"0?6 thang (?P<n>dau|cuoi)(?: nam)?{_YEAR}"),
    (Kind.HALF, rf"h(?P<n>[12]){_YEAR}"),
    (Kind.NINE_MONTHS, rf"0?9 thang(?: dau)?(?: nam)?{_YEAR}"),
    (Kind.YEAR, r"(?:(?:ca |trong )?nam )?(?P<year>\d{4})"),
    (Kind.YEAR, r"(?:ca|trong) nam(?P<year>)"),
)
_NUMBERS = {roman(number).lower(): number for number in range(1, 5)} | {"dau": 1, "cuoi": 2}


def parse_period(text: str, year: int | None = None) -> Period:
    """Parse `2021-Q2`, `2021-06`, `2021-H1`, `2021-9M`, `2021`, or a Vietnamese name.

    `Quý II/2021`, `Tháng 02/2021`, `6 tháng đầu năm 2021`, `9 tháng năm 2021`, `Cả năm`. A text without a
    year is of `year`. Raises BadPeriodError for anything else, also `2021-Q9`.
    """
    plain = " ".join(unmarked(text).split()).replace(" /", "/").replace("/ ", "/")
    for kind, form in _FORMS:
        if match := re.fullmatch(form, plain, re.ASCII):
            return _period(kind, match, year, text)
    raise BadPeriodError(text)


def period_words(name: str) -> str:
    """How running text names a period that a file names: `2021-Q2` → `quý II năm 2021`; else in quotes."""
    try:
        return parse_period(name).vietnamese
    except BadPeriodError:
        return f"kỳ “{name}”"


def parse_quarter(text: str) -> int:
    """Parse the number of a quarter without a year: `2`, `II`, `Q2`, `Quý II`. Raises BadPeriodError."""
    plain = " ".join(unmarked(text).split())
    if match := re.fullmatch(rf"(?:quy|q)? ?{_QUARTER}", plain, re.ASCII):
        return _NUMBERS.get(match["n"]) or int(match["n"])
    raise BadPeriodError(text)


def _period(kind: Kind, match: re.Match[str], year: int | None, text: str) -> Period:
    found = match.groupdict()
    when = int(found["year"]) if found["year"] else year
    number = found.get("n") or "1"
    index = _NUMBERS.get(number) or int(number)
    if when is None or not FIRST_YEAR <= when <= LAST_YEAR or not 1 <= index * kind.value <= 12:
        raise BadPeriodError(text)
    return Period(when, kind, index)


_DAY_FORMS = (
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})",
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})",
)


def parse_day(text: str) -> date:
    """Parse `2021-06-18` or, day first, `18/6/2021`. Raises BadDayError for anything else."""
    for form in _DAY_FORMS:
        if (match := re.fullmatch(form, text.strip())) and match[0].isascii():
            return _date(int(match["y"]), int(match["m"]), int(match["d"]), text)
    raise BadDayError(text)


def _date(year: int, month: int, day: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDayError(text)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDayError(text) from None


def last_day_of(text: str) -> date:
    """The last day of a deadline text: the day itself, or the end of the calendar period (inclusive).

    Raises BadPeriodError if it is neither.
    """
    return deadline_span(text).last


def deadline_span(text: str, year: int | None = None) -> Span:
    """The half-open span of `2021-12-15`, `2021-Q1` or (with `year`) `Quý I`. Raises BadPeriodError."""
    try:
        day = parse_day(text)
    except BadDayError:
        return parse_period(text, year).span
    return Span.of_days(day, day)


def deadline_period(text: str) -> Period:
    """The period of a deadline: the period itself, or the quarter of its day."""
    try:
        return quarter_of(parse_day(text))
    except BadDayError:
        return parse_period(text)


def each_day(span: Span) -> Iterator[date]:
    """Every day of a span, in order."""
    return (span.start + timedelta(days=n) for n in range((span.end - span.start).days))
