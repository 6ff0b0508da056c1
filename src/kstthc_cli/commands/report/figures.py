"""The figures of forms that a report is made of, as they count for its period and for compared ones."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kstthc_cli.commands.forms.figure_sources import (
    as_closed,
    broken_rule,
    collected_of,
    earlier_plans,
    slips_of,
)
from kstthc_cli.commands.forms.form import closing_of
from kstthc_cli.commands.snapshot import Snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.checks import broken
from kstthc_cli.domain.forms.counted_figures import Tables, tables_of
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.report.closing import Closing
from kstthc_cli.domain.report.figures import (
    FormFigures,
    Tallies,
    compared_periods,
    figures_of,
)
from kstthc_cli.domain.report.report_period import ReportPeriod
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.index.slip_cache import Watch
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
    to_date = _to_date(asked, slips, tables)
    found = (_of_form(asked, form, tables, then, to_date) for form in forms.values())
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


def _to_date(asked: FiguresQuestion, slips: Sequence[Slip], tables: Tables) -> Tables:
    """The tables of the longer period that the report tells too: its own closing is that period's, too."""
    longer = asked.period.cumulative
    if longer is None or asked.closing is not None:
        return tables
    closing = closing_of(asked.root, asked.now.year, longer, asked.now.as_of)
    return tables if closing is None else tables_of(as_closed(slips, closing), asked.until)


def _of_form(
    asked: FiguresQuestion, form: Form, tables: Tables, then: Mapping[Period, Tables], to_date: Tables
) -> FormFigures | None:
    year = asked.now.year
    before = {period: collected_of(year, form, of) for period, of in then.items()}
    now = collected_of(year, form, tables)
    for item in broken(now, form.parts_of(asked.period.period), asked.agency and [asked.agency.id]):
        sys.stderr.write(f"cảnh báo: {broken_rule(item, form, year.registry)}\n")
    tallies = Tallies(now, before, collected_of(year, form, to_date))
    return figures_of(tallies, asked.period, asked.agency)
