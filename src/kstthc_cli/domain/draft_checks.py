"""What drafts may leave open, and what of a plan or registry is still to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kstthc_cli.domain.findings import Finding

if TYPE_CHECKING:
    from kstthc_cli.model.agency import RegistryFile
    from kstthc_cli.model.plan import DutyFile, PlanFile, TaskFile


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
    """Whether somebody must still decide on a duty of a draft; until then it may be incomplete."""
    return plan.status == "draft" and bool(task.decide or part.decide)


def check_confirmed(file: RegistryFile) -> Iterator[Finding]:
    """Agencies and groups that were added as drafts, until somebody has confirmed them."""
    for folder, entries in (("agencies", file.agencies), ("groups", file.groups)):
        for n, entry in enumerate(entries):
            for m, text in enumerate(entry.decide):
                yield Finding("KST073", (folder, n, "decide", m), f"{entry.name}: {text}")
