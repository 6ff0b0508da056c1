"""What is doubtful in the figures of a period: broken rules, differences, outliers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Table
from kstthc_cli.domain.forms.form import Column, before
from kstthc_cli.domain.forms.outliers import LEAST_HISTORY, Outlier, outlier
from kstthc_cli.domain.forms.rules import WRONG, Outcome, check_table
from kstthc_cli.domain.forms.sums import Number, Scope, added, number_in, of_tables
from kstthc_cli.domain.progress.form_statements import CONSOLIDATED, OWN

_MOST_PAST = 20
"""How many earlier periods an outlier is judged by, at most."""


class TableOutcome(NamedTuple):
    """An outcome of a rule, with the table that it is about."""

    table: Table
    outcome: Outcome


class Difference(NamedTuple):
    """A consolidated figure (of `table`) that is not the sum of what it holds.

    `stated` of `of` agencies stated theirs.
    """

    table: Table
    agency: Agency
    column: Column
    consolidated: Number
    parts: Number
    stated: int
    of: int


class AgencyOutlier(NamedTuple):
    """An unusual figure of an agency."""

    agency: str
    column: Column
    outlier: Outlier


def outcomes(
    collected: Collected, periods: Iterable[Period], agencies: Iterable[str] | None = None
) -> Iterator[TableOutcome]:
    """The outcome of every rule on every table of the periods, by agency."""
    wanted = None if agencies is None else set(agencies)
    for period in periods:
        for table in tables_in(collected, period):
            if wanted is None or table.key.agency in wanted:
                past = collected.table(before(period), table.key.agency, table.key.basis)
                yield from (TableOutcome(table, outcome) for outcome in check_table(collected, table, past))


def broken(
    collected: Collected, periods: Iterable[Period], agencies: Iterable[str] | None = None
) -> Iterator[TableOutcome]:
    """The rules of severity error that do not hold."""
    for item in outcomes(collected, periods, agencies):
        if item.outcome.result == WRONG and item.outcome.rule.severity == "error":
            yield item


def tables_in(collected: Collected, period: Period) -> list[Table]:
    """The tables of a period, in the order of agencies, own ones first."""
    both = ((agency.id, basis) for agency in collected.registry.in_order for basis in (OWN, CONSOLIDATED))
    return [table for key in both if (table := collected.table(period, *key)) is not None]


def differences(collected: Collected, period: Period) -> Iterator[Difference]:
    """The consolidated figures that differ from the agency's own and those of the agencies below.

    Only where one of these stated something.
    """
    for table in tables_in(collected, period):
        agency = collected.registry.agencies[table.key.agency]
        if table.key.basis == CONSOLIDATED:
            yield from _differences(collected, period, agency, table)


def _differences(collected: Collected, period: Period, agency: Agency, table: Table) -> Iterator[Difference]:
    below = collected.below(agency)
    inside = {a.id for a in (agency, *below)}
    others = {k: t for k, t in collected.tables.items() if k.agency in inside and k != table.key}
    parts = Collected(collected.form, collected.registry, collected.first_day, others)
    whole = Scope(collected.alone(agency), (period,))
    for column in collected.form.filled:
        told, held = added(whole, column).value, added(Scope(parts, (period,), inside), column)
        one, other = number_in(told), number_in(held.value)
        if one is not None and other is not None and one != other:
            yield Difference(table, agency, column, one, other, held.full + held.partly, held.expected)


def outliers(collected: Collected, period: Period, agencies: Iterable[Agency]) -> Iterator[AgencyOutlier]:
    """The figures of agencies, added up over rows, that are unusual against their own history."""
    past = _past(collected, period)
    if len(past) < LEAST_HISTORY:
        return
    for agency in agencies:
        for column in collected.form.filled:
            figures = {p: _stated_figure(collected, p, column, agency.id) for p in (period, *past)}
            known = {p: value for p, value in figures.items() if value is not None}
            now, same = known.pop(period, None), known.get(period._replace(year=period.year - 1))
            if now is not None and (found := outlier(now, list(known.values()), same)) is not None:
                yield AgencyOutlier(agency.id, column, found)


def _stated_figure(collected: Collected, period: Period, column: Column, agency: str) -> Number | None:
    """What an agency stated in a column, added up over rows; the consolidated figure where there is one."""
    tables = (collected.table(period, agency, basis) for basis in (CONSOLIDATED, OWN))
    table = next((table for table in tables if table is not None), None)
    return number_in(of_tables(Scope(collected, (period,)), column, [table]))


def _past(collected: Collected, period: Period) -> list[Period]:
    """The earlier periods of which there are figures, newest first."""
    known = {key.period for key in collected.tables}
    found = [period]
    while len(found) <= _MOST_PAST:
        found.append(before(found[-1]))
    return [one for one in found[1:] if str(one) in known]
