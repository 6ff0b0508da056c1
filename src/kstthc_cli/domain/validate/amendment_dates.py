"""The days on which amendments begin and end parts of a plan: order, agency, amending document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.validate.places import holders_of, lines_of, tasks_of

if TYPE_CHECKING:
    from kstthc_cli.domain.agencies.registry import Registry
    from kstthc_cli.model.plan import AssignmentLine, DutyFile, PlanFile, TaskFile

Days = Iterator[tuple[Loc, str, date]]


def check_days(plan: PlanFile) -> Iterator[Finding]:
    """Ends that are not after their beginnings, and days before every amending document."""
    first = min((item.date for item in plan.amendments), default=None)
    holders = (found for loc, task in tasks_of(plan) for found in holders_of(task, loc))
    for loc, part in holders:
        yield from _order(loc, part)
        for at, what, day in _days(loc, part):
            if first is None:
                message = f"Ngày {what} {day:%d/%m/%Y} không theo văn bản nào trong amendments."
                yield Finding("KST067", at, message)
            elif day < first:
                message = f"Ngày {what} {day:%d/%m/%Y} ở trước văn bản sửa đổi đầu tiên ({first:%d/%m/%Y})."
                how = f"Nêu ngày từ {first:%d/%m/%Y} trở đi, hoặc thêm văn bản trước đó vào amendments."
                yield Finding("KST067", at, message, how)


def _days(loc: Loc, part: TaskFile | DutyFile) -> Days:
    for key, what, day in (("since", "bổ sung", part.since), ("ended", "bãi bỏ", part.ended)):
        if day is not None:
            yield (*loc, key), what, day
    for at, line in lines_of(part, loc):
        if line.since is not None:
            yield (*at, "since"), "giao", line.since
        yield from (((*at, "ended", who), "thôi giao", day) for who, day in line.ended.items())


def _order(loc: Loc, part: TaskFile | DutyFile) -> Iterator[Finding]:
    if part.since is not None and part.ended is not None and part.ended <= part.since:
        yield Finding("KST065", (*loc, "ended"), _late(part.since, part.ended))
    for at, line in lines_of(part, loc):
        for who, day in line.ended.items():
            if line.since is not None and day <= line.since:
                yield Finding("KST065", (*at, "ended", who), _late(line.since, day))


def _late(since: date, ended: date) -> str:
    return f"Thôi từ ngày {ended:%d/%m/%Y}, không sau ngày bắt đầu {since:%d/%m/%Y}."


def check_ended(line: AssignmentLine, given: set[str], loc: Loc, registry: Registry) -> Iterator[Finding]:
    """Agencies and groups whose part ends although they have none in the line."""
    groups = [registry.groups[who] for who in given if who in registry.groups]
    for who in line.ended:
        agency = registry.agencies.get(who)
        if who not in given and not (agency and any(group.has(agency) for group in groups)):
            message = f"“{who}” không được giao vai trò nào ở dòng này."
            yield Finding("KST066", (*loc, "ended", who), message)
