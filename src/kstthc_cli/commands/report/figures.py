"""The figures of forms that a report is made of, as they count for its period and for compared ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kstthc_cli.commands.forms.figures import as_closed, collected_of, earlier_plans, slips_of
from kstthc_cli.commands.snapshot import Snapshot, Watch
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.forms.tables import Tables, tables_of
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.report.closing import Closing
from kstthc_cli.domain.report.dossiers import COLUMNS, Dossiers, added_up
from kstthc_cli.domain.report.figures import (
    Counted,
    FormFigures,
    RowFigures,
    Tallies,
    compared_periods,
    figures_of,
)
from kstthc_cli.domain.report.report_period import ReportPeriod
from kstthc_cli.store.forms.forms import all_forms, built_in_form
from kstthc_cli.store.report.report_files import read_closing


@dataclass(frozen=True, slots=True)
class FiguresQuestion:
    """The report for which figures are wanted: its period, its closing, and the agency whose report it is."""

    root: Path
    now: Snapshot
    period: ReportPeriod
    closing: Closing | None
    agency: Agency | None

    @property
    def until(self) -> date:
        """The day up to which slips count."""
        return self.closing.as_of if self.closing else self.now.as_of


def report_figures(asked: FiguresQuestion, watch: Watch) -> list[FormFigures]:
    """What each form adds up to that has figures in the period; nothing for a report on demand."""
    forms = {} if asked.period.request else all_forms(asked.root)
    if not forms:
        return []
    year = asked.now.year
    earlier = earlier_plans(asked.root, year)
    slips = [slip for slip in _earlier_slips(asked, earlier, watch) if slip.day <= asked.until]
    frozen = slips if asked.closing is None else as_closed(slips, asked.closing)
    tables = tables_of(frozen, asked.until)
    then = {
        period: _then(asked, period, slips, tables, {**earlier, year.plan.id: year.plan.year})
        for period in compared_periods(asked.period.period)
    }
    found = (_of_form(asked, form, tables, then) for form in forms.values())
    return [figures for figures in found if figures is not None]


def _earlier_slips(asked: FiguresQuestion, earlier: Mapping[str, int], watch: Watch) -> list[Slip]:
    """The slips of the plan, and those of last year's plan."""
    last = [plan for plan, year in earlier.items() if year == asked.now.year.plan.year - 1]
    if not last:
        return list(asked.now.slips)
    agencies = [asked.agency] if asked.agency else None
    return slips_of(asked.root, asked.now.year, asked.now.as_of, last, watch, agencies)[0]


def _then(
    asked: FiguresQuestion, period: Period, slips: Sequence[Slip], tables: Tables, plans: Mapping[str, int]
) -> Tables:
    """The tables for a period that the report is compared with: as at its own closing, if it has one."""
    for plan, year in plans.items():
        closed = read_closing(asked.root, plan, str(period)) if year == period.year else None
        if closed is not None:
            return tables_of(as_closed(slips, closed), asked.until)
    return tables


def _of_form(
    asked: FiguresQuestion, form: Form, tables: Tables, then: Mapping[Period, Tables]
) -> FormFigures | None:
    year = asked.now.year
    before = {period: collected_of(year, form, of) for period, of in then.items()}
    return figures_of(Tallies(collected_of(year, form, tables), before), asked.period, asked.agency)


def dossier_figures(asked: FiguresQuestion, by_agency: Mapping[str, Sequence[Dossiers]]) -> FormFigures:
    """Form II.06a as people wrote it for the report: by field for one agency, else by level."""
    registry, name = asked.now.year.registry, asked.period.period.vietnamese
    rows = [row for of in by_agency.values() for row in of]
    agencies = tuple(_counted(agency, of) for agency, of in by_agency.items())
    levels: dict[str, list[Dossiers]] = {}
    for agency, of in by_agency.items():
        known = registry.agencies.get(agency)
        levels.setdefault(registry.level_of(known).name if known else agency, []).extend(of)
    return FormFigures(
        form=built_in_form("II.06a"),
        now=_counted(name, rows)._replace(held=len(by_agency), expected=len(by_agency)),
        rows=tuple(RowFigures(row.name, _cells(row)) for row in rows),
        levels=() if len(by_agency) < 2 else tuple(_counted(level, of) for level, of in levels.items()),
        agencies=() if asked.agency else agencies,
    )


def _counted(name: str, rows: Sequence[Dossiers]) -> Counted:
    return Counted(name, _cells(added_up(name, rows)))


def _cells(row: Dossiers) -> dict[str, int | float]:
    return {str(number): row.column(number) for number in COLUMNS}
