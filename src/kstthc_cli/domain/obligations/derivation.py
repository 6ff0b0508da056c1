"""Obligations: duty × agency × period, derived from plan, registry and calendar, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.calendar.calendar import Calendar, Due
from kstthc_cli.domain.calendar.periods import (
    Kind,
    Period,
    Span,
    deadline_period,
    last_day_of,
    months,
    quarter_of,
    quarters,
)
from kstthc_cli.domain.plan.plan import Duty, Line, Plan, Schedule
from kstthc_cli.domain.plan.roles import ROLES, in_order
from kstthc_cli.domain.progress.slips import Key
from kstthc_cli.domain.requests import Request


class Part(NamedTuple):
    """What one agency has to do with a duty: roles, printed lines, and through which group."""

    roles: tuple[str, ...]
    printed: tuple[str, ...]
    via: str | None
    condition: str | None


class Obligation(NamedTuple):
    """One agency's share in one duty in one period of a plan's year; `due` is None while it has no date.

    `stands_for` names the agencies whose place the agency takes, which have ended or not begun;
    words under a key of `former` count as long as nothing was said under the obligation's own.
    """

    duty: Duty
    agency: Agency
    part: Part
    period: Period
    due: Due | None
    year: int
    request: str = ""
    stands_for: tuple[str, ...] = ()
    former: tuple[Key, ...] = ()

    @property
    def key(self) -> Key:
        """What entries of slips name; the same in every run.

        A dated duty falls due once, and so does a request: a year names it, so that work done stays
        done when the deadline moves.
        """
        return _key(self.agency.id, self.duty, self.period, self.year, self.request)

    @property
    def known_as(self) -> tuple[Key, ...]:
        """Every key that leads here: its own, the former ones, and those of the duties above a row."""
        if not self.duty.above:
            return (self.key, *self.former)
        year = str(self.period.year)
        return (self.key, *self.former, *(Key(self.agency.id, name, year) for name in self.duty.above))


def _key(agency: str, duty: Duty, period: Period, year: int, request: str) -> Key:
    if request:
        return Key(agency, duty.id, str(year), request)
    once = duty.schedule.kind == "by_date"
    return Key(agency, duty.id, str(period.year) if once else str(period))


Occurrence = tuple[Period, Due | None, str]
"""When a duty falls due: its period, its day (None while it has none), the request that opened it."""


class Claim(NamedTuple):
    """What a plan asks of one of its parties in one period, before anybody asks whether it exists."""

    party: Agency
    duty: Duty
    part: Part
    period: Period
    due: Due | None
    request: str = ""

    @property
    def day(self) -> date:
        """The day that decides who owes it: its last day as written, or the end of its period."""
        return self.due.nominal if self.due else self.period.span.last

    @property
    def stands(self) -> bool:
        """Whether it is asked at all: of a group's members only from their first day on."""
        return self.part.via is None or not self.party.begins_after(self.day)

    def falls_to(self, agency: Agency, registry: Registry) -> bool:
        """Whether an agency owes it: the party on that day, or else whoever stands for it then.

        What has no day yet waits for everybody who exists at some time of its period.
        """
        if agency.id == self.party.id:
            return agency.exists_on(self.day) or (self.due is None and agency.valid_within(self.period.span))
        return self.stands and agency in registry.bearers(self.party, self.day)


def obligations(
    plan: Plan,
    registry: Registry,
    calendar: Calendar,
    agencies: Iterable[Agency],
    requests: Iterable[Request] = (),
) -> Iterable[Obligation]:
    """Everything the agencies owe under the plan in its year: agencies as given, duties in order.

    The party that exists on the last day of a claim owes it; for one that has ended, or has not
    begun, those who take its place do. What falls due on a day is owed as the plan stands on that day:
    before a part began, or from the day on which it ended, nothing. A request opens its duty for the
    agencies it names, or for all that have it; a duty on request waits where nothing was asked.
    """
    asked = sorted(requests, key=lambda request: (request.due, request.id))
    regular = Regular(plan.year, calendar)
    for agency in agencies:
        relatives = registry.relatives(agency)
        claims = [
            claim
            for party in (agency, *relatives)
            for claim in claims_of(plan, registry, regular, party, asked)
            if claim.falls_to(agency, registry)
        ]
        together = _same(_by_duty(plan, claims)) if relatives else ([claim] for claim in claims)
        for same in together:
            yield _owed(agency, plan.year, same)


class Regular:
    """When duties fall due of themselves: the same for all agencies of a level, so asked once."""

    def __init__(self, year: int, calendar: Calendar) -> None:
        self.calendar = calendar
        self._year = year
        self._known: dict[tuple[str, str], list[Occurrence]] = {}

    def of(self, duty: Duty, level: str) -> list[Occurrence]:
        """The occurrences of a duty for a level, without any request."""
        found = self._known.get((duty.id, level))
        if found is None:
            days = occurrences(duty.schedule, self._year, level, self.calendar)
            found = self._known[duty.id, level] = [(period, due, "") for period, due in days]
        return found


def claims_of(
    plan: Plan, registry: Registry, regular: Regular, party: Agency, asked: Sequence[Request] = ()
) -> Iterator[Claim]:
    """Everything that the plan asks of an agency, whether or not it exists; duties in order."""
    groups = registry.groups_of(party)
    for duty, part in parts_in(plan, party, groups):
        changing = duty.changes
        for period, due, request in _falls_due(duty, regular, party, registry, asked):
            now = duty.on(due.nominal if due else None) if changing else duty
            share = part if now is duty else part_of(now, party, groups) if now else None
            if now and share:
                yield Claim(party, now, share, period, due, request)


def parts_in(plan: Plan, agency: Agency, groups: Sequence[Group]) -> list[tuple[Duty, Part]]:
    """The agency's part in each duty of the plan; not in one of which it has a row."""
    parts = [(duty, part) for duty in plan.duties if (part := part_of(duty, agency, groups))]
    detailed = {name for duty, _ in parts for name in duty.above}
    return [(duty, part) for duty, part in parts if duty.id not in detailed]


def _by_duty(plan: Plan, claims: list[Claim]) -> list[Claim]:
    place = {duty.id: n for n, duty in enumerate(plan.duties)}
    return sorted(claims, key=lambda claim: place[claim.duty.id])


def _same(claims: Iterable[Claim]) -> Iterable[list[Claim]]:
    """Claims on one duty in one period for one request, in the order of their first."""
    found: dict[tuple[str, Period, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.duty.id, claim.period, claim.request), []).append(claim)
    return found.values()


def _owed(agency: Agency, year: int, claims: list[Claim]) -> Obligation:
    """One obligation of all claims on a duty in a period; the agency's own claim comes first."""
    first = claims[0]
    duty = first.duty
    if len(claims) == 1 and first.party is agency and not duty.above:
        return Obligation(duty, agency, first.part, first.period, first.due, year, first.request)
    others = [claim.party.id for claim in claims if claim.party.id != agency.id]
    own = first.party.id == agency.id
    names = [agency.id] if own else [agency.id, *others]
    former = [_key(name, duty, first.period, year, first.request) for name in names[1:]]
    if duty.schedule.kind == "by_date" and not first.request:
        former += [Key(name, above, str(first.period.year)) for name in names for above in duty.above]
    return Obligation(
        duty,
        agency,
        _merged(claims),
        first.period,
        first.due,
        year,
        first.request,
        tuple(others),
        tuple(former),
    )


def _merged(claims: list[Claim]) -> Part:
    """The part that all claims give: whoever is named, or stands for a named one, keeps its roles."""
    parts = [claim.part for claim in claims if claim.part.via is None]
    if len(parts) < 2:
        return parts[0] if parts else claims[0].part
    conditions = dict.fromkeys(part.condition for part in parts if part.condition)
    return Part(
        roles=in_order(role for part in parts for role in part.roles),
        printed=tuple(dict.fromkeys(line for part in parts for line in part.printed)),
        via=None,
        condition="; ".join(conditions) or None,
    )


def _falls_due(
    duty: Duty, regular: Regular, party: Agency, registry: Registry, asked: Sequence[Request]
) -> list[Occurrence]:
    opened: list[Occurrence] = [
        (quarter_of(request.due), regular.calendar.deadline(request.due), request.id)
        for request in asked
        if request.duty in (duty.id, *duty.above) and _asks(request, party, registry)
    ]
    if duty.schedule.kind == "on_request" and opened:
        return opened
    return [*regular.of(duty, party.level), *opened]


def _asks(request: Request, party: Agency, registry: Registry) -> bool:
    """Whether a request is for an agency: for all, by its name, or by that of one who stands for it."""
    if not request.agencies or party.id in request.agencies:
        return True
    return any(agency.id in request.agencies for agency in registry.bearers(party, request.due))


def opens_on_request(duty: Duty) -> bool:
    """Whether a request can open the duty: it is on request, or stands under a condition."""
    return duty.schedule.kind == "on_request" or duty.condition is not None


def part_of(duty: Duty, agency: Agency, groups: Iterable[Group]) -> Part | None:
    """The agency's part in a duty, or None; where it is named itself, its groups do not count."""
    named = [(line, agency.id) for line in duty.lines if agency.id in line.roles]
    if named:
        return _part(duty, named, None)
    ids = [group.id for group in groups]
    through = [
        (line, who)
        for line in duty.lines
        for who in line.roles
        if who in ids and agency.id not in line.without
    ]
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
    holds just the periods that end in it. What has no day belongs in every list of its year. A request
    due after the plan's year counts on the last day of that year too: the plan has no later lists.
    """
    if obligation.due is None:
        return obligation.period.span.meets(span)
    day, end = obligation.due.nominal, Period(obligation.year, Kind.YEAR).span.last
    return day in span or bool(obligation.request and day > end and end in span)
