"""What the forms add up to in the period of a report, beside the periods that it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.form import Column, Form
from kstthc_cli.domain.forms.numbers import rounded_share
from kstthc_cli.domain.forms.scoring import Score, score
from kstthc_cli.domain.forms.sums import NOT_ARISING, Result, Scope, Sum, added, of_contributor
from kstthc_cli.domain.forms.sums import Number as Exact
from kstthc_cli.domain.report.report_period import ReportPeriod, period_before
from kstthc_cli.domain.tracking.targets import Ratio

Number = int | float
Cells = Mapping[str, Number]
"""Column id → figure; what is blank is left out, what does not arise is zero."""

RATE_DECIMALS = 2
"""The decimals of percentages in reports: two that differ are compared as they are printed."""
_COMPARABLE = 0.9
"""Two sums are compared where the smaller number of agencies is at least this share of the larger."""


class Counted(NamedTuple):
    """Figures of one period or of some agencies: `held` of `expected` agencies are in them.

    `ratios` has numerator and denominator of each ratio, by column.
    """

    name: str
    cells: Cells
    held: int = 0
    expected: int = 0
    ratios: Mapping[str, tuple[Exact, Exact]] = MappingProxyType({})


class RowFigures(NamedTuple):
    """A row of the form with the figures of all agencies."""

    label: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class FormFigures:
    """A form in the period of a report.

    `compared` are the period before and the same one of last year, where their figures are of about as many
    agencies; `to_date` is the longer period that ends with this one. `levels` and `agencies` have the figures
    of each level and of each agency whose own table is added.
    """

    form: Form
    now: Counted
    compared: tuple[Counted, ...] = ()
    to_date: Counted | None = None
    rows: tuple[RowFigures, ...] = ()
    levels: tuple[Counted, ...] = ()
    agencies: tuple[Counted, ...] = ()
    score: Score | None = None


class Tallies(NamedTuple):
    """The tables of one form as they count for the period of a report, for earlier periods and to date."""

    now: Collected
    then: Mapping[Period, Collected]
    to_date: Collected


def compared_periods(period: Period) -> tuple[Period, ...]:
    """The period before and the same one of last year; these are one for a year and for nine months."""
    return tuple(dict.fromkeys((period_before(period), Period(period.year - 1, period.kind, period.number))))


def figures_of(tallies: Tallies, period: ReportPeriod, agency: Agency | None) -> FormFigures | None:
    """The figures of a form, of all agencies or of one; None where nothing is stated for the period.

    A form that is filled for longer periods than the report's has no figures in it.
    """
    form = tallies.now.form
    whole = _scope(tallies.now, period.period, agency)
    now = counted_in(whole, period.period.vietnamese)
    if not whole.periods or not now.cells:
        return None
    before = (
        counted_in(_scope(collected, then, agency), then.vietnamese)
        for then, collected in tallies.then.items()
    )
    longer = _longer(tallies.to_date, period, agency)
    return FormFigures(
        form=form,
        now=now,
        compared=tuple(then for then in before if _comparable(now, then)),
        to_date=longer,
        rows=tuple(_rows(whole)),
        levels=() if agency else tuple(_levels(whole)),
        agencies=() if agency else tuple(_agencies(whole)),
        score=_score(whole),
    )


def _longer(collected: Collected, period: ReportPeriod, agency: Agency | None) -> Counted | None:
    if period.cumulative is None:
        return None
    found = counted_in(_scope(collected, period.cumulative, agency), period.cumulative.vietnamese)
    return found if found.cells else None


def _scope(collected: Collected, period: Period, agency: Agency | None) -> Scope:
    periods = collected.form.parts_of(period)
    if agency is None:
        return Scope(collected, periods)
    return Scope(collected.alone(agency), periods, (agency.id,))


def ratio_of(counted: Counted, column: str) -> Ratio | None:
    """The ratio in a column, by which targets are judged; None without figures."""
    parts = counted.ratios.get(column)
    return Ratio(*parts, counted.name, counted.held, counted.expected) if parts else None


def counted_in(scope: Scope, name: str) -> Counted:
    """The figures of a scope, which has a name for people."""
    if not scope.periods:
        return Counted(name, {})
    sums = {column.id: added(scope, column) for column in scope.form.columns}
    held = max((found.full + found.partly for found in sums.values()), default=0)
    expected = max((found.expected for found in sums.values()), default=0)
    cells = _cells({key: found.value for key, found in sums.items()})
    rates = {
        column.id: _rate(value, column)
        for column in scope.form.columns
        if column.ratio and isinstance(value := sums[column.id].value, int | Fraction)
    }
    return Counted(name, {**cells, **rates}, held, expected, dict(_ratios(sums)))


def _rate(value: Exact, column: Column) -> float:
    """A rate, which is no count even where it is whole; a percentage as reports print it."""
    return float(rounded_share(Fraction(value), RATE_DECIMALS) if column.type == "percent" else value)


def _ratios(sums: Mapping[str, Sum]) -> Iterable[tuple[str, tuple[Exact, Exact]]]:
    for key, found in sums.items():
        if found.ratio is not None:
            yield key, found.ratio


def _cells(values: Mapping[str, Result]) -> Cells:
    return {key: number for key, value in values.items() if (number := _number(value)) is not None}


def _number(value: Result) -> Number | None:
    if value is NOT_ARISING:
        return 0
    if not isinstance(value, int | Fraction):
        return None
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else float(exact)


def _comparable(now: Counted, then: Counted) -> bool:
    fewer, more = sorted((now.held, then.held))
    return bool(then.cells) and fewer >= _COMPARABLE * more


def _rows(whole: Scope) -> Iterable[RowFigures]:
    labels = whole.collected.row_labels(whole.periods)
    for key, label in labels.items():
        cells = counted_in(replace(whole, rows=(key,)), label).cells
        if cells or whole.form.rows.kind == "fixed":
            yield RowFigures(label, cells)


def _levels(whole: Scope) -> Iterable[Counted]:
    registry = whole.collected.registry
    by_level: dict[str, list[str]] = {}
    for period in whole.periods:
        for agency in whole.collected.in_period(period).expected:
            by_level.setdefault(agency.level, []).append(agency.id)
    for level in (level for level in registry.levels.values() if level.id in by_level):
        found = counted_in(replace(whole, agencies=frozenset(by_level[level.id])), level.name)
        if found.cells:
            yield found


def _agencies(whole: Scope) -> Iterable[Counted]:
    for agency in whole.contributors():
        values = {c.id: of_contributor(whole, c, agency) for c in whole.form.columns if c.ratio is None}
        if cells := _cells(values):
            yield Counted(agency, cells)


def _score(whole: Scope) -> Score | None:
    form = whole.form
    column = form.column(form.scoring.column) if form.scoring else None
    if column is None:
        return None
    scopes = (replace(whole, rows=(row.id,)) for row in form.rows.items)
    return score(form, [added(scope, column).value for scope in scopes])
