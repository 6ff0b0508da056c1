"""The cells of a workbook as a library reads them, and the hidden codes among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kstthc_cli.domain.workbook.cells import Value

MARK = "kst:sheet:"
"""The beginning of the code of a sheet, which stands above the codes of its rows."""
ROW, COLUMN, SUM, TOTAL = "kst:row:", "kst:column:", "kst:sum:", "kst:total"
"""The beginnings of the codes of rows, of columns and of columns of sums; the code of the row of totals."""


class RawCell(NamedTuple):
    """A cell as the library reads it: `kind` is `f` for a formula, `e` for an error.

    `computed` is the stored result of a formula, None if there is none; `percent`: the number format shows
    a percentage.
    """

    value: Value
    kind: str = ""
    percent: bool = False
    computed: Value = None


Grid = Mapping[tuple[int, int], RawCell]
"""Cells that are not blank, by row and column counted from 1."""


class RawSheet(NamedTuple):
    """A sheet of a file: name, cells, merged ranges (first row, first column, last row, last column).

    Where days are counted from 1904 on (`days_of_1904`), a number without a format of a day is none.
    """

    name: str
    grid: Grid
    merged: tuple[tuple[int, int, int, int], ...] = ()
    days_of_1904: bool = False


def cell_name(row: int, column: int) -> str:
    """`D7` for row 7, column 4."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """`D` for column 4."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def code_of(raw: RawSheet) -> str | None:
    """The code of a sheet; None if it has none."""
    place = mark_of(raw.grid)
    return str(raw.grid[place].value).removeprefix(MARK) if place else None


def mark_of(grid: Grid) -> tuple[int, int] | None:
    """The place of the code of a sheet, row and column; None if there is none."""
    found = [at for at, cell in grid.items() if isinstance(cell.value, str) and cell.value.startswith(MARK)]
    return min(found) if found else None


def has_codes(raw: RawSheet) -> bool:
    """Whether a sheet holds codes of rows or columns."""
    values = (cell.value for cell in raw.grid.values())
    return any(isinstance(value, str) and value.startswith((ROW, COLUMN, SUM, TOTAL)) for value in values)


def has_formula_to_read(raw: RawSheet) -> bool:
    """Whether a formula stands where an agency types: its result is needed."""
    place = mark_of(raw.grid)
    if place is None:
        return False
    top, left = place
    formulas = [at for at, cell in raw.grid.items() if cell.kind == "f"]
    typed = {c for (r, c), cell in raw.grid.items() if r == top and str(cell.value).startswith(COLUMN)}
    totals = {r for (r, c), cell in raw.grid.items() if c == left and cell.value == TOTAL}
    return any(c in typed and r not in totals for r, c in formulas)
