"""The tasks, duties and assignment lines of a plan file, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kstthc_cli.domain.findings import Loc

if TYPE_CHECKING:
    from kstthc_cli.model.plan import AssignmentLine, DutyFile, PlanFile, TaskFile


def tasks_of(plan: PlanFile) -> Iterator[tuple[Loc, TaskFile]]:
    """Every task of a plan."""
    for i, section in enumerate(plan.sections):
        for j, task in enumerate(section.tasks):
            yield ("sections", i, "tasks", j), task


def holders_of(task: TaskFile, loc: Loc) -> Iterator[tuple[Loc, TaskFile | DutyFile]]:
    """A task, then its duties: everything in it that can hold assignment lines and days."""
    yield loc, task
    yield from (((*loc, "duties", n), duty) for n, duty in enumerate(task.duties or ()))


def parts_of(task: TaskFile, loc: Loc) -> Sequence[tuple[Loc, TaskFile | DutyFile]]:
    """The duties of a task, or the task itself where it is one duty."""
    every = list(holders_of(task, loc))
    return every[1:] or every


def lines_of(holder: TaskFile | DutyFile, loc: Loc) -> Iterator[tuple[Loc, AssignmentLine]]:
    """The assignment lines that a task or a duty itself holds."""
    yield from (((*loc, "assignments", n), line) for n, line in enumerate(holder.assignments or ()))
