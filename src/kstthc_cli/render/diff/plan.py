"""How a plan changed, in its own words: sections, tasks, duties, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kstthc_cli.domain.calendar.periods import last_day_of
from kstthc_cli.domain.diff.plan_diff import Change, moved
from kstthc_cli.domain.diff.plan_facts import Edition, Fields, Ref, Value
from kstthc_cli.domain.errors import BadPeriodError
from kstthc_cli.domain.plan import roles
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.text.wording_diff import Piece
from kstthc_cli.render.diff.lines import (
    Line,
    Names,
    Part,
    capital,
    fields_of,
    labelled,
    plain,
    replaced,
    reworded_or_replaced,
    shown,
    worded,
)

_VERBS = {"added": "Thêm ", "dropped": "Bỏ ", "changed": ""}
_EVERY = {
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "6 tháng một lần",
    "first_half": "6 tháng đầu năm",
    "nine_months": "9 tháng",
    "year": "cả năm",
}
_COMPARISONS = {"at_least": "tối thiểu", "at_most": "tối đa", "equal": "bằng"}
_KINDS = {"section": "mục", "task": "nhiệm vụ", "duty": "đầu việc", "target": "chỉ tiêu"}
_LONGEST = 90
Pairs = Mapping[str, tuple[Value | None, Value | None]]


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """The changes of one plan, both editions around them, and how people call agencies."""

    plan: str
    changes: tuple[Change, ...]
    old: Edition
    new: Edition
    names: Names

    def parts(self) -> Iterator[Part]:
        """The head, the sections, then task by task."""
        yield Part(self._title(), (*self._head(), *self._sections()), level=1)
        for task in dict.fromkeys(task for change in self.changes if (task := self._task_of(change))):
            yield self._task(task)

    def _title(self) -> str:
        ref = Ref("plan", self.plan, self.plan)
        title = shown(fields_of(self.new, ref).get("title") or fields_of(self.old, ref).get("title"))
        return f"Kế hoạch {self.plan}: {title}"

    def _head(self) -> Iterator[Line]:
        for change in self.changes:
            if change.ref.kind == "plan":
                for name, (old, new) in change.fields.items():
                    yield from self._order(old, new) if name == "order" else worded(name, old, new)
            elif change.ref.kind == "sub_plan":
                yield from _sub_plan(change)

    def _sections(self) -> Iterator[Line]:
        for change in self.changes:
            if change.ref.kind == "section":
                yield from _section(change)

    def _order(self, old: Value | None, new: Value | None) -> Iterator[Line]:
        before, after = _children(_items(old)), _children(_items(new))
        for parent, names in after.items():
            for name in moved(before.get(parent, []), names):
                kind, _, id_ = name.partition(":")
                place = names.index(name)
                above = names[place - 1].partition(":")[2] if place else ""
                where = f"nay đứng sau {_KINDS[kind]} {above}" if above else "nay đứng đầu"
                yield plain(f"{capital(_KINDS[kind])} {id_}: đổi chỗ, {where}")

    # Tasks

    def _task_of(self, change: Change) -> str | None:
        if change.ref.kind == "task":
            return change.ref.id
        if change.ref.kind in ("duty", "target"):
            return shown((change.new or change.old or {}).get("task"))
        return None

    def _task(self, task: str) -> Part:
        ref = Ref("task", self.plan, task)
        own = next((c for c in self.changes if c.ref == ref), None)
        fields = fields_of(self.new, ref) or fields_of(self.old, ref)
        verb = _VERBS[own.kind] if own else ""
        content = shortened(shown(fields.get("content")), _LONGEST)
        heading = capital(f"{verb}nhiệm vụ {task} (mục {shown(fields.get('section'))}): {content}")
        parts = [c for c in self.changes if c.ref.kind in ("duty", "target") and self._task_of(c) == task]
        lines = [*(self._own(own) if own else ()), *self._duties(task, parts), *self._targets(parts)]
        return Part(heading, tuple(lines))

    def _own(self, change: Change) -> Iterator[Line]:
        if change.kind != "changed":
            return
        for name, (old, new) in change.fields.items():
            if name == "section":
                yield labelled("chuyển mục", replaced(f"mục {shown(old)}", f"mục {shown(new)}"))
            else:
                yield from worded(name, old, new)

    def _duties(self, task: str, changes: Sequence[Change]) -> Iterator[Line]:
        """What changed alike in every duty of the task is told once."""
        duties = [change for change in changes if change.ref.kind == "duty"]
        told = {change.ref.id: list(self._duty(change, task)) for change in duties}
        every = {r.id for r, f in {**self.old, **self.new}.items() if self._is_duty(r, f, task)}
        alike = [line for line in next(iter(told.values()), []) if all(line in t for t in told.values())]
        if len(told) < 2 or set(told) != every or {c.kind for c in duties} != {"changed"}:
            alike = []
        yield from alike
        for duty, lines in told.items():
            own = [line for line in lines if line not in alike]
            yield from own if duty == task else ((Piece("same", f"Đầu việc {duty}."), *line) for line in own)

    def _is_duty(self, ref: Ref, fields: Fields, task: str) -> bool:
        return ref.kind == "duty" and ref.home == self.plan and fields.get("task") == task

    def _duty(self, change: Change, task: str) -> Iterator[Line]:
        if change.kind != "changed":
            fields = change.new or change.old or {}
            if change.ref.id != task:
                yield plain("Mới." if change.kind == "added" else "Bỏ.")
            yield from self._whole(fields)
            return
        changed = change.fields
        for name in ("task", "results", "condition", "label"):
            if name in changed:
                yield from worded(name, *changed[name])
        yield from self._parties(changed)
        yield from self._printed(changed)
        if any(name.startswith("schedule.") for name in changed):
            yield labelled("thời gian", replaced(*map(schedule_words, (change.old or {}, change.new or {}))))
        yield from _others(changed)

    def _whole(self, fields: Fields) -> Iterator[Line]:
        """What a duty that is new, or was dropped, asks."""
        yield labelled("kết quả", [Piece("same", " · ".join(_items(fields.get("results"))))])
        parties = [
            f"{self.names(name.removeprefix('party.'))} ({roles.names(_items(value))})"
            for name, value in fields.items()
            if name.startswith("party.")
        ]
        yield labelled("cơ quan", [Piece("same", "; ".join(parties))])
        yield labelled("thời gian", [Piece("same", schedule_words(fields))])
        if "condition" in fields:
            yield labelled("điều kiện", [Piece("same", shown(fields["condition"]))])

    def _parties(self, changed: Pairs) -> Iterator[Line]:
        for name, (old, new) in changed.items():
            kind, _, who = name.partition(".")
            before, after = _items(old), _items(new)
            if kind == "party" and not before:
                yield labelled("cơ quan", [Piece("new", f"{self.names(who)} ({roles.names(after)})")])
            elif kind == "party" and not after:
                yield labelled("cơ quan", [Piece("old", f"{self.names(who)} ({roles.names(before)})")])
            elif kind == "party":
                label = f"vai trò của {self.names(who)}"
                yield labelled(label, replaced(roles.names(before), roles.names(after)))
            elif kind == "if":
                label = f"điều kiện của {self.names(who)}"
                yield labelled(label, replaced("; ".join(before), "; ".join(after)))

    def _printed(self, changed: Pairs) -> Iterator[Line]:
        if "printed" in changed:
            yield from worded("printed", *changed["printed"])
        elif "reading" in changed and not any(name.startswith(("party.", "if.")) for name in changed):
            yield plain("Cách đọc dòng phân công đổi, vai trò của từng nơi giữ nguyên.")

    def _targets(self, changes: Sequence[Change]) -> Iterator[Line]:
        for change in changes:
            if change.ref.kind == "target":
                old, new = _target(change.old), _target(change.new)
                yield labelled(f"chỉ tiêu {change.ref.id}", reworded_or_replaced(old, new))


def schedule_words(fields: Fields) -> str:
    """When a duty is due: the printed words, and what they stand for."""
    text, means = shown(fields.get("schedule.text")), _meaning(fields)
    return text if means in ("", text.casefold()) else f"{text} ({means})"


def _meaning(fields: Fields) -> str:
    match shown(fields.get("schedule.kind")):
        case "by_date":
            return _deadline(fields)
        case "periodic":
            return ", ".join(_EVERY.get(name, name) for name in _items(fields.get("schedule.every")))
        case "by_plan":
            return f"kế hoạch chi tiết {shown(fields.get('schedule.plan'))}"
        case kind:
            return {"ongoing": "thường xuyên", "on_request": "khi có yêu cầu"}.get(kind, "")


def _deadline(fields: Fields) -> str:
    start, by = shown(fields.get("schedule.start")), shown(fields.get("schedule.by"))
    begun = f"từ {start}, " if start else ""
    try:
        return f"{begun}hạn {last_day_of(by):%d/%m/%Y}"
    except BadPeriodError:
        return f"{begun}hạn {by}"


def _target(fields: Fields | None) -> str:
    if fields is None:
        return ""
    comparison = _COMPARISONS.get(shown(fields["comparison"]), "")
    value = f"{comparison} {shown(fields['value'])} {shown(fields.get('unit'))}".strip()
    return f"{shown(fields['text'])} ({value})"


def _others(changed: Pairs) -> Iterator[Line]:
    known = {"task", "results", "condition", "label", "printed", "reading"}
    for name, (old, new) in changed.items():
        if name not in known and not name.startswith(("schedule.", "party.", "if.")):
            yield from worded(name, old, new)


def _section(change: Change) -> Iterator[Line]:
    name = f"mục {change.ref.id}"
    if change.kind == "changed":
        for field, (old, new) in change.fields.items():
            label = "số in" if field == "printed" else "tên"
            for line in worded(field, old, new):
                yield labelled(f"{name}, {label}", line[1:])
    else:
        title = shown((change.new or change.old or {}).get("title"))
        yield plain(f"{_VERBS[change.kind]}{name}: {title}")


def _sub_plan(change: Change) -> Iterator[Line]:
    name = f"kế hoạch chi tiết {change.ref.id}"
    if change.kind == "changed":
        for field, (old, new) in change.fields.items():
            yield labelled(name, worded(field, old, new)[0][1:])
    else:
        yield plain(f"{_VERBS[change.kind]}{name}: {shown((change.new or change.old or {}).get('title'))}")


def _items(value: Value | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _children(order: Iterable[str]) -> dict[str, list[str]]:
    """What stands below each section and task, in printed order."""
    found: dict[str, list[str]] = {}
    section = task = ""
    for name in order:
        kind = name.partition(":")[0]
        parent = {"section": "", "task": section}.get(kind, f"{kind} {task}")
        found.setdefault(parent, []).append(name)
        section = name if kind == "section" else section
        task = name if kind == "task" else task
    return found
