"""The periods and deadlines of duties, from their schedules and the calendar; requests are left out."""

from __future__ import annotations

from collections.abc import Iterable

from kstthc_cli.domain.calendar.calendar import Calendar, Due
from kstthc_cli.domain.calendar.periods import Kind, Period, deadline_period, last_day_of, months, quarters
from kstthc_cli.domain.plan.plan import Duty, Schedule

Occurrence = tuple[Period, Due | None, str]
"""Period, deadline (None while there is none) and id of the request that opened it (or empty)."""


class Timetable:
    """Occurrences of duties without requests, computed once per level and cached."""

    def __init__(self, year: int, calendar: Calendar) -> None:
        self.calendar = calendar
        self._year = year
        self._known: dict[tuple[str, str], list[Occurrence]] = {}

    def of(self, duty: Duty, level: str) -> list[Occurrence]:
        """Periods and deadlines of a duty for agencies of a level, without any request."""
        found = self._known.get((duty.id, level))
        if found is None:
            days = occurrences(duty.schedule, self._year, level, self.calendar)
            found = self._known[duty.id, level] = [(period, due, "") for period, due in days]
        return found


def occurrences(
    schedule: Schedule, year: int, level: str, calendar: Calendar
) -> Iterable[tuple[Period, Due | None]]:
    """The periods in which a duty falls due for an agency of `level`, each with its deadline.

    A dated duty falls due once; a periodic one in each of its periods, an ongoing one in each quarter, both
    on the send-by day of the level; without the date of a sub-plan or a request there is no deadline.
    """
    if schedule.by is not None:
        return [(deadline_period(schedule.by), calendar.deadline(last_day_of(schedule.by)))]
    if schedule.kind == "periodic":
        periods: Iterable[Period] = periods_of(schedule.every, year)
    elif schedule.kind == "ongoing":
        periods = quarters(year)
    else:
        return [(Period(year, Kind.YEAR), None)]
    return [(period, calendar.send_by_day(period, level)) for period in periods]


def periods_of(every: Iterable[str], year: int) -> tuple[Period, ...]:
    """The periods of a year of the kinds `every` (month, quarter, half, …), by last month, shorter first."""
    named: dict[str, tuple[Period, ...]] = {
        "month": months(year),
        "quarter": quarters(year),
        "half": (Period(year, Kind.HALF, 1), Period(year, Kind.HALF, 2)),
        "first_half": (Period(year, Kind.HALF, 1),),
        "nine_months": (Period(year, Kind.NINE_MONTHS),),
        "year": (Period(year, Kind.YEAR),),
    }
    found = {period for name in every for period in named[name]}
    return tuple(sorted(found, key=lambda p: (p.last_month, p.kind.value)))
