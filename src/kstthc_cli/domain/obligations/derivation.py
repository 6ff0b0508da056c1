"""Derives obligations (duty × agency × period) from plan, registry and calendar; they are never stored."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.calendar.calendar import Calendar, Due
from kstthc_cli.domain.calendar.periods import Kind, Period, Span, quarter_of
from kstthc_cli.domain.obligations.agency_classes import AgencyClasses
from kstthc_cli.domain.obligations.timetable import Occurrence, Timetable
from kstthc_cli.domain.plan.plan import Duty, Line, Plan
from kstthc_cli.domain.plan.roles import ROLES, in_order
from kstthc_cli.domain.progress.slips import Key
from kstthc_cli.domain.requests import Request


class Part(NamedTuple):
    """One agency's part in a duty: its roles, the printed assignment lines and the condition, if any.

    `via` is the id of the group through which it has the part; None if it is named itself. `consolidates` is
    whether it adds up what others report, for the agency above it: whoever the duty names first to do so;
    those named after it help.
    """

    roles: tuple[str, ...]
    printed: tuple[str, ...]
    via: str | None
    condition: str | None
    consolidates: bool = False


class Obligation(NamedTuple):
    """What one agency owes for one duty in one period of a plan's year; `due` is None without a date.

    `replaced_agencies` are the ids of ended or future agencies that the agency replaces; statements under a
    key of `former` count as long as there is none under the obligation's own key.
    """

    duty: Duty
    agency: Agency
    part: Part
    period: Period
    due: Due | None
    year: int
    request: str = ""
    replaced_agencies: tuple[str, ...] = ()
    former: tuple[Key, ...] = ()
    requested: tuple[date, ...] = ()
    """For a duty that waits for a request: the due days of requests that opened it for the agency."""
    reports: bool = True
    """Whether the agency must report: only then it is counted, and can be missing or overdue."""

    @property
    def key(self) -> Key:
        """The key that entries of slips use.

        A dated duty falls due once, and so does a request: the key has only the year, so that reports remain
        valid when the deadline moves.
        """
        return _key(self.agency.id, self.duty, self.period, self.year, self.request)

    @property
    def all_keys(self) -> tuple[Key, ...]:
        """Every key whose statements count here: its own, former ones, those of duties it details."""
        if not self.duty.above:
            return (self.key, *self.former)
        year = str(self.period.year)
        return (self.key, *self.former, *(Key(self.agency.id, name, year) for name in self.duty.above))


def _key(agency: str, duty: Duty, period: Period, year: int, request: str) -> Key:
    if request:
        return Key(agency, duty.id, str(year), request)
    once = duty.schedule.kind == "by_date"
    return Key(agency, duty.id, str(period.year) if once else str(period))


class Claim(NamedTuple):
    """What the plan assigns to one agency in one period, whether or not the agency exists then."""

    assignee: Agency
    duty: Duty
    part: Part
    period: Period
    due: Due | None
    request: str = ""

    @property
    def day(self) -> date:
        """The day that decides which agency owes it: its nominal last day, or the last day of its period."""
        return self.due.nominal if self.due else self.period.span.last

    @property
    def counts(self) -> bool:
        """Whether it counts: a member of a group has claims only from its first day on."""
        return self.part.via is None or not self.assignee.begins_after(self.day)

    def is_owed_by(self, agency: Agency, registry: Registry) -> bool:
        """Whether an agency owes it: the assignee if it exists on `day`, else the agency responsible then.

        Without a last day the assignee owes it if it exists on any day of the period.
        """
        if agency.id == self.assignee.id:
            return agency.exists_on(self.day) or (self.due is None and agency.valid_within(self.period.span))
        return self.counts and agency in registry.responsible_on(self.assignee, self.day)


def obligations(
    plan: Plan,
    registry: Registry,
    calendar: Calendar,
    agencies: Iterable[Agency],
    requests: Iterable[Request] = (),
) -> Iterable[Obligation]:
    """Everything the agencies owe under the plan in its year: agencies as given, duties in order.

    The assignee owes a claim if it exists on the claim's day; otherwise its successors do, or, before it
    begins, its predecessors. The plan in force on the last day counts: a part that begins later, or has ended
    by then, gives no obligation. A request opens its duty for the agencies it names, or for all that have it;
    for an agency without a request, a duty on request has no last day.
    """
    asked = sorted(requests, key=lambda request: (request.due, request.id))
    regular = Timetable(plan.year, calendar)
    classes = AgencyClasses(plan, registry, asked)
    known: dict[Hashable, list[Obligation]] = {}
    for agency in agencies:
        alike = known.get(of_class := classes.of(agency))
        if alike is None:
            alike = known[of_class] = _obligations_of(agency, plan, registry, regular, asked)
            yield from alike
        else:
            yield from (_as_of(agency, obligation) for obligation in alike)


def _obligations_of(
    agency: Agency, plan: Plan, registry: Registry, regular: Timetable, asked: list[Request]
) -> list[Obligation]:
    relatives = registry.relatives(agency)
    claims = [
        claim
        for assignee in (agency, *relatives)
        for claim in claims_of(plan, registry, regular, assignee, asked)
        if claim.is_owed_by(agency, registry)
    ]
    together = _same(_by_duty(plan, claims)) if relatives else ([claim] for claim in claims)
    naming = frozenset(request.id for request in asked if request.agencies)
    owed = [_asked_to_report(_owed(agency, plan.year, same), plan, naming) for same in together]
    return list(_with_requests(owed, plan.year)) if asked else owed


def _asked_to_report(owed: Obligation, plan: Plan, naming: frozenset[str]) -> Obligation:
    """The obligation as the plan says who must report; a request of `naming` names the agency itself."""
    if owed.request in naming or plan.reporting.asks(owed.part.roles, owed.part.condition, owed.request):
        return owed
    return owed._replace(reports=False)


def _as_of(agency: Agency, alike: Obligation) -> Obligation:
    """The obligation of an agency that an agency of the same class has."""
    former = tuple(key._replace(agency=agency.id) for key in alike.former)
    return alike._replace(agency=agency, former=former)


def _with_requests(owed: list[Obligation], year: int) -> Iterator[Obligation]:
    """The obligations of an agency; those that wait for a request get the days of existing requests."""
    end = Period(year, Kind.YEAR).span.last
    days: dict[str, tuple[date, ...]] = {}
    for o in owed:
        if o.due and o.request:
            days[o.duty.id] = (*days.get(o.duty.id, ()), min(o.due.nominal, end))
    for o in owed:
        waits = o.due is None and o.duty.schedule.kind == "on_request"
        yield o._replace(requested=days.get(o.duty.id, ())) if waits else o


def claims_of(
    plan: Plan, registry: Registry, regular: Timetable, assignee: Agency, asked: Sequence[Request] = ()
) -> Iterator[Claim]:
    """Everything that the plan assigns to an agency, whether or not it exists; duties in order."""
    groups = registry.groups_of(assignee)
    for duty, part in parts_in(plan, assignee, groups):
        changing = duty.changes
        for period, due, request in _falls_due(duty, regular, assignee, registry, asked):
            now = duty.on(due.nominal if due else None) if changing else duty
            share = part if now is duty else part_of(now, assignee, groups) if now else None
            if now and share:
                claim = Claim(assignee, now, share, period, due, request)
                yield _sent_from_above(claim, registry, regular.calendar) if share.consolidates else claim


def _sent_from_above(claim: Claim, registry: Registry, calendar: Calendar) -> Claim:
    """A claim to consolidate, due when the agency above sends its own report; else as it is."""
    above = registry.above(claim.assignee)
    own = claim.request or claim.duty.schedule.kind not in ("periodic", "ongoing")
    if own or above is None or above.level not in calendar.send_by:
        return claim
    return claim._replace(due=calendar.send_by_day(claim.period, above.level))


def parts_in(plan: Plan, agency: Agency, groups: Sequence[Group]) -> list[tuple[Duty, Part]]:
    """The agency's part in each duty; a duty that a sub-plan details for the agency is left out."""
    parts = [(duty, part) for duty in plan.duties if (part := part_of(duty, agency, groups))]
    detailed = {name for duty, _ in parts for name in duty.above}
    return [(duty, part) for duty, part in parts if duty.id not in detailed]


def _by_duty(plan: Plan, claims: list[Claim]) -> list[Claim]:
    place = {duty.id: n for n, duty in enumerate(plan.duties)}
    return sorted(claims, key=lambda claim: place[claim.duty.id])


def _same(claims: Iterable[Claim]) -> Iterable[list[Claim]]:
    """Claims grouped by duty, period and request, in the order of the first of each group."""
    found: dict[tuple[str, Period, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.duty.id, claim.period, claim.request), []).append(claim)
    return found.values()


def _owed(agency: Agency, year: int, claims: list[Claim]) -> Obligation:
    """The obligation from claims on one duty in one period; the agency's own claim comes first."""
    first = claims[0]
    duty = first.duty
    if len(claims) == 1 and first.assignee is agency and not duty.above:
        return Obligation(duty, agency, first.part, first.period, first.due, year, first.request)
    others = [claim.assignee.id for claim in claims if claim.assignee.id != agency.id]
    own = first.assignee.id == agency.id
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
    """The parts of all claims as one; parts of agencies named themselves exclude those through groups."""
    parts = [claim.part for claim in claims if claim.part.via is None]
    if len(parts) < 2:
        return parts[0] if parts else claims[0].part
    conditions = dict.fromkeys(part.condition for part in parts if part.condition)
    return Part(
        roles=in_order(role for part in parts for role in part.roles),
        printed=tuple(dict.fromkeys(line for part in parts for line in part.printed)),
        via=None,
        condition="; ".join(conditions) or None,
        consolidates=any(part.consolidates for part in parts),
    )


def _falls_due(
    duty: Duty, regular: Timetable, assignee: Agency, registry: Registry, asked: Sequence[Request]
) -> list[Occurrence]:
    opened: list[Occurrence] = [
        (quarter_of(request.due), regular.calendar.deadline(request.due), request.id)
        for request in asked
        if request.duty in (duty.id, *duty.above) and _addresses(request, assignee, registry)
    ]
    return [*regular.of(duty, assignee.level), *opened]


def _addresses(request: Request, assignee: Agency, registry: Registry) -> bool:
    """Whether a request addresses an agency: all agencies, its id, or an agency that it replaces."""
    if not request.agencies or assignee.id in request.agencies:
        return True
    return any(agency.id in request.agencies for agency in registry.responsible_on(assignee, request.due))


def opens_on_request(duty: Duty) -> bool:
    """Whether a request can open the duty: it is due on request, or has a condition."""
    return duty.schedule.kind == "on_request" or duty.condition is not None


def part_of(duty: Duty, agency: Agency, groups: Iterable[Group]) -> Part | None:
    """The agency's part in a duty, or None; an agency that is named itself has no part through groups."""
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


def _consolidator(duty: Duty) -> str | None:
    """The agency or group that the duty names first to consolidate."""
    named = (who for line in duty.lines for who, roles in line.roles.items() if "consolidate" in roles)
    return next(named, None)


def _part(duty: Duty, hits: list[tuple[Line, str]], via: str | None) -> Part:
    conditions = [line.conditions[who] for line, who in hits if who in line.conditions]
    return Part(
        roles=in_order(role for line, who in hits for role in line.roles[who]),
        printed=tuple(dict.fromkeys(line.printed for line, _ in hits)),
        via=via,
        condition="; ".join(dict.fromkeys([*conditions, *filter(None, [duty.condition])])) or None,
        consolidates=_consolidator(duty) in {who for _, who in hits},
    )


def falls_within(obligation: Obligation, span: Span) -> bool:
    """Whether an obligation belongs in a list for `span`: its nominal last day is in it.

    A send-by day is in the last month of its period, so the list of a month, quarter or half contains exactly
    the periods that end in it. An obligation without a last day belongs in every list of its year; one that
    waits for a request does not belong in a list that contains a request of its duty. A request due after the
    plan's year also belongs in a list with the last day of that year, since no later list exists.
    """
    if obligation.due is None:
        return obligation.period.span.meets(span) and not any(day in span for day in obligation.requested)
    day = obligation.due.nominal
    if day in span or not obligation.request:
        return day in span
    end = Period(obligation.year, Kind.YEAR).span.last
    return day > end and end in span
