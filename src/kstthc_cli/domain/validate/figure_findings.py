"""Findings about the figures that count: broken rules, and consolidated figures that differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kstthc_cli.domain.calendar.periods import Period, parse_period
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.forms.checks import Difference, TableOutcome, differences, outcomes
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Tables, tables_of
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.forms.numbers import written
from kstthc_cli.domain.forms.rules import WRONG
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.form_statements import CONSOLIDATED
from kstthc_cli.domain.progress.slips import Slip

if TYPE_CHECKING:
    from kstthc_cli.domain.validate.slip_checks import StatementContext


def table_findings(known: StatementContext) -> Iterator[tuple[Slip, Finding]]:
    """Each at the newest slip that states a figure of the row, or of the agency's consolidated table."""
    for plan, year in known.years.items():
        tables = tables_of(slip for slip in known.slips if slip.plan == plan)
        for form in known.forms.values() if tables else ():
            yield from _findings(form, year, tables)


def _findings(form: Form, year: PlanYear, tables: Tables) -> Iterator[tuple[Slip, Finding]]:
    collected = Collected(form, year.registry, year.calendar.window_first_day, tables)
    periods = [parse_period(name) for name in sorted({key.period for key in collected.tables})]
    for item in outcomes(collected, periods):
        if item.outcome.result == WRONG:
            code = "KST094" if item.outcome.rule.severity == "error" else "KST095"
            yield _placed(item, Finding(code, (), _broken(item, form, year)))
    for period in periods:
        for found in differences(collected, period):
            slip = found.table.slips[-1]
            loc = _place(slip, form.id, str(period), CONSOLIDATED)
            yield slip, Finding("KST096", loc, _different(found, form, year, period))


def _different(found: Difference, form: Form, year: PlanYear, period: Period) -> str:
    name = year.registry.short_name(found.agency.id)
    return (
        f"Biểu {form.id}, {period.vietnamese}, cột ({found.column.id}): {name} tổng hợp "
        f"{written(found.consolidated)}, còn cộng số liệu {found.stated}/{found.of} cơ quan tự gửi (kể cả "
        f"{name}) là {written(found.parts)}."
    )


def _broken(item: TableOutcome, form: Form, year: PlanYear) -> str:
    outcome, key = item.outcome, item.table.key
    labels = {row.id: row.label for row in form.rows.items}
    name = (
        year.registry.short_name(outcome.row)
        if form.rows.kind == "agencies"
        else labels.get(outcome.row, outcome.row)
    )
    when = parse_period(key.period).vietnamese
    return f"Biểu {form.id}, {when}, dòng “{name}”: {outcome.rule.sentence} Ở đây {outcome.detail}."


def _placed(item: TableOutcome, finding: Finding) -> tuple[Slip, Finding]:
    """The finding at the newest slip that states a cell of the row, at that row."""
    key, row = item.table.key, item.outcome.row
    cells = [cell.slip for (name, _), cell in item.table.cells.items() if name == row]
    slip = max(cells, key=lambda slip: (slip.day, slip.id)) if cells else item.table.slips[-1]
    loc = _place(slip, key.form, key.period, key.basis, row)
    return slip, Finding(finding.code, loc, finding.message)


def _place(slip: Slip, form: str, period: str, basis: str, row: str | None = None) -> Loc:
    for n, statement in enumerate(slip.forms):
        if (statement.form, statement.period, statement.basis) == (form, period, basis):
            rows = [m for m, one in enumerate(statement.rows) if one.row == row]
            return ("forms", n, "rows", rows[0]) if rows else ("forms", n)
    return ()
