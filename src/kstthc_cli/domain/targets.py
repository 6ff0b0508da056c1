"""Numeric targets of duties, and whether a figure that was reported reaches them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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
    """The last figure that each agency of the rows reported for a target, by day of its slip."""
    last: dict[str, tuple[date, Reached]] = {}
    for row in rows:
        for slip, entry in row.said.entries if row.said else ():
            who, figure = row.obligation.agency.id, entry.figures.get(target.id)
            if figure is not None and (who not in last or last[who][0] <= slip.day):
                last[who] = slip.day, Reached(row, figure, meets(figure, target))
    return tuple(found for _, found in last.values())
