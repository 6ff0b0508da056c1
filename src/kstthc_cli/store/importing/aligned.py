"""Text in which blanks set the columns of a table, as programs write that keep the layout of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kstthc_cli.domain.importing.document import Cell, Table
from kstthc_cli.domain.importing.labels import NONE, label_of
from kstthc_cli.store.importing.cell_lines import cell_lines

_PIECE = re.compile(r"\S+(?: \S+)*")
_LEAST_COLUMNS, _LEAST_ROWS = 4, 3


class Aligned(NamedTuple):
    """A table of a text, and the lines that it takes: from `first` to before `end`."""

    first: int
    end: int
    table: Table


def aligned_table(lines: Sequence[str]) -> Aligned | None:
    """The table that blanks make of some of the lines; None where they make none."""
    full = [n for n, line in enumerate(lines) if len(_PIECE.findall(line)) >= _LEAST_COLUMNS]
    if len(full) < _LEAST_ROWS:
        return None
    starts = _starts([lines[n] for n in full])
    if len(starts) < _LEAST_COLUMNS:
        return None
    end = next((n for n in range(full[-1] + 1, len(lines)) if not _goes_on(lines[n])), len(lines))
    rows: list[list[list[str]]] = []
    for line in filter(str.strip, lines[full[0] : end]):
        cells = _cells(line, starts)
        if cells[0] or not rows:
            rows.append([[] for _ in starts])
        for kept, text in zip(rows[-1], cells, strict=True):
            kept.extend(filter(None, [text]))
    table = Table(tuple(tuple(Cell(cell_lines("\n".join(cell))) for cell in row) for row in rows))
    return Aligned(full[0], end, table)


def _starts(lines: Sequence[str]) -> list[int]:
    """Where columns begin: behind places at which every line has two blanks."""
    used = [False] * (max(map(len, lines)) + 1)
    for line in lines:
        for piece in _PIECE.finditer(line):
            used[piece.start() : piece.end()] = [True] * len(piece[0])
    gaps = [n for n in range(1, len(used) - 1) if not used[n - 1] and not used[n] and used[n + 1]]
    return [0, *(n + 1 for n in gaps if any(used[: n - 1]))]


def _cells(line: str, starts: Sequence[int]) -> list[str]:
    """The pieces of a line by the column in which they begin."""
    found = ["" for _ in starts]
    for piece in _PIECE.finditer(line):
        at = max(n for n, start in enumerate(starts) if start <= piece.start())
        found[at] = f"{found[at]} {piece[0]}".strip()
    return found


def _goes_on(line: str) -> bool:
    """Whether a line below the last full one still belongs to it: further words, or a number and words."""
    pieces = _PIECE.findall(line)
    return bool(pieces) and (line[0].isspace() or (len(pieces) > 1 and label_of(pieces[0]).style != NONE))
