"""Working days of a calendar, and the shift of a last day to the next working day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import Span

_SATURDAY = 5


class Workdays(NamedTuple):
    """Working days: Monday to Friday except days off, and worked weekend days.

    `covers` is the half-open span for which the official notice is known; outside it only weekends are days
    off.
    """

    covers: Span
    days_off: frozenset[date]
    worked_weekends: frozenset[date] = frozenset()

    def has(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day in self.worked_weekends or (day.weekday() < _SATURDAY and day not in self.days_off)

    def on_or_after(self, day: date) -> date:
        """The first working day on or after `day` (BLDS 2015, Điều 148 khoản 5)."""
        while not self.has(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, number: int) -> date:
        """The working day that is so many working days after `day`."""
        for _ in range(number):
            day = self.on_or_after(day + timedelta(days=1))
        return day
