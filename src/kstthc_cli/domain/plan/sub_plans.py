"""Sub-plans: their rows replace the duties that they detail.

A sub-plan never removes an obligation. Agencies named in its rows owe the rows; agencies that the duty itself
names without a condition still owe the duty, now by the last day of its rows; open groups, and groups with a
condition, consist of the agencies that the rows name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.calendar.periods import last_day_of
from kstthc_cli.domain.plan.plan import Duty, Line, Plan, Schedule

_LETTERS = 12


def content_hash(duty: Duty) -> str:
    """A short hash of the content of a duty, by which a sub-plan records the version it was written for.

    Users' files contain it: never change the algorithm. Whitespace does not count.
    """
    substance = {
        "content": _one_line(duty.content),
        "results": [_one_line(result) for result in duty.results],
        "lines": [
            [
                _one_line(line.printed),
                {who: list(roles) for who, roles in line.roles.items()},
                line.conditions,
            ]
            for line in duty.lines
        ],
        "schedule": [duty.schedule.kind, duty.schedule.text, duty.schedule.plan],
        "condition": duty.condition,
        "targets": [[t.id, t.text, t.comparison, t.value, t.unit] for t in duty.targets],
    }
    text = json.dumps(substance, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict)
    return sha256(text.encode()).hexdigest()[:_LETTERS]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def row_id(duty: str, row: str) -> str:
    """The id of a sub-plan's row in the plan that it details: row 2 of duty 13 is `13.2`."""
    return f"{duty}.{row}"


def by_parent(plans: Iterable[Plan]) -> dict[str, list[Plan]]:
    """The issued plans that detail duties of another plan, by the id of that plan."""
    found: dict[str, list[Plan]] = {}
    for plan in plans:
        if plan.detailed and plan.parent_plan is not None and not plan.draft:
            found.setdefault(plan.parent_plan, []).append(plan)
    return found


def with_sub_plans(plan: Plan, sub_plans: Mapping[str, Sequence[Plan]], registry: Registry) -> Plan:
    """The plan with the rows of its sub-plans (see `by_parent`) after the duties that they detail.

    Sub-plans may have sub-plans; validation ensures that they form no cycle.
    """
    subs = [with_sub_plans(sub, sub_plans, registry) for sub in sub_plans.get(plan.id, ())]
    if not subs:
        return plan
    by_duty = {name: sub for sub in subs for name in sub.detailed}
    return plan._replace(
        duties=tuple(
            piece for duty in plan.duties for piece in _pieces(duty, by_duty.get(duty.id), registry)
        ),
        sub_plans={
            **{_inner(sub, name): title for sub in subs for name, title in sub.sub_plans.items()},
            **plan.sub_plans,
        },
    )


def _pieces(duty: Duty, sub: Plan | None, registry: Registry) -> Iterator[Duty]:
    if sub is None or duty.schedule.kind != "by_plan":
        yield duty
        return
    rows = [_row(duty, row, sub) for row in sub.duties if duty.id in (row.origin, *_origins(sub, row))]
    yield _remaining(duty, rows, sub, registry)
    yield from rows


def _origins(sub: Plan, row: Duty) -> tuple[str, ...]:
    """The ids of the detailed duties; a row may omit them if only one duty is detailed."""
    first = next((d for d in sub.duties if row.above and d.id == row.above[-1]), row)
    return (first.origin or sub.detailed[0],) if first.origin or len(sub.detailed) == 1 else ()


def _row(duty: Duty, row: Duty, sub: Plan) -> Duty:
    schedule = row.schedule
    if schedule.plan is not None:
        schedule = schedule._replace(plan=_inner(sub, schedule.plan))
    return row._replace(
        id=row_id(duty.id, row.id),
        task=duty.task,
        section=duty.section,
        schedule=schedule,
        targets=row.targets or duty.targets,
        above=(*(row_id(duty.id, name) for name in row.above), duty.id),
        sub_plan=row.sub_plan or sub.id,
    )


def _inner(sub: Plan, name: str) -> str:
    """The id of a sub-plan of the sub-plan, among those of the plan above."""
    return f"{sub.id}:{name}"


def _remaining(duty: Duty, rows: Iterable[Duty], sub: Plan, registry: Registry) -> Duty:
    """The duty for those agencies that no row names."""
    lines = tuple(line for old in duty.lines if (line := _unconditional(old, registry)).roles)
    days = [row.schedule.by for row in rows if row.schedule.by is not None]
    if not days:
        return duty._replace(lines=lines, sub_plan=sub.id)
    schedule = Schedule("by_date", duty.schedule.text, by=max(days, key=last_day_of))
    return duty._replace(lines=lines, schedule=schedule, sub_plan=sub.id)


def _unconditional(line: Line, registry: Registry) -> Line:
    """The line without open groups and groups with a condition."""
    roles = {
        who: given for who, given in line.roles.items() if _is_unconditional(who, line.conditions, registry)
    }
    return line._replace(roles=roles)


def _is_unconditional(who: str, conditions: Mapping[str, str], registry: Registry) -> bool:
    group = registry.groups.get(who)
    return group is None or (group.kind != "open" and who not in conditions)
