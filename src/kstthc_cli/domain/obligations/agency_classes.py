"""Agencies that a plan treats alike: what they owe differs in the agency only, so it is derived once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.requests import Request


class AgencyClasses:
    """The classes of the agencies of a registry under a plan and requests.

    Agencies share a class if they have the same level, groups and days of existence, agencies of one level
    above them, and nothing names one of them: no line of the plan, no request, no predecessor or successor.
    """

    def __init__(self, plan: Plan, registry: Registry, requests: Iterable[Request] = ()) -> None:
        self._registry = registry
        self._named = {*_named_in(plan), *(who for request in requests for who in request.agencies)}

    def of(self, agency: Agency) -> Hashable:
        """The class of an agency; equal for agencies that are treated alike."""
        if agency.id in self._named or self._registry.relatives(agency):
            return agency.id
        groups = tuple(group.id for group in self._registry.groups_of(agency))
        above = self._registry.above(agency)
        return agency.level, above and above.level, groups, agency.first, agency.last


def _named_in(plan: Plan) -> Iterator[str]:
    for duty in plan.duties:
        for line in duty.lines:
            yield from line.roles
            yield from line.ended
            yield from line.without
