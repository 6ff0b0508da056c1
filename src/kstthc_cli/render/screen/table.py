"""A sheet on a terminal, or as text of a fixed width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.render.screen.drawing import Cell, Grid, lines_of, painted, shared_out, width_of, wrapped

if TYPE_CHECKING:
    from kstthc_cli.render.screen.table_model import Block, Column, Sheet

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
    lines = _text(sheet.title, "bold", screen)
    if sheet.subtitle:
        lines += _text(sheet.subtitle, "", screen)
    widths = _widths(sheet)
    for block in sheet.blocks:
        lines += ["", *_text(block.heading, "bold underline" if block.level == 1 else "bold", screen)]
        if screen.small:
            lines += _paragraphs(block.columns or sheet.columns, block.rows, screen)
        elif block.rows:
            lines += _table(sheet, block, widths, screen)
    for note in ("", *sheet.notes) if sheet.notes else ():
        lines += _text(note, "", screen)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _text(text: str, style: str, screen: Screen, indent: int = 0) -> list[str]:
    lines = wrapped(text, screen.width - indent)
    return [" " * indent + (painted(line, style) if screen.colour else line) for line in lines]


def _paragraphs(columns: Sequence[Column], rows: Sequence[Sequence[str]], screen: Screen) -> Iterator[str]:
    """Each row as its longest text, then the other cells with their headings, all indented."""
    first = max(range(len(columns)), key=lambda number: columns[number].share)
    for row in rows:
        others = (
            f"{_line(column.name)}: {_line(text)}"
            for number, (column, text) in enumerate(zip(columns, row, strict=True))
            if number != first and text
        )
        yield from _text(row[first], "", screen, indent=2)
        yield from _text("; ".join(others), "dim", screen, indent=4)


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _widths(sheet: Sheet) -> dict[tuple[Column, ...], list[int]]:
    """The width that every column asks for, the same in all blocks that have it: they stand in line."""
    rows: dict[tuple[Column, ...], list[Sequence[str]]] = {}
    for block in sheet.blocks:
        columns = tuple(block.columns or sheet.columns)
        rows.setdefault(columns, [[column.name for column in columns]]).extend(block.rows)
    return {
        columns: [
            max(width_of(line) for row in mine for line in lines_of(row[number]))
            for number in range(len(columns))
        ]
        for columns, mine in rows.items()
    }


def _table(
    sheet: Sheet, block: Block, widths: Mapping[tuple[Column, ...], list[int]], screen: Screen
) -> Iterator[str]:
    columns = tuple(block.columns or sheet.columns)
    shares = [column.share for column in columns]
    grid = Grid(
        shared_out(screen.width, widths[columns], shares), [column.number for column in columns], sheet.ruled
    )
    header = [Cell(column.name, "bold") for column in columns]
    rows = ([_cell(*given) for given in zip(columns, row, strict=True)] for row in block.rows)
    return grid.drawn(header, rows, colour=screen.colour)


def _cell(column: Column, text: str) -> Cell:
    return Cell(text, _STYLES.get(text, "") if column.mark else "")
