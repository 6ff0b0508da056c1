"""Numeric targets of duties, and whether a figure that was reported reaches them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kstthc_cli.domain.due import Row
from kstthc_cli.domain.plan import Target
from kstthc_cli.domain.slips import Figure

_HOLDS = {
    "at_least": lambda value, wanted: value >= wanted,
    "at_most": lambda value, wanted: value <= wanted,
    "equal": lambda value, wanted: value == wanted,
}
COMPARISONS = {"at_least": "từ {} trở lên", "at_most": "không quá {}", "equal": "đúng {}"}
"""How a target compares → how its level is said."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The last figure that an agency reported for a target."""

    row: Row
    figure: Figure
    met: bool


def meets(figure: Figure, target: Target) -> bool:
    """Whether a figure reaches its target; both in the target's unit."""
    return bool(_HOLDS[target.comparison](Decimal(figure.value), Decimal(target.value)))


def reached(rows: Iterable[Row], target: Target) -> tuple[Reached, ...]:
    """What the rows' agencies reported for a target, those that said nothing left out."""
    found = []
    for row in rows:
        figures = [
            entry.figures[target.id]
            for _, entry in (row.said.entries if row.said else ())
            if target.id in entry.figures
        ]
        if figures:
            found.append(Reached(row, figures[-1], meets(figures[-1], target)))
    return tuple(found)
