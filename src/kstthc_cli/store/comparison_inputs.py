"""The two inputs of a comparison: a revision in git, or the files on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kstthc_cli.domain.diff.plan_facts import Fields, Ref, calendar_facts, plan_facts, registry_facts
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.requests import Request
from kstthc_cli.errors import InvalidDataError
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.paths import FOLDERS
from kstthc_cli.store.git.revisions import Revision, tree_of
from kstthc_cli.store.index.slip_cache import Watch
from kstthc_cli.store.plan.plan_years import compiled
from kstthc_cli.store.plan.repository import Repository, load_repository
from kstthc_cli.store.progress.slips import read_statements

WORKING = "tệp đang sửa"


@dataclass(frozen=True)
class ComparisonInput:
    """One revision: its name, its repository, and a folder with its files while the context lasts."""

    name: str
    root: Path
    repository: Repository

    @cached_property
    def facts(self) -> dict[Ref, Fields]:
        """The facts of its plans, registries and calendars."""
        found: dict[Ref, Fields] = {}
        for plan in self.repository.plans:
            found |= plan_facts(plan.file)
        for registry in self.repository.registries:
            found |= registry_facts(registry.file)
        for calendar in self.repository.calendars:
            found |= calendar_facts(calendar.file)
        return found

    @cached_property
    def years(self) -> dict[str, PlanYear]:
        """Its compiled plans, by id."""
        return {year.plan.id: year for year in compiled(self.repository)}

    def statements(self, plan: str, watch: Watch = iter) -> tuple[list[Slip], list[Request], list[Problem]]:
        """The slips and requests under a plan, and their problems."""
        read = read_statements(self.root, plan, watch=watch)
        return read.slips, read.requests, read.problems


@contextmanager
def comparison_input(
    root: Path,
    at: Revision | None,
    folders: Iterable[str] = FOLDERS,
    other: ComparisonInput | None = None,
) -> Iterator[ComparisonInput]:
    """A revision (None: the files on the disk), readable while the context lasts.

    Files as in the `other` input are not parsed again. Raises InvalidDataError if its files have errors; the
    paths in it then name the revision.
    """
    known = other.repository if other else None
    if at is None:
        yield ComparisonInput(WORKING, root, _without_errors(load_repository(root, other=known), ""))
        return
    with tree_of(root, at, folders) as tree:
        repository = load_repository(tree, other=known)
        yield ComparisonInput(at.words, tree, _without_errors(repository, f"{at.commit[:7]}:"))


def _without_errors(repository: Repository, where: str) -> Repository:
    if found := errors(repository.problems):
        named = [problem._replace(path=f"{where}{problem.path}") for problem in found]
        raise InvalidDataError(named, "nên chưa so được")
    return repository
