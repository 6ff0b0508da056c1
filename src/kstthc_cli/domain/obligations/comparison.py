"""What agencies owe under two versions of a plan, derived once for all agencies that both treat alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.agency_classes import AgencyClasses
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.requests import Request

ObligationsByKey = Mapping[tuple[str, ...], Obligation]
"""The obligations of one agency by duty, period and request."""


class Side:
    """One of the two versions, or none: its agencies, and what each of them owes."""

    def __init__(self, year: PlanYear | None, requests: Iterable[Request]) -> None:
        known = {duty.id for duty in year.plan.duties} if year else set()
        self._year, self._asked = year, [request for request in requests if request.duty in known]
        self.agencies: tuple[Agency, ...] = year.registry.in_order if year else ()
        self.members: dict[int, list[int]] = {}
        """The number of a class → the places of its agencies; classes by their first agency."""
        self._classes: dict[str, Hashable] = {}
        if year:
            classes = AgencyClasses(year.plan, year.registry, self._asked)
            self._classes = {agency.id: classes.of(agency) for agency in self.agencies}

    def class_of(self, agency: str) -> Hashable:
        """The class of an agency; None if it is not in the registry."""
        return self._classes.get(agency)

    def owed_by(self, agency: str) -> ObligationsByKey:
        """What an agency owes; nothing if it is not in the registry."""
        found = self._year.registry.agencies.get(agency) if self._year else None
        if not (self._year and found):
            return {}
        return {o.key.parts[1:]: o for o in self._year.owed_by([found], self._asked)}

    def names(self, classes: Iterable[int]) -> tuple[str, ...]:
        """The ids of the agencies of some classes, in order."""
        places = (place for number in classes for place in self.members[number])
        return tuple(self.agencies[place].id for place in sorted(places))


def changed_duties(old: Plan, new: Plan) -> frozenset[str]:
    """The ids of the duties that the versions do not have alike."""
    before, after = ({duty.id: duty for duty in plan.duties} for plan in (old, new))
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


class Compared(NamedTuple):
    """What each agency of a class owes under both versions, and how many agencies each version has in it."""

    old: ObligationsByKey
    new: ObligationsByKey
    old_agencies: int
    new_agencies: int


class Comparison:
    """Two versions of a plan, each None where it does not exist; classes of agencies are numbered."""

    def __init__(self, old: PlanYear | None, new: PlanYear | None, requests: Iterable[Request] = ()) -> None:
        asked = list(requests)
        self.old, self.new = Side(old, asked), Side(new, asked)
        self._number: dict[str, int] = {}
        self._owed: list[tuple[ObligationsByKey, ObligationsByKey]] = []
        numbers: dict[Hashable, int] = {}
        for name in dict.fromkeys(agency.id for side in (self.new, self.old) for agency in side.agencies):
            both = (self.old.class_of(name), self.new.class_of(name))
            self._number[name] = numbers.setdefault(both, len(numbers))
            if len(self._owed) < len(numbers):
                self._owed.append((self.old.owed_by(name), self.new.owed_by(name)))
        for side in (self.old, self.new):
            for place, agency in enumerate(side.agencies):
                side.members.setdefault(self._number[agency.id], []).append(place)

    def owed_in(self, number: int, side: Side) -> tuple[ObligationsByKey, ObligationsByKey]:
        """What each agency of a class owes on a side, and on the other one."""
        old, new = self._owed[number]
        return (new, old) if side is self.new else (old, new)

    def owed_by(self, agency: str) -> tuple[ObligationsByKey, ObligationsByKey]:
        """What an agency owes under the old and the new version."""
        return self._owed[self._number[agency]] if agency in self._number else ({}, {})

    def __iter__(self) -> Iterator[Compared]:
        """Every class of agencies."""
        for number, (old, new) in enumerate(self._owed):
            counts = (len(side.members.get(number, ())) for side in (self.old, self.new))
            yield Compared(old, new, *counts)
