"""A sheet on a terminal (or as text of a fixed width), drawn by rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kstthc_cli.render.sheet import Block, Column, Sheet

_LONG = 100
PLAIN_WIDTH = 100
"""How wide a table is where there is no terminal and no COLUMNS."""

_STYLES = {
    "quá hạn": "bold red",
    "hoàn thành muộn": "yellow",
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


def render_table(sheet: Sheet, screen: Screen) -> str:
    """The sheet drawn with lines, wrapped to the screen's width; nothing is cut."""
    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=screen.width,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    widths = _widths(sheet)
    console.print(Text(sheet.title, style="bold"))
    if sheet.subtitle:
        console.print(Text(sheet.subtitle))
    for block in _with_progress(sheet.blocks, screen):
        console.print()
        console.print(Text(block.heading, style="bold underline" if block.level == 1 else "bold"))
        if screen.small:
            _paragraphs(console, block.columns or sheet.columns, block.rows)
        elif block.rows:
            console.print(_table(sheet, block, widths, screen.width))
    for note in ("", *sheet.notes) if sheet.notes else ():
        console.print(Text(note))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _with_progress(blocks: Sequence[Block], screen: Screen) -> Iterable[Block]:
    """The blocks, with a bar on stderr while many are drawn for somebody at a terminal."""
    if not screen.terminal or len(blocks) < _LONG:
        return blocks
    from rich.console import Console
    from rich.progress import track

    return track(blocks, "Đang kẻ bảng", console=Console(stderr=True), transient=True)


def _paragraphs(console: Console, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
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


def _widths(sheet: Sheet) -> dict[tuple[Column, ...], list[int | None]]:
    """The width of every narrow column, the same in all blocks that have it: they stand in line."""
    rows: dict[tuple[Column, ...], list[Sequence[str]]] = {}
    for block in sheet.blocks:
        columns = tuple(block.columns or sheet.columns)
        rows.setdefault(columns, [[column.name for column in columns]]).extend(block.rows)
    return {
        columns: [_width(column, [row[number] for row in mine]) for number, column in enumerate(columns)]
        for columns, mine in rows.items()
    }


def _width(column: Column, cells: Sequence[str]) -> int | None:
    return None if column.share else max(len(line) for cell in cells for line in cell.split("\n"))


def _table(
    sheet: Sheet, block: Block, widths: Mapping[tuple[Column, ...], list[int | None]], across: int
) -> Table:
    from rich import box
    from rich.table import Table

    columns = tuple(block.columns or sheet.columns)
    table = Table(box=box.SQUARE, expand=any(c.share for c in columns), show_lines=sheet.ruled)
    for column, width in zip(columns, widths[columns], strict=True):
        table.add_column(
            column.name,
            ratio=column.share or None,
            min_width=width,
            justify="right" if column.number else "left",
            overflow="fold",
        )
    whole = not sheet.ruled and _fits(columns, widths[columns], block.rows, across)
    for rows in [block.rows] if whole else [[row] for row in block.rows]:
        table.add_row(*(_cells(column, texts) for column, *texts in zip(columns, *rows, strict=True)))
    return table


def _fits(
    columns: Sequence[Column], widths: Sequence[int | None], rows: Sequence[Sequence[str]], across: int
) -> bool:
    """Whether no cell needs a second line, so that rich may draw all rows as one: ten times as quick."""
    from rich.cells import cell_len

    wide = [number for number, column in enumerate(columns) if column.share]
    room = across - 1 - sum((mine or 0) + 3 for mine in widths)
    return len(wide) == 1 and all(
        "\n" not in text and (number not in wide or cell_len(text) <= room)
        for row in rows
        for number, text in enumerate(row)
    )


def _cells(column: Column, texts: Sequence[str]) -> Text:
    """The cells of a column below each other."""
    from rich.text import Text

    styles = (_STYLES.get(text, "") if column.mark else "" for text in texts)
    return Text("\n").join(Text(text, style=style) for text, style in zip(texts, styles, strict=True))
