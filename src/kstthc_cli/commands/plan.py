"""`kst plan show`: the annex again, from the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render import plan as view_of
from kstthc_cli.store.plan_years import choose, plan_years

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile

FORMATS = ("text", "markdown", "json")


def show(
    root: Path, tasks: tuple[str, ...], plan_id: str | None, with_head: bool, today: date, output: Output
) -> int:
    """Print the plan or some of its tasks. Raises UsageError for a task it does not have."""
    from kstthc_cli.store.repository import load_repository

    chosen = output.chosen(FORMATS)
    year = choose(plan_years(root), plan_id, today)
    plan = load_repository(root).plan_file(year.plan.id)
    wanted = frozenset(task.strip().lower() for task in tasks)
    _check(plan, wanted)
    output.write(_render(plan, wanted, chosen, with_head, output, root), chosen)
    return Exit.FINE


def _check(plan: PlanFile, wanted: frozenset[str]) -> None:
    known = [task.id for section in plan.sections for task in section.tasks]
    duties = {d.id for section in plan.sections for task in section.tasks for d in task.duties or ()}
    for task in sorted(wanted - {*known, *duties}):
        raise UsageError(f"Kế hoạch {plan.id} không có nhiệm vụ “{task}”.", f"Nhiệm vụ đánh số từ {known[0]} đến {known[-1]}.")


def _render(
    plan: PlanFile, wanted: frozenset[str], chosen: str, with_head: bool, output: Output, root: Path
) -> str:
    if chosen == "json":
        from kstthc_cli.render.records import to_json

        return to_json(view_of.as_data(plan, wanted))
    if chosen == "markdown":
        from kstthc_cli.render.templates import render_template

        return render_template("plan.md.j2", view_of.as_values(plan, wanted, with_head=with_head), root)
    screen = output.screen
    width = screen.width if screen.terminal and output.file is None else None
    return view_of.as_text(plan, wanted, with_head=with_head, width=width)
