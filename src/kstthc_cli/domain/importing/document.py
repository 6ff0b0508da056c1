"""A document as its reader hands it over: paragraphs and tables in their order, words only.

Automatic numbers stand before the words of their paragraph, changes are accepted, comments are gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_CELLS = 200_000
"""Cells, and places that cells cover, beyond which no table is taken in."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables; `level` is that of a heading, 0 for running text."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, its paragraphs without empty ones, and over how many columns and rows it reaches.

    `merged` says that the cell only goes on with the one above it.
    """

    lines: tuple[str, ...] = ()
    columns: int = 1
    rows: int = 1
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row, without the rows and cells that a merge has swallowed in HTML."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Everything in reading order; `notes` are what stands at the foot or in the margin.

    `flowing` says that cells of a table may stand one below another as paragraphs (a scan's text).
    """

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    flowing: bool = field(default=False)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def tables_of_many(self) -> bool:
        """Whether most of the words stand in tables."""
        inside = sum(
            len(line) for table in self.tables for row in table.rows for c in row for line in c.lines
        )
        return inside * 2 > sum(map(len, self.texts()))

    def texts(self) -> Iterator[str]:
        """Every line of words of the document, each once."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from (line for row in block.rows for cell in row for line in cell.lines)
        yield from self.notes


class ImportRefusedError(ValueError):
    """A document from which no plan can be taken; `remedy` is one step that can be done."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
