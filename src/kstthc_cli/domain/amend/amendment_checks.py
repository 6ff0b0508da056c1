"""Changes of substance of an issued plan, and whether an amending document is named for each.

An item of the plan's `amendments` names the document, its day, and the ids of what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kstthc_cli.domain.diff.fields import field_of
from kstthc_cli.domain.diff.plan_diff import Change, differences
from kstthc_cli.domain.diff.plan_facts import Facts, Ref, Value, plan_facts
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.text.document_names import document_name
from kstthc_cli.domain.text.wording_diff import same_except_spelling

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Amendment, PlanFile

HEAD = "plan"
"""The id in `amendments.changes` for everything outside the sections."""

_KINDS = {"section": "Mục", "task": "Nhiệm vụ", "duty": "Đầu việc"}
Correction = tuple[str, str]
"""The text that the source printed, and the corrected text in the plan."""


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A unit that an amendment can name (a duty, task or section by id, or the head), and its changes."""

    id: str
    changes: tuple[Change, ...]


def is_issued(plan: PlanFile) -> bool:
    """Whether the plan is issued and its decision has a number; `…/QĐ-UBND` is not one."""
    return plan.status == "issued" and _has_number(plan.decision.number)


def _has_number(document: str) -> bool:
    return any(char.isdigit() for char in document)


# Substance


def of_substance(change: Change, corrections: Iterable[Correction] = ()) -> bool:
    """Whether a change alters content, agencies or deadlines; spelling and corrections do not."""
    if change.kind != "changed":
        return True
    known = list(corrections)
    return any(
        not field_of(change.ref.kind, name).form and not _same(old, new, known)
        for name, (old, new) in change.fields.items()
    )


def _same(old: Value | None, new: Value | None, corrections: list[Correction]) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return same_except_spelling(_corrected(old, corrections), new)
    if not isinstance(old, tuple) or not isinstance(new, tuple) or len(old) != len(new):
        return False
    return all(_same(a, b, corrections) for a, b in zip(old, new, strict=True))


def _corrected(text: str, corrections: list[Correction]) -> str:
    """The text with every correction that is not in it yet; the corrected may contain the printed words."""
    for printed, corrected in corrections:
        parts = text.split(corrected) if printed in corrected else [text]
        text = corrected.join(part.replace(printed, corrected) for part in parts)
    return text


def _new_corrections(old: PlanFile, new: PlanFile) -> list[Correction]:
    before = {(item.printed, item.corrected) for item in old.errata}
    return [pair for item in new.errata if (pair := (item.printed, item.corrected)) not in before]


# Amending documents


def amendment_findings(old: PlanFile, new: PlanFile) -> Iterator[Finding]:
    """Findings KST060 to KST063 on the change of an issued plan; none while it was a draft."""
    if not is_issued(old):
        return
    for unit in units_without_amendment(old, new):
        yield Finding(
            "KST060", _place(new, unit), f"{_sentence(unit)} mà chưa nêu văn bản sửa đổi (amendments)."
        )
    yield from _superfluous_ids(old, new)
    for item in old.amendments:
        if not any(_retains(other, item) for other in new.amendments):
            named = f"{document_name(item.number)} ngày {item.date:%d/%m/%Y}"
            message = f"{named} đã ghi ở amendments nay bị bỏ hoặc sửa."
            yield Finding("KST063", ("amendments",), message)


def units_without_amendment(old: PlanFile, new: PlanFile) -> list[ChangedUnit]:
    """The units that changed in substance and that no new item of `amendments` names.

    A unit that is part of another unit of the result is left out.
    """
    corrections, outline = _new_corrections(old, new), _Outline(old, new)
    listed = {name for n, _, name in newly_listed(old, new) if _has_number(new.amendments[n].number)}
    left = [c for c in outline.changes if of_substance(c, corrections) and not outline.names(c.ref) & listed]
    changed = {change.ref for change in left}
    units: dict[str, list[Change]] = {}
    for change in left:
        units.setdefault(outline.name(change.ref, changed), []).append(change)
    return [
        ChangedUnit(name, tuple(changes))
        for name, changes in units.items()
        if not any(
            other in units and other not in (name, change.ref.id)
            for change in changes
            for other in outline.names(change.ref)
        )
    ]


def newly_listed(old: PlanFile, new: PlanFile) -> list[tuple[int, int, str]]:
    """The ids that only the amendments of `new` name: index of the item, index in its `changes`, id."""
    before = {(item.number, item.date, name) for item in old.amendments for name in item.changes}
    return [
        (n, m, name)
        for n, item in enumerate(new.amendments)
        for m, name in enumerate(item.changes)
        if (item.number, item.date, name) not in before
    ]


def _retains(later: Amendment, item: Amendment) -> bool:
    """Whether a later item keeps an earlier one; it may name more ids."""
    same = (later.number, later.date, later.note) == (item.number, item.date, item.note)
    return same and set(item.changes) <= set(later.changes)


def _superfluous_ids(old: PlanFile, new: PlanFile) -> Iterator[Finding]:
    """Newly listed ids that never existed, or that did not change."""
    outline = _Outline(old, new)
    touched = {name for change in outline.changes for name in outline.names(change.ref)}
    for n, m, name in newly_listed(old, new):
        loc, number = ("amendments", n, "changes", m), new.amendments[n].number
        if name not in outline.known:
            yield Finding("KST061", loc, f"Kế hoạch không có “{name}” mà {number} sửa, trước đó cũng không.")
        elif name not in touched:
            yield Finding(
                "KST062", loc, f"Văn bản {number} được ghi là sửa “{name}” nhưng “{name}” không đổi gì."
            )


class _Outline:
    """The changes between two revisions of a plan, and what each item is part of in either."""

    def __init__(self, old: PlanFile, new: PlanFile) -> None:
        revisions = plan_facts(old), plan_facts(new)
        self.changes = differences(*revisions)
        self.above: dict[Ref, set[str]] = {}
        self.duties: dict[str, set[Ref]] = {}
        for facts in revisions:
            self._add(facts)
        self.known = {HEAD, *(ref.id for ref in self.above if ref.kind in _KINDS)}

    def _add(self, facts: Facts) -> None:
        for ref, fields in facts.items():
            above = {str(fields[key]) for key in ("task", "section") if key in fields}
            self.above.setdefault(ref, set()).update(above)
            if ref.kind == "duty":
                self.duties.setdefault(str(fields["task"]), set()).add(ref)

    def names(self, ref: Ref) -> set[str]:
        """Every id by which an amendment can name the item: its own, and those of what it is part of."""
        if ref.kind in ("plan", "sub_plan"):
            return {HEAD}
        tasks = [Ref("task", ref.home, name) for name in self.above[ref]]
        sections = {name for task in tasks for name in self.above.get(task, ())}
        return {*self.above[ref], *sections, *([ref.id] if ref.kind in _KINDS else [])}

    def name(self, ref: Ref, changed: Set[Ref]) -> str:
        """The id that an amendment should name: the task for a target, or where all its duties changed."""
        if ref.kind in ("plan", "sub_plan"):
            return HEAD
        if ref.kind in ("section", "task"):
            return ref.id
        task = min(self.above[ref])
        return task if ref.kind == "target" or self.duties[task] <= changed else ref.id


# Messages and places


def _sentence(unit: ChangedUnit) -> str:
    first = unit.changes[0]
    if unit.id == HEAD:
        return f"Phần chung của kế hoạch đổi {_fields(unit.changes)}"
    own = first.value("task") != unit.id
    name = f"{_KINDS[first.ref.kind if own else 'task']} {unit.id}"
    kinds = {(change.ref.kind, change.kind) for change in unit.changes}
    if kinds == {("duty", "added"), ("duty", "dropped")}:
        return f"{name} đổi cách chia đầu việc"
    if first.ref.id == unit.id and first.kind != "changed":
        return f"{name} là mới" if first.kind == "added" else f"{name} bị bỏ"
    return f"{name} đổi {_fields(unit.changes)}"


def _fields(changes: Iterable[Change]) -> str:
    """`thời gian, cơ quan`: the fields that changed in substance, each once."""
    names = {
        _NAMES_OF_PARTS.get(change.ref.kind) or field_of(change.ref.kind, name).label: None
        for change in changes
        for name, pair in change.fields.items()
        if not field_of(change.ref.kind, name).form and not _same(*pair, [])
    }
    return ", ".join(names)


_NAMES_OF_PARTS = {"target": "chỉ tiêu", "sub_plan": "kế hoạch chi tiết được giao lập"}


def _place(plan: PlanFile, unit: ChangedUnit) -> Loc:
    """The place of the unit in the new file, or else of the nearest item that it was part of."""
    first = unit.changes[0]
    if first.ref.kind == "sub_plan":
        return ("sub_plans",)
    if unit.id == HEAD:
        return tuple(next(iter(first.fields)).split("."))
    places = dict(_ids(plan))
    fields = first.old or {}
    wanted = (unit.id, str(fields.get("task", "")), str(fields.get("section", "")))
    return next((places[name] for name in wanted if name in places), ("sections",))


def _ids(plan: PlanFile) -> Iterator[tuple[str, Loc]]:
    for i, section in enumerate(plan.sections):
        yield section.id, ("sections", i, "id")
        for j, task in enumerate(section.tasks):
            loc: Loc = ("sections", i, "tasks", j)
            yield task.id, (*loc, "id")
            yield from ((duty.id, (*loc, "duties", n, "id")) for n, duty in enumerate(task.duties or ()))
