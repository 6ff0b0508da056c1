"""Duties for which no agency is responsible, because their agency ended without a successor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.obligations.derivation import Claim, claims_of
from kstthc_cli.domain.obligations.timetable import Timetable
from kstthc_cli.domain.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Orphans:
    """An agency of a plan, and its claims for which no agency is responsible."""

    agency: Agency
    claims: tuple[Claim, ...]

    @property
    def duties(self) -> tuple[str, ...]:
        """The ids of the duties, in the plan's order."""
        return tuple(dict.fromkeys(claim.duty.id for claim in self.claims))


def orphans(plan: Plan, registry: Registry, calendar: Calendar) -> Iterator[Orphans]:
    """Every agency that begins or ends in the plan's year with claims for which no agency is responsible."""
    for agency in registry.partly_within(Period(plan.year, Kind.YEAR).span):
        claims = claims_of(plan, registry, Timetable(plan.year, calendar), agency)
        lost = tuple(c for c in claims if c.due and c.counts and not registry.responsible_on(agency, c.day))
        if lost:
            yield Orphans(agency, lost)
