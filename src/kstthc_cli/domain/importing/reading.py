"""A document read as a plan: its rows with everybody named in them and every time, and its head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kstthc_cli.domain.agencies.names import find_agency
from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.importing.assignees.broken_lines import whole_lines
from kstthc_cli.domain.importing.assignees.line import LineReading
from kstthc_cli.domain.importing.assignees.lines import read_line
from kstthc_cli.domain.importing.assignees.names import Assignee, Names, names_of
from kstthc_cli.domain.importing.document import Document, ImportRefusedError, Paragraph, Table
from kstthc_cli.domain.importing.duties import pairing
from kstthc_cli.domain.importing.head import Head, read_head
from kstthc_cli.domain.importing.labels import DECIMAL, DOTTED, LETTER, NONE, heading_label, without_bullet
from kstthc_cli.domain.importing.schedules import Time, doubts, read_times
from kstthc_cli.domain.importing.table.cells_in_lines import cell_rows
from kstthc_cli.domain.importing.table.column_titles import (
    AGENCY_KEYS,
    NUMBER,
    RESULT,
    START,
    TIME,
    Columns,
    check_names,
    find_columns,
    named_columns,
)
from kstthc_cli.domain.importing.table.flowing import flowing_rows
from kstthc_cli.domain.importing.table.grid import Row as GridRow
from kstthc_cli.domain.importing.table.grid import grid_of
from kstthc_cli.domain.importing.table.plans_without_table import prose_rows
from kstthc_cli.domain.importing.table.rows import DUTY, SECTION, SUBTASK, TASK, Item, RowReader, agency_cells
from kstthc_cli.domain.plan.roles import DOING


@dataclass(slots=True)
class RowReading:
    """A row, its results, its agency lines with the key of their column, and its times."""

    item: Item
    results: tuple[str, ...] = ()
    lines: list[tuple[str, LineReading]] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)

    @property
    def doubts(self) -> list[str]:
        """Everything that is to be decided of the row, with its place."""
        return self.item.doubts


@dataclass(slots=True)
class Reading:
    """Everything that was read; `notes` are questions on the whole plan."""

    head: Head
    year: int
    columns: Columns
    rows: list[RowReading]
    names: Names
    notes: list[str] = field(default_factory=list)

    @property
    def unregistered(self) -> list[Assignee]:
        """Those named who are not in the registry, each once, in the order met."""
        found: dict[str, Assignee] = {}
        for row in self.rows:
            for _, line in row.lines:
                for assignee in line.roles:
                    if assignee.new:
                        found.setdefault(assignee.id, assignee)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says of the document: the year, which table, which columns."""

    year: int | None = None
    table: int | None = None
    columns: tuple[str, ...] = ()


def read_plan(document: Document, registry: Registry, wish: Wish, sub_plans: Mapping[str, str]) -> Reading:
    """The reading of a document. Raises ImportRefusedError where no plan can be taken from it."""
    check_names(wish.columns)
    year, stated = (wish.year, True) if wish.year else _year(document)
    names = names_of(registry, year or _SOME_YEAR)
    items, columns, before, after = rows_of(document, wish, names)
    _compare_numbers(items)
    if not year:
        raise ImportRefusedError("Không rõ kế hoạch của năm nào.", "Nêu --plan-id NĂM, ví dụ --plan-id 2026.")
    head = read_head(before, after)
    _compare_issuer(head, registry, year)
    head.rest += document.notes
    rows = [_reading(item, names, year, sub_plans) for item in items]
    notes = [] if stated else [f"Năm {year} suy từ các thời hạn trong bảng: kiểm tra year."]
    return Reading(head, year, columns, rows, names, notes)


def _compare_numbers(items: Sequence[Item]) -> None:
    """Mark a task with the number of the one before it: a page may have lost a level, `1` for `1.1`."""
    tasks = [item for item in items if item.kind in (TASK, SECTION)]
    for above, item in pairwise(tasks):
        if item.kind == above.kind == TASK and item.label.id and item.label.id == above.label.id:
            item.doubt(f"số thứ tự “{item.label.printed}” là của nhiệm vụ trên", NUMBER)


def _compare_issuer(head: Head, registry: Registry, year: int) -> None:
    """Write the issuer's name as the registry does; the body above it is kept unless the registry has it."""
    span = Period(year, Kind.YEAR).span
    issuer, above = (find_agency(registry, name, span).agency for name in (head.authority, head.parent))
    if issuer is not None:
        for name in (issuer.name, issuer.name.partition(" ")[2]):
            head.authority = re.sub(re.escape(name), name, head.authority, flags=re.IGNORECASE)
    if head.parent and (issuer is None or above is None or issuer.parent != above.id):
        head.rest.append(head.parent)


def rows_of(document: Document, wish: Wish, names: Names) -> tuple[list[Item], Columns, list[str], list[str]]:
    """The rows of the plan's tables, their columns, and the lines before and after them."""
    plans = _plan_tables(document, wish)
    if not plans:
        return _without_table(document, names)
    reader = RowReader()
    first, last = min(plans), max(plans)
    before = [line for block in document.blocks[:first] for line in _lines_of(block)]
    between = [block for block in document.blocks[first:last] if isinstance(block, Paragraph)]
    if before and heading_label(before[-1]).style in {heading_label(b.text).style for b in between} - {NONE}:
        reader.paragraph(before.pop(), first)  # the first table has a title as the others have
    columns = plans[first][1]
    for n, block in enumerate(document.blocks[first : last + 1], first):
        if n in plans:
            begun = len(reader.items)
            reader.table(*plans[n])
            columns, places = columns.joined(plans[n][1])
            for item in reader.items[begun:]:
                item.others = {places[at]: lines for at, lines in item.others.items()}
        else:
            for line in _lines_of(block):
                reader.paragraph(line, n + 1)
    if not any(item.kind in (TASK, SUBTASK) for item in reader.items):
        raise ImportRefusedError("Bảng không có nhiệm vụ nào.", "Chọn bảng khác bằng --table N.")
    after = [line for block in document.blocks[last + 1 :] for line in _lines_of(block)]
    others = (found for _, found in plans.values() if found.keys != plans[first][1].keys)
    further = dict.fromkeys(" · ".join(found.titles) for found in others)
    return reader.items, columns, before + _above_header(columns), [*further, *after]


def _above_header(columns: Columns) -> list[str]:
    """Lines of a table that stand above its header: titles that were put into the table."""
    texts = dict.fromkeys(text for head in columns.heads for text in head if text)
    titles = set(columns.titles)
    return [t for t in texts if t not in titles and not any(t in title for title in titles) and len(t) > 12]


def _without_table(document: Document, names: Names) -> tuple[list[Item], Columns, list[str], list[str]]:
    """Prose, or a scan's text in which every cell is a paragraph; else a refusal."""
    found = None
    if not document.tables_of_many:
        lines = [line for block in document.blocks for line in _lines_of(block)]
        if document.flowing:
            found = cell_rows(lines, names) or flowing_rows(lines, names)
        found = found or prose_rows(lines)
    if found is None:
        raise _none_found(document)
    return found


def _none_found(document: Document) -> ImportRefusedError:
    if not document.tables and _in_paragraphs(document):
        return ImportRefusedError(_PARAGRAPHS, _MAKE_A_TABLE)
    count = len(document.tables)
    seen = f"có {count} bảng, không bảng nào có cột nhiệm vụ" if count else "không có bảng nào"
    return ImportRefusedError(
        f"Không tìm thấy bảng nhiệm vụ: tài liệu {seen}.",
        "Kiểm tra tài liệu, hoặc nêu --table N và --columns.",
    )


_LEAST_PARAGRAPHS = 3
_PARAGRAPHS = (
    "Kế hoạch viết thành đoạn văn đánh số, không có bảng, cũng không có dòng “Chủ trì:”, “Thời gian:” dưới "
    "từng nhiệm vụ: không đọc được ai làm gì, khi nào."
)
_MAKE_A_TABLE = (
    "Lập bảng trong Word (STT, Nhiệm vụ, Chủ trì, Phối hợp, Thời gian, Kết quả), hoặc ghi các dòng ấy dưới "
    "từng nhiệm vụ, rồi nhập lại."
)


def _in_paragraphs(document: Document) -> bool:
    numbers = [heading_label(text).style in (DECIMAL, DOTTED, LETTER) for text in document.texts()]
    return sum(numbers) >= _LEAST_PARAGRAPHS


def _plan_tables(document: Document, wish: Wish) -> dict[int, tuple[tuple[GridRow, ...], Columns]]:
    """The tables that are the plan, by the place of their block; one without header goes on with the last."""
    found: dict[int, tuple[tuple[GridRow, ...], Columns]] = {}
    places = [n for n, block in enumerate(document.blocks) if isinstance(block, Table)]
    if wish.table is not None:
        if not 1 <= wish.table <= len(places):
            raise ImportRefusedError(
                f"Tài liệu có {len(places)} bảng, không có bảng {wish.table}.", "Nêu số khác ở --table."
            )
        places = [places[wish.table - 1]]
    last: Columns | None = None
    for n in places:
        grid = grid_of(document.blocks[n])  # type: ignore[arg-type]
        columns = _columns(grid, wish, last)
        if columns is not None:
            found[n], last = (grid, columns), columns
    if wish.table is not None and not found:
        raise ImportRefusedError(
            f"Bảng {wish.table} không có tiêu đề của bảng nhiệm vụ.", "Nêu các cột bằng --columns."
        )
    return found


def _columns(grid: tuple[GridRow, ...], wish: Wish, last: Columns | None) -> Columns | None:
    if not grid:
        return None
    if wish.columns and (wish.table is not None or len(grid[0]) >= len(wish.columns) > 2):
        return named_columns(grid, wish.columns)
    columns = find_columns(grid)
    if columns is None and last is not None and len(grid[0]) == len(last.keys):
        return Columns(last.keys, last.titles, 0, last.heads)
    return columns


def _lines_of(block: Paragraph | Table) -> Iterator[str]:
    """The lines of a block; a table that is no plan is read down its columns, as letterheads are."""
    if isinstance(block, Paragraph):
        yield block.text
        return
    grid = grid_of(block)
    for column in range(len(grid[0]) if grid else 0):
        seen = None
        for row in grid:
            spot = row[column]
            if spot is not seen and (not column or spot is not row[column - 1]):
                yield from spot.lines
            seen = spot


_SHORT = 40
_SOME_YEAR = 2000


def _year(document: Document) -> tuple[int, bool]:
    """The year of the plan, and whether the document names it: in its title, or by its date.

    Else it is the one that most times name; 0 where there is none.
    """
    outside = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    titles = [
        text for text in outside[:60] if not re.match(r"\W*(căn cứ|theo|xét|điều)\b", text, re.IGNORECASE)
    ]
    for text in titles:
        if match := re.search(r"(?<!tháng )(?<!\d )\bnăm ((?:19|20)\d\d)\b", text, re.IGNORECASE):
            return int(match[1]), True
    lines = list(document.texts())
    for text in lines[:80]:
        if match := re.search(r"ngày .{1,6} tháng .{1,6} năm ((?:19|20)\d\d)", text, re.IGNORECASE):
            return int(match[1]), True
    for texts in ([text for text in lines if len(text) <= _SHORT], lines):
        found = Counter(int(year) for text in texts for year in re.findall(r"\b(20\d\d)\b", text))
        if found:
            return min(found, key=lambda year: (-found[year], year)), False
    return 0, False


# The cells of a row


def _reading(item: Item, names: Names, year: int, sub_plans: Mapping[str, str]) -> RowReading:
    reading = RowReading(item)
    if item.kind not in (TASK, SUBTASK, DUTY):
        return reading
    item.cells = {key: tuple(filter(_says_something, lines)) for key, lines in item.cells.items()}
    reading.results = _results(item.cells.get(RESULT, ()))
    for key, lines in agency_cells(item):
        for line in whole_lines(lines, names):
            read = read_line(line, names, AGENCY_KEYS[key])
            reading.lines.append((key, read))
            for sentence in read.doubts:
                item.doubt(sentence, key)
    doing = any(DOING & set(roles) for _, line in reading.lines for roles in line.roles.values())
    if not doing and item.kind != DUTY and (keys := [key for key in AGENCY_KEYS if key in item.cells]):
        item.doubt("chưa thấy ai chủ trì, thực hiện", keys[0])
    _times(reading, year, sub_plans)
    return reading


def _says_something(line: str) -> bool:
    """Whether a line holds a letter or digit: a dash alone stands for an empty cell."""
    return any(char.isalnum() for char in line)


def _results(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(without_bullet(line) if len(lines) > 1 else line for line in lines)


def _times(reading: RowReading, year: int, sub_plans: Mapping[str, str]) -> None:
    item = reading.item
    lines = item.cells.get(TIME, ())
    if begun := item.cells.get(START, ()):
        lines = (f"{' '.join(begun)} - {' '.join(lines)}",)
    reading.times = read_times(lines, year, sub_plans)
    for sentence in doubts(reading.times):
        item.doubt(sentence, TIME)
    if len(reading.times) > 1 and (sentence := pairing(reading)):
        item.doubt(sentence, TIME)
    if not reading.times and TIME in item.spots:
        item.doubt("cột thời gian để trống", TIME)
