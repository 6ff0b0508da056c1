"""A plan with the registry and the calendar it counts with: all that answers are computed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kstthc_cli.domain.calendar import Calendar
from kstthc_cli.domain.obligations import Obligation, obligations
from kstthc_cli.domain.plan import Plan
from kstthc_cli.domain.registry import Agency, Registry
from kstthc_cli.domain.slips import Request


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One plan, its agencies, its calendar."""

    plan: Plan
    registry: Registry
    calendar: Calendar

    def owed_by(self, agencies: Iterable[Agency], requests: Iterable[Request] = ()) -> Iterable[Obligation]:
        """What the agencies owe in the plan's year, agency by agency."""
        return obligations(self.plan, self.registry, self.calendar, agencies, requests)
