"""A form of figures: rows, columns, rules, and the agencies that fill it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Kind, Period

KINDS = {"month": Kind.MONTH, "quarter": Kind.QUARTER, "half": Kind.HALF, "year": Kind.YEAR}
"""Frequency of a form → the kind of period in which it is filled."""


class Ratio(NamedTuple):
    """(Sum of `numerator` − sum of `less`) / sum of `denominator`; the members are ids of columns."""

    numerator: tuple[str, ...]
    less: tuple[str, ...]
    denominator: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the ratio needs."""
        return tuple(dict.fromkeys((*self.numerator, *self.less, *self.denominator)))


class Column(NamedTuple):
    """A column; `heading` has one to three printed headings, from the top.

    `over_rows`, `over_agencies` and `over_periods` are its aggregation types. A column with a ratio is never
    filled: it is computed from sums.
    """

    id: str
    heading: tuple[str, ...]
    type: str
    unit: str
    decimals: int
    over_rows: str
    over_agencies: str
    over_periods: str
    ratio: Ratio | None = None

    @property
    def title(self) -> str:
        """All headings on one line."""
        return " - ".join(self.heading)


class Row(NamedTuple):
    """A row: its key in slips and its label."""

    id: str
    label: str


class Rows(NamedTuple):
    """The rows of a form: `fixed` (printed), `free` (`items` are suggestions), `agencies` (of `levels`)."""

    kind: Literal["fixed", "free", "agencies"]
    heading: str
    items: tuple[Row, ...] = ()
    levels: tuple[str, ...] = ()


RuleKind = Literal["total", "equal", "at_most", "ratio", "compulsory_pair", "same_as_previous"]


class Rule(NamedTuple):
    """A rule on the figures of a row.

    `kind` is `total`, `equal`, `at_most`, `ratio`, `compulsory_pair` or `same_as_previous`. `left` and
    `right` are the columns of both sides: sum and parts, numerator and denominator, this period and the last.
    `least` and `most` are the limits of a ratio, `times` multiplies the right side of `at_most`.
    """

    id: str
    severity: Literal["error", "warning"]
    sentence: str
    missing: str
    kind: RuleKind
    left: tuple[str, ...]
    right: tuple[str, ...]
    times: str = "1"
    least: str | None = None
    most: str | None = None


class Scoring(NamedTuple):
    """Bands of a score: (lowest score, label), from the highest; scores are decimal text."""

    column: str
    most_of_row: str
    bands: tuple[tuple[str, str], ...]


class Form(NamedTuple):
    """A form; `agencies`, `groups` and `levels` say who fills it."""

    id: str
    title: str
    source: str
    confidence: str
    unit: str
    duties: tuple[str, ...]
    agencies: tuple[str, ...]
    groups: tuple[str, ...]
    levels: tuple[str, ...]
    frequency: str
    rows: Rows
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    scoring: Scoring | None = None
    note: str | None = None

    @property
    def kind(self) -> Kind:
        """The kind of period in which the form is filled."""
        return KINDS[self.frequency]

    @property
    def filled(self) -> tuple[Column, ...]:
        """The columns that agencies fill."""
        return tuple(column for column in self.columns if column.ratio is None)

    def column(self, name: str) -> Column | None:
        """The column with an id."""
        return next((column for column in self.columns if column.id == name), None)

    def columns_of(self, names: Iterable[str]) -> list[Column]:
        """The columns with these ids, which the form has."""
        by_id = {column.id: column for column in self.columns}
        return [by_id[name] for name in names]

    def filled_by(self, agency: Agency, registry: Registry) -> bool:
        """Whether an agency fills the form, while it exists."""
        groups = (registry.groups[name] for name in self.groups if name in registry.groups)
        return (
            agency.id in self.agencies
            or agency.level in self.levels
            or any(group.has(agency) for group in groups)
        )

    def parts_of(self, period: Period) -> tuple[Period, ...]:
        """The periods of the form inside a period, in order; none inside a period that is shorter."""
        every = (Period(period.year, self.kind, n) for n in range(1, 12 // self.kind.value + 1))
        return tuple(part for part in every if period.span.covers(part.span))


def forms_filled_by(forms: Iterable[Form], agency: Agency, registry: Registry) -> tuple[Form, ...]:
    """The forms that an agency fills, in the order given."""
    return tuple(form for form in forms if form.filled_by(agency, registry))


def rows_for(form: Form, agency: Agency, registry: Registry) -> tuple[Row, ...]:
    """The rows of a blank form for an agency; for free rows these are suggestions.

    With a row for each agency these are the agencies of the levels directly below it, or itself.
    """
    if form.rows.kind != "agencies":
        return form.rows.items
    members = [other for other in registry.in_order if other.level in form.rows.levels]
    below = [other for other in members if other.parent == agency.id]
    own = below or [other for other in members if other.id == agency.id]
    return tuple(Row(other.id, registry.short_name(other.id)) for other in own)


def before(period: Period) -> Period:
    """The period of the same kind before."""
    if period.number > 1:
        return period._replace(number=period.number - 1)
    return Period(period.year - 1, period.kind, 12 // period.kind.value)
