"""The rows of a table as what they are: sections, tasks, sub-tasks, further duties; the rest is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kstthc_cli.domain.importing.labels import (
    BULLET,
    CAPITAL,
    DECIMAL,
    DOTTED,
    LETTER,
    NONE,
    ROMAN,
    Label,
    heading_label,
    label_of,
)
from kstthc_cli.domain.importing.outline import Outline
from kstthc_cli.domain.importing.table.column_titles import (
    AGENCY_KEYS,
    CONTENT,
    GROUP,
    NUMBER,
    OTHER,
    PERIOD,
    RESULT,
    START,
    TIME,
    Columns,
)
from kstthc_cli.domain.importing.table.grid import Row, Spot, across, own_cells
from kstthc_cli.domain.importing.table.row_words import is_mark, is_note, looks_like_title, repeats
from kstthc_cli.domain.text.normalize import shortened, words

SECTION, TASK, SUBTASK, DUTY, REST = "section", "task", "subtask", "duty", "rest"
_LONGEST_SHOWN = 40


@dataclass(slots=True)
class Item:
    """A row as read; `cells` maps keys of columns to the lines that belong to it.

    `depth` is that of a section, 1 for the outermost. `spots` tells where each cell stands.
    `shared` are keys whose cell begins in a row above and is meant for this one, too.
    """

    kind: str
    row: int
    label: Label
    content: str = ""
    depth: int = 0
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: dict[int, tuple[str, ...]] = field(default_factory=dict)
    spots: dict[str, int] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    doubts: list[str] = field(default_factory=list)
    unit: str = "hàng"

    def doubt(self, sentence: str, key: str = "") -> None:
        """Mark something at its place: `hàng 17, cột 4: …`."""
        at = f", cột {self.spots[key]}" if key in self.spots else ""
        note = f"{self.unit} {self.row}{at}: {sentence}"
        if note not in self.doubts:
            self.doubts.append(note)


def _is_header(row: Row, columns: Columns) -> bool:
    texts = [_bare(spot.text) for spot in row]
    heads = [[_bare(text) for text in head] for head in columns.heads if len([t for t in head if t]) > 1]
    return texts in heads or texts == [_bare(title) for title in columns.titles]


def _bare(text: str) -> str:
    return " ".join(words(text))


class RowReader:
    """Takes row after row, of one table or of several; what a row is depends on those above."""

    def __init__(self) -> None:
        self._columns = Columns((), (), 0, ())
        self.items: list[Item] = []
        self._task_numbers: set[tuple[str, ...]] = set()
        self._outline = Outline()
        self._group: Spot | None = None

    def table(self, grid: Sequence[Row], columns: Columns) -> None:
        """Take the body of a table; repeated headers and empty rows are left out."""
        self._columns, self._group = columns, None
        rows = [row for row in grid[columns.first :] if any(spot.lines for spot in row)]
        for n, row in enumerate(rows):
            if not _is_header(row, columns):
                self._take(row, rows[n + 1 :])

    def paragraph(self, text: str, place: int) -> None:
        """Take a paragraph between two tables: the title of a section, or words that are kept."""
        item = Item(REST, place, heading_label(text))
        if item.label.style in (ROMAN, CAPITAL, DECIMAL, DOTTED) and item.label.rest:
            self._section(item, item.label, item.label.rest)
        else:
            self._keep(item, text)

    def _take(self, row: Row, below: Sequence[Row]) -> None:
        """Read a row; `below` are those that follow."""
        if (wide := across(row)) is not None:
            self._heading(wide, below)
            return
        if (title := self._numbered_title(row)) is not None:
            label, spot = title
            self._section(Item(SECTION, spot.row, label, spots={CONTENT: spot.column}), label, spot.text)
            return
        item = self._item(row)
        self._take_group(row)
        if not item.content and item.label.style in (NONE, BULLET) and not item.label.rest:
            self._continue(item)
        elif self._is_section(item, row):
            self._section(item, item.label, item.content)
            item.doubts.clear()
        elif not self._is_empty(item):
            self._task(item)
        elif self._is_parent(item, below):
            self._section(item, item.label, item.content)
            if self._item(below[0]).label.style != DOTTED:
                item.doubt("đọc là tên mục", CONTENT)
        else:
            self._bare(item, below)

    # Rows that reach across

    def _heading(self, wide: Spot, below: Sequence[Row]) -> None:
        label = heading_label(wide.text)
        item = Item(REST, wide.row, label, spots={CONTENT: wide.column})
        if label.style == BULLET or is_note(wide.text) or not self._tasks_follow(below):
            self._keep(item, wide.text)
            return
        self._section(item, label, label.rest or wide.text)
        if label.style == NONE and not looks_like_title(wide.text):
            item.doubt("mục không có số", CONTENT)

    def _numbered_title(self, row: Row) -> tuple[Label, Spot] | None:
        """The number and the title of a row that holds but these, the title over most columns."""
        cells = own_cells(row)
        if len(cells) != 2 or self._columns.at(NUMBER) != 0 or cells[0] is not row[0]:
            return None
        label = label_of(cells[0].text)
        wide = sum(1 for spot in row if spot is cells[1]) >= max(2, len(row) // 2)
        return (label, cells[1]) if wide and label.style in (ROMAN, CAPITAL) and not label.rest else None

    def _tasks_follow(self, below: Sequence[Row]) -> bool:
        return any(across(row) is None for row in below)

    # Rows with cells of their own

    def _item(self, row: Row) -> Item:
        number = row[0].row
        for spot in row:
            number = max(number, spot.row)
        item = Item(TASK, number, Label("", NONE, (), ""))
        shared = set()
        for n, spot in enumerate(row):
            key = self._columns.keys[n]
            again = n > 0 and row[n - 1] is spot
            if key in (OTHER, PERIOD):
                if spot.lines and spot.row == number and not again:
                    item.others[n] = spot.lines
                continue
            if again and self._columns.keys[n - 1] != key:
                item.spots.setdefault(key, spot.column)
                if spot.lines:
                    item.doubt(
                        f"ô “{shortened(spot.text, _LONGEST_SHOWN)}” trùm nhiều cột",
                        self._columns.keys[n - 1],
                    )
                continue
            if spot.row != number:
                shared.add(key)
            item.spots.setdefault(key, spot.column)
            item.cells[key] = (*item.cells.get(key, ()), *(() if again else spot.lines))
        item.shared = frozenset(shared)
        self._repeat(item)
        self._name(item)
        self._mark_periods(item, row)
        return item

    def _repeat(self, item: Item) -> None:
        """Take the words of the row above where a cell only says that it is the same; a doubt tells."""
        above = self.items[-1].cells if self.items else {}
        for key, lines in item.cells.items():
            if key not in (NUMBER, CONTENT, *item.shared) and lines and repeats(lines):
                item.cells[key] = above.get(key, ())
                said = " ".join(item.cells[key]) or "ô trống"
                item.doubt(f"“{' '.join(lines)}” đọc là “{said}” của hàng trên", key)

    def _mark_periods(self, item: Item, row: Row) -> None:
        """Take the heads of columns in which a mark stands as times; a mark over several is a stretch."""
        periods = [n for n, key in enumerate(self._columns.keys) if key == PERIOD]
        if periods:
            item.spots.setdefault(TIME, row[periods[0]].column)
        marked = [n for n in periods if n in item.others]
        if len(marked) > 1:
            item.doubt(f"{len(marked)} cột thời gian được đánh dấu", TIME)
        for n in marked:
            last = max(m for m, spot in enumerate(row) if spot is row[n])
            ends = dict.fromkeys((self._columns.period(n), self._columns.period(last)))
            item.cells[TIME] = (*item.cells.get(TIME, ()), " - ".join(ends))
            if not is_mark(row[n].text):
                item.doubt(
                    f"“{shortened(row[n].text, _LONGEST_SHOWN)}” đứng ở cột {self._columns.period(n)}", TIME
                )

    def _name(self, item: Item) -> None:
        """Take label and content out of the cells; merged down, they are those of the row above."""
        number = () if NUMBER in item.shared else item.cells.get(NUMBER, ())
        content = () if CONTENT in item.shared else item.cells.get(CONTENT)  # None: one cell over both
        item.label = label_of(" ".join(number))
        text = item.label.rest if content is None else " ".join(content)
        if number and content is not None and (item.label.style == NONE or item.label.rest):
            item.doubt(f"số thứ tự “{' '.join(number)}”", NUMBER)
        if not number and self._columns.at(NUMBER) is None:
            item.label = heading_label(text)
            text = item.label.rest if item.label.style not in (NONE, BULLET) else text
        elif not number and (inner := label_of(text)).style in (LETTER, DOTTED, BULLET) and inner.rest:
            item.label, text = inner, inner.rest
        item.content = text

    def _take_group(self, row: Row) -> None:
        """A column that names the group of a task makes a section whenever another group begins."""
        at = self._columns.at(GROUP)
        if at is None or not row[at].lines or row[at] is self._group:
            return
        spot = row[at]
        same = self._group is not None and _bare(self._group.text) == _bare(spot.text)
        self._group = spot
        if not same and spot.row == max(s.row for s in row):
            item = Item(REST, spot.row, heading_label(spot.text), spots={CONTENT: spot.column})
            self._section(item, item.label, item.label.rest or spot.text, style="group")

    def _is_empty(self, item: Item) -> bool:
        """Whether a row has nothing of its own beside number and content."""
        return (
            not any(
                lines
                for key, lines in item.cells.items()
                if key not in (NUMBER, CONTENT, GROUP, *item.shared)
            )
            and not item.others
            and not (item.shared - {NUMBER, CONTENT, GROUP})
        )

    def _is_section(self, item: Item, row: Row) -> bool:
        """Whether a row has but number and title, and the one or the width of the other tells a section."""
        if not self._is_empty(item) or not item.content or item.label.style in (NONE, BULLET, LETTER):
            return False
        wide = max(spot.columns for spot in row if spot.lines) >= max(2, len(row) // 2)
        return wide or item.label.style in (ROMAN, CAPITAL)

    def _is_parent(self, item: Item, below: Sequence[Row]) -> bool:
        """Whether a bare numbered row only heads those numbered under it: 1, then 1.1 or a)."""
        if item.label.style not in (DECIMAL, DOTTED) or not item.content or not below:
            return False
        if across(below[0]) is not None:
            return False
        following = self._item(below[0])
        if following.label.style == DOTTED:
            return following.label.parts[: len(item.label.parts)] == item.label.parts
        return following.label.style in (LETTER, BULLET)

    def _section(self, item: Item, label: Label, title: str, style: str = "") -> None:
        item.kind, item.label, item.content = SECTION, label, title
        item.depth = self._outline.depth(label, style)
        self.items.append(item)

    def _task(self, item: Item) -> None:
        style = item.label.style
        if style in (LETTER, BULLET) or (style == DOTTED and self._parent(item.label)):
            item.kind = SUBTASK
        elif style in (ROMAN, CAPITAL):
            item.doubt(f"“{item.label.printed}” thường là số của mục, hàng này đọc là nhiệm vụ", NUMBER)
        elif style == NONE and self._columns.at(NUMBER) is not None:
            item.doubt("nhiệm vụ không có số thứ tự", CONTENT)
        if not item.content:
            item.doubt("nhiệm vụ không có nội dung", NUMBER)
        self.items.append(item)
        self._task_numbers.add(item.label.parts)

    def _parent(self, label: Label) -> bool:
        """Whether the task under whose number this one stands is there."""
        return label.parts[:-1] in self._task_numbers

    def _bare(self, item: Item, below: Sequence[Row]) -> None:
        """A row of number and words only: a heading without a kind, or the words of the row above go on."""
        if item.label.style in (NONE, BULLET):
            above = self.items[-1] if self.items else None
            if (
                above is not None
                and above.kind in (TASK, SUBTASK, DUTY)
                and not looks_like_title(item.content)
            ):
                self._keep(item, item.content)
            elif self._tasks_follow(below) and not is_note(item.content):
                self._section(item, Label("", NONE, (), item.content), item.content)
                item.doubt("đọc là tên mục", CONTENT)
            else:
                self._keep(item, item.content)
            return
        item.doubt("nhiệm vụ chỉ có số và nội dung", CONTENT)
        self._task(item)

    def _continue(self, item: Item) -> None:
        """A row without number and content: a further duty of the task above, or lines that go on."""
        if not self.items or self.items[-1].kind not in (TASK, SUBTASK, DUTY):
            self._keep(item, self._words(item))
            return
        item.kind = DUTY
        own = [key for key, lines in item.cells.items() if lines and key not in item.shared]
        if not {RESULT, TIME, START} & set(own):
            item.doubt("hàng chỉ có thêm chữ, chưa rõ của đầu việc nào", own[0] if own else "")
        if item.label.printed:
            item.doubt(f"số thứ tự “{item.label.printed}”", NUMBER)
        self.items.append(item)

    def _keep(self, item: Item, text: str) -> None:
        item.kind, item.content = REST, text
        item.doubt(f"“{text}” chưa xếp được vào mục hay nhiệm vụ nào")
        self.items.append(item)

    def _words(self, item: Item) -> str:
        own = [line for key, lines in item.cells.items() if key not in item.shared for line in lines]
        return " | ".join([*own, *(line for lines in item.others.values() for line in lines)])


def agency_cells(item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The agency columns of a row that hold words, with their key."""
    yield from ((key, item.cells[key]) for key in AGENCY_KEYS if item.cells.get(key))
