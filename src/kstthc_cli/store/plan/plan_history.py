"""The earlier versions of an issued plan with its registry and calendar, as git has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.errors import KstError
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.problems import errors
from kstthc_cli.store.files.paths import FOLDERS
from kstthc_cli.store.git.revisions import Revision, commits_touching, is_shallow, revision, tree_of
from kstthc_cli.store.plan.plan_years import compiled
from kstthc_cli.store.plan.repository import load_plans, load_repository


def earlier_versions(root: Path, plan: str) -> Iterator[PlanYear]:
    """The plan in each commit that changed plans, registries, calendars or forms, oldest first.

    Commits in which the plan is a draft, missing or has errors are left out. Nothing where git is not used.
    """
    for commit in commits_touching(root, FOLDERS, "--topo-order", "--reverse"):
        found = _version(root, commit, plan)
        if found is not None and not found.plan.draft:
            yield found


def earlier_files(root: Path, plan: str) -> Iterator[PlanFile]:
    """The file of an issued plan in each commit that changed plans, oldest first.

    Commits in which it is missing or does not fit its schema are left out. Nothing where git is not used.
    """
    for commit in commits_touching(root, ("plans",), "--topo-order", "--reverse"):
        try:
            with tree_of(root, Revision(commit, commit), ("plans",)) as tree:
                yield from (file for file in load_plans(tree) if (file.id, file.status) == (plan, "issued"))
        except KstError:
            continue


def history_is_complete(root: Path) -> bool:
    """Whether git has every commit of the repository; False in a shallow clone and without git."""
    try:
        revision(root, "HEAD")
        return not is_shallow(root)
    except KstError:
        return False


def _version(root: Path, commit: str, plan: str) -> PlanYear | None:
    try:
        with tree_of(root, Revision(commit, commit), FOLDERS) as tree:
            repository = load_repository(tree)
            if errors(repository.problems):
                return None
            return next((year for year in compiled(repository) if year.plan.id == plan), None)
    except KstError:
        return None
