"""Agencies that the result cell of a duty names although no assignment gives them a part in it.

They owe nothing, but may report their work: for example the centre in task 11, which belongs to the office in
the agency cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.obligations.derivation import Obligation, Part, part_of
from kstthc_cli.domain.obligations.timetable import Timetable
from kstthc_cli.domain.plan.plan import Duty, Plan
from kstthc_cli.domain.text.normalize import words


def named_in_results(plan: Plan, registry: Registry, agency: Agency) -> Iterator[Duty]:
    """The duties whose results name the agency, in full or by an alias, and in which it has no part."""
    names = [f" {' '.join(words(name))} " for name in (agency.name, *agency.aliases)]
    groups = registry.groups_of(agency)
    for duty in plan.duties:
        text = f" {' '.join(word for result in duty.results for word in words(result))} "
        if any(name in text for name in names) and part_of(duty, agency, groups) is None:
            yield duty


def reportable(plan: Plan, registry: Registry, calendar: Calendar, agency: Agency) -> Iterator[Obligation]:
    """The duties that the agency may report without owing them, as obligations without roles."""
    regular = Timetable(plan.year, calendar)
    for duty in named_in_results(plan, registry, agency):
        for period, due, _ in regular.of(duty, agency.level):
            day = due.nominal if due else period.span.last
            now = duty.on(day)
            if now is not None and agency.exists_on(day):
                yield Obligation(now, agency, Part((), (), None, None), period, due, plan.year)
