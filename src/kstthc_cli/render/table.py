"""A sheet on a terminal (or as text of a fixed width), drawn by rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a table goes: its width in columns, and whether colours may be used."""

    width: int = PLAIN_WIDTH
    colour: bool = False
    terminal: bool = False

    @property
    def wide(self) -> bool:
        """Whether there is room for every column."""
        return self.width >= 120


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
    widths = [_width(sheet, number) for number in range(len(sheet.columns))]
    console.print(Text(sheet.title, style="bold"))
    if sheet.subtitle:
        console.print(Text(sheet.subtitle))
    for block in _with_progress(sheet.blocks, screen):
        console.print()
        console.print(Text(block.heading, style="bold underline" if block.level == 1 else "bold"))
        if block.rows:
            console.print(_table(sheet, block, widths))
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


def _width(sheet: Sheet, number: int) -> int | None:
    """The same width for a narrow column in every block, so that blocks stand in line."""
    column = sheet.columns[number]
    if column.share:
        return None
    cells = [column.name, *(row[number] for block in sheet.blocks for row in block.rows)]
    return max(len(line) for cell in cells for line in cell.split("\n"))


def _table(sheet: Sheet, block: Block, widths: list[int | None]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SQUARE, expand=any(c.share for c in sheet.columns), show_lines=sheet.ruled)
    for column, width in zip(sheet.columns, widths, strict=True):
        table.add_column(column.name, ratio=column.share or None, min_width=width, overflow="fold")
    for row in block.rows:
        table.add_row(*(_cell(column, text) for column, text in zip(sheet.columns, row, strict=True)))
    return table


def _cell(column: Column, text: str) -> Text:
    from rich.text import Text

    return Text(text, style=_STYLES.get(text, "") if column.mark else "")
