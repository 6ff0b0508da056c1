"""What drafts may leave incomplete, and open questions of plans and registries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.findings import Finding
from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.validate.places import holders_of, lines_of, tasks_of

if TYPE_CHECKING:
    from kstthc_cli.model.agencies import RegistryFile
    from kstthc_cli.model.plan import DutyFile, PlanFile, TaskFile


AGENCY_COLUMNS = frozenset(("lead", "coordinate", "perform", "support", "appraise", "oversee", "agencies"))
"""Ids of `annex.columns` that contain agencies."""


def check_sections(plan: PlanFile) -> Iterator[Finding]:
    """Sections whose parent section does not precede them, or that have no tasks."""
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
    """Whether a duty of a draft has open questions; until they are decided it may be incomplete.

    If the printed table has no column for the time or for agencies, there is one question for the plan.
    """
    columns = {column.id for column in plan.annex.columns}
    lacking = bool(columns) and not ("time" in columns and columns & AGENCY_COLUMNS)
    asked = task.decide or part.decide or (lacking and plan.decide)
    return plan.status == "draft" and bool(asked)


def relevant_findings(
    found: Iterable[Finding], plan: PlanFile, task: TaskFile, part: TaskFile | DutyFile
) -> Iterator[Finding]:
    """The findings on a line that count: a line with open questions may lack roles.

    So may that of an agency's own plan, which names the others without giving them work.
    """
    passed = ("KST043", "KST059") if undecided(plan, task, part) else ()
    if plan.derived is not None:
        passed = (*passed, "KST059")
    return (finding for finding in found if finding.code not in passed)


def check_registered(plan: PlanFile, registry: Registry) -> Iterator[Finding]:
    """Every agency of a draft that is not in its registry, once, at its first use."""
    if plan.status != "draft":
        return
    seen: set[str] = {*registry.agencies, *registry.groups}
    lines = (
        found
        for loc, task in tasks_of(plan)
        for at, holder in holders_of(task, loc)
        for found in lines_of(holder, at)
    )
    for loc, line in lines:
        for role in ROLES:
            for n, who in enumerate(getattr(line, role)):
                if who not in seen:
                    message = (
                        f"“{who}” chưa có trong danh mục “{registry.id}” (agencies/): thêm vào rồi ban hành."
                    )
                    yield Finding("KST073", (*loc, role, n), message)
                seen.add(who)


def check_confirmed(file: RegistryFile) -> Iterator[Finding]:
    """What is not confirmed yet of a registry: as a whole, then agencies and groups added as drafts."""
    yield from (Finding("KST073", ("decide", n), text) for n, text in enumerate(file.decide))
    for folder, entries in (("agencies", file.agencies), ("groups", file.groups)):
        for n, entry in enumerate(entries):
            for m, text in enumerate(entry.decide):
                yield Finding("KST073", (folder, n, "decide", m), f"{entry.name}: {text}")
