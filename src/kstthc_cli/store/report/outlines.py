"""The outline of the periodic report, with its numbers carried over to the plan that is reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kstthc_cli.domain.plan.plan import Plan, plan_of
from kstthc_cli.domain.report.outline import Outline, outline_by_sections, places_in
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.store.files.paths import OUTLINE
from kstthc_cli.store.plan.repository import load_plans
from kstthc_cli.store.report.report_files import load_outline


def outline_for(root: Path, plan: Plan) -> Outline:
    """The outline as it applies to a plan; the program's own follows the sections of any other plan.

    Raises InvalidDataError.
    """
    outline = load_outline(root)
    if outline.plan in (None, plan.id):
        return outline
    line = lineage({file.id: file for file in load_plans(root)}, plan.id, outline.plan)
    if line:
        return replace(outline, places=places_in(line))
    return outline if (root / OUTLINE).exists() else outline_by_sections(outline, plan)


def lineage(files: Mapping[str, PlanFile], last: str, first: str | None) -> tuple[Plan, ...]:
    """The plans from `first` to `last`, each following the one before; empty where there is no such line."""
    found: list[PlanFile] = []
    at: str | None = last
    while at is not None and at in files and files[at] not in found:
        found.append(files[at])
        if at == first:
            return tuple(plan_of(file) for file in reversed(found))
        at = predecessor(files[at])
    return ()


def predecessor(file: PlanFile) -> str | None:
    """The plan of the year before that a plan follows."""
    return file.follows.plan if file.follows else None


def issued_plans(files: Iterable[PlanFile]) -> list[PlanFile]:
    """The issued plans of the province itself, for which reports are made."""
    return [f for f in files if f.status == "issued" and f.details is None and f.derived is None]
