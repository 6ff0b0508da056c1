"""Small tables as a reader of files gives them, and their rows as they are read."""

from __future__ import annotations

from collections.abc import Sequence

from kstthc_cli.domain.importing.document import Cell, Table
from kstthc_cli.domain.importing.table.column_titles import Columns, find_columns
from kstthc_cli.domain.importing.table.grid import grid_of
from kstthc_cli.domain.importing.table.rows import Item, RowReader

Given = str | Cell
"""A cell: its text, lines parted by `|`, or a cell as it is."""


def table_of(rows: Sequence[Sequence[Given]]) -> Table:
    return Table(
        tuple(tuple(cell if isinstance(cell, Cell) else cell_of(cell) for cell in row) for row in rows)
    )


def cell_of(text: str, columns: int = 1, down: int = 1) -> Cell:
    return Cell(tuple(line for line in text.split("|") if line), columns, down)


def items_of(*rows: Sequence[Given], columns: Columns | None = None) -> list[Item]:
    grid = grid_of(table_of(rows))
    found = columns or find_columns(grid)
    assert found is not None
    reader = RowReader()
    reader.table(grid, found)
    return reader.items


def told(items: Sequence[Item]) -> list[tuple[str, str, str, list[str]]]:
    """What each row is: kind and depth, label, content, doubts."""
    return [
        (f"{item.kind}{item.depth or ''}", item.label.printed, item.content, item.doubts) for item in items
    ]
