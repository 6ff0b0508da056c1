"""A table of which only the words are left: every cell is a line or several, one below another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kstthc_cli.domain.importing.assignees.lines import read_line
from kstthc_cli.domain.importing.assignees.names import Names, tokens_of
from kstthc_cli.domain.importing.labels import (
    CAPITAL,
    DECIMAL,
    DOTTED,
    NONE,
    ROMAN,
    Label,
    heading_label,
    label_of,
)
from kstthc_cli.domain.importing.schedules import read_times
from kstthc_cli.domain.importing.table.column_titles import (
    AGENCY_KEYS,
    CONTENT,
    GROUP,
    NUMBER,
    OTHER,
    RESULT,
    TIME,
    Columns,
    key_of,
)
from kstthc_cli.domain.importing.table.plans_without_table import ProseTable
from kstthc_cli.domain.importing.table.rows import DUTY, REST, SECTION, SUBTASK, TASK, Item
from kstthc_cli.domain.text.syllables import is_syllable

_LONGEST_TIME = 60
_PURE, _IMPURE, _NOBODY = 2, 1, 0


def flowing_rows(lines: Sequence[str], names: Names) -> ProseTable | None:
    """The rows of such a table, its columns, and the lines before it; None where there is no header."""
    header = header_in(lines)
    if header is None:
        return None
    start, columns = header
    items: list[Item] = []
    rows = _chunks(lines, start + len(columns.keys))
    for place, label, body in rows:
        items += row_in_lines(place, label, body, columns, names)
    return (items, columns, list(lines[:start]), []) if items else None


def header_in(lines: Sequence[str]) -> tuple[int, Columns] | None:
    """Where the heads of the columns stand as lines, from `STT` on."""
    for start, line in enumerate(lines):
        if key_of(line) != NUMBER:
            continue
        keys = [NUMBER]
        for following in lines[start + 1 : start + 12]:
            key = key_of(following)
            if len(following) > _LONGEST_TIME or key in set(keys) - {OTHER} or _is_numbered(following):
                break
            keys.append(CONTENT if key == GROUP and CONTENT not in keys else key)
        below = lines[start + len(keys)] if start + len(keys) < len(lines) else ""
        while keys[-1] == OTHER and not _is_number(below):
            keys.pop()
        if CONTENT in keys and len(keys) >= 3:
            titles = tuple(lines[start : start + len(keys)])
            return start, Columns(tuple(keys), titles, 0, ())
    return None


def _is_number(line: str) -> bool:
    """Whether a line is but a number, as the first cell of a row is."""
    label = label_of(line)
    return label.style in (ROMAN, CAPITAL, DECIMAL, DOTTED) and not label.rest


def _is_numbered(line: str) -> bool:
    """Whether a line begins with the number of a row or section."""
    return heading_label(line).style in (ROMAN, CAPITAL, DECIMAL, DOTTED)


def _chunks(lines: Sequence[str], start: int) -> list[tuple[int, Label, list[str]]]:
    """The lines of each row, which begins where a number stands alone."""
    found: list[tuple[int, Label, list[str]]] = []
    for n in range(start, len(lines)):
        if _is_number(lines[n]):
            found.append((n + 1, label_of(lines[n]), []))
        elif found:
            found[-1][2].append(lines[n])
        elif lines[n]:
            found.append((n + 1, Label("", NONE, (), ""), [lines[n]]))
    return found


def row_in_lines(place: int, label: Label, body: list[str], columns: Columns, names: Names) -> list[Item]:
    """What the lines of a row hold whose cells are not certain: a section, or a task and its duties."""
    item = Item(TASK, place, label, unit="dòng")
    words = [line for line in body if line]
    if label.style in (ROMAN, CAPITAL):
        item.kind, item.content, item.depth = SECTION, " ".join(words), 1
        return [item]
    if label.style == NONE or not words:
        item.kind, item.content = REST, " ".join([label.printed, *words]).strip()
        item.doubt(f"“{item.content}” chưa xếp được vào mục hay nhiệm vụ nào")
        return [item]
    item.kind = SUBTASK if label.style == DOTTED else TASK
    if len(body) == len(columns.keys) - 1 and len(set(columns.keys)) == len(columns.keys):
        return [_by_place(item, body, columns)]
    item.content = words[0]
    found = _duties(item, words[1:], columns, names)
    several = len([key for key in columns.keys if key in AGENCY_KEYS]) > 1
    for part in found:
        if several or columns.keys[-1] not in (TIME, *AGENCY_KEYS):
            part.doubt("các ô không còn tách nhau: kiểm tra cơ quan, kết quả")
        _suspect(part)
    return found


def _by_place(item: Item, body: list[str], columns: Columns) -> Item:
    """A row of which every cell is one line, an empty one for an empty cell."""
    for n, (key, line) in enumerate(zip(columns.keys[1:], body, strict=True), 1):
        if key == CONTENT:
            item.content = line
        elif key != OTHER:
            item.cells[key] = (line,) if line else ()
        elif line:
            item.others[n] = (line,)
    if not all(item.cells.get(key) for key in ("lead", "perform", "agencies") if key in item.cells):
        item.doubt("ô cơ quan để trống: có thể gộp với hàng trên")
    if (time := item.cells.get(TIME)) and not is_time(time[0]):
        item.doubt(f"“{time[0]}” đứng ở chỗ của thời gian")
    return item


def _duties(item: Item, lines: list[str], columns: Columns, names: Names) -> list[Item]:
    """The task, and a further duty wherever lines follow its time."""
    parts: list[tuple[list[str], list[str]]] = [([], [])]
    for line in lines:
        if is_time(line):
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
        for line in results:
            if _may_assign(line, names):
                part.doubt(f"“{line}” là kết quả hay dòng phân công")
    return found


_ASSIGNS = re.compile(r"\b(chủ trì|ch trì|chtrì|phối hợp)\b")


def _may_assign(line: str, names: Names) -> bool:
    """Whether a line that was taken for a result may name who does it."""
    tokens = tokens_of(line.lstrip("-+•–* "))
    return bool(_ASSIGNS.search(line)) or (names.begins(tokens, 0) and len(tokens) < 40)


def _suspect(item: Item) -> None:
    """Mark words that are no syllables: a scan has lost letters there."""
    texts = [item.content, *(line for lines in item.cells.values() for line in lines)]
    broken = [
        word
        for text in texts
        for word in re.findall(r"(?<![\w/.&-])[^\W\d_]{2,}(?![\w/.&-])", text)
        if word.islower() and not is_syllable(word)
    ]
    if broken:
        item.doubt(f"chữ có thể bị mất: {', '.join(f'“{word}”' for word in dict.fromkeys(broken))}")


def is_time(line: str) -> bool:
    """Whether a line says when something is due."""
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
    if not names.begins(tokens, 0):
        return _NOBODY
    reading = read_line(line, names, "")
    if not reading.roles:
        return _NOBODY
    return _IMPURE if any("chưa đọc được" in doubt for doubt in reading.doubts) else _PURE
