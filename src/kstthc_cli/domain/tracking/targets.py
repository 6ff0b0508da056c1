"""Reported figures compared with the targets of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.plan.plan import Duty, Plan, Target
from kstthc_cli.domain.progress.slips import Entry, Figure, Key
from kstthc_cli.domain.tracking.due_list import Row, rows_by_duty

if TYPE_CHECKING:
    from kstthc_cli.domain.forms.sums import Number

COMPARISONS = {"at_least": "từ {} trở lên", "at_most": "không quá {}", "equal": "đúng {}"}
"""Comparison of a target → its Vietnamese words, with a place for the number."""


class Miss(NamedTuple):
    """A figure that does not reach its target; `period` is that of the obligation."""

    key: Key
    period: str
    target: Target
    figure: Figure


def reaches(target: Target, figure: Figure) -> bool:
    """Whether a figure meets the target; a figure in another unit cannot be compared, and passes."""
    if figure.unit != target.unit:
        return True
    return compares(target, Fraction(figure.value))


def compares(target: Target, given: Fraction) -> bool:
    """Whether a number in the unit of the target meets it."""
    wanted = Fraction(target.value)
    if target.comparison == "at_least":
        return given >= wanted
    return given <= wanted if target.comparison == "at_most" else given == wanted


def missed_by(entry: Entry, duty: Duty) -> dict[str, Target]:
    """Target id → the target, for each target of the duty that a figure of the entry does not meet.

    What is judged for all agencies together is none of them.
    """
    return {
        target.id: target
        for target in duty.targets
        if target.id in entry.figures and not target.form and not reaches(target, entry.figures[target.id])
    }


class Ratio(NamedTuple):
    """What a target is judged by that is one for all agencies: the ratio of a form, over the year to date.

    `period` names that time; figures of `held` of `expected` agencies are in it.
    """

    numerator: Number
    denominator: Number
    period: str
    held: int
    expected: int

    def value(self, target: Target) -> Fraction | None:
        """The ratio in the unit of a target; None over nothing."""
        if not self.denominator:
            return None
        return Fraction(self.numerator) / Fraction(self.denominator) * (100 if target.unit == "%" else 1)

    def meets(self, target: Target) -> bool | None:
        """Whether it meets a target; None over nothing."""
        value = self.value(target)
        return None if value is None else compares(target, value)


Ratios = Mapping[tuple[str, str], Ratio]
"""Form and column → the ratio, where there are figures."""


class Reached(NamedTuple):
    """The last figure that an agency reported for a target, and whether it meets the target."""

    row: Row
    figure: Figure
    met: bool


def reached(rows: Iterable[Row], target: Target) -> tuple[Reached, ...]:
    """The newest figure, by day of its slip, that each agency of the rows reported for a target.

    Of a target that is judged for all agencies together there is none.
    """
    last: dict[str, tuple[date, Reached]] = {}
    for row in rows if not target.form else ():
        for slip, entry in row.statements:
            who, figure = row.obligation.agency.id, entry.figures.get(target.id)
            if figure is not None and (who not in last or last[who][0] <= slip.day):
                last[who] = slip.day, Reached(row, figure, reaches(target, figure))
    return tuple(found for _, found in last.values())


def by_target(plan: Plan, rows: Iterable[Row]) -> Iterator[tuple[Duty, Target, tuple[Reached, ...]]]:
    """Every target of a plan, with the last figure of each agency for it."""
    of_duty = rows_by_duty(rows)
    for duty in plan.duties:
        yield from ((duty, target, reached(of_duty.get(duty.id, ()), target)) for target in duty.targets)


def misses(rows: Iterable[Row]) -> Iterator[Miss]:
    """The figures reached for the targets of the duties of the rows that do not meet them."""
    for mine in rows_by_duty(row for row in rows if row.obligation.duty.targets).values():
        for target in mine[0].obligation.duty.targets:
            for row, figure, met in reached(mine, target):
                if not met:
                    yield Miss(row.obligation.key, str(row.obligation.period), target, figure)
