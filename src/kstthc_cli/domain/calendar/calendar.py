"""The calendar of a plan: working days, reporting windows, send-by days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.calendar.periods import Period, Span, each_day, month_after
from kstthc_cli.domain.calendar.workdays import Workdays

if TYPE_CHECKING:
    from kstthc_cli.model.calendar import CalendarFile


class Due(NamedTuple):
    """A last day as set (`nominal`) and after the shift to a working day (`effective`, never earlier)."""

    nominal: date
    effective: date


_LONGEST_SHIFT = timedelta(days=31)


class Calendar(NamedTuple):
    """Working days, the first day of reporting windows, and each level's last day for sending reports.

    `send_to` says to whom each level sends them. The days off of a `draft` are not confirmed.
    """

    id: str
    workdays: Workdays
    window_first_day: int
    send_by: Mapping[str, int]
    shift_deadlines: bool
    shift_send_by: bool
    send_to: Mapping[str, str] = MappingProxyType({})
    draft: bool = False

    def deadline(self, day: date) -> Due:
        """The deadline of a term that the plan sets."""
        return Due(day, self.workdays.on_or_after(day) if self.shift_deadlines else day)

    def send_by_day(self, period: Period, level: str) -> Due:
        """The day on which a level's report of `period` is due, in the period's last month.

        In a month without that day, the month's last day is used (BLDS 2015, Điều 148 khoản 3).
        """
        last = month_after(period.year, period.last_month) - timedelta(days=1)
        day = last.replace(day=min(self.send_by[level], last.day))
        return Due(day, self.workdays.on_or_after(day) if self.shift_send_by else day)

    def is_unsure(self, due: Due) -> bool:
        """Whether days off about a last day are not known, so that its shift may be another."""
        shifts = self.shift_deadlines or self.shift_send_by
        covers = self.workdays.covers
        return shifts and (self.draft or due.nominal not in covers or due.effective not in covers)

    def may_be_unsure(self, span: Span) -> bool:
        """Whether days off within a span, or in the weeks after it, are not known."""
        covers = self.workdays.covers
        after = span.last + _LONGEST_SHIFT
        return self.draft or span.start not in covers or after not in covers


def calendar_of(file: CalendarFile) -> Calendar:
    """Convert a calendar file."""
    return Calendar(
        id=file.id,
        workdays=_workdays(file),
        window_first_day=file.reporting_windows.first_day,
        send_by={rule.level: rule.day for rule in file.send_by},
        shift_deadlines=file.shift.deadlines,
        shift_send_by=file.shift.send_by,
        send_to={rule.level: rule.to for rule in file.send_by},
        draft=file.status == "draft",
    )


def _workdays(file: CalendarFile) -> Workdays:
    stretches = (Span.of_days(off.first, off.last or off.first) for off in file.days_off.days)
    return Workdays(
        covers=Span.of_days(file.covers.first, file.covers.last),
        days_off=frozenset(day for stretch in stretches for day in each_day(stretch)),
        worked_weekends=frozenset(file.days_off.working_saturdays),
    )
