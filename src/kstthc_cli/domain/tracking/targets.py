"""Figures beside the targets of the plan: what was reached, what falls short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kstthc_cli.domain.plan.plan import Duty, Target
from kstthc_cli.domain.progress.slips import Entry, Figure, Key
from kstthc_cli.domain.tracking.due_list import Row

COMPARISONS = {"at_least": "từ {} trở lên", "at_most": "không quá {}", "equal": "đúng {}"}
"""How a target compares → how its level is said."""


class Miss(NamedTuple):
    """A figure of an obligation that does not reach its target."""

    key: Key
    period: str
    target: Target
    figure: Figure


def reaches(target: Target, figure: Figure) -> bool:
    """Whether a figure is as the target wants it; one in another unit cannot be compared and passes."""
    if figure.unit != target.unit:
        return True
    given, wanted = Decimal(figure.value), Decimal(target.value)
    if target.comparison == "at_least":
        return given >= wanted
    return given <= wanted if target.comparison == "at_most" else given == wanted


def missed_by(entry: Entry, duty: Duty) -> dict[str, Target]:
    """The targets of the duty that figures of the entry do not reach, by name."""
    return {
        target.id: target
        for target in duty.targets
        if target.id in entry.figures and not reaches(target, entry.figures[target.id])
    }


def misses(rows: Iterable[Row]) -> Iterator[Miss]:
    """The figures of the last word on each obligation that do not reach their targets."""
    for row in rows:
        if row.said is not None:
            _, entry = row.said.latest
            for name, target in missed_by(entry, row.obligation.duty).items():
                yield Miss(row.obligation.key, str(row.obligation.period), target, entry.figures[name])


class Reached(NamedTuple):
    """The last figure that an agency reported for a target."""

    row: Row
    figure: Figure
    met: bool


def reached(rows: Iterable[Row], target: Target) -> tuple[Reached, ...]:
    """The last figure that each agency of the rows reported for a target, by day of its slip."""
    last: dict[str, tuple[date, Reached]] = {}
    for row in rows:
        for slip, entry in row.words:
            who, figure = row.obligation.agency.id, entry.figures.get(target.id)
            if figure is not None and (who not in last or last[who][0] <= slip.day):
                last[who] = slip.day, Reached(row, figure, reaches(target, figure))
    return tuple(found for _, found in last.values())
