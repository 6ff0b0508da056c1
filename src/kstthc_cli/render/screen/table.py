"""A table on a terminal, or as text of a fixed width, drawn by rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.render.screen.progress_bar import tracked

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as DrawnTable
    from rich.text import Text

    from kstthc_cli.render.screen.table_model import Table, TableColumn

PLAIN_WIDTH = 100
"""How wide a table is where there is no terminal and no COLUMNS."""

_BORDERS = 3
"""What the line and the two margins of a column take."""
_GAP = 2
"""What lies between two columns of a short table."""
_HEIGHT = 25
"""Any number: rich asks the terminal unless it is told width and height."""
_LEAST = 8
"""How narrow a column becomes, at the least, to make room for others."""
_MANY = 2000
"""From how many rows on drawing takes long enough to show how far it is."""

_STYLES = {
    "quá hạn": "bold red",
    "hoàn thành quá hạn": "yellow",
    "hoàn thành": "green",
    "không phát sinh": "green",
    "đang thực hiện": "cyan",
    "chờ": "dim",
}


class Screen(NamedTuple):
    """Where a table goes: its width in columns, and whether colours may be used."""

    width: int = PLAIN_WIDTH
    colour: bool = False
    terminal: bool = False

    @property
    def wide(self) -> bool:
        """Whether there is room for every column."""
        return self.width >= 120

    @property
    def small(self) -> bool:
        """Whether columns would leave no room for words, so that each row is a paragraph."""
        return self.width < 60


def render_table(table: Table, screen: Screen) -> str:
    """The list drawn with lines, wrapped to the screen's width; nothing is cut."""
    from rich.text import Text

    out = io.StringIO()
    console = _console(out, screen)
    console.print(Text(table.title, style="bold"))
    if table.subtitle:
        console.print(Text(table.subtitle))
    widths = _widths(table, screen.width)
    many = screen.terminal and sum(len(block.rows) for block in table.blocks) >= _MANY
    above: tuple[TableColumn, ...] = ()
    for block in tracked(table.blocks, "Đang kẻ bảng", shown=many):
        console.print()
        if block.heading:
            console.print(Text(block.heading, style="bold underline" if block.level == 1 else "bold"))
        columns = tuple(block.columns or table.columns)
        if screen.small or _across(widths[columns], short=table.short) > screen.width:
            _paragraphs(console, columns, block.rows)
        elif block.rows and table.short:
            console.print(_short_table(columns, widths[columns], block.rows, headed=columns != above))
            above = columns
        elif block.rows:
            console.print(_table(columns, widths[columns], block.rows, ruled=table.ruled))
    for note in ("", *table.notes) if table.notes else ():
        console.print(Text(note))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _console(out: io.StringIO, screen: Screen) -> Console:
    """A console that asks neither the environment nor the platform: the same bytes everywhere."""
    from rich.console import Console

    return Console(
        file=out,
        width=screen.width,
        height=_HEIGHT,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _widths(table: Table, max_width: int) -> dict[tuple[TableColumn, ...], list[int]]:
    """How wide every column is at the least, the same in all blocks that have it: they stand in line."""
    rows: dict[tuple[TableColumn, ...], list[Sequence[str]]] = {}
    for block in table.blocks:
        rows.setdefault(tuple(block.columns or table.columns), []).extend(block.rows)
    return {
        columns: _narrowed(
            [_asked(column, [row[n] for row in mine]) for n, column in enumerate(columns)],
            max_width,
            short=table.short,
        )
        for columns, mine in rows.items()
    }


def _asked(column: TableColumn, cells: Iterable[str]) -> int:
    """The width of a column's longest line; a column with a share takes what is left."""
    from rich.cells import cell_len

    if column.share:
        return _LEAST
    return (
        max(cell_len(line) for cell in (column.name, *cells) for line in cell.expandtabs().split("\n")) or 1
    )


def _narrowed(widths: list[int], max_width: int, *, short: bool) -> list[int]:
    """The widths so that the table has room: the widest column gives way, as long as words have room."""
    while _across(widths, short=short) > max_width and (widest := max(widths)) > _LEAST:
        widths[widths.index(widest)] -= 1
    return widths


def _across(widths: Sequence[int], *, short: bool) -> int:
    if short:
        return sum(widths) + _GAP * (len(widths) - 1)
    return sum(widths) + _BORDERS * len(widths) + 1


def _table(
    columns: Sequence[TableColumn], widths: Sequence[int], rows: Sequence[Sequence[str]], *, ruled: bool
) -> DrawnTable:
    from rich.box import SQUARE
    from rich.table import Table as DrawnTable

    drawn = DrawnTable(box=SQUARE, expand=any(column.share for column in columns), show_lines=ruled)
    return _filled(drawn, columns, widths, rows)


def _short_table(
    columns: Sequence[TableColumn], widths: Sequence[int], rows: Sequence[Sequence[str]], *, headed: bool
) -> DrawnTable:
    """A line a row; the heading is left out below a table with the same columns."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as DrawnTable

    drawn = DrawnTable(
        box=SIMPLE_HEAD,
        expand=any(column.share for column in columns),
        show_edge=False,
        show_header=headed,
        padding=(0, _GAP - 1, 0, 0),
        pad_edge=False,
    )
    return _filled(drawn, columns, widths, rows, one_line=True)


def _filled(
    drawn: DrawnTable,
    columns: Sequence[TableColumn],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    *,
    one_line: bool = False,
) -> DrawnTable:
    from rich.text import Text

    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(
            Text(column.name),
            width=width,
            ratio=column.share or None,
            justify="right" if column.number else "left",
            overflow="ellipsis" if one_line else "fold",
            no_wrap=one_line,
        )
    for row in rows:
        drawn.add_row(*map(_cell, columns, row))
    return drawn


def _cell(column: TableColumn, text: str) -> Text:
    from rich.text import Text

    return Text(text, _STYLES.get(text, "") if column.mark else "")


def _paragraphs(console: Console, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> None:
    """Each row as its longest text, then the other cells with their headings, all indented."""
    from rich.padding import Padding
    from rich.text import Text

    first = max(range(len(columns)), key=lambda number: columns[number].share)
    for row in rows:
        others = (
            f"{_line(column.name)}: {_line(text)}"
            for number, (column, text) in enumerate(zip(columns, row, strict=True))
            if number != first and text
        )
        console.print(Padding(Text(row[first]), (0, 0, 0, 2)))
        console.print(Padding(Text("; ".join(others), style="dim"), (0, 0, 0, 4)))


def _line(text: str) -> str:
    return text.replace("\n", " ")
