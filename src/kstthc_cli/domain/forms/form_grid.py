"""A form as a grid of cells for one agency and period: what a workbook shows, and what it sends back.

`grid_of` gives header rows, rows and figures; `changes_of` turns the figures that came back into what a slip
must state: only what differs from what is known, so that the same grid sent twice says nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.forms.counted_figures import Place, Table
from kstthc_cli.domain.forms.form import Form, Row, rows_for
from kstthc_cli.domain.forms.sums import NOT_ARISING, Nothing
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement, Value

CellValue = Value | Nothing | None
"""A figure, `NOT_ARISING`, or None for a blank cell."""


class Headed(Protocol):
    """A column with its printed headings, from top to bottom."""

    @property
    def heading(self) -> tuple[str, ...]: ...  # noqa: D102


class HeaderCell(NamedTuple):
    """A printed heading: its place (from 0) and how many header rows and columns it takes."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """A form for one agency: `header` has `depth` rows, without the column of row labels.

    `values` has the cells that are stated; `open_rows` says whether the agency may add rows of its own.
    """

    form: Form
    depth: int
    header: tuple[HeaderCell, ...]
    rows: tuple[Row, ...]
    values: Mapping[Place, CellValue]
    open_rows: bool


@lru_cache(maxsize=256)
def header_of(columns: tuple[Headed, ...]) -> tuple[int, tuple[HeaderCell, ...]]:
    """The number of header rows, and the headings: equal neighbours share a cell, short ones reach down."""
    depth = max(len(column.heading) for column in columns)
    found: list[HeaderCell] = []
    for level in range(depth):
        place = 0
        while place < len(columns):
            heading = columns[place].heading
            width = 1
            if level < len(heading) - 1:
                width = _alike(columns, place, level)
            if level < len(heading):
                rows = depth - level if level == len(heading) - 1 else 1
                found.append(HeaderCell(heading[level], level, place, rows, width))
            place += width
    return depth, tuple(found)


def _alike(columns: Sequence[Headed], first: int, level: int) -> int:
    """How many columns from `first` on share all headings down to a level, which is not their last one."""
    wanted = columns[first].heading[: level + 1]
    width = 1
    for column in columns[first + 1 :]:
        if column.heading[: level + 1] != wanted or len(column.heading) == level + 1:
            break
        width += 1
    return width


def grid_of(
    form: Form, agency: Agency, registry: Registry, table: Table | None, past: Table | None = None
) -> Grid:
    """The form for an agency, with the figures that it has stated.

    Free rows are those suggested, those it has named, and those it named in the period before (`past`).
    """
    depth, header = header_of(form.columns)
    printed = rows_for(form, agency, registry)
    free = form.rows.kind == "free"
    named = [name for one in (table, past) if one is not None for name in one.rows] if free else []
    known = {row.id for row in printed}
    rows = (*printed, *(Row(name, name) for name in dict.fromkeys(named) if name not in known))
    return Grid(form, depth, header, rows, values_of(table), free)


def values_of(table: Table | None) -> dict[Place, CellValue]:
    """The stated cells of a table; where nothing in the form arises, none."""
    if table is None:
        return {}
    return {place: NOT_ARISING if cell.value is None else cell.value for place, cell in table.cells.items()}


def changes_of(
    key: tuple[str, str, str], status: str, table: Table | None, values: Mapping[Place, CellValue]
) -> FormStatement | None:
    """What a slip must state so that the figures of (form, period, basis) become `values`.

    A cell that is missing in `values` is kept; one that is None there and was stated is withdrawn. None where
    nothing changes: no figure, and the form was declared so before.
    """
    form, period, basis = key
    before = values_of(table)
    if status == NOT_ARISING.value:
        same = table is not None and table.not_arising is not None
        return None if same else FormStatement(form, period, basis, status)
    changed = {place: value for place, value in values.items() if not _same(before.get(place), value)}
    declared = table is not None and table.completed is not None and table.not_arising is None
    if not changed and (declared or (status != "done" and table is not None and table.not_arising is None)):
        return None
    rows = dict.fromkeys(row for row, _ in changed)
    return FormStatement(form, period, basis, status, tuple(_row(name, changed) for name in rows))


def _same(before: CellValue, now: CellValue) -> bool:
    if isinstance(before, (int, Decimal)) and isinstance(now, (int, Decimal)):
        return before == now
    return type(before) is type(now) and before == now


def _row(name: str, changed: Mapping[Place, CellValue]) -> RowStatement:
    mine = {column: value for (row, column), value in changed.items() if row == name}
    return RowStatement(
        name,
        {c: value for c, value in mine.items() if value is not None and not isinstance(value, Nothing)},
        tuple(column for column, value in mine.items() if isinstance(value, Nothing)),
        tuple(column for column, value in mine.items() if value is None),
    )
