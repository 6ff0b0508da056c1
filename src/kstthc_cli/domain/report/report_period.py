"""Which period a report is about: its name in titles, its data window, the period that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import Kind, Period, Span, quarter_of, year_to_date
from kstthc_cli.domain.calendar.reporting_windows import reporting_window
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.text.document_names import document_name

KINDS: dict[str, Kind] = {
    "quarterly": Kind.QUARTER,
    "half-year": Kind.HALF,
    "nine-month": Kind.NINE_MONTHS,
    "yearly": Kind.YEAR,
}
"""Kind of periodic report → the kind of its period."""


@dataclass(frozen=True)
class ReportPeriod:
    """What a report covers: obligations due in `calendar`, data of `window`.

    `id` names the period in files; `following` is the period whose duties come next; a report on
    demand bears the `request` it answers.
    """

    id: str
    period: Period
    name: str
    window: Span
    request: Request | None = None

    @cached_property
    def calendar(self) -> Span:
        """The calendar days in which the report's obligations fall due."""
        return self.period.span

    @property
    def following(self) -> Period:
        """The quarter after the last one covered, or the next half or year of the same kind."""
        return period_after(self.period)

    @property
    def cumulative(self) -> Period | None:
        """The year to date, which the report tells too, where the period is only the end of it."""
        if self.request is not None or self.period.kind is Kind.MONTH:
            return None
        to_date = year_to_date(self.period)
        return None if to_date == self.period else to_date


def report_period(period: Period, calendar: Calendar) -> ReportPeriod:
    """The report of a period: its usual title, and the data window of NĐ 09/2019/NĐ-CP, Điều 12."""
    window = reporting_window(period, calendar.window_first_day)
    return ReportPeriod(str(period), period, _title(period), window)


def _title(period: Period) -> str:
    """`quý II và 6 tháng đầu năm 2021`, as offices call their reports."""
    if period.kind is Kind.QUARTER and period.number == 2:
        return f"quý II và 6 tháng đầu năm {period.year}"
    if period.kind is Kind.QUARTER and period.number == 4:
        return f"quý IV và năm {period.year}"
    return period.vietnamese


def report_on_demand(request: Request) -> ReportPeriod:
    """The report that answers a request: data from the day it was made to the day it is due."""
    name = f"đột xuất theo yêu cầu tại {request_reference(request)}"
    span = Span.of_days(request.day, request.due)
    return ReportPeriod(request.id, quarter_of(request.due), name, span, request)


def request_reference(request: Request) -> str:
    """`Văn bản số 45/VPCP-KSTT ngày 05/5/2021`."""
    day = f" ngày {short_date(request.number_day)}" if request.number_day else ""
    return f"{document_name(request.number)}{day}"


def period_after(period: Period) -> Period:
    """The next period of the same kind; after nine months comes the fourth quarter."""
    if period.kind is Kind.NINE_MONTHS:
        return Period(period.year, Kind.QUARTER, 4)
    last = 12 // period.kind.value
    if period.number == last:
        return Period(period.year + 1, period.kind)
    return Period(period.year, period.kind, period.number + 1)


def period_before(period: Period) -> Period:
    """The one before, of the same kind; before nine months come those of the year before."""
    if period.kind is Kind.NINE_MONTHS:
        return Period(period.year - 1, period.kind)
    if period.number == 1:
        return Period(period.year - 1, period.kind, 12 // period.kind.value)
    return Period(period.year, period.kind, period.number - 1)


def usual_period(kind: Kind, year: int, as_of: date) -> Period:
    """The period of `kind` that a report made on `as_of` is about: the one the day lies in.

    On a day outside the plan's year, the year's last one.
    """
    last = 12 // kind.value
    day = as_of if as_of.year == year else date(year, 12, 31)
    return Period(year, kind, 1 if kind is Kind.NINE_MONTHS else min(last, (day.month - 1) // kind.value + 1))
