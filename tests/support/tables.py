"""Reading a drawn table back: its cells, whatever the width they were wrapped to."""

from __future__ import annotations

from itertools import groupby


def cells(drawn: str) -> list[list[str]]:
    """The cells between each two rules, row by row, every cell on one line."""
    rows = []
    for inside, lines in groupby(drawn.splitlines(), key=lambda line: line.startswith("│")):
        if inside:
            parts = [line.strip("│").split("│") for line in lines]
            rows.append([" ".join(" ".join(column).split()) for column in zip(*parts, strict=True)])
    return rows


def squeezed(text: str) -> str:
    """A text without blanks, to be found again however its lines were broken."""
    return "".join(text.split())
