"""Obligations: duty × agency × period, derived from plan, registry and calendar, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kstthc_cli.domain.calendar import Calendar, Due
from kstthc_cli.domain.periods import (
    Kind,
    Period,
    Span,
    deadline_period,
    last_day_of,
    months,
    quarter_of,
    quarters,
)
from kstthc_cli.domain.plan import Duty, Line, Plan, Schedule
from kstthc_cli.domain.registry import Agency, Group, Registry
from kstthc_cli.domain.roles import ROLES, in_order
from kstthc_cli.domain.slips import Key, Request


@dataclass(frozen=True, slots=True)
class Part:
    """What one agency has to do with a duty: roles, printed lines, and through which group."""

    roles: tuple[str, ...]
    printed: tuple[str, ...]
    via: str | None
    condition: str | None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One agency's share in one duty in one period; `due` is None while it has no date."""

    duty: Duty
    agency: Agency
    part: Part
    period: Period
    due: Due | None
    request: str = ""

    @property
    def key(self) -> Key:
        """What entries of slips name; the same in every run.

        A dated duty falls due once, so its year names it: work done stays done when the plan moves
        the deadline.
        """
        once = self.duty.schedule.kind == "by_date" and not self.request
        period = str(self.period.year) if once else str(self.period)
        return Key(self.agency.id, self.duty.id, period, self.request)


Occurrence = tuple[Period, Due | None, str]
"""When a duty falls due: its period, its day (None while it has none), the request that opened it."""


def obligations(
    plan: Plan,
    registry: Registry,
    calendar: Calendar,
    agencies: Iterable[Agency],
    requests: Iterable[Request] = (),
) -> Iterable[Obligation]:
    """Everything the agencies owe under the plan in its year: agencies as given, duties in order.

    An agency owes nothing for a period in which it does not exist. A request opens its duty for the
    agencies it names, or for all that have it; a duty on request waits where nothing was asked.
    """
    asked = sorted(requests, key=lambda request: (request.due, request.id))
    regular = _Regular(plan.year, calendar)
    for agency in agencies:
        groups = registry.groups_of(agency)
        for duty in plan.duties:
            if part := part_of(duty, agency, groups):
                for period, due, request in _falls_due(duty, agency, regular, asked):
                    if agency.valid_within(period.span):
                        yield Obligation(duty, agency, part, period, due, request)


class _Regular:
    """When duties fall due of themselves: the same for all agencies of a level, so asked once."""

    def __init__(self, year: int, calendar: Calendar) -> None:
        self.year, self.calendar = year, calendar
        self._known: dict[tuple[str, str], list[Occurrence]] = {}

    def of(self, duty: Duty, level: str) -> list[Occurrence]:
        """The occurrences of a duty for a level, without any request."""
        found = self._known.get((duty.id, level))
        if found is None:
            days = occurrences(duty.schedule, self.year, level, self.calendar)
            found = self._known[duty.id, level] = [(period, due, "") for period, due in days]
        return found


def _falls_due(duty: Duty, agency: Agency, regular: _Regular, asked: Iterable[Request]) -> list[Occurrence]:
    opened: list[Occurrence] = [
        (quarter_of(request.due), regular.calendar.deadline(request.due), request.id)
        for request in asked
        if request.duty == duty.id and (not request.agencies or agency.id in request.agencies)
    ]
    if duty.schedule.kind == "on_request" and opened:
        return opened
    return [*regular.of(duty, agency.level), *opened]


def opens_on_request(duty: Duty) -> bool:
    """Whether a request can open the duty: it is on request, or stands under a condition."""
    return duty.schedule.kind == "on_request" or duty.condition is not None


def part_of(duty: Duty, agency: Agency, groups: Iterable[Group]) -> Part | None:
    """The agency's part in a duty, or None; where it is named itself, its groups do not count."""
    named = [(line, agency.id) for line in duty.lines if agency.id in line.roles]
    if named:
        return _part(duty, named, None)
    ids = [group.id for group in groups]
    through = [(line, who) for line in duty.lines for who in line.roles if who in ids]
    if not through:
        return None
    return _part(duty, through, min(through, key=_weight)[1])


def _weight(hit: tuple[Line, str]) -> int:
    line, who = hit
    return min(list(ROLES).index(role) for role in line.roles[who])


def _part(duty: Duty, hits: list[tuple[Line, str]], via: str | None) -> Part:
    conditions = [line.conditions[who] for line, who in hits if who in line.conditions]
    return Part(
        roles=in_order(role for line, who in hits for role in line.roles[who]),
        printed=tuple(dict.fromkeys(line.printed for line, _ in hits)),
        via=via,
        condition="; ".join(dict.fromkeys([*conditions, *filter(None, [duty.condition])])) or None,
    )


def occurrences(
    schedule: Schedule, year: int, level: str, calendar: Calendar
) -> Iterable[tuple[Period, Due | None]]:
    """The periods in which a duty falls due for an agency of `level`, each with its day.

    A dated duty falls due once; a periodic one in each of its periods, an ongoing one in each
    quarter, both on the level's send-by day; what waits for a sub-plan or a request has no day.
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
    """The periods of a year that `every` names, by their end, the shorter first."""
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


def falls_within(obligation: Obligation, span: Span) -> bool:
    """Whether an obligation belongs in a list for `span`: its day, as written, lies in it.

    A send-by day lies in the last month of its period, so the list of a month, quarter or half
    holds just the periods that end in it. What has no day belongs in every list of its year.
    """
    if obligation.due is None:
        return obligation.period.span.meets(span)
    return obligation.due.nominal in span
