"""What new slips change in figures: cells, the totals that move, and the rules that fail now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.checks import outcomes
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Table, TableKey, Tables, tables_of
from kstthc_cli.domain.forms.form import Column, Form
from kstthc_cli.domain.forms.numbers import shown
from kstthc_cli.domain.forms.rules import WRONG
from kstthc_cli.domain.forms.sums import Scope, added, figure
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip


class FigureChange(NamedTuple):
    """A cell that changes; `old` and `new` are as a table shows them, empty for a blank."""

    form: str
    period: str
    agency: str
    basis: str
    row: str
    column: str
    old: str
    new: str


class MovedTotal(NamedTuple):
    """A total of the province that changes."""

    form: str
    period: str
    column: str
    old: str
    new: str


class FailingRule(NamedTuple):
    """A rule that fails now and did not before."""

    form: str
    period: str
    agency: str
    row: str
    severity: str
    sentence: str


class FigureChanges(NamedTuple):
    """The changes of figures under one plan."""

    cells: tuple[FigureChange, ...] = ()
    totals: tuple[MovedTotal, ...] = ()
    failing: tuple[FailingRule, ...] = ()


def figure_changes(
    forms: Mapping[str, Form], year: PlanYear, before: Iterable[Slip], after: Iterable[Slip]
) -> FigureChanges:
    """The changes from the slips of the older revision to those of the newer one, by form and period."""
    old, new = tables_of(before), tables_of(after)
    cells: list[FigureChange] = []
    totals: list[MovedTotal] = []
    failing: list[FailingRule] = []
    for form in forms.values():
        mine = [c for key in _keys(form, old, new) for c in _cells(form, key, old.get(key), new.get(key))]
        if mine:
            cells += mine
            periods = list(dict.fromkeys(change.period for change in mine))
            then, now = (_collected(form, year, tables) for tables in (old, new))
            totals += _totals(then, now, periods)
            failing += _failing(then, now, periods)
    return FigureChanges(tuple(cells), tuple(totals), tuple(failing))


def _collected(form: Form, year: PlanYear, tables: Tables) -> Collected:
    return Collected(form, year.registry, year.calendar.window_first_day, tables)


def _keys(form: Form, old: Tables, new: Tables) -> list[TableKey]:
    return sorted({key for key in (*old, *new) if key.form == form.id})


def _cells(form: Form, key: TableKey, old: Table | None, new: Table | None) -> Iterator[FigureChange]:
    """The changed cells of a table, and one line where that nothing arises is said or no longer said."""
    was_none, is_none = (table is not None and table.not_arising is not None for table in (old, new))
    if was_none != is_none:
        words = ("không phát sinh", "") if was_none else ("", "không phát sinh")
        yield FigureChange(key.form, key.period, key.agency, key.basis, "", "", *words)
    places = dict.fromkeys((*(old.cells if old else ()), *(new.cells if new else ())))
    for row, name in places:
        column = form.column(name)
        if column is not None:
            was, now = _text(old, row, column), _text(new, row, column)
            if was != now:
                yield FigureChange(key.form, key.period, key.agency, key.basis, row, name, was, now)


def _text(table: Table | None, row: str, column: Column) -> str:
    return shown(figure(column, table.cells.get((row, column.id))), column) if table is not None else ""


def _totals(then: Collected, now: Collected, periods: Sequence[str]) -> Iterator[MovedTotal]:
    for name in periods:
        parts = (parse_period(name),)
        for column in now.form.columns:
            was, new = (shown(added(Scope(side, parts), column).value, column) for side in (then, now))
            if was != new:
                yield MovedTotal(now.form.id, name, column.id, was, new)


def _failing(then: Collected, now: Collected, periods: Sequence[str]) -> Iterator[FailingRule]:
    known = set(_wrong(then, periods))
    return (rule for rule in _wrong(now, periods) if rule not in known)


def _wrong(side: Collected, periods: Sequence[str]) -> Iterator[FailingRule]:
    for item in outcomes(side, map(parse_period, periods)):
        one, key = item.outcome, item.table.key
        if one.result == WRONG:
            sentence = f"{one.rule.sentence} Ở đây {one.detail}."
            yield FailingRule(key.form, key.period, key.agency, one.row, one.rule.severity, sentence)
