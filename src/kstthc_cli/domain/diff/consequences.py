"""What a change of the plan does: obligations that appear or vanish, days that move, slips left over."""

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
class Bundle:
    """Obligations that are told together: the same agencies, duties and periods, all combined."""

    duties: tuple[str, ...]
    agencies: tuple[str, ...]
    periods: tuple[Period, ...]
    due: Due | None
    """The day, where all have the same one."""

    @property
    def count(self) -> int:
        """How many obligations these are."""
        return len(self.duties) * len(self.agencies) * len(self.periods)


@dataclass(frozen=True, slots=True)
class Shift:
    """A day that moves, the same for all these obligations; None is no day yet."""

    duties: tuple[str, ...]
    agencies: tuple[str, ...]
    period: Period
    old: Due | None
    new: Due | None
    count: int


@dataclass(frozen=True, slots=True)
class Unfit:
    """A slip that speaks of an obligation which the plan has no more."""

    slip: str
    agency: str
    duty: str
    period: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from the change of one plan."""

    appear: tuple[Bundle, ...] = ()
    vanish: tuple[Bundle, ...] = ()
    shifts: tuple[Shift, ...] = ()
    unfit: tuple[Unfit, ...] = ()


Owed = Mapping[Key, Obligation]


def consequences(
    old: PlanYear | None,
    new: PlanYear | None,
    slips: Iterable[Slip] = (),
    requests: Iterable[Request] = (),
) -> Consequences:
    """What follows for everybody under the plan, before and after; None is a plan that is not there."""
    asked = list(requests)
    before, after = _owed(old, asked), _owed(new, asked)
    return Consequences(
        appear=_bundles(after[key] for key in after if key not in before),
        vanish=_bundles(before[key] for key in before if key not in after),
        shifts=_shifts((before[key], after[key]) for key in after if key in before),
        unfit=tuple(_unfit(old, new, before, after, list(slips))),
    )


def _owed(year: PlanYear | None, requests: list[Request]) -> dict[Key, Obligation]:
    if year is None:
        return {}
    known = {duty.id for duty in year.plan.duties}
    asked = [request for request in requests if request.duty in known]
    return {o.key: o for o in year.owed_by(year.registry.in_order, asked)}


def _bundles(obligations: Iterable[Obligation]) -> tuple[Bundle, ...]:
    """The obligations in as few bundles as they make: first by duty and agency, then by what is alike."""
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
    return tuple(Bundle(tuple(what), who, when, due) for (who, when, due), what in duties.items())


def _shifts(pairs: Iterable[tuple[Obligation, Obligation]]) -> tuple[Shift, ...]:
    duties: dict[tuple[str, Period, Due | None, Due | None], list[str]] = {}
    for old, new in pairs:
        if old.due != new.due:
            duties.setdefault((new.agency.id, new.period, old.due, new.due), []).append(new.duty.id)
    agencies: dict[tuple[tuple[str, ...], Period, Due | None, Due | None], list[str]] = {}
    for (agency, period, before, after), what in duties.items():
        agencies.setdefault((tuple(what), period, before, after), []).append(agency)
    return tuple(
        Shift(what, tuple(who), period, before, after, len(what) * len(who))
        for (what, period, before, after), who in agencies.items()
    )


def _unfit(
    old: PlanYear | None, new: PlanYear | None, before: Owed, after: Owed, slips: list[Slip]
) -> Iterable[Unfit]:
    """The entries that spoke of an obligation under the old plan and speak of none under the new one."""
    understood = (old.normalized(slips) if old else [], new.normalized(slips) if new else slips)
    for was, now in zip(*understood, strict=True) if old else ():
        for then, entry in zip(was.entries, now.entries, strict=True):
            if then.key in before and entry.key not in after:
                yield Unfit(now.id, now.agency, entry.key.duty, entry.key.period)
