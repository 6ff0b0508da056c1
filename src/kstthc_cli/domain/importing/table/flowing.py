"""A table of which only the words are left: every cell is a line or several, one below another."""

from __future__ import annotations

from collections.abc import Sequence

from kstthc_cli.domain.importing.labels import CAPITAL, DECIMAL, DOTTED, NONE, ROMAN, Label, label_of
from kstthc_cli.domain.importing.parties.lines import read_line
from kstthc_cli.domain.importing.parties.names import Names, tokens_of
from kstthc_cli.domain.importing.schedules import read_times
from kstthc_cli.domain.importing.table.columns import (
    AGENCY_KEYS,
    CONTENT,
    NUMBER,
    OTHER,
    RESULT,
    TIME,
    Columns,
    key_of,
)
from kstthc_cli.domain.importing.table.prose import Found
from kstthc_cli.domain.importing.table.rows import DUTY, REST, SECTION, SUBTASK, TASK, Item

_LONGEST_TIME = 60
_PURE, _IMPURE, _NOBODY = 2, 1, 0


def flowing_rows(lines: Sequence[str], names: Names) -> Found | None:
    """The rows of such a table, its columns, and the lines before it; None where there is no header."""
    header = _header(lines)
    if header is None:
        return None
    start, columns = header
    items: list[Item] = []
    rows = _chunks(lines, start + len(columns.keys))
    for place, label, body in rows:
        items += _row(place, label, body, columns, names)
    return (items, columns, list(lines[:start]), []) if items else None


def _header(lines: Sequence[str]) -> tuple[int, Columns] | None:
    """Where the heads of the columns stand as lines, from `STT` on."""
    for start, line in enumerate(lines):
        if key_of(line) != NUMBER or len(line) > 12:
            continue
        keys = [NUMBER]
        for following in lines[start + 1 : start + 12]:
            key = key_of(following)
            if len(following) > _LONGEST_TIME or key in keys or label_of(following).style == ROMAN:
                break
            keys.append(key if key != OTHER else OTHER)
        while keys and keys[-1] == OTHER:
            keys.pop()
        if CONTENT in keys and len(keys) >= 3:
            titles = tuple(lines[start : start + len(keys)])
            return start, Columns(tuple(keys), titles, 0, ())
    return None


def _chunks(lines: Sequence[str], start: int) -> list[tuple[int, Label, list[str]]]:
    """The lines of each row, which begins where a number stands alone."""
    found: list[tuple[int, Label, list[str]]] = []
    for n in range(start, len(lines)):
        label = label_of(lines[n])
        if label.style in (ROMAN, CAPITAL, DECIMAL, DOTTED) and not label.rest:
            found.append((n + 1, label, []))
        elif found:
            found[-1][2].append(lines[n])
        else:
            found.append((n + 1, Label("", NONE, (), ""), [lines[n]]))
    return found


def _row(place: int, label: Label, body: list[str], columns: Columns, names: Names) -> list[Item]:
    item = Item(TASK, place, label, unit="dòng")
    if label.style in (ROMAN, CAPITAL):
        item.kind, item.content, item.depth = SECTION, " ".join(body), 1
        return [item]
    if label.style == NONE or not body:
        item.kind, item.content = REST, " ".join([label.printed, *body])
        item.doubt(f"“{item.content.strip()}” chưa xếp được vào mục hay nhiệm vụ nào")
        return [item]
    item.kind = SUBTASK if label.style == DOTTED else TASK
    item.content = body[0]
    return _duties(item, body[1:], columns, names)


def _duties(item: Item, lines: list[str], columns: Columns, names: Names) -> list[Item]:
    """The task, and a further duty wherever lines follow its time."""
    parts: list[tuple[list[str], list[str]]] = [([], [])]
    for line in lines:
        if _is_time(line):
            parts[-1][1].append(line)
        elif parts[-1][1]:
            parts.append(([line], []))
        else:
            parts[-1][0].append(line)
    agencies = next((key for key in columns.keys if key in AGENCY_KEYS), "agencies")
    found = [item]
    for n, (words, times) in enumerate(parts):
        part = item if n == 0 else Item(DUTY, item.row, Label("", NONE, (), ""), unit="dòng")
        results, who = _split(words, names, first=n == 0)
        part.cells = {RESULT: tuple(results), agencies: tuple(who), TIME: tuple(times)}
        if n:
            found.append(part)
        if not times:
            part.doubt("chưa thấy thời gian")
        if n == 0 and not who:
            part.doubt("chưa thấy cơ quan thực hiện")
    return found


def _is_time(line: str) -> bool:
    if len(line) > _LONGEST_TIME:
        return False
    times = read_times([line], 2000, {})
    return bool(times) and all(time.kind for time in times)


def _split(lines: list[str], names: Names, *, first: bool) -> tuple[list[str], list[str]]:
    """Which lines are results and which name agencies: the latter stand last."""
    marks = [_mark(line, names) for line in lines]
    at = len(lines)
    while at > 0 and marks[at - 1] > _NOBODY:
        at -= 1
    if (
        at == 0 and first and len(lines) > 1
    ):  # a result there must be: words that only name somebody come last
        at = len(lines)
        while at > 1 and marks[at - 1] == _PURE:
            at -= 1
    return lines[:at], lines[at:]


def _mark(line: str, names: Names) -> int:
    tokens = tokens_of(line.lstrip("-+•–* "))
    if not tokens or not names.begins(tokens, 0):
        return _NOBODY
    reading = read_line(line, names, "")
    if not reading.roles:
        return _NOBODY
    return _IMPURE if any("chưa đọc được" in doubt for doubt in reading.doubts) else _PURE
