"""The list of tasks, and a page for each: what it asks, of whom, by when, and how each agency stands."""

from __future__ import annotations

from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.render.screen.phrases import goal, schedule_text
from kstthc_cli.render.site.view import SiteView, Values, counted, day_text


def tasks_values(site: SiteView) -> Values:
    """The values of the list."""
    first = {duty.task: duty for duty in reversed(site.facts.year.plan.duties)}
    return {
        "total": counted(site.facts.rows),
        "tasks": [
            {
                "task": task,
                "content": first[task].content,
                "section": first[task].section,
                "duties": sum(duty.task == task for duty in site.facts.year.plan.duties),
                **counted(rows),
            }
            for task, rows in site.tasks.items()
        ],
    }


def task_values(site: SiteView, task: str) -> Values:
    """The values of the page of a task."""
    plan = site.facts.year.plan
    duties = [duty for duty in plan.duties if duty.task == task]
    rows = site.tasks[task]
    return {
        "task": task,
        "content": duties[0].content,
        "section": duties[0].section,
        "section_title": plan.sections[duties[0].section],
        "duties": [_duty(duty) for duty in duties],
        "total": counted(rows),
        "rows": [site.row(row) for row in rows],
    }


def _duty(duty: Duty) -> Values:
    return {
        "id": duty.id,
        "results": list(duty.results),
        "printed": [line.printed for line in duty.lines],
        "schedule": schedule_text(duty),
        "condition": duty.condition or "",
        "targets": [f"{target.text} ({goal(target)})" for target in duty.targets],
        "since": day_text(duty.since) if duty.since else "",
        "ended": day_text(duty.ended) if duty.ended else "",
    }
