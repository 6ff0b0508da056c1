"""What figures are counted from: slips of a plan and earlier years, or those that a closed period had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Tables
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.store.plan.plan_years import plan_year, plan_years

if TYPE_CHECKING:
    from kstthc_cli.domain.forms.checks import TableOutcome
    from kstthc_cli.domain.report.closing import Closing
    from kstthc_cli.store.index.slip_cache import Watch


def earlier_plans(root: Path, year: PlanYear) -> dict[str, int]:
    """Plan → year of the plans of earlier years with slips: the history of figures."""
    if not any(place.name != year.plan.id for place in (root / "progress").glob("*")):
        return {}
    every = (one.plan for one in plan_years(root))
    return {plan.id: plan.year for plan in every if plan.year < year.plan.year and plan.stands_alone}


def slips_of(
    root: Path,
    year: PlanYear,
    as_of: date,
    earlier: Iterable[str],
    watch: Watch,
    agencies: Sequence[Agency] | None = None,
) -> tuple[list[Slip], dict[str, str]]:
    """The slips of a plan and of earlier ones until a day, and the hash of every file that was read."""
    from kstthc_cli.commands.snapshot import snapshot

    slips: list[Slip] = []
    hashes: dict[str, str] = {}
    for plan in (*earlier, None):
        one = year if plan is None else plan_year(root, plan, as_of)
        now = snapshot(root, one, as_of, agencies, watch)
        slips += (slip for slip in now.slips if slip.day <= as_of)
        hashes |= now.hashes
    return slips, hashes


def as_closed(slips: Iterable[Slip], closing: Closing) -> list[Slip]:
    """The slips that counted when a period was closed, and those of other plans."""
    from kstthc_cli.domain.report.closing import counted_then

    every = list(slips)
    return [*(slip for slip in every if slip.plan != closing.plan), *counted_then(every, closing)]


def collected_of(year: PlanYear, form: Form, tables: Tables) -> Collected:
    """The tables of a form that agencies of the registry stated."""
    mine = {key: table for key, table in tables.items() if key.agency in year.registry.agencies}
    return Collected(form, year.registry, year.calendar.window_first_day, mine)


def broken_rule(item: TableOutcome, form: Form, registry: Registry) -> str:
    """Which rule the figures of an agency break, in one sentence."""
    labels = {row.id: row.label for row in form.rows.items}
    row = "" if len(labels) == 1 else f", dòng “{labels.get(item.outcome.row, item.outcome.row)}”"
    name = registry.short_name(item.table.key.agency)
    return (
        f"Biểu {form.id} của {name}{row} chưa khớp: {item.outcome.rule.sentence} Ở đây {item.outcome.detail}."
    )
