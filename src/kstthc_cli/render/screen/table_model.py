"""A list as people read it: headings, columns and rows of text, before any output is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class TableColumn(NamedTuple):
    """A column: its heading, and how much of a wide table it takes (0: as narrow as its words)."""

    name: str
    share: int = 0
    mark: bool = False
    """Whether its words are coloured by what they say."""
    number: bool = False
    """Whether it holds numbers, which stand to the right."""


class TableSection(NamedTuple):
    """Rows under a heading; `level` 1 is a larger heading than 2.

    Its rows are in the columns of the table, unless it has columns of its own.
    """

    heading: str
    rows: Sequence[Sequence[str]]
    level: int = 2
    columns: Sequence[TableColumn] | None = None


class Table(NamedTuple):
    """A titled list with notes below it."""

    title: str
    subtitle: str
    columns: Sequence[TableColumn]
    blocks: Sequence[TableSection]
    notes: Sequence[str] = ()
    ruled: bool = True
    """Whether a line stands between rows."""
    short: bool = False
    """Whether each row takes one line, cut where the screen ends, with a rule below the heading only."""
