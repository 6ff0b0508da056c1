"""The figures that count: a fold over slips, one table for each form, period, agency and basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement, Value
from kstthc_cli.domain.progress.slips import Slip, in_order, superseded

NOT_ARISING = "not_arising"


class TableKey(NamedTuple):
    """Identifies a table: form id, period name, agency id, and `own` or `consolidated`."""

    form: str
    period: str
    agency: str
    basis: str


class Cell(NamedTuple):
    """A stated figure and the slip that states it; without a value it does not arise.

    `place` is the sheet and cell of the workbook from which it was imported, `II.06a!E9`.
    """

    value: Value | None
    slip: Slip
    place: str = ""


Place = tuple[str, str]
"""Row key and column id."""


class Replaced(NamedTuple):
    """A cell that a later slip changed, withdrew or repeated; `now` is None where it was withdrawn."""

    place: Place
    before: Cell
    now: Cell | None
    by: Slip


@dataclass(slots=True)
class Table:
    """The figures of an agency in a form and a period.

    `rows` are the row keys in the order in which they were first stated. `not_arising` is the slip that says
    that nothing in the form arises; then there are no cells. `completed` is the day on which the form was
    first declared complete, None if it was not. A cell that is not in `cells` is blank.
    """

    key: TableKey
    cells: dict[Place, Cell] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    not_arising: Slip | None = None
    completed: date | None = None
    replaced: list[Replaced] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)

    @property
    def stated(self) -> bool:
        """Whether anything is stated: a figure, or that nothing arises."""
        return bool(self.cells) or self.not_arising is not None

    def cell(self, row: str, column: str) -> Cell | None:
        """The cell; None if it is blank."""
        if self.not_arising is not None:
            return Cell(None, self.not_arising)
        return self.cells.get((row, column))


Tables = Mapping[TableKey, Table]


def tables_of(slips: Iterable[Slip], as_of: date | None = None) -> dict[TableKey, Table]:
    """The tables by key, of slips dated up to and including `as_of`, whatever their order.

    The newest statement on a cell counts. A slip that another one withdraws or replaces as a whole does not
    count, so that what it had replaced counts again.
    """
    every = [slip for slip in slips if as_of is None or slip.day <= as_of]
    counted = [slip for slip in every if slip.forms]
    gone = superseded(every) if counted else {}
    tables: dict[TableKey, Table] = {}
    for slip in in_order(counted):
        if (slip.agency, slip.id) not in gone:
            for statement in slip.forms:
                key = TableKey(statement.form, statement.period, slip.agency, statement.basis)
                _take(tables.setdefault(key, Table(key)), statement, slip)
    return tables


def withdrawn_by(key: TableKey, table: Table | None, slips: Iterable[Slip]) -> dict[Place, Slip]:
    """The newest slip that left each cell blank that had been stated.

    It withdraws the figure, says that nothing arises, or withdraws the slip that stated it. `table` is what
    the slips make for the key.
    """
    known = {(slip.agency, slip.id): slip for slip in slips}
    found = [(item.place, item.by) for item in table.replaced] if table else []
    for (agency, ref), by in superseded(known.values()).items():
        if slip := known.get((agency, ref)):
            found += [(place, known[agency, by]) for place in _places_of(slip, key)]
    newest = dict(sorted(found, key=lambda one: one[1].id))
    return {place: by for place, by in newest.items() if not table or place not in table.cells}


def _places_of(slip: Slip, key: TableKey) -> Iterator[Place]:
    """The cells of a table that a slip states."""
    for statement in slip.forms:
        if (statement.form, statement.period, slip.agency, statement.basis) == key:
            for row in statement.rows:
                yield from ((row.row, column) for column in (*row.cells, *row.not_arising))


def _take(table: Table, statement: FormStatement, slip: Slip) -> None:
    table.slips.append(slip)
    if statement.status in ("done", NOT_ARISING) and table.completed is None:
        table.completed = slip.day
    if statement.status == NOT_ARISING:
        _clear(table, slip)
        return
    table.not_arising = None
    for row in statement.rows:
        if row.row not in table.rows:
            table.rows.append(row.row)
        _take_row(table, row, slip, statement.sheet)


def _clear(table: Table, slip: Slip) -> None:
    """Nothing arises: every cell goes."""
    now = Cell(None, slip)
    table.replaced += [Replaced(place, cell, now, slip) for place, cell in table.cells.items()]
    table.cells.clear()
    table.rows.clear()
    table.not_arising = slip


def _take_row(table: Table, row: RowStatement, slip: Slip, sheet: str | None) -> None:
    places = {column: f"{sheet}!{cell}" for column, cell in row.places.items()} if sheet else {}
    new: dict[str, Cell | None] = {c: Cell(value, slip, places.get(c, "")) for c, value in row.cells.items()}
    new |= {column: Cell(None, slip, places.get(column, "")) for column in row.not_arising}
    new |= dict.fromkeys(row.withdrawn)
    for column, cell in new.items():
        place = row.row, column
        before = table.cells.pop(place, None)
        if before is not None:
            table.replaced.append(Replaced(place, before, cell, slip))
        if cell is not None:
            table.cells[place] = cell
