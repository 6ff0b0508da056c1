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
    outline, own = load_outline(root), (root / OUTLINE).exists()
    if outline.plan is None or (outline.plan == plan.id and (own or _has_all(outline, plan))):
        return outline
    line = lineage({file.id: file for file in load_plans(root)}, plan.id, outline.plan)
    if line and (own or _has_all(outline, line[0])):
        return replace(outline, places=places_in(line))
    return outline if own else outline_by_sections(outline, plan)


def _has_all(outline: Outline, plan: Plan) -> bool:
    """Whether a plan has every section that an outline names; that of another province may have its id."""
    return {name for heading in outline.headings for name in heading.sections} <= plan.sections.keys()


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
