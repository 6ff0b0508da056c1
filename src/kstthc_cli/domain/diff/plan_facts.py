"""Facts of a plan, a registry or a calendar: every value of a file, by the item it belongs to.

Items are identified by their ids, never by their place in a file, so comments, the order of keys and of
unordered lists have no effect. A duty's facts include those it inherits from its task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from kstthc_cli.domain.calendar.periods import Span, each_day
from kstthc_cli.domain.diff.fields import field_of
from kstthc_cli.domain.plan.roles import ROLES

if TYPE_CHECKING:
    from kstthc_cli.model.agencies import RegistryFile
    from kstthc_cli.model.calendar import CalendarFile
    from kstthc_cli.model.plan import AssignmentLine, DutyFile, PlanFile, Section, TaskFile

Value = str | tuple[str, ...]
Fields = Mapping[str, Value]


class Ref(NamedTuple):
    """The identity of an item: its kind, the id of its file, its own id."""

    kind: str
    home: str
    id: str


Facts = Mapping[Ref, Fields]
"""All items of one revision of a repository, in the order of its files."""

_CELLS = frozenset({"id", "content", "results", "assignments", "condition", "targets", "duties"})


def plan_facts(plan: PlanFile) -> dict[Ref, Fields]:
    """The facts of a plan file: its head, sub-plans, sections, tasks, duties and targets."""
    head = {**_values("plan", plan, {"id", "sections", "sub_plans", "errata", "amendments"}), **_lists(plan)}
    facts: dict[Ref, Fields] = {Ref("plan", plan.id, plan.id): head}
    for sub in plan.sub_plans:
        facts[Ref("sub_plan", plan.id, sub.id)] = _values("sub_plan", sub, {"id"})
    for section in plan.sections:
        facts[Ref("section", plan.id, section.id)] = _values("section", section, {"id", "tasks"})
        for task in section.tasks:
            facts |= _task(plan.id, section.id, task)
    return facts


def _lists(plan: PlanFile) -> dict[str, Value]:
    """Lists whose items have no id, each item as a line; and the printed order of all items."""
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
    for part in task.parts:
        facts[Ref("duty", plan, part.id)] = {"task": task.id, **_duty(task, part)}
    for target in task.targets:
        value = format(target.value.normalize(), "f")
        facts[Ref("target", plan, target.id)] = {
            "task": task.id,
            **_values("target", target, {"id", "value"}),
            "value": value,
        }
    return facts


def _duty(task: TaskFile, part: TaskFile | DutyFile) -> dict[str, Value]:
    lines = task.assignments_of(part)
    condition = part.condition or task.condition
    return {
        **_values("duty", part, _CELLS),
        **({"condition": condition} if condition else {}),
        "results": tuple(task.results_of(part)),
        "printed": tuple(line.printed for line in lines),
        "reading": tuple(_reading(line) for line in lines),
        **_assignee_fields(lines),
    }


def _assignee_fields(lines: Iterable[AssignmentLine]) -> dict[str, Value]:
    """`party.ID` → roles in the order of ROLES; `if.ID` → the conditions of these roles."""
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
    """The roles in a line by agency or group, independent of the order of ids."""
    roles = (f"{role}: {', '.join(sorted(who))}" for role in ROLES if (who := getattr(line, role)))
    return "; ".join([*roles, *(f"{who} ({words})" for who, words in sorted(line.conditions.items()))])


def registry_facts(registry: RegistryFile) -> dict[Ref, Fields]:
    """The facts of a registry file: its head, agencies and groups."""
    home = registry.id
    facts: dict[Ref, Fields] = {
        Ref("registry", home, home): _values("registry", registry, {"id", "agencies", "groups"}),
    }
    facts |= {Ref("agency", home, item.id): _values("agency", item, {"id"}) for item in registry.agencies}
    return facts | {Ref("group", home, item.id): _values("group", item, {"id"}) for item in registry.groups}


def calendar_facts(calendar: CalendarFile) -> dict[Ref, Fields]:
    """The facts of a calendar file; days off one by one, send-by days by level."""
    fields = _values("calendar", calendar, {"id", "days_off", "send_by"})
    off = calendar.days_off
    fields |= _values("calendar", off, {"days", "working_saturdays"}, "days_off.")
    for stretch in off.days:
        days = each_day(Span.of_days(stretch.first, max(stretch.first, stretch.last or stretch.first)))
        fields |= {f"day_off.{day.isoformat()}": stretch.name for day in days}
    if asked := tuple(f"{stretch.name}: {text}" for stretch in off.days for text in stretch.decide):
        fields["days_off.decide"] = asked
    fields |= {f"working.{day.isoformat()}": "" for day in off.working_saturdays}
    for rule in calendar.send_by:
        fields |= _values("calendar", rule, {"level"}, f"send_by.{rule.level}.")
    return {Ref("calendar", calendar.id, calendar.id): fields}


def _values(kind: str, item: Any, leave: Iterable[str], above: str = "") -> dict[str, Value]:
    """The values of a file model by key, except those in `leave`; nested keys become `decision.number`."""
    left = frozenset(leave)
    return {
        name: value
        for key, raw in item
        if key not in left and raw is not None
        for name, value in _flat(kind, f"{above}{key.removesuffix('_')}", raw)
    }


def _flat(kind: str, name: str, raw: Any) -> Iterator[tuple[str, Value]]:
    if hasattr(raw, "model_fields_set"):
        yield from _values(kind, raw, (), f"{name}.").items()
    elif isinstance(raw, Mapping):
        yield from ((f"{name}.{key}", _text(value)) for key, value in raw.items())
    elif isinstance(raw, list):
        items = tuple(map(_item, raw))
        if items:
            yield name, tuple(sorted(items)) if field_of(kind, name).unordered else items
    else:
        yield name, _text(raw)


def _text(value: Any) -> str:
    """A value as written in the file: days in ISO, `true` and `false`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _item(value: Any) -> str:
    """An item of a list as written in the file; one with fields as `Mã cột: time; Tiêu đề: …`."""
    if not hasattr(value, "model_fields_set"):
        return _text(value)
    fields = type(value).model_fields
    given = ((fields[key].title, part) for key, part in value if part != fields[key].default)
    return "; ".join(f"{title}: {_in_item(part)}" for title, part in given)


def _in_item(value: Any) -> str:
    """A value inside an item, as people read it."""
    if isinstance(value, list):
        return ", ".join(
            f"({_item(one)})" if hasattr(one, "model_fields_set") else _item(one) for one in value
        )
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
