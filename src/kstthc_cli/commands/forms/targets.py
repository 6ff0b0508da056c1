"""The ratios by which targets are judged that are one for all agencies, as reports judge them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.commands.forms.figure_sources import as_closed, collected_of
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Kind, Period, year_to_date
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip

if TYPE_CHECKING:
    from kstthc_cli.domain.tracking.targets import Ratio, Ratios


def target_ratios(
    root: Path,
    year: PlanYear,
    as_of: date,
    slips: Sequence[Slip],
    period: Period | None = None,
    agency: Agency | None = None,
) -> Ratios:
    """The ratios of the targets of the plan, from the beginning of the year to the end of a period.

    Without a period, or for one that ends within a quarter: to the end of the quarter of `as_of`. Figures of
    a closed period, else of a closed year to date, are those that it was closed with. With `agency` only its
    figures are in them.
    """
    wanted = {(t.form, t.column) for duty in year.plan.duties for t in duty.targets if t.form}
    if not wanted:
        return {}
    from kstthc_cli.commands.forms.form import closing_of
    from kstthc_cli.domain.forms.counted_figures import tables_of
    from kstthc_cli.domain.forms.sums import Scope
    from kstthc_cli.domain.report.figures import counted_in, ratio_of
    from kstthc_cli.domain.report.report_period import usual_period
    from kstthc_cli.store.forms.forms import all_forms

    if period is None or period.last_month % 3:
        period = usual_period(Kind.QUARTER, year.plan.year, as_of)
    span = year_to_date(period)
    closing = closing_of(root, year, period, as_of) or closing_of(root, year, span, as_of)
    tables = tables_of(slips if closing is None else as_closed(slips, closing), as_of)
    forms = all_forms(root)
    found: dict[tuple[str, str], Ratio] = {}
    for form, column in sorted(wanted):
        every, parts = collected_of(year, forms[form], tables), forms[form].parts_of(span)
        scope = Scope(every.alone(agency), parts, (agency.id,)) if agency else Scope(every, parts)
        ratio = ratio_of(counted_in(scope, span.vietnamese), column)
        found |= {(form, column): ratio} if ratio else {}
    return found
