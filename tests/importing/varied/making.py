"""What the documents of this folder are made with: rows that hold their cells and what should be read of them.

Every document is made up in the manner of such plans (dữ liệu minh họa); no row is taken from a real one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tests.importing.docx_made import C, docx, paragraph, table
from tests.importing.plan_layouts import Gold, facts

MADE_UP = "(Dữ liệu minh họa)"
OFFICE, ALL, UNITS = "Văn phòng UBND tỉnh", "sở, ban, ngành", "UBND cấp xã"
REQUEST = [{"kind": "on_request"}]
VARIED: dict[str, Callable[[], Made]] = {}


class Made(NamedTuple):
    """A document, the ending of its name, and the rows it should be read as."""

    content: bytes
    suffix: str
    gold: Gold


class Row(NamedTuple):
    """A row: its cells as typed, its kind, the words and the facts that should be read (none: dropped)."""

    cells: Sequence[Any]
    kind: str = ""
    words: Sequence[str] | None = None
    facts: dict[str, Any] | None = None


def varied(make: Callable[[], Made]) -> Callable[[], Made]:
    VARIED[make.__name__] = make
    return make


def task(
    *cells: Any,
    when: list[dict[str, Any]] | None = None,
    kind: str = "task",
    words: Sequence[str] | None = None,
    **parties: list[str],
) -> Row:
    """A task; `words` where they are not those of the cells."""
    return Row(cells, kind, words, facts(when, **parties))


def section(number: str, title: str, *cells: Any) -> Row:
    """A section; `cells` where number and title do not stand alone in the first two."""
    return Row(cells or (number, title), "section", (number, title))


def dropped(*cells: Any) -> Row:
    """A row that says nothing of the plan: a number under each column, a header that is repeated."""
    return Row(cells)


def rest(text: str, *cells: Any) -> Row:
    """A row that is kept and marked."""
    return Row(cells, "rest", ("", text))


def text_of(cell: Any) -> str:
    lines = cell.text if isinstance(cell, C) else cell
    return lines if isinstance(lines, str) else " ".join(lines)


def gold_of(heads: Sequence[Any], rows: Sequence[Row]) -> Gold:
    """The gold rows of a table; a cell that goes on with the one above has the words of that."""
    found: Gold = [["header", [" ".join(text_of(head).split()) for head in heads]]]
    above: dict[int, str] = {}
    for row in rows:
        at = 0
        for cell in row.cells:
            down = cell.down if isinstance(cell, C) else ""
            if down == "begin":
                above[at] = text_of(cell)
            at += cell.columns if isinstance(cell, C) else 1
        if row.kind:
            words = list(row.words) if row.words is not None else _words(row, above)
            found.append([row.kind, words, *([row.facts] if row.facts is not None else [])])
    return found


def _words(row: Row, above: dict[int, str]) -> list[str]:
    found: list[str] = []
    for cell in row.cells:
        down = cell.down if isinstance(cell, C) else ""
        found.append(above[len(found)] if down == "on" else text_of(cell))
        found += [""] * (cell.columns - 1 if isinstance(cell, C) else 0)
    return found


def grid(heads: Sequence[Any], rows: Sequence[Row], top: Sequence[Sequence[Any]] = ()) -> str:
    """A Word table; `top` are header rows that stand instead of the heads."""
    width = len(heads)
    filled = [(*row.cells, *[""] * (width - _width(row.cells))) for row in rows]
    return table([*(top or [heads]), *filled])


def _width(cells: Sequence[Any]) -> int:
    return sum(cell.columns if isinstance(cell, C) else 1 for cell in cells)


def title(*lines: str) -> list[str]:
    return [paragraph(line) for line in (*lines, MADE_UP)]


def plan(
    lines: Sequence[str],
    heads: Sequence[Any],
    rows: Sequence[Row],
    *,
    top: Sequence[Sequence[Any]] = (),
    after: Sequence[str] = (),
    parts: dict[str, str] | None = None,
) -> Made:
    """A Word document of a title and one table."""
    body = [*title(*lines), grid(heads, rows, top), *map(paragraph, after)]
    return Made(docx(body, parts), ".docx", gold_of(heads, rows))
