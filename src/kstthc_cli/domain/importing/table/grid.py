"""Tables as grids: every place has a cell, whatever is merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kstthc_cli.domain.importing.document import MOST_CELLS, Cell, ImportRefusedError, Table


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a place of the grid; `row` and `column` count from 1 and are where its cell begins."""

    lines: tuple[str, ...]
    row: int
    column: int
    columns: int = 1

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


Row = tuple[Spot, ...]


def grid_of(table: Table) -> tuple[Row, ...]:
    """The grid of a table: rows of equal length. Raises ImportRefusedError where it is too large."""
    rows = _aligned(table.rows)
    width = max((sum(cell.columns for cell in row) for row in rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise ImportRefusedError("Bảng quá lớn để đọc.", "Tách tài liệu thành nhiều tệp.")
    hanging: dict[int, tuple[Spot, int]] = {}
    grid: list[Row] = []
    for number, row in enumerate(rows, 1):
        grid.append(_row(row, number, width, hanging, grid))
    return _squeezed(grid)


def own_cells(row: Row) -> list[Spot]:
    """The cells with words that begin in a row."""
    return list({id(spot): spot for spot in row if spot.lines and spot.row == row[-1].row}.values())


def across(row: Row) -> Spot | None:
    """The cell of a row whose words all stand in one that reaches over most columns."""
    cells = own_cells(row)
    if len(cells) != 1 or cells[0].columns == 1:
        return None
    covered = sum(1 for spot in row if spot is cells[0])
    return cells[0] if covered >= max(2, len(row) // 2) else None


def _aligned(rows: tuple[tuple[Cell, ...], ...]) -> list[tuple[Cell, ...]]:
    """The rows, those with all cells of a row with the widths that most of these have.

    A border that was dragged in some rows only gives their cells other widths; their order is what counts.
    Pages, whose rows lack the cells that hang into them, are left as they are.
    """
    if any(cell.rows > 1 for row in rows for cell in row):
        return list(rows)
    usual = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    widths = Counter(tuple(cell.columns for cell in row) for row in rows if len(row) == usual)
    common = widths.most_common(1)[0][0] if widths else ()
    return [
        tuple(replace(cell, columns=columns) for cell, columns in zip(row, common, strict=True))
        if len(row) == usual
        else row
        for row in rows
    ]


def _row(
    row: tuple[Cell, ...], number: int, width: int, hanging: dict[int, tuple[Spot, int]], grid: list[Row]
) -> Row:
    found: list[Spot] = []
    cells = iter(row)
    while len(found) < width:
        column = len(found) + 1
        spot, left = hanging.get(column, (None, 0))
        if spot is not None and left > 0:
            _take(found, spot, spot.columns, width)
            hanging[column] = (spot, left - 1)
            continue
        cell = next(cells, None)
        if cell is None:
            found.append(Spot((), number, column))
            continue
        if cell.merged and grid:
            spot = grid[-1][column - 1]
        else:
            spot = Spot(cell.lines, number, column, cell.columns)
        if cell.rows > 1:
            hanging[column] = (spot, cell.rows - 1)
        _take(found, spot, cell.columns, width)
    return tuple(found)


def _take(found: list[Spot], spot: Spot, columns: int, width: int) -> None:
    found.extend([spot] * min(columns, width - len(found)))


def _squeezed(grid: list[Row]) -> tuple[Row, ...]:
    """The grid without columns in which no cell begins: borders that nothing uses."""
    width = len(grid[0]) if grid else 0
    kept = [n for n in range(width) if n == 0 or any(row[n] is not row[n - 1] for row in grid)]
    return tuple(tuple(row[n] for n in kept) for row in grid)
