"""A plan, a registry, a calendar as facts: every value of a file under the thing that it belongs to.

Things are known by their ids, never by where they stand in a file, so comments, the order of keys
and of unordered lists leave no trace here. What a duty takes from its task is said of the duty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.calendar.periods import Span, each_day
from kstthc_cli.domain.plan.roles import ROLES

if TYPE_CHECKING:
    from kstthc_cli.model.agencies import RegistryFile
    from kstthc_cli.model.calendar import CalendarFile
    from kstthc_cli.model.plan import AssignmentLine, DutyFile, PlanFile, Section, TaskFile

Value = str | tuple[str, ...]
Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing with an identity: its kind, the plan, registry or calendar it stands in, its id."""

    kind: str
    home: str
    id: str


Edition = Mapping[Ref, Fields]
"""What one revision of a repository says, in the order in which files say it."""

_UNORDERED = frozenset({"aliases", "successors", "members", "levels", "every"})
_CELLS = frozenset({"id", "content", "results", "assignments", "condition", "targets", "duties"})


def plan_facts(plan: PlanFile) -> dict[Ref, Fields]:
    """Everything that a plan file says."""
    head = {**_said(plan, {"id", "sections", "sub_plans", "errata", "amendments"}), **_lists(plan)}
    facts: dict[Ref, Fields] = {Ref("plan", plan.id, plan.id): head}
    for sub in plan.sub_plans:
        facts[Ref("sub_plan", plan.id, sub.id)] = _said(sub, {"id"})
    for section in plan.sections:
        facts[Ref("section", plan.id, section.id)] = _said(section, {"id", "tasks"})
        for task in section.tasks:
            facts |= _task(plan.id, section.id, task)
    return facts


def _lists(plan: PlanFile) -> dict[str, Value]:
    """Items without an id, each as a line; and the order in which everything is printed."""
    lists: dict[str, Value] = {
        "amendments": tuple(
            _line(f"{item.number} ngày {item.date:%d/%m/%Y}: {', '.join(item.changes)}", item.note)
            for item in plan.amendments
        ),
        "errata": tuple(
            _line(f"{item.where}: “{item.printed}” → “{item.corrected}”", item.note) for item in plan.errata
        ),
        "order": tuple(_printed_order(plan.sections)),
    }
    return {name: items for name, items in lists.items() if items}


def _line(text: str, note: str | None) -> str:
    return f"{text} ({note})" if note else text


def _printed_order(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield f"section:{section.id}"
        for task in section.tasks:
            yield f"task:{task.id}"
            yield from (f"duty:{duty.id}" for duty in task.duties or ())
            yield from (f"target:{target.id}" for target in task.targets)


def _task(plan: str, section: str, task: TaskFile) -> dict[Ref, Fields]:
    facts: dict[Ref, Fields] = {Ref("task", plan, task.id): {"section": section, "content": task.content}}
    for part in task.duties or (task,):
        facts[Ref("duty", plan, part.id)] = {"task": task.id, **_duty(task, part)}
    for target in task.targets:
        value = format(target.value.normalize(), "f")
        facts[Ref("target", plan, target.id)] = {
            "task": task.id,
            **_said(target, {"id", "value"}),
            "value": value,
        }
    return facts


def _duty(task: TaskFile, part: TaskFile | DutyFile) -> dict[str, Value]:
    lines = part.assignments or task.assignments or ()
    condition = part.condition or task.condition
    return {
        **_said(part, _CELLS),
        **({"condition": condition} if condition else {}),
        "results": tuple(part.results or task.results or ()),
        "printed": tuple(line.printed for line in lines),
        "reading": tuple(_reading(line) for line in lines),
        **_parties(lines),
    }


def _parties(lines: Iterable[AssignmentLine]) -> dict[str, Value]:
    """`party.WHO` → roles, the weightiest first; `if.WHO` → the conditions under which they stand."""
    lines = list(lines)
    found: dict[str, Value] = {}
    for role in ROLES:
        for who in dict.fromkeys(who for line in lines for who in getattr(line, role)):
            found[f"party.{who}"] = (*found.get(f"party.{who}", ()), role)
    for line in lines:
        for who, words in line.conditions.items():
            found[f"if.{who}"] = (*found.get(f"if.{who}", ()), words)
    return found


def _reading(line: AssignmentLine) -> str:
    """Which roles a line gives to whom, whatever the order of ids in it."""
    roles = (f"{role}: {', '.join(sorted(who))}" for role in ROLES if (who := getattr(line, role)))
    return "; ".join([*roles, *(f"{who} ({words})" for who, words in sorted(line.conditions.items()))])


def registry_facts(registry: RegistryFile) -> dict[Ref, Fields]:
    """Everything that a registry file says."""
    home = registry.id
    facts: dict[Ref, Fields] = {
        Ref("registry", home, home): _said(registry, {"id", "agencies", "groups"}),
    }
    facts |= {Ref("agency", home, item.id): _said(item, {"id"}) for item in registry.agencies}
    return facts | {Ref("group", home, item.id): _said(item, {"id"}) for item in registry.groups}


def calendar_facts(calendar: CalendarFile) -> dict[Ref, Fields]:
    """Everything that a calendar file says; days off one by one, send-by days by level."""
    fields = _said(calendar, {"id", "days_off", "send_by"})
    off = calendar.days_off
    fields |= _said(off, {"days", "working_saturdays"}, "days_off.")
    for stretch in off.days:
        days = each_day(Span.of_days(stretch.first, max(stretch.first, stretch.last or stretch.first)))
        fields |= {f"day_off.{day.isoformat()}": stretch.name for day in days}
    fields |= {f"working.{day.isoformat()}": "" for day in off.working_saturdays}
    for rule in calendar.send_by:
        fields |= _said(rule, {"level"}, f"send_by.{rule.level}.")
    return {Ref("calendar", calendar.id, calendar.id): fields}


def _said(item: Any, leave: Iterable[str], above: str = "") -> dict[str, Value]:
    """What a mapping of a file says under each of its keys, deeper ones as `decision.number`."""
    left = frozenset(leave)
    return {
        name: value
        for key, raw in item
        if key not in left and raw is not None
        for name, value in _under(f"{above}{key}", raw)
    }


def _under(name: str, raw: Any) -> Iterator[tuple[str, Value]]:
    if hasattr(raw, "model_fields_set"):
        yield from _said(raw, (), f"{name}.").items()
    elif isinstance(raw, Mapping):
        yield from ((f"{name}.{key}", _text(value)) for key, value in raw.items())
    elif isinstance(raw, list):
        items = tuple(_text(value) for value in raw)
        if items:
            yield name, tuple(sorted(items)) if name.rpartition(".")[2] in _UNORDERED else items
    else:
        yield name, _text(raw)


def _text(value: Any) -> str:
    """A value as a file would have it: days in ISO, `true` and `false`."""
    if hasattr(value, "model_fields_set"):
        return "; ".join(_shown(text) for text in _said(value, ()).values())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)
