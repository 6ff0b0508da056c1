"""Sums of figures over periods, rows and agencies, each with how many of how many agencies it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Cell, Table
from kstthc_cli.domain.forms.form import Column, Form


class Nothing(Enum):
    """What is stated without a number."""

    NOT_ARISING = "not_arising"


NOT_ARISING = Nothing.NOT_ARISING
Number = int | Fraction
Result = Number | str | Nothing | None
"""A number, text, `NOT_ARISING`, or None for blank."""


class Sum(NamedTuple):
    """An aggregated figure.

    `full` agencies stated every cell that it needs, `partly` some of them; `expected` is the number of all.
    `missing` are pairs of agency id and period in which an agency stated none. A ratio has its numerator and
    denominator in `ratio`; only rows in which every column of the ratio is stated are in them.
    """

    value: Result
    full: int
    partly: int
    expected: int
    missing: tuple[tuple[str, str], ...] = ()
    ratio: tuple[Number, Number] | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is added up: periods of the form in order, agencies (None: all) and row keys (None: all)."""

    collected: Collected
    periods: tuple[Period, ...]
    agencies: Collection[str] | None = None
    rows: Collection[str] | None = None

    @property
    def form(self) -> Form:
        """The form."""
        return self.collected.form

    def has(self, agency: str) -> bool:
        """Whether an agency is in the scope."""
        return self.agencies is None or agency in self.agencies

    def has_row(self, row: str) -> bool:
        """Whether a row is in the scope."""
        return self.rows is None or row in self.rows

    def row_keys(self, table: Table) -> Sequence[str]:
        """The rows of a table that are in the scope."""
        return [key for key in self.collected.row_keys(table) if self.has_row(key)]

    def contributors(self) -> list[str]:
        """The agencies whose own tables are added, in the order of lists."""
        found = {
            table.key.agency: None
            for period in self.periods
            for table in self.collected.in_period(period).carriers.values()
            if self.has(table.key.agency)
        }
        order = {agency: n for n, agency in enumerate(self.collected.registry.agencies)}
        return sorted(found, key=order.__getitem__)


def added(scope: Scope, column: Column) -> Sum:
    """A column over the whole scope."""
    counted = _coverage(scope, column)
    if column.ratio is not None:
        return _ratio(scope, column, counted)
    if column.over_periods == "from_parts" and len(scope.periods) > 1:
        return counted._replace(value=_of_parts(scope, column))
    values = [_of_agency(scope, column, agency) for agency in scope.contributors()]
    return counted._replace(value=_combined(column.over_agencies, values))


def parts_of(form: Form, column: str) -> tuple[str, ...]:
    """The columns whose sum a column is, by the first rule that says so."""
    return next((r.right for r in form.rules if r.kind == "total" and r.left == (column,)), ())


def of_contributor(scope: Scope, column: Column, agency: str) -> Result:
    """A column without a ratio of one agency whose own table is added."""
    if column.over_periods == "from_parts" and len(scope.periods) > 1:
        return _combined("sum", [_of_agency(scope, part, agency) for part in _parts(scope, column)])
    return _of_agency(scope, column, agency)


def _of_parts(scope: Scope, column: Column) -> Result:
    return _combined("sum", [added(scope, part).value for part in _parts(scope, column)])


def _parts(scope: Scope, column: Column) -> list[Column]:
    return scope.form.columns_of(parts_of(scope.form, column.id))


def _of_agency(scope: Scope, column: Column, agency: str) -> Result:
    """A column of one contributor, over its rows and the periods in which its own table counts."""
    tables = [scope.collected.in_period(period).contributes(agency) for period in scope.periods]
    return of_tables(scope, column, tables)


def of_tables(scope: Scope, column: Column, tables: Sequence[Table | None]) -> Result:
    """A column of the tables of one agency, over their rows; one table, or None, for each period."""
    rows = dict.fromkeys(key for table in tables if table for key in scope.row_keys(table))
    if not rows and any(table is not None and table.not_arising for table in tables):
        return NOT_ARISING
    return _combined(column.over_rows, [_over_periods(column, tables, row) for row in rows])


def _over_periods(column: Column, tables: Sequence[Table | None], row: str) -> Result:
    """A cell over periods; `tables` has one for each period, None where the agency adds nothing."""
    which = column.over_periods
    if which in ("first", "last_in_period"):
        tables = [tables[0 if which == "first" else -1]]
    values = [figure(column, table.cell(row, column.id)) if table else None for table in tables]
    return _combined("none" if which == "none" else "mean" if which == "mean" else "sum", values)


def figure(column: Column, cell: Cell | None) -> Result:
    """The figure in a cell, exactly; text where a number belongs is blank."""
    if cell is None:
        return None
    value = cell.value
    if value is None:
        return NOT_ARISING
    if isinstance(value, str):
        return value if column.type == "text" else None
    return Fraction(value) if isinstance(value, Decimal) else value


def _combined(how: str, values: Sequence[Result]) -> Result:
    """Values by an aggregation type. Blank ones are left out; a mean also leaves out what does not arise.

    What cannot be added (`none`) is kept only where there is a single value.
    """
    stated = [value for value in values if value is not None]
    if len(stated) <= 1:
        return stated[0] if stated else None
    if how == "none":
        return None
    numbers = [value for value in stated if not isinstance(value, (str, Nothing))]
    if not numbers:
        return NOT_ARISING
    return Fraction(sum(numbers)) / len(numbers) if how == "mean" else sum(numbers)


# Ratios


def _ratio(scope: Scope, column: Column, counted: Sum) -> Sum:
    """The ratio of sums, over the rows in which every column that it needs is stated."""
    ratio = column.ratio
    assert ratio is not None  # noqa: S101 - for the type checker
    columns = scope.form.columns_of(ratio.columns)
    over: Number = 0
    under: Number = 0
    found = False
    for agency in scope.contributors():
        tables = [scope.collected.in_period(period).contributes(agency) for period in scope.periods]
        rows = dict.fromkeys(key for table in tables if table for key in scope.row_keys(table))
        for row in rows:
            values = {part.id: _plain(_over_periods(part, tables, row)) for part in columns}
            numbers = {name: value for name, value in values.items() if value is not None}
            if len(numbers) == len(columns):
                found = True
                over += _sum(numbers, ratio.numerator) - _sum(numbers, ratio.less)
                under += _sum(numbers, ratio.denominator)
    if not found:
        return counted
    scale = 100 if column.type == "percent" else 1
    value = Fraction(over) * scale / Fraction(under) if under else None
    return counted._replace(value=value, ratio=(over, under))


def _plain(value: Result) -> Number | None:
    return 0 if isinstance(value, Nothing) else number_in(value)


def number_in(value: Result) -> Number | None:
    """The number; None for text, for blank, and for what does not arise."""
    return value if isinstance(value, int | Fraction) else None


def _sum(numbers: Mapping[str, Number], names: Iterable[str]) -> Number:
    return sum((numbers[name] for name in names), 0)


# How many of how many


def _coverage(scope: Scope, column: Column) -> Sum:
    """How many agencies the sum holds, without its value."""
    full = partly = 0
    needed = _needed(scope, column)
    states: dict[str, list[tuple[int, int]]] = {}
    missing: list[tuple[str, str]] = []
    for period, columns in needed.items():
        now = scope.collected.in_period(period)
        for agency in now.expected:
            table = now.carriers.get(agency.id)
            if not scope.has(agency.id) or (table and not scope.has(table.key.agency)):
                continue
            state = _stated(scope, table, columns)
            if state is None:
                continue
            states.setdefault(agency.id, []).append(state)
            if not state[0]:
                missing.append((agency.id, str(period)))
    for found in states.values():
        stated, of = sum(s for s, _ in found), sum(n for _, n in found)
        full += stated == of
        partly += 0 < stated < of
    return Sum(None, full, partly, len(states), tuple(missing))


def _needed(scope: Scope, column: Column) -> dict[Period, list[str]]:
    """The columns that a figure needs in each period."""
    names: tuple[str, ...] = (column.id,)
    if column.ratio is not None:
        names = column.ratio.columns
    elif column.over_periods == "from_parts" and len(scope.periods) > 1:
        names = parts_of(scope.form, column.id)
    needed: dict[Period, list[str]] = {}
    for part in filter(None, map(scope.form.column, names)):
        for period in _periods_of(part, scope.periods):
            needed.setdefault(period, []).append(part.id)
    return needed


def _periods_of(column: Column, periods: tuple[Period, ...]) -> tuple[Period, ...]:
    ends = {"first": periods[:1], "last_in_period": periods[-1:]}
    return ends.get(column.over_periods, periods)


def _stated(scope: Scope, table: Table | None, columns: list[str]) -> tuple[int, int] | None:
    """How many of the cells that an agency owes are stated; None if it owes none in these rows."""
    if table is None:
        return None if scope.rows is not None and scope.form.rows.kind == "free" else (0, 1)
    if table.not_arising is not None:
        return 1, 1
    rows = scope.row_keys(table)
    if not rows:
        return None
    cells = table.cells
    return sum((row, name) in cells for row in rows for name in columns), len(rows) * len(columns)
