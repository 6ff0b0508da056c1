"""What drafts may leave open, and what of a plan or registry is still to be decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.plan.roles import ROLES

if TYPE_CHECKING:
    from kstthc_cli.model.agencies import RegistryFile
    from kstthc_cli.model.plan import AssignmentLine, DutyFile, PlanFile, TaskFile


AGENCY_COLUMNS = frozenset(("lead", "coordinate", "perform", "support", "appraise", "oversee", "agencies"))
"""Ids of `annex.columns` that hold agencies."""


def check_sections(plan: PlanFile) -> Iterator[Finding]:
    """Sections that stand under one which is not above them, or that hold nothing."""
    above: set[str] = set()
    holders = {section.under for section in plan.sections}
    for n, section in enumerate(plan.sections):
        if section.under is not None and section.under not in above:
            message = f"Không có mục “{section.under}” ở trên mục {section.id}."
            yield Finding("KST047", ("sections", n, "under"), message)
        if not section.tasks and section.id not in holders and plan.status == "issued":
            yield Finding("KST043", ("sections", n), f"Mục {section.id} không có nhiệm vụ nào.")
        above.add(section.id)


def undecided(plan: PlanFile, task: TaskFile, part: TaskFile | DutyFile) -> bool:
    """Whether somebody must still decide on a duty of a draft; until then it may be incomplete.

    Where the printed table has no column for the time or for agencies, that is asked once, of the plan.
    """
    columns = {column.id for column in plan.annex.columns}
    lacking = bool(columns) and not ("time" in columns and columns & AGENCY_COLUMNS)
    asked = task.decide or part.decide or (lacking and plan.decide)
    return plan.status == "draft" and bool(asked)


def settled(
    found: Iterable[Finding], plan: PlanFile, task: TaskFile, part: TaskFile | DutyFile
) -> Iterator[Finding]:
    """What counts of the findings on a line: until somebody has decided, it may say nothing of roles."""
    passed = ("KST043", "KST059") if undecided(plan, task, part) else ()
    return (finding for finding in found if finding.code not in passed)


def check_registered(plan: PlanFile, registry: Registry) -> Iterator[Finding]:
    """Every agency of a draft that its registry does not have, once, where it is named first."""
    if plan.status != "draft":
        return
    seen: set[str] = {*registry.agencies, *registry.groups}
    for loc, line in _lines(plan):
        for role in ROLES:
            for n, who in enumerate(getattr(line, role)):
                if who not in seen:
                    message = (
                        f"“{who}” chưa có trong danh mục “{registry.id}” (agencies/): thêm vào rồi ban hành."
                    )
                    yield Finding("KST073", (*loc, role, n), message)
                seen.add(who)


def _lines(plan: PlanFile) -> Iterator[tuple[Loc, AssignmentLine]]:
    for i, section in enumerate(plan.sections):
        for j, task in enumerate(section.tasks):
            at: Loc = ("sections", i, "tasks", j)
            yield from (((*at, "assignments", n), line) for n, line in enumerate(task.assignments or ()))
            for m, duty in enumerate(task.duties or ()):
                inner = (*at, "duties", m, "assignments")
                yield from (((*inner, n), line) for n, line in enumerate(duty.assignments or ()))


def check_confirmed(file: RegistryFile) -> Iterator[Finding]:
    """Agencies and groups that were added as drafts, until somebody has confirmed them."""
    for folder, entries in (("agencies", file.agencies), ("groups", file.groups)):
        for n, entry in enumerate(entries):
            for m, text in enumerate(entry.decide):
                yield Finding("KST073", (folder, n, "decide", m), f"{entry.name}: {text}")
