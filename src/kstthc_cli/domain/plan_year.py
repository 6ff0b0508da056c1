"""A plan with the registry and the calendar it counts with: all that answers are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kstthc_cli.domain.calendar import Calendar
from kstthc_cli.domain.obligations import Obligation, obligations
from kstthc_cli.domain.periods import deadline_period
from kstthc_cli.domain.plan import Plan
from kstthc_cli.domain.registry import Agency, Registry
from kstthc_cli.domain.slips import Request, Slip


def _under_years(slip: Slip, years: Mapping[str, str]) -> Slip:
    entries = tuple(
        replace(entry, key=entry.key._replace(period=years[entry.key.duty]))
        if entry.key.duty in years and not entry.key.request
        else entry
        for entry in slip.entries
    )
    return replace(slip, entries=entries, supersedes=tuple(_ref(ref, years) for ref in slip.supersedes))


def _ref(ref: str, years: Mapping[str, str]) -> str:
    """A reference `ID#DUTY@PERIOD`, that of a dated duty under its year."""
    name, mark, local = ref.partition("#")
    duty = local.partition("@")[0]
    return f"{name}#{duty}@{years[duty]}" if mark and duty in years and "/" not in local else ref


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One plan, its agencies, its calendar."""

    plan: Plan
    registry: Registry
    calendar: Calendar

    def understood(self, slips: Iterable[Slip]) -> list[Slip]:
        """The slips with every word on a dated duty put under its year, as obligations are named.

        Slips say the period in which the deadline lay when they were written; the plan may have
        moved it since.
        """
        years = {
            duty.id: str(deadline_period(duty.schedule.by).year)
            for duty in self.plan.duties
            if duty.schedule.by is not None
        }
        return [_under_years(slip, years) for slip in slips]

    def owed_by(self, agencies: Iterable[Agency], requests: Iterable[Request] = ()) -> Iterable[Obligation]:
        """What the agencies owe in the plan's year, agency by agency."""
        return obligations(self.plan, self.registry, self.calendar, agencies, requests)
