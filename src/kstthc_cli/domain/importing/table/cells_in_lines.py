"""A table of which every cell is a line, an empty one for an empty cell: text as word processors save it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kstthc_cli.domain.importing.assignees.lines import read_line
from kstthc_cli.domain.importing.assignees.names import Names
from kstthc_cli.domain.importing.labels import (
    CAPITAL,
    DECIMAL,
    DOTTED,
    LETTER,
    ROMAN,
    Label,
    heading_label,
    label_of,
)
from kstthc_cli.domain.importing.table.column_titles import (
    AGENCY_KEYS,
    CONTENT,
    OTHER,
    RESULT,
    START,
    TIME,
    Columns,
    key_of,
)
from kstthc_cli.domain.importing.table.flowing import header_in, is_time, row_in_lines
from kstthc_cli.domain.importing.table.grid import Row, Spot
from kstthc_cli.domain.importing.table.plans_without_table import ProseTable
from kstthc_cli.domain.importing.table.rows import Item, RowReader

_MOST_FURTHER_LINES = 6
_LEAST_ROWS = 2
_SEVERAL = 2
"""More ways to part a row than one are not told apart."""


@dataclass(slots=True)
class _Lines:
    """The lines of a row: its number or heading, where it stands, and what follows."""

    place: int
    label: Label
    body: list[str]

    @property
    def is_section(self) -> bool:
        """Whether it begins with a Roman numeral or a capital, or is a heading on one line."""
        return self.label.style in (ROMAN, CAPITAL) or bool(self.label.rest)

    def is_whole(self, width: int) -> bool:
        """Whether no cell is missing, so that a number begins another row."""
        return len(self.body) >= (width if not self.is_section else 0 if self.label.rest else 1)

    def is_in_place(self, columns: Columns) -> bool:
        """Whether there is a line for every cell, so that empty lines are cells merged with those above."""
        at = columns.at(TIME)
        whole = not self.is_section and len(self.body) == len(columns.keys) - 1
        return whole and (not at or not self.body[at - 1] or is_time(self.body[at - 1]))


def cell_rows(lines: Sequence[str], names: Names) -> ProseTable | None:
    """The rows of such a table, its columns, the lines before and after; None where lines are no cells."""
    found = header_in(lines)
    if found is None:
        return None
    start, columns = found
    if start and key_of(lines[start - 1]) != OTHER:
        return None  # columns stand before the numbers
    rows = list(_rows(lines, start, columns))
    if not _is_regular(rows, len(columns.keys) - 1):
        return None
    after = _cut(rows, columns)
    before = list(lines[: min(start, rows[0].place - 1)])
    return _items(rows, columns, names), columns, before, after


def _is_regular(rows: Sequence[_Lines], width: int) -> bool:
    """Whether most rows have a line for every cell; further lines may follow the last."""
    tasks = [row for row in rows if not row.is_section]
    whole = [row for row in tasks if len(row.body) == width or (row is rows[-1] and row.is_whole(width))]
    return all(any(row.body) for row in tasks) and len(whole) >= _LEAST_ROWS and len(whole) * 2 > len(tasks)


def _cut(rows: list[_Lines], columns: Columns) -> list[str]:
    """Take away what follows the last whole row, where that has a line for every cell."""
    after: list[str] = []
    width = len(columns.keys) - 1
    while not rows[-1].is_whole(width):
        row = rows.pop()
        after = [row.label.printed, *row.body, *after]
    last = rows[-1]
    if _Lines(last.place, last.label, last.body[:width]).is_in_place(columns):
        after = [*last.body[width:], *after]
        del last.body[width:]
    return [line for line in after if line]


def _rows(lines: Sequence[str], start: int, columns: Columns) -> Iterator[_Lines]:
    """The lines of each row; heads that are repeated, and numbers of the columns, are left out."""
    titles, count = list(columns.titles), len(columns.keys)
    heads = [n for n in range(start, len(lines)) if list(lines[n : n + count]) == titles]
    title = heading_label(lines[start - 1] if start and len(heads) > 1 else "")
    row = _Lines(start, title, []) if title.style else None
    before_heads = {n - 1 for n in heads}
    for place in _body(lines, heads, count):
        label = heading_label(lines[place])
        merged = not any(lines[place : place + 2]) and row is not None and row.is_in_place(columns)
        begins = merged or _begins(label) or (place in before_heads and bool(label.rest))
        if row is None or (row.is_whole(count - 1) and begins):
            yield from [row] if row is not None else []
            row = _Lines(place + 1, label, [])
        else:
            row.body.append(lines[place])
    if row is not None and (row.label.style or any(row.body)):
        yield row


def _body(lines: Sequence[str], heads: Sequence[int], count: int) -> list[int]:
    """The places of lines that are no heads; `heads` are the places where heads begin."""
    left_out = {n + k for n in heads for k in range(count)}
    first = heads[0] + count
    if [label_of(line).id for line in lines[first : first + count]] == [str(n + 1) for n in range(count)]:
        left_out.update(range(first, first + count))
    return [n for n in range(heads[0], len(lines)) if n not in left_out]


def _begins(label: Label) -> bool:
    """Whether a line begins a row: a number that stands alone, or a heading in capitals."""
    if label.rest:
        return label.style == ROMAN and label.rest.isupper()
    lettered = label.style == LETTER and label.printed[-1] in ")."
    return lettered or label.style in (ROMAN, CAPITAL, DECIMAL, DOTTED)


def _items(rows: Sequence[_Lines], columns: Columns, names: Names) -> list[Item]:
    reader = RowReader()
    grid: list[Row] = []
    for number, row in enumerate(rows, 1):
        cells = None if row.label.rest else _cells(row, columns, names)
        if cells is not None:
            grid.append(tuple(Spot(cell, number, n) for n, cell in enumerate(cells, 1)))
            continue
        reader.table(grid, columns)
        grid = []
        if row.label.rest:
            reader.paragraph(f"{row.label.printed} {row.label.rest}".strip(), number)
        else:
            reader.items += row_in_lines(row.place, row.label, row.body, columns, names)
    reader.table(grid, columns)
    return reader.items


def _cells(row: _Lines, columns: Columns, names: Names) -> list[tuple[str, ...]] | None:
    """The lines of each cell; None where they can be parted in no way, or in several."""
    width = len(columns.keys) - 1
    number = tuple(filter(None, [row.label.printed]))
    if row.is_section:
        title = tuple(filter(None, row.body))
        return [number, *(title if key == CONTENT else () for key in columns.keys[1:])]
    if len(row.body) == width:
        return [number, *((line,) if line else () for line in row.body)]
    parted = _parted(row.body, columns.keys[1:], names)
    return [number, *parted[0]] if len(parted) == 1 else None


def _parted(body: Sequence[str], keys: Sequence[str], names: Names) -> list[tuple[tuple[str, ...], ...]]:
    """The first two ways to part lines so that times stand under time and names under bodies."""

    @cache
    def ways(start: int, column: int) -> list[tuple[tuple[str, ...], ...]]:
        """Two ways to part the lines from one on over the columns from one on."""
        if column == len(keys):
            return [()] if start == len(body) else []
        found: list[tuple[tuple[str, ...], ...]] = []
        for end in range(start + 1, len(body) - len(keys) + column + 2):
            cell = body[start:end]
            if len(found) < _SEVERAL and _fits(cell, keys[column], named):
                found += [(tuple(filter(None, cell)), *rest) for rest in ways(end, column + 1)]
        return found[:_SEVERAL]

    @cache
    def named(line: str, key: str) -> bool:
        return _names_somebody(line, key, names)

    return ways(0, 0) if 0 < len(body) - len(keys) <= _MOST_FURTHER_LINES else []


def _fits(cell: Sequence[str], key: str, named: Callable[[str, str], bool]) -> bool:
    """Whether lines may be the cell of a column; an empty line is a cell of its own."""
    if "" in cell:
        return len(cell) == 1
    if key in (TIME, START):
        return all(map(is_time, cell))
    if key in AGENCY_KEYS:
        return all(named(line, key) for line in cell)
    if key in (CONTENT, RESULT):
        return not any(is_time(line) or named(line, key) for line in cell)
    return key == OTHER


def _names_somebody(line: str, key: str, names: Names) -> bool:
    reading = read_line(line, names, AGENCY_KEYS.get(key, ""))
    return bool(reading.roles) and not any("chưa đọc được" in doubt for doubt in reading.doubts)
