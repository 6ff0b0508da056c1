"""The lines for changed fields of an item, by a walk over the table of fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import last_day_of
from kstthc_cli.domain.diff.fields import FIELDS, Display, Field, row_of
from kstthc_cli.domain.diff.plan_diff import Change, moved
from kstthc_cli.domain.diff.plan_facts import Fields, Value
from kstthc_cli.domain.errors import BadPeriodError
from kstthc_cli.domain.plan import roles
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.wording_diff import Piece
from kstthc_cli.render.diff.lines import (
    PLURAL,
    Line,
    Names,
    changed_or_replaced,
    day,
    items_of,
    labelled,
    plain,
    replaced,
    shown,
    worded,
)
from kstthc_cli.render.screen.phrases import measured

Pair = tuple[Value | None, Value | None]
Pairs = Mapping[str, Pair]
KINDS = {"section": "mục", "task": "nhiệm vụ", "duty": "đầu việc", "target": "chỉ tiêu"}
_EVERY = {
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "6 tháng một lần",
    "first_half": "6 tháng đầu năm",
    "nine_months": "9 tháng",
    "year": "cả năm",
}
_COMPARISONS = {"at_least": "tối thiểu", "at_most": "tối đa", "equal": "bằng"}


class _Changed(NamedTuple):
    """One row of the table with the changed fields of an item that belong to it."""

    field: Field
    label: str
    pairs: Pairs
    change: Change
    names: Names


def changed_lines(change: Change, names: Names, subject: str = "") -> Iterator[Line]:
    """The lines for every changed field, in the order of the table.

    Every label begins with `subject`, which names the item where its heading does not.
    """
    kind = change.ref.kind
    by_row: dict[str, dict[str, Pair]] = {}
    for name, pair in change.fields.items():
        by_row.setdefault(row_of(kind, name), {})[name] = pair
    for row, field in FIELDS[kind].items():
        if row in by_row:
            label = ", ".join(filter(None, [subject, field.label if field.line is None else field.line]))
            yield from _DISPLAYS[field.display](_Changed(field, label, by_row[row], change, names))


def _words(it: _Changed) -> Iterator[Line]:
    for old, new in it.pairs.values():
        yield from worded(it.label, old, new)


def _value(it: _Changed) -> Iterator[Line]:
    for name, (old, new) in it.pairs.items():
        if name == "valid_to" and old is None:
            subject = it.label.rpartition(",")[0]
            yield labelled(subject, [Piece("new", f"kết thúc, còn đến hết ngày {day(shown(new))}")])
        else:
            yield labelled(it.label, replaced(*(_called(it.field, v) for v in (old, new))))


def _other_level(it: _Changed) -> Iterator[Line]:
    """The send-by days of levels that only the registry knows."""
    for name, (old, new) in it.pairs.items():
        level = name.split(".")[1]
        yield labelled(f"{it.label}, cấp {level}", replaced(*(_called(it.field, v) for v in (old, new))))


def _called(field: Field, value: Value | None) -> str:
    text = shown(value)
    return field.pattern.format(field.values.get(text, day(text))) if text else ""


def _members(it: _Changed) -> Iterator[Line]:
    for pair in it.pairs.values():
        old, new = map(items_of, pair)
        left, joined = [v for v in old if v not in set(new)], [v for v in new if v not in set(old)]
        yield labelled(
            it.label,
            [
                Piece(mark, ", ".join(f"mọi {PLURAL[v]}" if v in PLURAL else it.names(v) for v in ids))
                for mark, ids in (("old", left), ("new", joined))
                if ids
            ],
        )


def _roles(it: _Changed) -> Iterator[Line]:
    for name, pair in it.pairs.items():
        who = it.names(name.partition(".")[2])
        old, new = (roles.names(items_of(value)) for value in pair)
        if old and new:
            yield labelled(f"vai trò của {who}", replaced(old, new))
        else:
            yield labelled(it.label, [Piece("old" if old else "new", f"{who} ({old or new})")])


def _conditions(it: _Changed) -> Iterator[Line]:
    for name, pair in it.pairs.items():
        old, new = ("; ".join(items_of(value)) for value in pair)
        yield labelled(f"điều kiện của {it.names(name.partition('.')[2])}", replaced(old, new))


def _reading(it: _Changed) -> Iterator[Line]:
    if not any(name == "printed" or name.startswith(("party.", "if.")) for name in it.change.fields):
        yield plain("Cách đọc dòng phân công đổi, vai trò của từng cơ quan giữ nguyên.")


def _order(it: _Changed) -> Iterator[Line]:
    """The items that changed places within the same section or task."""
    before, after = (_children(items_of(value)) for value in it.pairs["order"])
    for parent, names in after.items():
        places = {name: n for n, name in enumerate(names)}
        for name in moved(before.get(parent, []), names):
            kind, _, id_ = name.partition(":")
            above = names[places[name] - 1].partition(":")[2] if places[name] else ""
            where = f"nay đứng sau {KINDS[kind]} {above}" if above else "nay đứng đầu"
            yield plain(f"{capitalized(KINDS[kind])} {id_}: đổi chỗ, {where}")


def _children(order: Iterable[str]) -> dict[str, list[str]]:
    """The children of each section and task, in printed order."""
    found: dict[str, list[str]] = {}
    section = task = ""
    for name in order:
        kind = name.partition(":")[0]
        parent = {"section": "", "task": section}.get(kind, f"{kind} {task}")
        found.setdefault(parent, []).append(name)
        section = name if kind == "section" else section
        task = name if kind == "task" else task
    return found


def _days(it: _Changed) -> Iterator[Line]:
    """Days that were added, dropped or renamed; consecutive days as one range."""
    found: dict[Pair, list[date]] = {}
    for name, pair in it.pairs.items():
        found.setdefault(pair, []).append(date.fromisoformat(name.partition(".")[2]))
    for pair, days in found.items():
        for first, last in _spans(sorted(days)):
            span = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} đến {last:%d/%m/%Y}"
            yield labelled(
                it.label, replaced(*(f"{span} {v}".strip() if v is not None else "" for v in pair))
            )


def _spans(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """The first and last day of every run of consecutive days, both inclusive."""
    first = last = None
    for one in days:
        if first is not None and last is not None and one - last > timedelta(days=1):
            yield first, last
            first = None
        first, last = first or one, one
    if first is not None and last is not None:
        yield first, last


def _schedule(it: _Changed) -> Iterator[Line]:
    yield labelled(it.label, replaced(*map(schedule_words, (it.change.old or {}, it.change.new or {}))))


def schedule_words(fields: Fields) -> str:
    """A schedule as text: as printed, and its meaning."""
    text, meaning = shown(fields.get("schedule.text")), _meaning(fields)
    return text if meaning in ("", text.casefold()) else f"{text} ({meaning})"


def _meaning(fields: Fields) -> str:
    match shown(fields.get("schedule.kind")):
        case "by_date":
            return _deadline(fields)
        case "periodic":
            return ", ".join(_EVERY.get(name, name) for name in items_of(fields.get("schedule.every")))
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


def target_line(change: Change) -> Line:
    """A target before and after, as one sentence; also for an added or dropped target."""
    return labelled(
        f"chỉ tiêu {change.ref.id}", changed_or_replaced(_target(change.old), _target(change.new))
    )


def _target(fields: Fields | None) -> str:
    if fields is None:
        return ""
    comparison = _COMPARISONS.get(shown(fields["comparison"]), "")
    value = f"{comparison} {measured(shown(fields['value']), shown(fields.get('unit')))}".strip()
    return f"{shown(fields['text'])} ({value})"


_DISPLAYS: Mapping[Display, Callable[[_Changed], Iterable[Line]]] = {
    "words": _words,
    "value": _value,
    "members": _members,
    "roles": _roles,
    "conditions": _conditions,
    "schedule": _schedule,
    "days": _days,
    "order": _order,
    "reading": _reading,
    "other_level": _other_level,
}
