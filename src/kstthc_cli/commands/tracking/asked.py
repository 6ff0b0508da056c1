"""The agencies that a question is about, and those that consolidate the reports of one that is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kstthc_cli.commands.lookup import agency_named, level_given
from kstthc_cli.commands.snapshot import Snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.tracking.due_list import Row


class Asked(NamedTuple):
    """The agencies of a question, and offices below a named one: only what they consolidate is meant."""

    agencies: tuple[Agency, ...]
    offices: tuple[Agency, ...] = ()

    @property
    def all(self) -> tuple[Agency, ...]:
        """The agencies, then the offices."""
        return (*self.agencies, *self.offices)

    def takes(self, obligation: Obligation) -> bool:
        """Whether an obligation of one of them is asked about."""
        return obligation.part.consolidates or all(obligation.agency.id != one.id for one in self.offices)

    def owed(self, now: Snapshot) -> Iterable[Obligation]:
        """What they owe."""
        return filter(self.takes, now.year.owed_by(self.all, now.requests))

    def rows(self, now: Snapshot) -> Iterator[Row]:
        """What they owe, with its status."""
        return (row for row in now.rows(self.all) if self.takes(row.obligation))


def asked_about(year: PlanYear, names: tuple[str, ...], level: str | None) -> Asked:
    """The agencies that are named, with the offices that consolidate for them; else those of a level, or all.

    A province has no duties of its own: its report is what its office consolidates.
    """
    agencies = chosen_agencies(year, names, level)
    return Asked(agencies, tuple(year.offices_of(agencies)) if names else ())


def chosen_agencies(year: PlanYear, names: tuple[str, ...], level: str | None) -> tuple[Agency, ...]:
    """The agencies of a plan's registry that are named, else all; of one level where one is given."""
    found = [agency_named(year.registry, name, year.plan.year) for name in names] or year.registry.in_order
    wanted = level_given(year.registry, level) if level is not None else None
    return tuple({agency.id: agency for agency in found if wanted in (None, agency.level)}.values())
