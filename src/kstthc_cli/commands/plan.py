"""`kst plan show`: prints the annex from the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.text.numerals import id_ranges
from kstthc_cli.domain.text.search import Wanted
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render import plan as view_of
from kstthc_cli.render.plan import PlanView
from kstthc_cli.store.plan.plan_years import plan_and_file

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile, TaskFile

FORMATS = ("text", "markdown", "json")


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """The options of `kst plan show`; no tasks means the whole annex."""

    today: date
    tasks: tuple[str, ...] = ()
    plan: str | None = None
    head: bool = False


def show(root: Path, options: PlanOptions, output: Output) -> int:
    """Print the plan or some of its tasks. Raises UsageError for an unknown task."""
    chosen = output.resolve_format(FORMATS)
    year, plan = plan_and_file(root, options.plan, options.today)
    tasks = _named(plan, options.tasks)
    names = {who: year.registry.short_name(who) for who in (*year.registry.agencies, *year.registry.groups)}
    view = PlanView(plan, tasks, options.head, _rows(year.plan), names)
    output.write(_render(view, chosen, output, root), chosen)
    return Exit.FINE


def _rows(plan: Plan) -> dict[str, list[str]]:
    """Duty id → the rows of sub-plans that directly detail it."""
    found: dict[str, list[str]] = {}
    for duty in plan.duties:
        if duty.above:
            found.setdefault(duty.above[0], []).append(duty.id)
    return found


def _named(plan: PlanFile, asked: tuple[str, ...]) -> frozenset[str]:
    """The ids of the requested tasks and duties; of words that are no id, those whose text has them."""
    by_task = {task.id: task for section in plan.sections for task in section.tasks}
    duties = [d.id for task in by_task.values() for d in task.duties or ()]
    known = {name.casefold(): name for name in (*by_task, *duties)}
    found: list[str] = []
    for word in (part.strip() for text in asked for part in text.split(",")):
        named = [known[word.casefold()]] if word.casefold() in known else _having(by_task.values(), word)
        if not named:
            how = f"Các nhiệm vụ: {id_ranges(by_task)}. Tìm theo chữ: kst search."
            raise UsageError(f"Kế hoạch {plan.id} không có nhiệm vụ “{word}”.", how)
        found += named
    return frozenset(found)


def _having(tasks: Iterable[TaskFile], words: str) -> list[str]:
    """The tasks whose printed text has the words; none for a number, which would be an id."""
    wanted = Wanted(words)
    if not wanted or words.strip()[:1].isdigit():
        return []
    return [task.id for task in tasks if wanted.found_in(_texts(task))]


def _texts(task: TaskFile) -> Iterator[str]:
    yield task.content
    for part in (task, *(task.duties or ())):
        yield from part.results or ()


def _render(view: PlanView, chosen: str, output: Output, root: Path) -> str:
    if chosen == "json":
        from kstthc_cli.render.screen.data_formats import to_json

        return to_json(view_of.as_data(view))
    if chosen == "markdown":
        from kstthc_cli.render.templates.templates import render_template

        return render_template("plan.md.j2", view_of.as_values(view), root)
    screen = output.screen
    return view_of.as_text(view, screen.width if screen.terminal and output.file is None else None)
