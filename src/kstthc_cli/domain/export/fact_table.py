"""What a table of facts is made of; every output, the reference and the tests follow its declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from kstthc_cli.domain.export.facts import Facts

Type = Literal["text", "integer", "number", "boolean", "day"]
Value = str | int | float | bool | date | None
"""A cell; a text is never empty: what is not there is None."""
Record = tuple[Value, ...]
_PARTS = ("province", "year", "period")


class Column(NamedTuple):
    """A column: its name, type and meaning (Vietnamese), and its value for an item of the table.

    `to` is the table whose key the column holds; such a column may be empty.
    """

    name: str
    type: Type
    meaning: str
    value: Callable[[Facts, Any], Value]
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title and meaning (Vietnamese), its items, and its columns, the key first.

    `label` is the column that names a row for people.
    """

    name: str
    title: str
    meaning: str
    items: Callable[[Facts], Iterable[Any]]
    columns: Sequence[Column]
    label: str = "id"

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns by which the Parquet files are divided."""
        return tuple(name for name in _PARTS if name in self.header)

    def records(self, facts: Facts) -> Iterable[Record]:
        """A record for each item, in the order of the columns."""
        values = [column.value for column in self.columns]
        return (tuple(_filled(value(facts, item)) for value in values) for item in self.items(facts))


def _filled(value: Value) -> Value:
    """The value; nothing for an empty text."""
    return None if isinstance(value, str) and not value else value


Filled = Sequence[tuple[Table, Sequence[Record]]]
"""Tables with their records, each table after those whose keys it holds."""
