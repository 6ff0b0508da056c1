"""Whether what changed since a revision names its ground, as problems with the lines to paste."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kstthc_cli.domain.amend.substance import check_grounds, is_issued, ungrounded
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.diff import side
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.git.revisions import Revision, merge_base, revision
from kstthc_cli.store.plan.repository import Loaded, Repository


def base_of(root: Path, name: str) -> Revision:
    """Where the work on the disk parted from the revision that is named; see `store.revisions`."""
    return merge_base(root, revision(root, name), revision(root, "HEAD"))


def ground_problems(repository: Repository, base: Revision) -> list[Problem]:
    """What is wrong with the grounds of all changes since `base`.

    Raises InvalidDataError where the files of `base` have errors themselves.
    """
    with side(repository.root, base) as old:
        return list(_problems(old.repository, repository))


def _problems(old: Repository, new: Repository) -> Iterator[Problem]:
    now = {plan.file.id: plan for plan in new.plans}
    unread = any(problem.path.startswith("plans/") for problem in errors(new.problems))
    for plan in old.plans:
        if plan.file.id in now:
            yield from _of_plan(plan.file, now[plan.file.id])
        elif is_issued(plan.file) and not unread:
            path = plan.document.source.path
            message = (
                f"Kế hoạch {plan.file.id} đã ban hành ({plan.file.decision.number}) không còn trong kho."
            )
            yield Source(path, "").problem("KST064", 1, 1, message)


def _of_plan(old: PlanFile, new: Loaded[PlanFile]) -> Iterator[Problem]:
    for finding in check_grounds(old, new.file):
        remedy = _to_paste(old, new) if finding.code == "KST060" else ""
        yield new.document.problem(finding.code, finding.loc, finding.message, remedy)


def _to_paste(old: PlanFile, new: Loaded[PlanFile]) -> str:
    """The lines that ground everything that has no ground yet, and where they go."""
    changes = ", ".join(f'"{unit.id}"' for unit in ungrounded(old, new.file))
    item = ('- number: "…/QĐ-UBND"', "  date: NĂM-THÁNG-NGÀY", f"  changes: [{changes}]")
    if new.file.amendments:
        line, column = new.document.place(("amendments", len(new.file.amendments) - 1))
        where = f"Dán vào dưới căn cứ cuối cùng (bắt đầu ở dòng {line})"
        lines = [" " * max(column - 3, 0) + text for text in item]
    else:
        there = isinstance(new.document.data, dict) and "amendments" in new.document.data
        line, _ = new.document.place(("amendments",), key=True)
        where = f"Thay dòng {line} bằng" if there else "Dán vào cuối tệp"
        lines = ["amendments:", *(f"  {text}" for text in item)]
    return "\n".join([f"{where}, rồi điền số và ngày của văn bản sửa đổi:", *lines])
