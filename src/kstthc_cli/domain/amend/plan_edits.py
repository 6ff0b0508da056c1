"""Editing a plan: each function changes the data of a plan file as one clause of a document requires.

They change a copy of the data (`mutable_copy`) and raise CannotAmendError for changes that the plan does not
allow. Printed text is never removed: a part that ends keeps its text and gets an end day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from kstthc_cli.domain.errors import CannotAmendError, NotInPlanError
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.plan.roles import ROLES

PLAN = "plan"
_CELLS = {"schedule": "thời gian", "assignments": "phân công", "results": "kết quả", "content": "nội dung"}
_SEE = "Xem các đầu việc: `kst plan show`."


@dataclass(frozen=True, slots=True)
class AmendmentReference:
    """The document that orders a change; `start` is the first day on which the change is in force."""

    number: str
    day: date
    start: date
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The item to change: the plan's head, a section, a task, or a duty (with its task)."""

    kind: str
    id: str
    item: Plain
    task: Plain | None = None


@dataclass(frozen=True, slots=True)
class NewLine:
    """An assignment line to add: the printed text, the role, and the ids that get it."""

    printed: str
    role: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """New text; None keeps the old text. `printed` has all lines of the agency cell, in order."""

    title: str | None = None
    content: str | None = None
    results: tuple[str, ...] | None = None
    printed: tuple[str, ...] | None = None


def mutable_copy(data: Mapping[str, Any]) -> Plain:
    """A mutable copy of a plan's data."""
    return deepcopy(dict(data))


# Finding


def place_of(plan: Plain, name: str) -> Place:
    """The duty, task or section with this id, or the head of the plan for `plan`."""
    wanted = name.strip().casefold()
    if wanted == PLAN:
        return Place(PLAN, PLAN, plan)
    for place in _places(plan):
        if place.id.casefold() == wanted:
            return place
    raise NotInPlanError(f"Kế hoạch {plan['id']} không có đầu việc, nhiệm vụ hay mục “{name}”.", _SEE)


def _places(plan: Plain) -> Iterator[Place]:
    tasks = list(_tasks(plan))
    yield from (Place("task", task["id"], task) for task in tasks)
    yield from (Place("duty", d["id"], d, task) for task in tasks for d in task.get("duties", ()))
    yield from (Place("section", section["id"], section) for section in plan["sections"])


def _tasks(plan: Plain) -> Iterator[Plain]:
    return (task for section in plan["sections"] for task in section["tasks"])


def _cell(place: Place, key: str) -> Plain:
    """The mapping that contains a cell; a shared cell is changed under the id of its task."""
    if key in place.item:
        return place.item
    what = _CELLS[key]
    if place.task is not None and key in place.task:
        task = place.task
        shared = ", ".join(duty["id"] for duty in task["duties"] if key not in duty)
        how = f"Sửa cho cả nhiệm vụ bằng mã {task['id']}."
        raise CannotAmendError(f"Phần {what} của {place.id} dùng chung cho {shared}.", how)
    duties = [duty["id"] for duty in place.item.get("duties", ()) if key in duty]
    if duties:
        how = f"Gọi từng đầu việc: {', '.join(duties)}."
        raise CannotAmendError(f"Nhiệm vụ {place.id} có {what} riêng cho từng đầu việc.", how)
    raise CannotAmendError(f"“{place.id}” là {_KINDS[place.kind]}, không có {what} để sửa.", _SEE)


_KINDS = {"task": "nhiệm vụ", "duty": "đầu việc", "section": "mục", PLAN: "phần chung của kế hoạch"}


# Changing


def set_schedule(place: Place, schedule: Mapping[str, Any]) -> None:
    """Replace the schedule of a duty."""
    holder = _cell(place, "schedule")
    if holder["schedule"] == schedule:
        raise CannotAmendError(
            f"Thời gian của {place.id} đã là “{schedule['text']}”.", "Kiểm tra --deadline."
        )
    holder["schedule"] = dict(schedule)


def assign(place: Place, line: NewLine, start: date) -> None:
    """Add a line that gives agencies or groups a role from a day (inclusive) on."""
    lines = _cell(place, "assignments")["assignments"]
    for who in line.who:
        if any(who in item.get(line.role, ()) and who not in item.get("ended", ()) for item in lines):
            raise CannotAmendError(
                f"“{who}” đã có vai trò {ROLES[line.role]} ở {place.id}.", "Kiểm tra --add-agency và --role."
            )
    lines.append({"printed": line.printed, line.role: list(line.who), "since": start})


def withdraw(place: Place, who: str, groups: Sequence[str], day: date) -> None:
    """End the part of an agency or group in a duty from a day on, by its name and through its groups.

    The printed lines and their roles stay.
    """
    found = False
    for line in _cell(place, "assignments")["assignments"]:
        given = {name for role in ROLES for name in line.get(role, ())}
        if given & {who, *groups} and who not in line.get("ended", ()):
            line["ended"] = {**line.get("ended", {}), who: day}
            found = True
    if not found:
        raise CannotAmendError(f"“{who}” không được giao việc nào ở {place.id}.", "Xem `kst plan show`.")


def reword(place: Place, words: Wording) -> None:
    """Replace the text of a duty, task, section or the plan."""
    if words.title is not None:
        if place.kind not in ("section", PLAN):
            raise CannotAmendError(
                f"“{place.id}” là {_KINDS[place.kind]}: chữ của nó ở content, không phải title.",
                "Đổi title thành content.",
            )
        place.item["title"] = words.title
    if words.content is not None:
        _cell(place, "content")["content"] = words.content
    if words.results is not None:
        _cell(place, "results")["results"] = list(words.results)
    if words.printed is not None:
        _reprint(place, words.printed)


def _reprint(place: Place, printed: Sequence[str]) -> None:
    lines = _cell(place, "assignments")["assignments"]
    if len(lines) != len(printed):
        raise CannotAmendError(
            f"{place.id} có {len(lines)} dòng phân công, tệp chữ mới có {len(printed)} dòng printed.",
            "Chép đủ mọi dòng theo thứ tự, dòng không đổi cũng chép; thêm, bớt cơ quan bằng --add-agency, "
            "--drop-agency.",
        )
    for line, words in zip(lines, printed, strict=True):
        line["printed"] = words


def end(place: Place, day: date) -> None:
    """End a task or a duty from a day on; obligations due before that day stay."""
    if place.kind not in ("task", "duty"):
        raise CannotAmendError(f"“{place.id}” là {_KINDS[place.kind]}; chỉ bỏ được nhiệm vụ, đầu việc.", _SEE)
    if "ended" in place.item:
        raise CannotAmendError(f"{place.id} đã bãi bỏ từ ngày {place.item['ended']:%d/%m/%Y}.", _SEE)
    place.item["ended"] = day


def add_task(plan: Plain, section: str, task: Plain, after: str | None) -> None:
    """Add a task to a section: after the task `after`, or at the end."""
    home = next((s for s in plan["sections"] if s["id"].casefold() == section.strip().casefold()), None)
    if home is None:
        known = ", ".join(s["id"] for s in plan["sections"])
        raise NotInPlanError(f"Kế hoạch {plan['id']} không có mục “{section}”.", f"Các mục: {known}.")
    taken = {place.id.casefold() for place in _places(plan)}
    if task["id"].casefold() in taken:
        raise CannotAmendError(f"Mã “{task['id']}” đã dùng trong kế hoạch.", "Chọn mã khác bằng --id.")
    ids = [item["id"].casefold() for item in home["tasks"]]
    if after is not None and after.strip().casefold() not in ids:
        raise NotInPlanError(f"Mục {home['id']} không có nhiệm vụ “{after}”.", "Kiểm tra --after.")
    at = len(ids) if after is None else ids.index(after.strip().casefold()) + 1
    home["tasks"].insert(at, task)


def next_number(plan: Plain) -> str:
    """The number after the highest task number."""
    numbers = [int(task["id"]) for task in _tasks(plan) if task["id"].isascii() and task["id"].isdigit()]
    return str(max(numbers, default=0) + 1)


# The amending document


def with_amendment(plan: Plain, reference: AmendmentReference, changed: Iterable[str]) -> Plain:
    """The plan with the document and its changes in `amendments`.

    A document has one item, even if it is entered in several calls.
    """
    ids = list(dict.fromkeys(changed))
    items = [dict(item) for item in plan.get("amendments", ())]
    own = next((i for i in items if (i["number"], i["date"]) == (reference.number, reference.day)), None)
    if own is None:
        own = {"number": reference.number, "date": reference.day, "changes": []}
        items.append(own)
    own["changes"] = list(dict.fromkeys([*own["changes"], *ids]))
    if reference.note is not None:
        own["note"] = "; ".join(dict.fromkeys([*filter(None, [own.get("note")]), reference.note]))
    if "amendments" in plan:
        return {**plan, "amendments": items}
    pairs = list(plan.items())
    at = list(plan).index("decision") + 1
    return dict([*pairs[:at], ("amendments", items), *pairs[at:]])
