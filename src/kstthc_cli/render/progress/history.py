"""The history of a duty as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.plan.plan import Target
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import TEXTS, Entry, Slip
from kstthc_cli.render.screen.phrases import figure_text, goal


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a slip, with the slip that superseded it, the status before it, and its commit.

    `missed` maps target ids to the targets that its figures do not meet.
    """

    slip: Slip
    entry: Entry
    replaced_by: str | None
    replaced_note: str | None
    before: str | None
    commit: Mapping[str, str] | None
    unknown: str = ""
    """The reason why git cannot tell who committed the slip."""
    missed: Mapping[str, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The entries on a duty, oldest first; `scope` is the text of the filters."""

    plan: str
    duty: str
    content: str
    registry: Registry
    as_of: date
    lines: Sequence[HistoryLine]
    period: str | None = None
    scope: str = ""


def history_data(view: HistoryView) -> dict[str, Any]:
    """The history as `HistoryOutput` describes it."""
    return {
        "schema_version": 1,
        "plan": view.plan,
        "duty": view.duty,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "entries": [_data(item) for item in view.lines],
    }


def _data(item: HistoryLine) -> dict[str, Any]:
    return {
        "slip": item.slip.id,
        "path": item.slip.path,
        "date": item.slip.day.isoformat(),
        "by": item.slip.by,
        "agency": item.slip.agency,
        "duty": item.entry.key.duty,
        "period": item.entry.key.period,
        "request": item.entry.key.request or None,
        "status": item.entry.status,
        "before": item.before,
        **{name: getattr(item.entry, name) for name in TEXTS},
        "evidence": [e.words for e in item.entry.evidence],
        "figures": {name: f"{f.value} {f.unit}" for name, f in item.entry.figures.items()},
        "missed_targets": list(item.missed),
        "supersedes": list(item.slip.supersedes),
        "superseded_by": item.replaced_by,
        "superseded_note": item.replaced_note,
        "commit": dict(item.commit) if item.commit else None,
        "commit_unknown": item.unknown or None,
    }


def history_text(view: HistoryView, width: int | None = None) -> str:
    """The history as text; with `width`, long lines are wrapped at the same indentation."""
    lines = [f"{view.duty}. {view.content}"]
    if view.scope:
        lines.append(f"Chỉ xem: {view.scope}.")
    for item in view.lines:
        details = (part for line in _details(item) for part in line.split("\n"))
        lines += ["", _heading(view, item), *(f"    {part}" for part in details)]
    lines += ["", *_sums(view)]
    return "\n".join(part for line in lines for part in _folded(line, width)) + "\n"


def _folded(line: str, width: int | None) -> list[str]:
    if width is None or len(line) <= width:
        return [line]
    from textwrap import wrap

    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(line, width, subsequent_indent=indent or "    ", break_on_hyphens=False)


def _heading(view: HistoryView, item: HistoryLine) -> str:
    known = item.slip.agency in view.registry.agencies
    who = view.registry.short_name(item.slip.agency) if known else item.slip.agency
    change = STATUSES[item.entry.status]
    if item.before and item.before != item.entry.status:
        change = f"{STATUSES[item.before]} → {change}"
    note = f": {' '.join(item.replaced_note.split())}" if item.replaced_note else ""
    dead = f" [không còn tính, theo phiếu {item.replaced_by}{note}]" if item.replaced_by else ""
    return f"{item.slip.day:%d/%m/%Y}  {who}, {_about(item.entry)}: {change}{dead}"


def _about(entry: Entry) -> str:
    """Duty, period and request of an entry as Vietnamese text."""
    request = f", yêu cầu {entry.key.request}" if entry.key.request else ""
    return f"đầu việc {entry.key.duty}, {parse_period(entry.key.period).vietnamese}{request}"


def _details(item: HistoryLine) -> Iterator[str]:
    entry = item.entry
    for name, text in entry.texts.items():
        yield from (f"{TEXTS[name]}{line}" for line in text.rstrip("\n").split("\n"))
    yield from (f"Minh chứng: {e.words}" for e in entry.evidence)
    for name, figure in entry.figures.items():
        mark = f" [chưa đạt chỉ tiêu: {goal(item.missed[name])}]" if name in item.missed else ""
        yield f"Số liệu {name}: {figure_text(figure)}{mark}"
    by = f", {item.slip.by}" if item.slip.by else ""
    yield f"Phiếu {item.slip.id}{by}"
    if item.commit:
        yield f"Git {item.commit['hash']}, {item.commit['author']}, {item.commit['day']}"
    elif item.unknown:
        yield f"Git: không biết ai ghi, vì {item.unknown}"


def _sums(view: HistoryView) -> Iterator[str]:
    """The numbers of entries, agencies, superseded entries and missed targets."""
    if not view.lines:
        yield "Chưa có phiếu nào."
        return
    agencies = len({item.slip.agency for item in view.lines})
    gone = sum(item.replaced_by is not None for item in view.lines)
    short = sum(item.replaced_by is None and bool(item.missed) for item in view.lines)
    yield f"Cộng: {len(view.lines)} dòng tiến độ của {agencies} cơ quan."
    if gone:
        yield f"{gone} dòng không còn tính, vì đã được thay hoặc rút."
    if short:
        yield f"{short} dòng có số liệu chưa đạt chỉ tiêu."
