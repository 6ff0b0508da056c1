"""The columns of a list, each declared once: what it is called and holds on screen, in CSV and in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from kstthc_cli.render.screen.table_model import TableColumn

V = TypeVar("V")
"""The view: what all rows of a list have in common (plan, registry, day)."""
R = TypeVar("R")
"""A row of the list."""


_IDENTIFIERS = frozenset({"agency_id", "code", "duty", "id", "request", "section", "task"})
"""The keys of columns with ids."""
_LIKE_NUMBERS = re.compile(r"0\d+|\d+(?:[.,/:-]\d+)+|\d+(?:[.,]\d+)?[eE][+-]?\d+")
"""Ids that spreadsheets take for other numbers or dates: 35.10 becomes 35.1, 1-2 a day, 3e5 300000."""


class Line(NamedTuple, Generic[R]):
    """A row as a table shows it."""

    row: R
    wide: bool = False
    """Whether the screen has room for every column."""
    max_length: int | None = None
    """How long text may be; None: as long as it is."""
    alike: Sequence[R] = ()
    """All rows that share the line, `row` among them."""
    repeats: bool = False
    """Whether the line above shows the same content."""


@dataclass(frozen=True, slots=True)
class Column(Generic[V, R]):
    """A column in each output of its list; it is missing in an output for which nothing is given.

    `json` names the type of the value as `model.output` writes it, and `meaning` is its description in
    Vietnamese: from these the schema and the reference are made. `csv` is the heading in CSV, and `text`
    gives the field there; without it the value is printed. `shown` is the column on screen, and `cell`
    gives its text there; without it the field of CSV is shown.
    """

    key: str
    value: Callable[[V, R], Any] | None = None
    json: str = ""
    meaning: str = ""
    csv: str = ""
    text: Callable[[V, R], str] | None = None
    shown: TableColumn | None = None
    cell: Callable[[V, Line[R]], str] | None = None

    def field(self, view: V, row: R) -> str:
        """The row's field in CSV: nothing for None."""
        if self.text:
            return self.text(view, row)
        value = self.value(view, row) if self.value else None
        return "" if value is None else str(value)

    def screen_text(self, view: V, line: Line[R]) -> str:
        """The row's cell on screen."""
        return self.cell(view, line) if self.cell else self.field(view, line.row)


class Columns(Generic[V, R]):
    """All columns of a list, in the order of JSON; `csv` holds their keys in the order of CSV.

    Without `csv` both have the same order. Raises KeyError for a key that no column has.
    """

    def __init__(self, *columns: Column[V, R], csv: Sequence[str] = ()) -> None:
        self._by_key = {column.key: column for column in columns}
        self._json = [(column.key, column.value) for column in columns if column.json and column.value]
        ordered = [self._by_key[key] for key in csv] or columns
        self._csv = [column for column in ordered if column.csv]

    def __iter__(self) -> Iterator[Column[V, R]]:
        return iter(self._by_key.values())

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of CSV."""
        return tuple(column.csv for column in self._csv)

    def record(self, view: V, row: R) -> tuple[str, ...]:
        """The fields of a row in CSV; an id that a spreadsheet would change gets a `'`."""
        return tuple(
            _kept_as_text(field) if column.key in _IDENTIFIERS else field
            for column in self._csv
            for field in (column.field(view, row),)
        )

    def records(self, view: V, rows: Iterable[R]) -> Iterator[tuple[str, ...]]:
        """A record of CSV for each row."""
        return (self.record(view, row) for row in rows)

    def data(self, view: V, row: R) -> dict[str, Any]:
        """The object of a row in JSON."""
        return {key: value(view, row) for key, value in self._json}

    def shown(self, *keys: str) -> list[TableColumn]:
        """The columns on screen that have these keys."""
        return [column for key in keys if (column := self._by_key[key].shown)]

    def cells(self, keys: Iterable[str], view: V, line: Line[R]) -> list[str]:
        """The cells of a line on screen, in the order of the keys."""
        return [self._by_key[key].screen_text(view, line) for key in keys]


def _kept_as_text(field: str) -> str:
    return f"'{field}" if _LIKE_NUMBERS.fullmatch(field) else field
