"""The annex of a plan in the columns that it was printed with (`annex.columns`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kstthc_cli.model.plan import AssignmentLine, Column, DutyFile, PlanFile, Section, TaskFile

_ROLES_OF: Mapping[str, tuple[str, ...]] = {
    "lead": ("lead",),
    "coordinate": ("coordinate",),
    "perform": ("perform",),
    "support": ("coordinate",),
    "appraise": ("appraise",),
    "oversee": ("oversee",),
    "agencies": ("lead", "perform", "coordinate", "appraise", "oversee", "consolidate"),
}
"""Column of agencies → the roles of whoever is printed there."""


def printed_rows(plan: PlanFile, section: Section) -> Iterator[list[str] | None]:
    """The cells of every duty of a section, column by column; those of a task stand in its first row.

    None for a duty that was made of the words of the one above, as of two days in one cell.
    """
    columns = plan.annex.columns
    for task in section.tasks:
        parts = task.parts
        for n, part in enumerate(parts):
            same = n > 0 and _says_nothing_new(part, parts[n - 1])
            yield None if same else [_cell(columns, column, task, part, first=n == 0) for column in columns]


def _says_nothing_new(part: TaskFile | DutyFile, above: TaskFile | DutyFile) -> bool:
    """Whether all that is printed of a duty is printed of the one above it."""
    times = [duty.schedule.text if duty.schedule else "" for duty in (part, above)]
    own = (part.label, part.results, part.assignments, part.columns)
    return times[0] == times[1] and not any(own)


def _cell(
    columns: list[Column], column: Column, task: TaskFile, part: TaskFile | DutyFile, *, first: bool
) -> str:
    lines = part.assignments or (task.assignments if first else None) or []
    time = part.schedule.text if part.schedule else ""
    if column.id in _ROLES_OF:
        place = dict.fromkeys((line.printed, _column_of(columns, line)) for line in lines)
        return "\n".join(text for text, at in place if at == column.id)
    if column.id == "stt":
        own = part.label if part is not task else task.label
        return own or (task.id if first else "")
    if column.id == "content":
        return task.content if first else ""
    if column.id == "result":
        return "\n".join(part.results or (task.results if first else None) or ())
    if column.id in ("time", "start"):
        return _time(time, column.id, both={"time", "start"} <= {other.id for other in columns})
    return part.columns.get(column.id) or (task.columns.get(column.id, "") if first else "")


def _time(text: str, key: str, *, both: bool) -> str:
    """The time, or one half of it where the beginning has a column of its own."""
    if not both:
        return text
    begun, dash, ended = text.partition(" - ")
    return (begun if key == "start" else ended) if dash else (text if key == "time" else "")


def _column_of(columns: list[Column], line: AssignmentLine) -> str:
    """The column in which a line is printed: the one it names, else the first one of a role that it gives."""
    if line.column is not None:
        return line.column
    given = [role for role in _ROLES_OF["agencies"] if getattr(line, role)]
    own = (c.id for role in given for c in columns if c.id != "agencies" and role in _ROLES_OF.get(c.id, ()))
    return next(own, next((c.id for c in columns if c.id in _ROLES_OF), ""))
