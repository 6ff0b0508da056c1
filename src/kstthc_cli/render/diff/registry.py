"""How a registry and a calendar changed, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kstthc_cli.domain.agencies.registry import LEVELS
from kstthc_cli.domain.diff.field_names import field_name
from kstthc_cli.domain.diff.plan_diff import Change
from kstthc_cli.domain.diff.plan_facts import Fields, Value
from kstthc_cli.domain.text.wording_diff import Piece
from kstthc_cli.render.diff.lines import (
    PLURAL,
    Line,
    Names,
    Part,
    day,
    labelled,
    plain,
    replaced,
    shown,
    worded,
)

_MANY = 6
Fieldwise = tuple[Value | None, Value | None]


def registry_part(home: str, changes: Sequence[Change], names: Names) -> Part:
    """Agencies that are new, gone, renamed or ended; groups and their members."""
    lines: list[Line] = []
    for change in changes:
        if change.ref.kind == "registry" and change.kind == "changed":
            lines += [line for name, pair in change.fields.items() for line in worded(name, *pair)]
    for kind, mark in (("added", "new"), ("dropped", "old")):
        lines += _in_bulk([c for c in changes if c.ref.kind == "agency" and c.kind == kind], mark, names)
    for change in changes:
        if change.ref.kind == "agency" and change.kind == "changed":
            lines += _agency(change, names)
    for change in changes:
        if change.ref.kind == "group":
            lines += _group(change, names)
    return Part(f"Danh mục cơ quan “{home}”", tuple(lines), level=1)


def _in_bulk(changes: Sequence[Change], mark: str, names: Names) -> Iterator[Line]:
    """New or dropped agencies: one by one, or where there are many, level by level."""
    by_level: dict[str, list[Change]] = {}
    for change in changes:
        by_level.setdefault(shown((change.new or change.old or {}).get("level")), []).append(change)
    for level, found in by_level.items():
        if len(found) > _MANY:
            what = f"{len(found)} {PLURAL.get(level, level)}: "
            yield labelled("cơ quan", [Piece(mark, what + names.listed(c.ref.id for c in found))])
            continue
        for change in found:
            fields = change.new or change.old or {}
            about = f"{shown(fields.get('name'))} (mã {change.ref.id}){_validity(fields)}"
            yield labelled("cơ quan", [Piece(mark, about)])


def _validity(fields: Fields) -> str:
    first, last = (shown(fields.get(name)) for name in ("valid_from", "valid_to"))
    return (f", từ {day(first)}" if first else "") + (f", đến hết {day(last)}" if last else "")


def _agency(change: Change, names: Names) -> Iterator[Line]:
    who = names(change.ref.id)
    for name, (old, new) in change.fields.items():
        if name == "name":
            yield labelled(f"{who}, đổi tên", replaced(shown(old), shown(new)))
        elif name == "valid_to" and old is None:
            yield labelled(who, [Piece("new", f"kết thúc, còn đến hết ngày {day(shown(new))}")])
        elif name in ("aliases", "successors"):
            yield labelled(f"{who}, {field_name(name)}", _members(old, new, names))
        elif name in ("valid_to", "valid_from"):
            yield labelled(f"{who}, {field_name(name)}", replaced(*(day(shown(v)) for v in (old, new))))
        else:
            yield labelled(f"{who}, {field_name(name)}", replaced(shown(old), shown(new)))


def _group(change: Change, names: Names) -> Iterator[Line]:
    label = f"nhóm “{names(change.ref.id)}”"
    if change.kind != "changed":
        yield labelled("nhóm", [Piece("new" if change.kind == "added" else "old", names(change.ref.id))])
        return
    for name, (old, new) in change.fields.items():
        if name in ("members", "levels"):
            yield labelled(label, _members(old, new, names))
        else:
            words = (_GROUP_KINDS.get(shown(v), shown(v)) for v in (old, new))
            yield labelled(f"{label}, {field_name(name)}", replaced(*words))


_GROUP_KINDS = {"levels": "theo cấp", "list": "liệt kê", "open": "nhóm mở"}


def _members(old: Value | None, new: Value | None, names: Names) -> list[Piece]:
    """What left a list and what joined it."""
    before, after = ([v] if isinstance(v, str) else list(v or ()) for v in (old, new))
    gone, come = [v for v in before if v not in after], [v for v in after if v not in before]
    pieces = [("old", gone), ("new", come)]
    return [Piece(mark, ", ".join(_member(i, names) for i in ids)) for mark, ids in pieces if ids]


def _member(name: str, names: Names) -> str:
    return f"mọi {PLURAL[name]}" if name in PLURAL else names(name)


# Calendars


def calendar_part(home: str, change: Change) -> Part:
    """Days off, days worked, send-by days, windows, and how days are shifted."""
    if change.kind != "changed":
        said = "Lịch mới." if change.kind == "added" else "Bỏ lịch này."
        return Part(f"Lịch {home}", (plain(said),), level=1)
    lines = [*_days(change.fields, "day_off"), *_days(change.fields, "working")]
    for name, (old, new) in change.fields.items():
        kind, _, rest = name.partition(".")
        if kind == "send_by":
            level, _, what = rest.partition(".")
            label = f"ngày gửi báo cáo, {LEVELS.get(level, level).lower()}{_SEND_BY.get(what, '')}"
            lines.append(labelled(label, replaced(shown(old), shown(new))))
        elif kind not in ("day_off", "working"):
            lines.append(labelled(field_name(name), replaced(*(_yes_no(shown(v)) for v in (old, new)))))
    return Part(f"Lịch {home}", tuple(lines), level=1)


_SEND_BY = {"to": ", nơi nhận", "source": ", nguồn"}


def _yes_no(text: str) -> str:
    return {"true": "có", "false": "không"}.get(text, text)


def _days(fields: dict[str, Fieldwise], kind: str) -> Iterator[Line]:
    """Days that were added, dropped or renamed; those in a row together."""
    label = field_name(kind)
    found: dict[Fieldwise, list[date]] = {}
    for name, pair in fields.items():
        if name.startswith(f"{kind}."):
            found.setdefault(pair, []).append(date.fromisoformat(name.partition(".")[2]))
    for (old, new), days in found.items():
        for first, last in _stretches(sorted(days)):
            span = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} đến {last:%d/%m/%Y}"
            texts = (f"{span} {v}".strip() if v is not None else "" for v in (old, new))
            yield labelled(label, replaced(*map(str, texts)))


def _stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """The first and last day of every stretch without a gap."""
    first = last = None
    for one in days:
        if first is not None and last is not None and one - last > timedelta(days=1):
            yield first, last
            first = None
        first, last = first or one, one
    if first is not None and last is not None:
        yield first, last
