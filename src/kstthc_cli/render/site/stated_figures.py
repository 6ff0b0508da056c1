"""What an agency stated in forms and for targets, as the tables of its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.forms.counted_figures import Cell, Table
from kstthc_cli.domain.forms.form import Column, Form, rows_for
from kstthc_cli.domain.forms.numbers import DOES_NOT_ARISE
from kstthc_cli.domain.progress.form_statements import CONSOLIDATED
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.render.screen.phrases import measured, name_in_year, number
from kstthc_cli.render.site.view import TEXT_LEFT_OUT, SiteView, Values, day_text


class _Time(NamedTuple):
    """A column of the page: a period, and whether it is of the agency alone or consolidated."""

    period: str
    basis: str


def form_figures(site: SiteView, agency: Agency) -> Values | None:
    """One table of all forms: a group of lines a form, a column a period; None where nothing is stated."""
    by_form = site.stated.get(agency.id)
    if not by_form:
        return None
    times = sorted({_time(table) for tables in by_form.values() for table in tables}, key=_order)
    return {
        "times": [_time_name(site, time) for time in times],
        "forms": [
            _form(site, agency, name, [_table_at(tables, time) for time in times])
            for name, tables in by_form.items()
        ],
    }


def _time(table: Table) -> _Time:
    return _Time(table.key.period, table.key.basis)


def _order(time: _Time) -> tuple[date, date, str]:
    span = parse_period(time.period).span
    return span.end, span.start, time.basis


def _time_name(site: SiteView, time: _Time) -> str:
    name = capitalized(name_in_year(site.facts.year.plan, parse_period(time.period)))
    return f"{name} (tổng hợp)" if time.basis == CONSOLIDATED else name


def _table_at(tables: Sequence[Table], time: _Time) -> Table | None:
    return next((table for table in tables if _time(table) == time), None)


def _form(site: SiteView, agency: Agency, name: str, tables: Sequence[Table | None]) -> Values:
    """The lines of a form; `tables` has one for each column of the page, None where nothing is stated."""
    form = site.facts.forms.get(name)
    return {
        "name": f"Biểu {name}. {form.title}" if form else f"Biểu {name}",
        "unit": form.unit if form else "",
        "days": [_days(table) if table else "" for table in tables],
        "lines": list(_lines(site, agency, form, tables)),
    }


def _days(table: Table) -> str:
    """The days of the slips whose figures count, or of the slip that says that nothing arises."""
    slips = [table.not_arising] if table.not_arising else [cell.slip for cell in table.cells.values()]
    days = ", ".join(map(day_text, sorted({slip.day for slip in slips})))
    return f"{days}: không phát sinh" if table.not_arising else days


def _lines(
    site: SiteView, agency: Agency, form: Form | None, tables: Sequence[Table | None]
) -> Iterator[Values]:
    """A line for each row and column of the form in which something is stated."""
    there = [table for table in tables if table]
    places = {place for table in there for place in table.cells}
    known = rows_for(form, agency, site.facts.year.registry) if form else ()
    labels, titles = {row.id: row.label for row in known}, _titles(form, {column for _, column in places})
    for row in dict.fromkeys(row for table in there for row in table.rows):
        for column, title in titles.items():
            if (row, column) in places:
                cells = (table.cells.get((row, column)) if table else None for table in tables)
                yield {
                    "row": labels.get(row, row),
                    "column": title,
                    "cells": [_text(site, cell) for cell in cells],
                }


def _titles(form: Form | None, stated: set[str]) -> dict[str, str]:
    """Column id → its title, in the order of the form; columns that the form has no more come last."""
    titles = {column.id: _title(form, column) for column in form.columns} if form else {}
    return titles | {column: column for column in sorted(stated - titles.keys())}


def _title(form: Form, column: Column) -> str:
    unit = f" ({column.unit})" if column.unit and column.unit != form.unit else ""
    return f"({column.id}) {column.title}{unit}"


def _text(site: SiteView, cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.value is None:
        return DOES_NOT_ARISE
    if isinstance(cell.value, str):
        return TEXT_LEFT_OUT if site.public else cell.value
    return number(str(cell.value))


def target_figures(site: SiteView, agency: Agency) -> Iterator[Values]:
    """What the agency stated for targets, duty by duty."""
    plan = site.facts.year.plan
    targets = {(duty.id, target.id): target.text for duty in plan.duties for target in duty.targets}
    for one in site.target_figures.get(agency.id, ()):
        yield {
            "duty": one.duty,
            "task": site.task_of.get(one.duty, ""),
            "period": name_in_year(plan, parse_period(one.period)),
            "target": targets.get((one.duty, one.column), one.column),
            "value": measured(str(one.value), one.unit),
            "day": day_text(one.slip.day),
        }
