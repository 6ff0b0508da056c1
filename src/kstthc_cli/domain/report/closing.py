"""Closing a period: its figures as they were on a day, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.obligations.derivation import Obligation, Part, falls_within, part_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty, Schedule
from kstthc_cli.domain.progress.slips import Key, Slip, State
from kstthc_cli.domain.tracking.due_list import Row


@dataclass(frozen=True, slots=True, order=True)
class Frozen:
    """How one obligation stood when its period was closed."""

    key: Key
    section: str
    status: str
    period: str = ""
    due: str = ""
    """The last day as it counted then, in ISO form; empty where there was none."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The figures of a period at the end of `as_of`, and what they were computed from.

    `slips` are all slips of the plan that existed then; `computed_from` is the SHA-256 of the files of
    plan, registry and calendar, of the requests and of those slips.
    """

    plan: str
    period: str
    as_of: date
    by: str | None
    computed_from: str
    slips: frozenset[str]
    rows: tuple[Frozen, ...]

    @property
    def statuses(self) -> Mapping[Key, str]:
        """Obligation → status when the period was closed."""
        return {row.key: row.status for row in self.rows}


@dataclass(frozen=True, slots=True)
class Change:
    """An obligation whose status differs from its status at the closing of its period (`then`).

    `then` is None where a request has opened it since. Where it no longer exists, `gone` is the reason: a
    request replaced it by another one (`requested`), a detailed plan did (`detailed`), its request was
    withdrawn (`withdrawn`), or the plan dropped it.
    """

    key: Key
    then: str | None
    row: Row | None
    later: tuple[Slip, ...]
    gone: str = ""

    @property
    def now(self) -> str | None:
        """The status today; None where the plan no longer has the obligation."""
        return self.row.status if self.row else None


def freeze(rows: Iterable[Row]) -> tuple[Frozen, ...]:
    """Convert rows to the form stored in a closing, sorted by agency, duty and period."""
    return tuple(sorted(_frozen(row) for row in rows))


def _frozen(row: Row) -> Frozen:
    owed = row.obligation
    due = owed.due.effective.isoformat() if owed.due else ""
    return Frozen(owed.key, owed.duty.section, row.status, str(owed.period), due)


def kept_rows(closing: Closing, year: PlanYear, rows: Iterable[Row], state: State) -> tuple[Row, ...]:
    """The rows of a closed period with status, period and due day as they were at its closing.

    `rows` are today's; obligations that the plan has dropped since are restored from the closing.
    """
    now = {row.obligation.key: row for row in rows}
    place = {agency.id: n for n, agency in enumerate(year.registry.in_order)}
    return tuple(
        Row(_as_then(frozen, now.get(frozen.key), year), frozen.status, state.get(frozen.key))
        for frozen in sorted(closing.rows, key=lambda row: place.get(row.key.agency, len(place)))
        if frozen.key.agency in place
    )


def _as_then(frozen: Frozen, now: Row | None, year: PlanYear) -> Obligation:
    day = date.fromisoformat(frozen.due) if frozen.due else None
    due, period = Due(day, day) if day else None, parse_period(frozen.period)
    if now is not None:
        owed = now.obligation
        same = owed.due is not None and owed.due.effective == day
        return owed._replace(period=period, due=owed.due if same else due)
    agency = year.registry.agencies[frozen.key.agency]
    duty = next((duty for duty in year.plan.duties if duty.id == frozen.key.duty), None) or _dropped(frozen)
    part = part_of(duty, agency, year.registry.groups_of(agency)) or Part(("perform",), ("—",), None, None)
    return Obligation(duty, agency, part, period, due, year.plan.year, frozen.key.request)


def _dropped(frozen: Frozen) -> Duty:
    """A duty that is no longer in the plan: only its id and section are known."""
    words = "Đầu việc này không còn trong kế hoạch."
    return Duty(frozen.key.duty, frozen.key.duty, frozen.section, words, (), (), Schedule("ongoing", "—"))


def counted_then(slips: Iterable[Slip], closing: Closing) -> tuple[Slip, ...]:
    """The slips from which the figures of a closing were computed."""
    return tuple(slip for slip in slips if slip_name(slip) in closing.slips)


def changes(closing: Closing, rows: Iterable[Row], slips: Iterable[Slip]) -> tuple[Change, ...]:
    """What changed since closing, sorted by agency, duty and period, then what requests have opened since.

    Includes obligations that became overdue, or began to wait, merely because time has passed.
    """
    now, known = {row.obligation.key: row for row in rows}, set(closing.statuses)
    opened = [key for key, row in now.items() if key not in known and _opened(row, closing)]
    known.update(opened)
    later: dict[Key, list[Slip]] = {}
    for slip in slips:
        if slip_name(slip) not in closing.slips:
            for key in dict.fromkeys(entry.key for entry in slip.entries if entry.key in known):
                later.setdefault(key, []).append(slip)
    successors = _Successors.of(now.values())
    found = (
        Change(key, then, now.get(key), tuple(later.get(key, ())), _why_gone(key, now, successors))
        for key, then in closing.statuses.items()
    )
    return (
        *(change for change in found if change.now != change.then or change.later),
        *(Change(key, None, now[key], tuple(later.get(key, ()))) for key in opened),
    )


def _opened(row: Row, closing: Closing) -> bool:
    """Whether a request asks for the obligation within the period of the closing."""
    span = parse_period(closing.period).span
    return bool(row.obligation.request) and falls_within(row.obligation, span)


@dataclass(frozen=True, slots=True)
class _Successors:
    """The pairs (agency, duty) with obligations opened by requests, and by rows of a detailed plan."""

    requested: frozenset[tuple[str, str]]
    detailed: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> _Successors:
        owed = [row.obligation for row in rows]
        return cls(
            frozenset((o.agency.id, o.duty.id) for o in owed if o.request),
            frozenset((o.agency.id, above) for o in owed for above in o.duty.above),
        )


def _why_gone(key: Key, now: Mapping[Key, Row], successors: _Successors) -> str:
    if key in now:
        return ""
    if key.request:
        return "withdrawn"
    if (key.agency, key.duty) in successors.requested:
        return "requested"
    return "detailed" if (key.agency, key.duty) in successors.detailed else "dropped"


def slip_name(slip: Slip) -> str:
    """The name of a slip in a closing: agency and id, since ids are unique only within an agency."""
    return f"{slip.agency}/{slip.id}"
