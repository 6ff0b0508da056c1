"""Consequences of a change of a plan: obligations, deadlines and slips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Key, Slip
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


ObligationsByKey = Mapping[Key, Obligation]


def consequences(
    old: PlanYear | None,
    new: PlanYear | None,
    slips: Iterable[Slip] = (),
    requests: Iterable[Request] = (),
) -> Consequences:
    """The consequences for all agencies under a plan; None is a plan that does not exist."""
    asked = list(requests)
    before, after = _obligations(old, asked), _obligations(new, asked)
    return Consequences(
        appear=_groups(after[key] for key in after if key not in before),
        vanish=_groups(before[key] for key in before if key not in after),
        moved=_due_changes((before[key], after[key]) for key in after if key in before),
        unmatched=tuple(_unmatched(old, new, before, after, list(slips))),
    )


def _obligations(year: PlanYear | None, requests: list[Request]) -> dict[Key, Obligation]:
    if year is None:
        return {}
    known = {duty.id for duty in year.plan.duties}
    asked = [request for request in requests if request.duty in known]
    return {o.key: o for o in year.owed_by(year.registry.in_order, asked)}


def _groups(obligations: Iterable[Obligation]) -> tuple[ObligationGroup, ...]:
    """The obligations in as few groups as possible: joined by period, then by agency, then by duty."""
    periods: dict[tuple[str, str], list[Obligation]] = {}
    for obligation in obligations:
        periods.setdefault((obligation.duty.id, obligation.agency.id), []).append(obligation)
    agencies: dict[tuple[str, tuple[Period, ...], Due | None], list[str]] = {}
    for (duty, agency), found in periods.items():
        dues = {o.due for o in found}
        one = next(iter(dues)) if len(found) == 1 else None
        agencies.setdefault((duty, tuple(o.period for o in found), one), []).append(agency)
    duties: dict[tuple[tuple[str, ...], tuple[Period, ...], Due | None], list[str]] = {}
    for (duty, when, due), who in agencies.items():
        duties.setdefault((tuple(who), when, due), []).append(duty)
    return tuple(ObligationGroup(tuple(what), who, when, due) for (who, when, due), what in duties.items())


def _due_changes(pairs: Iterable[tuple[Obligation, Obligation]]) -> tuple[DueChange, ...]:
    duties: dict[tuple[str, Period, Due | None, Due | None], list[str]] = {}
    for old, new in pairs:
        if old.due != new.due:
            duties.setdefault((new.agency.id, new.period, old.due, new.due), []).append(new.duty.id)
    agencies: dict[tuple[tuple[str, ...], Period, Due | None, Due | None], list[str]] = {}
    for (agency, period, before, after), what in duties.items():
        agencies.setdefault((tuple(what), period, before, after), []).append(agency)
    return tuple(
        DueChange(what, tuple(who), period, before, after, len(what) * len(who))
        for (what, period, before, after), who in agencies.items()
    )


def _unmatched(
    old: PlanYear | None,
    new: PlanYear | None,
    before: ObligationsByKey,
    after: ObligationsByKey,
    slips: list[Slip],
) -> Iterable[UnmatchedEntry]:
    """The entries that match an obligation under the old plan and none under the new one."""
    understood = (old.normalized(slips) if old else [], new.normalized(slips) if new else slips)
    for was, now in zip(*understood, strict=True) if old else ():
        for then, entry in zip(was.entries, now.entries, strict=True):
            if then.key in before and entry.key not in after:
                yield UnmatchedEntry(now.id, now.agency, entry.key.duty, entry.key.period)
