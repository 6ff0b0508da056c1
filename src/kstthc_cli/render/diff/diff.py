"""The difference of two revisions as text, as Markdown for a review, and as JSON."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.diff.consequences import Consequences, DueChange, ObligationGroup
from kstthc_cli.domain.diff.figure_changes import FigureChanges
from kstthc_cli.domain.diff.plan_diff import Change, Diff
from kstthc_cli.domain.diff.plan_facts import Facts, Ref, Value
from kstthc_cli.domain.diff.written_once import Altered
from kstthc_cli.render.diff.effects import altered_part, effects_part, obligations, whole_plan
from kstthc_cli.render.diff.figures import figures_data, figures_part
from kstthc_cli.render.diff.lines import Line, Names, Part
from kstthc_cli.render.diff.parts import (
    Revisions,
    calendar_part,
    plan_parts,
    registry_part,
    task_of,
    whole_plan_part,
)
from kstthc_cli.render.screen.phrases import EVERY_WORK, count
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
_ALTERED = {"deleted": "xóa", "moved": "chuyển", "changed": "sửa nội dung"}
_VERBS = {"added": "thêm", "dropped": "bỏ", "changed": "sửa"}
NOTHING = "Không thay đổi nội dung."
FORM_ONLY = "Không thay đổi nội dung, chỉ đổi cách trình bày."


@dataclass(frozen=True, slots=True)
class DiffView:
    """Two revisions with their names, their difference, and the consequences for each plan."""

    names: tuple[str, str]
    old: Facts
    new: Facts
    diff: Diff
    effects: Mapping[str, Consequences]
    altered: Sequence[Altered] = ()
    """Slips, requests and closings that were deleted, moved or changed."""
    figures: Mapping[str, FigureChanges] = field(default_factory=dict)
    """Plan → the changes of figures of forms under it, where there are any."""

    @property
    def title(self) -> str:
        """The names of the two revisions."""
        return f"Thay đổi từ {self.names[0]} đến {self.names[1]}"

    @property
    def summary(self) -> str:
        """The difference in one sentence."""
        if not self.diff and not self.altered and not self.figures:
            return NOTHING
        written = (*self._altered_counted(), *self._figures_counted())
        items = [*_counted(self._countable()), *_effects_counted(self.effects), *written]
        only_form = all(change.is_form for change in self.diff)
        untouched = not self.altered and not self.figures
        if only_form and untouched and not any(map(_follows, self.effects.values())):
            return FORM_ONLY
        return f"Tóm tắt: {'; '.join(items)}."

    def _altered_counted(self) -> Iterator[str]:
        for change, words in _ALTERED.items():
            if number := sum(item.change == change for item in self.altered):
                yield f"{words} {number} phiếu, yêu cầu, số liệu chốt đã ghi"

    def _figures_counted(self) -> Iterator[str]:
        if cells := [cell for changes in self.figures.values() for cell in changes.cells]:
            yield f"{len(cells)} ô số liệu của {len({cell.agency for cell in cells})} cơ quan"

    def _countable(self) -> Iterator[tuple[str, str]]:
        """The kind of each item to count, and of its change.

        A change of a part of a task counts as a change of the task; an added or dropped plan counts as one
        item.
        """
        changes = [c for c in self.diff if c.ref.kind not in _OF_PLAN[1:] or self._stays(c.ref.home)]
        own = {change.ref for change in changes}
        parts = (c for c in changes if c.ref.kind in ("duty", "target"))
        tasks = {Ref("task", c.ref.home, task_of(c) or "") for c in parts}
        for change in changes:
            if change.ref.kind in ("plan", "sub_plan") and self._stays(change.ref.home):
                yield from () if change.is_form else [("head", "changed")]
            else:
                yield change.ref.kind, change.kind
        yield from (("task", "changed") for task in tasks if task not in own)

    def parts(self) -> Iterator[Part]:
        """Plans, registries, calendars, then consequences: headings with their lines."""
        revisions = Revisions.of(self.old, self.new)
        for plan, changes in self._by_home(_OF_PLAN):
            if self._stays(plan):
                yield from plan_parts(plan, changes, revisions)
            else:
                yield whole_plan_part(plan, changes, revisions)
        for home, changes in self._by_home(_OF_REGISTRY):
            yield registry_part(home, changes, revisions.names)
        for home, changes in self._by_home(("calendar",)):
            yield calendar_part(home, changes[0], revisions.names)
        for plan, effects in self.effects.items():
            if not self._stays(plan):
                yield whole_plan(plan, effects)
            elif part := effects_part(plan, effects, revisions.names):
                yield part
        yield from self._figures_parts(revisions.names)
        if self.altered:
            yield altered_part(self.altered)

    def _figures_parts(self, names: Names) -> Iterator[Part]:
        found = (figures_part(plan, changes, names) for plan, changes in self.figures.items())
        return (part for part in found if part)

    def _stays(self, plan: str) -> bool:
        ref = Ref("plan", plan, plan)
        return ref in self.old and ref in self.new

    def _by_home(self, kinds: Sequence[str]) -> Iterable[tuple[str, list[Change]]]:
        """The changes of some kinds, grouped by the plan, registry or calendar that contains them."""
        found: dict[str, list[Change]] = {}
        for change in self.diff:
            if change.ref.kind in kinds:
                found.setdefault(change.ref.home, []).append(change)
        return found.items()


def _counted(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    numbers: dict[tuple[str, str], int] = {}
    for kind, verb in items:
        numbers[kind, verb] = numbers.get((kind, verb), 0) + 1
    if ("head", "changed") in numbers:
        yield "sửa phần chung"
    for kind, word in _COUNTED.items():
        for verb, vietnamese in _VERBS.items():
            if number := numbers.get((kind, verb)):
                yield f"{vietnamese} {number} {word}"


def _effects_counted(effects: Mapping[str, Consequences]) -> Iterator[str]:
    every = list(effects.values())
    sums = {
        "thêm": sum(obligations(e.appear) for e in every),
        "mất": sum(obligations(e.vanish) for e in every),
        "dời hạn": sum(obligations(e.moved) for e in every),
    }
    if told := [f"{verb} {count(number)}" for verb, number in sums.items() if number]:
        yield f"{', '.join(told)} {EVERY_WORK}"
    if unmatched := sum(len(e.unmatched) for e in every):
        yield f"{count(unmatched)} dòng tiến độ không còn khớp"


def _follows(effects: Consequences) -> bool:
    return bool(effects.appear or effects.vanish or effects.moved or effects.unmatched)


# Text


def as_text(view: DiffView, width: int | None) -> str:
    """Text, wrapped at `width` columns if given; old and new text is marked by words, not colours."""
    lines = [view.title, view.summary]
    for part in view.parts():
        lines += ["", part.heading, *(_text_line(line) for line in part.lines)]
    return "\n".join(_wrapped(lines, width)) + "\n"


_TEXT = {"old": "[bỏ: {}]", "new": "[thêm: {}]", "now": "→ {}"}
_HTML = {
    "old": "<del>{}</del>",
    "new": "<ins>{}</ins>",
    "was": "<del>{}</del>",
    "now": "→ <ins>{}</ins>",
}
_MARKDOWN = {"old": "~~{}~~", "was": "~~{}~~", "new": "**{}**", "now": "→ **{}**"}


def _text_line(line: Line) -> str:
    return f"    - {_joined(line[1:], _TEXT)}" if line[0].mark == "item" else f"  {_joined(line, _TEXT)}"


def _joined(line: Line, words: Mapping[str, str], escape: Callable[[str], str] = str) -> str:
    """The pieces with the marks of a format; only unchanged text can follow without a space."""
    text = ""
    for n, piece in enumerate(piece for piece in line if piece.text):
        blank = " " if n and not (piece.attached and piece.mark == "same" and text[-1] != ":") else ""
        text += blank + words.get(piece.mark, "{}").format(escape(piece.text))
    return text


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
    """Markdown for a pull request: old text is struck through, new text is bold."""
    lines = [f"# {_escaped(view.title)}", "", _escaped(view.summary)]
    lines += ["", "Chữ ~~gạch ngang~~ là bỏ, chữ **đậm** là thêm."] if view.diff else []
    for part in view.parts():
        lines += ["", f"{'#' * (part.level + 1)} {_escaped(part.heading)}"]
        lines += ["", *(_markdown_line(line) for line in part.lines)] if part.lines else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _markdown_line(line: Line) -> str:
    item = line[0].mark == "item"
    text = _joined(line[1:] if item else line, _MARKDOWN, _escaped)
    return f"  - {text}" if item else f"- {text}"


def _escaped(text: str) -> str:
    return markdown_cell(text).strip()


# HTML


def html_line(line: Line) -> str:
    """A line as HTML: old text in `del`, new text in `ins`."""
    return _joined(line[1:] if line[0].mark == "item" else line, _HTML, html.escape)


# JSON


def as_data(view: DiffView) -> dict[str, Any]:
    """The content of the JSON output (model.diff.DiffOutput), with the ids and values of the files."""
    return {
        "schema_version": 1,
        "from": view.names[0],
        "to": view.names[1],
        "summary": view.summary,
        "changes": [_change(change) for change in view.diff],
        "consequences": [{"plan": plan, **_effects(effects)} for plan, effects in view.effects.items()],
        "altered": [
            {"path": item.path, "change": item.change, "to": item.to or None} for item in view.altered
        ],
        **(
            {"figures": [{"plan": plan, **figures_data(f)} for plan, f in view.figures.items()]}
            if view.figures
            else {}
        ),
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
        "appear": [_group(group) for group in effects.appear],
        "vanish": [_group(group) for group in effects.vanish],
        "moved": [_due_change(change) for change in effects.moved],
        "slips": [
            {"slip": item.slip, "agency": item.agency, "duty": item.duty, "period": item.period}
            for item in effects.unmatched
        ],
    }


def _group(group: ObligationGroup) -> dict[str, Any]:
    return {
        "duties": list(group.duties),
        "agencies": list(group.agencies),
        "periods": [str(period) for period in group.periods],
        "due": _due(group.due),
        "count": group.count,
    }


def _due_change(change: DueChange) -> dict[str, Any]:
    return {
        "duties": list(change.duties),
        "agencies": list(change.agencies),
        "period": str(change.period),
        "old": _due(change.old),
        "new": _due(change.new),
        "count": change.count,
    }


def _due(due: Due | None) -> dict[str, str] | None:
    if due is None:
        return None
    return {"due": due.nominal.isoformat(), "effective_due": due.effective.isoformat()}
