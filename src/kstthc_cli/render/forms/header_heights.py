"""How high the rows of a table header must be: programs do not compute that for merged cells."""

from __future__ import annotations

import textwrap
from functools import lru_cache

_LINE, _AROUND = 14.5, 4
_LETTERS = 1.15
"""How many bold letters of Times New Roman stand in a unit of width, which is a digit."""
_LEAST = 20.0


@lru_cache(maxsize=256)
def header_heights(
    cells: tuple[tuple[str, int, int, int, int], ...], widths: tuple[float, ...]
) -> tuple[float, ...]:
    """The height of each header row in points; the workbooks of a province have the same few headers.

    A cell is its text, its row and column from 0, and how many rows and columns it takes.
    """
    heights: dict[int, float] = {}
    for text, row, column, rows, columns in cells:
        letters = max(int(sum(widths[column : column + columns]) * _LETTERS), 1)
        needed = len(textwrap.wrap(text, letters)) * _LINE + _AROUND
        for n in range(row, row + rows):
            heights[n] = max(heights.get(n, _LEAST), needed / rows)
    return tuple(heights[n] for n in sorted(heights))
