"""Findings of `validate --base`: changes without an amending document, and altered write-once files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kstthc_cli.domain.amend.amendment_checks import amendment_findings, is_issued, units_without_amendment
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.comparison_inputs import comparison_input
from kstthc_cli.store.files.source import Source, read_raw
from kstthc_cli.store.git.revisions import Revision, merge_base, revision
from kstthc_cli.store.git.written_once import altered_since
from kstthc_cli.store.plan.repository import Loaded, Repository
from kstthc_cli.store.progress.slips import slip_from, slip_path, validated_data


def base_of(root: Path, name: str) -> Revision:
    """The common ancestor of HEAD and the named revision. Raises as `revision` and `merge_base` do."""
    return merge_base(root, revision(root, name), revision(root, "HEAD"))


def written_once_problems(root: Path, base: Revision) -> list[Problem]:
    """KST082 for each slip, request or closing of `base` that the disk does not contain unchanged.

    A file that was moved to the path that its content requires is not a problem.
    """
    return [
        Source(item.path, "").problem("KST082", 1, 1, f"{item.sentence}, so với bản {base.words}.")
        for item in altered_since(root, base, None)
        if not (item.change == "moved" and _is_in_place(root, item.to))
    ]


def _is_in_place(root: Path, path: str) -> bool:
    raw = read_raw(root / path, path, root)[0] if path.endswith(".yaml") else None
    data, problems = (None, []) if raw is None else validated_data(path, raw)
    if data is None or errors(problems):
        return False
    if path.startswith("requests/"):
        return path == f"requests/{data['plan']}/{data['id']}.yaml"
    return path.startswith("progress/") and path == slip_path(slip_from(data, path))


def amendment_problems(repository: Repository, base: Revision) -> list[Problem]:
    """Problems of the amending documents of all changes since `base`.

    Raises InvalidDataError if the files of `base` themselves have errors.
    """
    with comparison_input(repository.root, base) as old:
        return list(_problems(old.repository, repository))


def _problems(old: Repository, new: Repository) -> Iterator[Problem]:
    now = {plan.file.id: plan for plan in new.plans}
    unread = any(problem.path.startswith("plans/") for problem in errors(new.problems))
    for plan in old.plans:
        if plan.file.id in now:
            yield from _plan_problems(plan.file, now[plan.file.id])
        elif is_issued(plan.file) and not unread:
            path = plan.document.source.path
            message = (
                f"Kế hoạch {plan.file.id} đã ban hành ({plan.file.decision.number}) không còn trong kho."
            )
            yield Source(path, "").problem("KST064", 1, 1, message)


def _plan_problems(old: PlanFile, new: Loaded[PlanFile]) -> Iterator[Problem]:
    for finding in amendment_findings(old, new.file):
        remedy = _to_paste(old, new) if finding.code == "KST060" else ""
        yield new.document.problem(finding.code, finding.loc, finding.message, remedy)


def _to_paste(old: PlanFile, new: Loaded[PlanFile]) -> str:
    """Lines for `amendments` that name all units without a document, and where to insert them."""
    changes = ", ".join(f'"{unit.id}"' for unit in units_without_amendment(old, new.file))
    item = ('- number: "…/QĐ-UBND"', "  date: NĂM-THÁNG-NGÀY", f"  changes: [{changes}]")
    if new.file.amendments:
        line, column = new.document.place(("amendments", len(new.file.amendments) - 1))
        where = f"Dán vào dưới văn bản sửa đổi cuối cùng (bắt đầu ở dòng {line})"
        lines = [" " * max(column - 3, 0) + text for text in item]
    else:
        there = "amendments" in new.document.data
        line, _ = new.document.place(("amendments",), key=True)
        where = f"Thay dòng {line} bằng" if there else "Dán vào cuối tệp"
        lines = ["amendments:", *(f"  {text}" for text in item)]
    return "\n".join([f"{where}, rồi điền số và ngày của văn bản sửa đổi:", *lines])
