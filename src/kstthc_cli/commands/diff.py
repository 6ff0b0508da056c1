"""`kst diff`: the changes between two revisions and their consequences."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kstthc_cli.domain.diff.consequences import Consequences
    from kstthc_cli.domain.diff.figure_changes import FigureChanges
    from kstthc_cli.domain.diff.written_once import Altered
    from kstthc_cli.render.diff.diff import DiffView
    from kstthc_cli.store.comparison_inputs import ComparisonInput
    from kstthc_cli.store.git.revisions import Revision

FORMATS = ("text", "markdown", "json")
_EDITED = "KST050"


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """The revisions to compare: `base` (default HEAD), or `A..B`, `A...B`; no `head` means the disk."""

    base: str | None = None
    head: str | None = None


def diff(root: Path, options: DiffOptions, output: Output) -> int:
    """Print the differences. Raises UsageError, UnreadableError or InvalidDataError (see store.git)."""
    from kstthc_cli.store.comparison_inputs import comparison_input
    from kstthc_cli.store.git.written_once import altered_since

    chosen = output.resolve_format(FORMATS)
    old_at, new_at = _revisions(root, options)
    folders = ("plans", "agencies", "calendar", "forms", "progress", "requests")
    with comparison_input(root, old_at) as old, comparison_input(root, new_at, folders, old) as new:
        altered = altered_since(root, old_at, new_at)
        figures = _figures(root, old_at, new, output)
        view = replace(_compared(old, new, altered, output), figures=figures)
    output.write(_rendered(view, chosen, output), chosen)
    return Exit.FINE


def _revisions(root: Path, options: DiffOptions) -> tuple[Revision, Revision | None]:
    from kstthc_cli.store.git.revisions import merge_base, revision

    base, head, joint = options.base or "HEAD", options.head, ""
    if ".." in base:
        if head is not None:
            raise UsageError(f"“{base}” đã nêu hai bản, thừa “{head}”.", "Viết A..B hoặc A B, không cả hai.")
        joint = "..." if "..." in base else ".."
        base, head = (name or "HEAD" for name in base.split(joint, 1))
    old = revision(root, base)
    new = revision(root, head) if head is not None else None
    return (merge_base(root, old, new) if joint == "..." and new else old), new


def _compared(
    old: ComparisonInput, new: ComparisonInput, altered: Sequence[Altered], output: Output
) -> DiffView:
    from kstthc_cli.domain.diff.plan_diff import differences
    from kstthc_cli.render.diff.diff import DiffView

    before, after = old.facts, new.facts
    found = differences(before, after)
    effects = _effects(old, new, output) if found else {}
    return DiffView((old.name, new.name), before, after, found, effects, altered)


def _effects(old: ComparisonInput, new: ComparisonInput, output: Output) -> dict[str, Consequences]:
    from kstthc_cli.domain.diff.consequences import Consequences, consequences

    before, after = old.years, new.years
    found = {}
    for plan in dict.fromkeys([*before, *after]):
        if before.get(plan) == after.get(plan):
            found[plan] = Consequences()
            continue
        slips, requests, problems = new.statements(plan, output.watch)
        bad = sum(problem.severity == "error" and problem.code != _EDITED for problem in problems)
        if bad:
            sys.stderr.write(f"cảnh báo: {bad} phiếu có lỗi nên không được tính; chạy `kst validate`.\n")
        found[plan] = consequences(before.get(plan), after.get(plan), slips, requests)
    return found


def _figures(root: Path, old_at: Revision, new: ComparisonInput, output: Output) -> dict[str, FigureChanges]:
    """The changes of figures by plan: slips are never edited, so only new ones can change any."""
    from kstthc_cli.domain.diff.figure_changes import figure_changes
    from kstthc_cli.domain.forms.form_files import form_of
    from kstthc_cli.store.git.revisions import blobs_of

    forms = {loaded.file.id: form_of(loaded.file) for loaded in new.repository.forms}
    known = blobs_of(root, old_at, ("progress",)) if forms else {}
    found = {}
    for plan, year in new.years.items() if forms else ():
        slips = new.statements(plan, output.watch)[0]
        if any(slip.forms or slip.withdraws for slip in slips if slip.path not in known):
            before = [slip for slip in slips if slip.path in known]
            changes = figure_changes(forms, year, before, slips)
            if changes.cells:
                found[plan] = changes
    return found


def _rendered(view: DiffView, chosen: str, output: Output) -> str:
    from kstthc_cli.render.diff import diff as shapes
    from kstthc_cli.render.screen.data_formats import to_json

    if chosen == "json":
        return to_json(shapes.as_data(view))
    if chosen == "markdown":
        return shapes.as_markdown(view)
    screen = output.screen
    return shapes.as_text(view, screen.width if screen.terminal and output.file is None else None)
