"""Where a number of a form comes from: every cell in it with its slip, and the agencies that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.counted_figures import Cell, Table
from kstthc_cli.domain.forms.form import Column
from kstthc_cli.domain.forms.numbers import shown
from kstthc_cli.domain.forms.sums import Scope, added, figure, parts_of


class TracedCell(NamedTuple):
    """A stated cell; it does not count where a consolidated figure or a later slip replaces it (`why`).

    `workbook` and `cell` say where it was imported from: the name of the file, and `II.06a!E9`.
    """

    agency: str
    period: str
    basis: str
    row: str
    column: str
    text: str
    slip: str
    day: str
    path: str
    counts: bool
    why: str = ""
    workbook: str = ""
    cell: str = ""


class Trace(NamedTuple):
    """A number, the cells that it is made of, and (agency id, period) pairs of which nothing is in it."""

    text: str
    cells: tuple[TracedCell, ...]
    missing: tuple[tuple[str, str], ...]


def trace_of(scope: Scope, column: Column) -> Trace:
    """The number of a column in a scope, followed to the slips."""
    found = added(scope, column)
    places = ((one, period) for one in _columns(scope, column) for period in scope.periods)
    cells = (cell for one, period in places for cell in _cells(scope, one, period))
    return Trace(shown(found.value, column), tuple(cells), found.missing)


def _columns(scope: Scope, column: Column) -> list[Column]:
    """The columns that a number is computed from: itself, the parts of a total, or those of a ratio."""
    names: tuple[str, ...] = (column.id,)
    if column.ratio is not None:
        names = column.ratio.columns
    elif column.over_periods == "from_parts" and len(scope.periods) > 1:
        names = parts_of(scope.form, column.id)
    return scope.form.columns_of(names)


def _cells(scope: Scope, column: Column, period: Period) -> Iterator[TracedCell]:
    used = {"first": scope.periods[:1], "last_in_period": scope.periods[-1:]}.get(
        column.over_periods, scope.periods
    )
    now = scope.collected.in_period(period)
    for key, table in sorted(scope.collected.every.items()):
        if key.period != str(period) or not scope.has(key.agency) or period not in used:
            continue
        holder = now.carriers.get(key.agency)
        why = "" if holder is table or holder is None else f"đã gồm trong số tổng hợp của {holder.key.agency}"
        rows = scope.row_keys(table)
        for row in rows:
            if (cell := table.cell(row, column.id)) is not None:
                yield _traced(table, row, column, cell, why)
            yield from _replaced(table, row, column)
        for row in dict.fromkeys(old.place[0] for old in table.replaced):
            if row not in rows and scope.has_row(row):  # a free row that was cleared
                yield from _replaced(table, row, column)


def _traced(table: Table, row: str, column: Column, cell: Cell, why: str) -> TracedCell:
    slip = cell.slip
    text = shown(figure(column, cell), column)
    where = (table.key.agency, table.key.period, table.key.basis, row, column.id)
    workbook = slip.source.workbook if slip.source and cell.place else ""
    said = (slip.id, slip.day.isoformat(), slip.path)
    return TracedCell(*where, text, *said, not why, why, workbook, cell.place)


def _replaced(table: Table, row: str, column: Column) -> Iterator[TracedCell]:
    for old in table.replaced:
        if old.place == (row, column.id):
            why = f"đã {'rút' if old.now is None else 'thay'} bởi phiếu {old.by.id}"
            yield _traced(table, row, column, old.before, why)
