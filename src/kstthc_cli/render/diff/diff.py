"""The difference between two revisions: in words, as Markdown for a review, as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.diff.consequences import Bundle, Consequences, Shift
from kstthc_cli.domain.diff.plan_diff import Change, Diff, is_form
from kstthc_cli.domain.diff.plan_facts import Edition, Ref, Value
from kstthc_cli.render.diff.effects import count, effects_part, whole_plan
from kstthc_cli.render.diff.lines import Line, Names, Part, fields_of, plain, shown
from kstthc_cli.render.diff.plan import PlanChanges
from kstthc_cli.render.diff.registry import calendar_part, registry_part
from kstthc_cli.render.templates.markup import markdown_cell

_OF_PLAN = ("plan", "sub_plan", "section", "task", "duty", "target")
_OF_REGISTRY = ("registry", "agency", "group")
_COUNTED = {
    "plan": "kế hoạch",
    "section": "mục",
    "task": "nhiệm vụ",
    "agency": "cơ quan",
    "group": "nhóm",
    "calendar": "lịch",
}
_VERBS = {"added": "thêm", "dropped": "bỏ", "changed": "sửa"}
NOTHING = "Không thay đổi nội dung."
FORM_ONLY = "Không thay đổi nội dung, chỉ đổi cách trình bày."


@dataclass(frozen=True, slots=True)
class DiffView:
    """Two editions with their names, what differs, and what follows for each plan that is in either."""

    names: tuple[str, str]
    old: Edition
    new: Edition
    diff: Diff
    effects: Mapping[str, Consequences]

    @property
    def title(self) -> str:
        """From which revision to which."""
        return f"Thay đổi từ {self.names[0]} đến {self.names[1]}"

    @property
    def summary(self) -> str:
        """All in a sentence."""
        if not self.diff:
            return NOTHING
        if not any(map(_says_something_new, self.diff)) and not any(map(_follows, self.effects.values())):
            return FORM_ONLY
        return f"Tóm tắt: {'; '.join([*_counted(self._told()), *_effects_counted(self.effects)])}."

    def _told(self) -> Iterator[tuple[str, str]]:
        """Kind of thing and of change; what happens to parts of a task happens to the task.

        A plan that is new, or gone, is one thing.
        """
        told = [c for c in self.diff if c.ref.kind not in _OF_PLAN[1:] or self._stays(c.ref.home)]
        own = {change.ref for change in told}
        parts = (c for c in told if c.ref.kind in ("duty", "target"))
        tasks = {Ref("task", c.ref.home, shown((c.new or c.old or {}).get("task"))) for c in parts}
        for change in told:
            if change.ref.kind in ("plan", "sub_plan") and self._stays(change.ref.home):
                yield from [("head", "changed")] if _says_something_new(change) else ()
            else:
                yield change.ref.kind, change.kind
        yield from (("task", "changed") for task in tasks if task not in own)

    def parts(self) -> Iterator[Part]:
        """Plans, registries, calendars, consequences: headings with their lines."""
        people = Names.of(self.old, self.new)
        for plan in _homes(self.diff, _OF_PLAN):
            yield from self._plan(plan, people)
        for home in _homes(self.diff, _OF_REGISTRY):
            yield registry_part(home, self._of(home, _OF_REGISTRY), people)
        for home in _homes(self.diff, ("calendar",)):
            yield calendar_part(home, self._of(home, ("calendar",))[0])
        for plan, effects in self.effects.items():
            part = (effects_part if self._stays(plan) else _whole)(plan, effects, people)
            yield from (part,) if part else ()

    def _plan(self, plan: str, people: Names) -> Iterator[Part]:
        changes = self._of(plan, _OF_PLAN)
        if self._stays(plan):
            yield from PlanChanges(plan, changes, self.old, self.new, people).parts()
            return
        ref = Ref("plan", plan, plan)
        verb, edition = ("Thêm", self.new) if ref in self.new else ("Bỏ", self.old)
        tasks = sum(change.ref.kind == "task" for change in changes)
        title = shown(fields_of(edition, ref)["title"])
        yield Part(f"{verb} kế hoạch {plan}: {title}", (plain(f"{tasks} nhiệm vụ."),), level=1)

    def _stays(self, plan: str) -> bool:
        ref = Ref("plan", plan, plan)
        return ref in self.old and ref in self.new

    def _of(self, home: str, kinds: Sequence[str]) -> tuple[Change, ...]:
        return tuple(change for change in self.diff if change.ref.home == home and change.ref.kind in kinds)


def _whole(plan: str, effects: Consequences, _names: Names) -> Part:
    return whole_plan(plan, effects)


def _homes(diff: Diff, kinds: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(change.ref.home for change in diff if change.ref.kind in kinds))


def _says_something_new(change: Change) -> bool:
    return change.kind != "changed" or not all(is_form(change.ref.kind, name) for name in change.fields)


def _counted(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    numbers: dict[tuple[str, str], int] = {}
    for kind, verb in told:
        numbers[kind, verb] = numbers.get((kind, verb), 0) + 1
    if ("head", "changed") in numbers:
        yield "sửa phần chung"
    for kind, word in _COUNTED.items():
        for verb, vietnamese in _VERBS.items():
            if number := numbers.get((kind, verb)):
                yield f"{vietnamese} {number} {word}"


def _effects_counted(effects: Mapping[str, Consequences]) -> Iterator[str]:
    every = list(effects.values())
    for number, words in (
        (sum(count(e.appear) for e in every), "thêm {} nghĩa vụ"),
        (sum(count(e.vanish) for e in every), "mất {} nghĩa vụ"),
        (sum(count(e.shifts) for e in every), "dời hạn {} nghĩa vụ"),
        (sum(len(e.unfit) for e in every), "{} dòng phiếu không còn khớp"),
    ):
        if number:
            yield words.format(number)


def _follows(effects: Consequences) -> bool:
    return bool(effects.appear or effects.vanish or effects.shifts or effects.unfit)


# Text


def as_text(view: DiffView, width: int | None) -> str:
    """For a screen; wrapped where there is a width. What went and what came is said, not only coloured."""
    lines = [view.title, view.summary]
    for part in view.parts():
        lines += ["", part.heading, *(_text_line(line) for line in part.lines)]
    return "\n".join(_wrapped(lines, width)) + "\n"


_TEXT = {"old": "[bỏ: {}]", "new": "[thêm: {}]", "now": "→ {}"}
_MARKDOWN = {"old": "~~{}~~", "was": "~~{}~~", "new": "**{}**", "now": "→ **{}**"}


def _text_line(line: Line) -> str:
    return f"    - {_joined(line[1:], _TEXT)}" if line[0].mark == "item" else f"  {_joined(line, _TEXT)}"


def _joined(line: Line, words: Mapping[str, str], escape: Callable[[str], str] = str) -> str:
    """The pieces as words of a format; only what stays the same may follow without a blank."""
    said = ""
    for n, piece in enumerate(piece for piece in line if piece.text):
        blank = " " if n and not (piece.glued and piece.mark == "same" and said[-1] != ":") else ""
        said += blank + words.get(piece.mark, "{}").format(escape(piece.text))
    return said


def _wrapped(lines: Iterable[str], width: int | None) -> Iterator[str]:
    for line in lines:
        if width is None or len(line) <= width:
            yield line
            continue
        indent = " " * (len(line) - len(line.lstrip(" -")) + (0 if line.startswith("    - ") else 2))
        yield from textwrap.wrap(
            line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
        )


# Markdown


def as_markdown(view: DiffView) -> str:
    """For a pull request: what went is struck through, what came is bold."""
    lines = [f"# {_escaped(view.title)}", "", _escaped(view.summary)]
    lines += ["", "Chữ ~~gạch ngang~~ là bỏ, chữ **đậm** là thêm."] if view.diff else []
    for part in view.parts():
        lines += ["", f"{'#' * (part.level + 1)} {_escaped(part.heading)}"]
        lines += ["", *(_markdown_line(line) for line in part.lines)] if part.lines else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _markdown_line(line: Line) -> str:
    item = line[0].mark == "item"
    said = _joined(line[1:] if item else line, _MARKDOWN, _escaped)
    return f"  - {said}" if item else f"- {said}"


def _escaped(text: str) -> str:
    return markdown_cell(text).strip()


# JSON


def as_data(view: DiffView) -> dict[str, Any]:
    """Everything, with the ids and values of the files."""
    return {
        "schema_version": 1,
        "from": view.names[0],
        "to": view.names[1],
        "summary": view.summary,
        "changes": [_change(change) for change in view.diff],
        "consequences": [{"plan": plan, **_effects(effects)} for plan, effects in view.effects.items()],
    }


def _change(change: Change) -> dict[str, Any]:
    fields = [
        {"field": name, "old": _value(old), "new": _value(new)} for name, (old, new) in change.fields.items()
    ]
    ref = change.ref
    return {"kind": ref.kind, "in": ref.home, "id": ref.id, "change": change.kind, "fields": fields}


def _value(value: Value | None) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _effects(effects: Consequences) -> dict[str, Any]:
    return {
        "appear": [_bundle(bundle) for bundle in effects.appear],
        "vanish": [_bundle(bundle) for bundle in effects.vanish],
        "moved": [_shift(shift) for shift in effects.shifts],
        "slips": [
            {"slip": item.slip, "agency": item.agency, "duty": item.duty, "period": item.period}
            for item in effects.unfit
        ],
    }


def _bundle(bundle: Bundle) -> dict[str, Any]:
    return {
        "duties": list(bundle.duties),
        "agencies": list(bundle.agencies),
        "periods": [str(period) for period in bundle.periods],
        "due": _due(bundle.due),
        "count": bundle.count,
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "duties": list(shift.duties),
        "agencies": list(shift.agencies),
        "period": str(shift.period),
        "old": _due(shift.old),
        "new": _due(shift.new),
        "count": shift.count,
    }


def _due(due: Due | None) -> dict[str, str] | None:
    if due is None:
        return None
    return {"due": due.nominal.isoformat(), "effective_due": due.effective.isoformat()}
