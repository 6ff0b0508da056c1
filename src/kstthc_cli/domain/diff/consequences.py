"""Consequences of a change of a plan: obligations, deadlines and slips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.obligations.comparison import Comparison, Side
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.requests import Request


@dataclass(frozen=True, slots=True)
class ObligationGroup:
    """Obligations shown together: every combination of these duties, agencies and periods."""

    duties: tuple[str, ...]
    agencies: tuple[str, ...]
    periods: tuple[Period, ...]
    due: Due | None
    """Their common deadline, if they have one."""

    @property
    def count(self) -> int:
        """The number of obligations."""
        return len(self.duties) * len(self.agencies) * len(self.periods)


@dataclass(frozen=True, slots=True)
class DueChange:
    """A deadline that moves in the same way for all these obligations; None means no deadline yet."""

    duties: tuple[str, ...]
    agencies: tuple[str, ...]
    period: Period
    old: Due | None
    new: Due | None
    count: int


@dataclass(frozen=True, slots=True)
class UnmatchedEntry:
    """An entry of a slip whose obligation no longer exists under the plan."""

    slip: str
    agency: str
    duty: str
    period: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """The consequences for one plan."""

    appear: tuple[ObligationGroup, ...] = ()
    vanish: tuple[ObligationGroup, ...] = ()
    moved: tuple[DueChange, ...] = ()
    unmatched: tuple[UnmatchedEntry, ...] = ()


def consequences(
    old: PlanYear | None,
    new: PlanYear | None,
    slips: Iterable[Slip] = (),
    requests: Iterable[Request] = (),
) -> Consequences:
    """The consequences for all agencies under a plan; None is a plan that does not exist.

    Agencies that both plans treat alike are compared once, so the work grows with what is told, not with the
    number of obligations.
    """
    both = Comparison(old, new, requests)
    return Consequences(
        appear=_groups(both, both.new),
        vanish=_groups(both, both.old),
        moved=_due_changes(both),
        unmatched=tuple(_unmatched(old, new, both, list(slips))),
    )


def _groups(both: Comparison, side: Side) -> tuple[ObligationGroup, ...]:
    """The obligations of one side alone, in few groups: joined by period, then by agency, then by duty."""
    agencies: dict[tuple[str, tuple[Period, ...], Due | None], list[int]] = {}
    for number in side.members:
        here, there = both.owed_in(number, side)
        periods: dict[str, list[Obligation]] = {}
        for key, obligation in here.items():
            if key not in there:
                periods.setdefault(obligation.duty.id, []).append(obligation)
        for duty, found in periods.items():
            one = found[0].due if len(found) == 1 else None
            agencies.setdefault((duty, tuple(o.period for o in found), one), []).append(number)
    duties: dict[tuple[tuple[int, ...], tuple[Period, ...], Due | None], list[str]] = {}
    for (duty, when, due), who in agencies.items():
        duties.setdefault((tuple(who), when, due), []).append(duty)
    return tuple(
        ObligationGroup(tuple(what), side.names(who), when, due) for (who, when, due), what in duties.items()
    )


def _due_changes(both: Comparison) -> tuple[DueChange, ...]:
    """The deadlines that moved."""
    agencies: dict[tuple[tuple[str, ...], Period, Due | None, Due | None], list[int]] = {}
    for number in both.new.members:
        duties: dict[tuple[Period, Due | None, Due | None], list[str]] = {}
        new, old = both.owed_in(number, both.new)
        for key, now in new.items():
            if key in old and old[key].due != now.due:
                duties.setdefault((now.period, old[key].due, now.due), []).append(now.duty.id)
        for (period, before, after), what in duties.items():
            agencies.setdefault((tuple(what), period, before, after), []).append(number)
    found = ((key, both.new.names(who)) for key, who in agencies.items())
    return tuple(
        DueChange(what, who, period, before, after, len(what) * len(who))
        for (what, period, before, after), who in found
    )


def _unmatched(
    old: PlanYear | None, new: PlanYear | None, both: Comparison, slips: list[Slip]
) -> Iterable[UnmatchedEntry]:
    """The entries that match an obligation under the old plan and none under the new one."""
    understood = (old.normalized(slips) if old else [], new.normalized(slips) if new else slips)
    for was, now in zip(*understood, strict=True) if old else ():
        before, after = both.owed_by(now.agency)
        for then, entry in zip(was.entries, now.entries, strict=True):
            if then.key.parts[1:] in before and entry.key.parts[1:] not in after:
                yield UnmatchedEntry(now.id, now.agency, entry.key.duty, entry.key.period)
