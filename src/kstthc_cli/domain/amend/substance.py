"""Which changes of an issued plan are changes of substance, and whether they name their ground.

A ground is an item of the plan's `amendments`: a document, its day, and the ids of what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kstthc_cli.domain.diff.field_names import field_name
from kstthc_cli.domain.diff.plan_diff import Change, differences, is_form
from kstthc_cli.domain.diff.plan_facts import Edition, Ref, Value, plan_facts
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.text.wording_diff import spelt_alike

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Amendment, PlanFile

HEAD = "plan"
"""What an amendment calls everything outside the sections."""

_KINDS = {"section": "Mục", "task": "Nhiệm vụ", "duty": "Đầu việc"}
Correction = tuple[str, str]
"""What the source printed, and what stands in the plan instead."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What an amendment can name: a duty, task or section by its id, or the head; and how it changed."""

    id: str
    changes: tuple[Change, ...]


def is_issued(plan: PlanFile) -> bool:
    """Whether the plan is no draft and its decision has its number already; `…/QĐ-UBND` has none."""
    return plan.status == "issued" and _has_number(plan.decision.number)


def _has_number(document: str) -> bool:
    return any(char.isdigit() for char in document)


# Substance


def of_substance(change: Change, corrections: Iterable[Correction] = ()) -> bool:
    """Whether a change touches what is asked, of whom, or when; spelling and corrections do not."""
    if change.kind != "changed":
        return True
    known = list(corrections)
    return any(
        not is_form(change.ref.kind, name) and not _same(old, new, known)
        for name, (old, new) in change.fields.items()
    )


def _same(old: Value | None, new: Value | None, corrections: list[Correction]) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return spelt_alike(_corrected(old, corrections), new)
    if not isinstance(old, tuple) or not isinstance(new, tuple) or len(old) != len(new):
        return False
    return all(_same(a, b, corrections) for a, b in zip(old, new, strict=True))


def _corrected(text: str, corrections: list[Correction]) -> str:
    for printed, corrected in corrections:
        text = text if corrected in text else text.replace(printed, corrected)
    return text


def _new_corrections(old: PlanFile, new: PlanFile) -> list[Correction]:
    before = {(item.printed, item.corrected) for item in old.errata}
    return [pair for item in new.errata if (pair := (item.printed, item.corrected)) not in before]


# Grounds


def check_grounds(old: PlanFile, new: PlanFile) -> Iterator[Finding]:
    """What is wrong with the grounds of an issued plan's change; nothing while it is a draft."""
    if not is_issued(old):
        return
    for unit in ungrounded(old, new):
        yield Finding("KST060", _place(new, unit), f"{_told(unit)} mà amendments không nêu căn cứ.")
    yield from _grants_that_miss(old, new)
    for item in old.amendments:
        if not any(_keeps(other, item) for other in new.amendments):
            message = f"Căn cứ {item.number} ngày {item.date:%d/%m/%Y} đã ghi trước đây nay bị bỏ hoặc sửa."
            yield Finding("KST063", ("amendments",), message)


def ungrounded(old: PlanFile, new: PlanFile) -> list[Unit]:
    """The units of a plan that changed in substance without a new amendment that names them.

    A unit within another one that is listed is left out.
    """
    corrections, outline = _new_corrections(old, new), _Outline(old, new)
    granted = {name for n, _, name in granted_now(old, new) if _has_number(new.amendments[n].number)}
    left = [c for c in outline.changes if of_substance(c, corrections) and not outline.names(c.ref) & granted]
    units: dict[str, list[Change]] = {}
    for change in left:
        units.setdefault(outline.name(change.ref, left), []).append(change)
    return [
        Unit(name, tuple(changes))
        for name, changes in units.items()
        if not any(outline.names(change.ref) & (units.keys() - {name, change.ref.id}) for change in changes)
    ]


def granted_now(old: PlanFile, new: PlanFile) -> list[tuple[int, int, str]]:
    """What the amendments of `new` name that those of `old` did not: item, place in it, id."""
    before = {(item.number, item.date, name) for item in old.amendments for name in item.changes}
    return [
        (n, m, name)
        for n, item in enumerate(new.amendments)
        for m, name in enumerate(item.changes)
        if (item.number, item.date, name) not in before
    ]


def _keeps(later: Amendment, item: Amendment) -> bool:
    """Whether a later item says all that an earlier one said; it may name more."""
    same = (later.number, later.date, later.note) == (item.number, item.date, item.note)
    return same and set(item.changes) <= set(later.changes)


def _grants_that_miss(old: PlanFile, new: PlanFile) -> Iterator[Finding]:
    """New grounds for what never was there, or for what did not change."""
    outline = _Outline(old, new)
    touched = {name for change in outline.changes for name in outline.names(change.ref)}
    for n, m, name in granted_now(old, new):
        loc, number = ("amendments", n, "changes", m), new.amendments[n].number
        if name not in outline.known:
            yield Finding("KST061", loc, f"Kế hoạch không có “{name}” mà {number} sửa, trước đó cũng không.")
        elif name not in touched:
            yield Finding("KST062", loc, f"Văn bản {number} nói sửa “{name}” nhưng “{name}” không đổi gì.")


class _Outline:
    """Two editions of a plan: what differs, and what each thing is part of in either."""

    def __init__(self, old: PlanFile, new: PlanFile) -> None:
        editions = plan_facts(old), plan_facts(new)
        self.changes = differences(*editions)
        self.above: dict[Ref, set[str]] = {}
        for edition in editions:
            self._add(edition)
        self.known = {HEAD, *(ref.id for ref in self.above if ref.kind in _KINDS)}

    def _add(self, edition: Edition) -> None:
        for ref, fields in edition.items():
            above = {str(fields[key]) for key in ("task", "section") if key in fields}
            self.above.setdefault(ref, set()).update(above)

    def names(self, ref: Ref) -> set[str]:
        """Every id by which an amendment can mean the thing: its own, and those of what it is part of."""
        if ref.kind in ("plan", "sub_plan"):
            return {HEAD}
        tasks = [Ref("task", ref.home, name) for name in self.above[ref]]
        sections = {name for task in tasks for name in self.above.get(task, ())}
        return {*self.above[ref], *sections, *([ref.id] if ref.kind in _KINDS else [])}

    def name(self, ref: Ref, changes: Iterable[Change]) -> str:
        """What an amendment should call it: the task for a target, or where all its duties changed."""
        if ref.kind in ("plan", "sub_plan"):
            return HEAD
        if ref.kind in ("section", "task"):
            return ref.id
        task = min(self.above[ref])
        duties = {other for other in self.above if other.kind == "duty" and task in self.above[other]}
        return task if ref.kind == "target" or duties <= {change.ref for change in changes} else ref.id


# Words and places


def _told(unit: Unit) -> str:
    first = unit.changes[0]
    if unit.id == HEAD:
        return f"Phần chung của kế hoạch đổi {_fields(unit.changes)}"
    own = first.ref.id == unit.id and (first.new or first.old or {}).get("task") != unit.id
    name = f"{_KINDS[first.ref.kind if own else 'task']} {unit.id}"
    if first.ref.id == unit.id and first.kind != "changed":
        return f"{name} là mới" if first.kind == "added" else f"{name} bị bỏ"
    return f"{name} đổi {_fields(unit.changes)}"


def _fields(changes: Iterable[Change]) -> str:
    """`thời gian, cơ quan`: what changed in substance, each once."""
    names = {
        _NAMES_OF_PARTS.get(change.ref.kind) or field_name(name): None
        for change in changes
        for name, pair in change.fields.items()
        if not is_form(change.ref.kind, name) and not _same(*pair, [])
    }
    return ", ".join(names)


_NAMES_OF_PARTS = {"target": "chỉ tiêu", "sub_plan": "kế hoạch chi tiết được giao lập"}


def _place(plan: PlanFile, unit: Unit) -> Loc:
    """Where the unit stands in the new file, or else the nearest thing that it was part of."""
    first = unit.changes[0]
    if unit.id == HEAD:
        field = next(iter(first.fields), "")
        return ("sub_plans",) if first.ref.kind == "sub_plan" else tuple(field.split("."))
    places = dict(_ids(plan))
    fields = first.new or first.old or {}
    wanted = (unit.id, str(fields.get("task", "")), str(fields.get("section", "")))
    return next((places[name] for name in wanted if name in places), ("sections",))


def _ids(plan: PlanFile) -> Iterator[tuple[str, Loc]]:
    for i, section in enumerate(plan.sections):
        yield section.id, ("sections", i, "id")
        for j, task in enumerate(section.tasks):
            loc: Loc = ("sections", i, "tasks", j)
            yield task.id, (*loc, "id")
            yield from ((duty.id, (*loc, "duties", n, "id")) for n, duty in enumerate(task.duties or ()))
