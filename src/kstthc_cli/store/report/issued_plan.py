"""A plan as it was issued, before any document amended it, from the history of git."""

from __future__ import annotations

from pathlib import Path

from kstthc_cli.errors import RefusedError, UsageError
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.store.files.paths import data_files, relative
from kstthc_cli.store.git.git import NoGitError, git
from kstthc_cli.store.git.revisions import Revision, commits_touching, is_shallow, tree_of
from kstthc_cli.store.report.report_files import read_model


def plan_as_issued(root: Path, plan: PlanFile) -> PlanFile:
    """The newest version in git of a plan that has no amendments; the plan itself when it has none.

    Raises RefusedError where git has no such version.
    """
    if not plan.amendments:
        return plan
    path = _path_of(root, plan.id)
    for commit in commits_touching(root, [path]):
        old = _version(root, commit, path)
        if old is not None and old.status == "issued" and not old.amendments:
            return old
    why, more = _lacking(root)
    raise RefusedError(
        f"Kế hoạch {plan.id} đã được sửa đổi, {why}.", f"In bản hợp nhất bằng --as-amended{more}."
    )


def _lacking(root: Path) -> tuple[str, str]:
    """Why there is no version before the amendments, and what else can be done than the consolidated text."""
    lost = "không còn bản khi ban hành"
    try:
        commits = git(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 0
        if commits and is_shallow(root):
            cut = "bản sao git này chỉ lấy một phần lịch sử (shallow) nên"
            return f"{cut} {lost}", "; hoặc lấy đủ lịch sử: `git fetch --unshallow`"
    except NoGitError:
        commits = False
    if commits:
        return f"lịch sử git {lost} (kế hoạch được lưu lần đầu khi đã sửa đổi)", ""
    return f"kho không lưu bằng git nên {lost}", ""


def _path_of(root: Path, plan: str) -> str:
    """The file of a plan, from the root."""
    for file in data_files(root, "plans"):
        _, value, _ = read_model(root, file, PlanFile)
        if value is not None and value.id == plan:
            return relative(root, file)
    raise UsageError(f"Không tìm thấy tệp của kế hoạch {plan}.")


def _version(root: Path, commit: str, path: str) -> PlanFile | None:
    """The plan in a commit; None where it is not there or cannot be read."""
    with tree_of(root, Revision(commit, commit), ["plans"]) as tree:
        if not (tree / path).is_file():
            return None
        return read_model(tree, tree / path, PlanFile)[1]
