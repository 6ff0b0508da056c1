"""The plans of a repository, ready to compute with: from the cache, or read and checked anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.domain.plan_year import PlanYear
from kstthc_cli.errors import InvalidDataError, NoRepositoryError, RefusedError, UsageError
from kstthc_cli.problems import errors
from kstthc_cli.store import cache

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile
    from kstthc_cli.store.repository import Repository


def plan_years(root: Path) -> list[PlanYear]:
    """Every plan of the repository, by year and id.

    Raises InvalidDataError with all errors of the files, or NoRepositoryError without any plan.
    """
    key = cache.key_of(root)
    stored = cache.recall(root, key) if key else None
    return stored if stored is not None else _kept(root, _read(root), key)


def plan_and_file(root: Path, plan_id: str | None, as_of: date) -> tuple[PlanYear, PlanFile]:
    """The plan that `choose` takes, and its file as it was read; each file of YAML is read once at most.

    Raises what `plan_years` and `choose` raise.
    """
    key = cache.key_of(root)
    stored = cache.recall(root, key) if key else None
    if stored is not None:
        year = choose(stored, plan_id, as_of)
        if file := _file_of(root, year.plan.id):
            return year, file
    repository = _read(root)
    year = choose(_kept(root, repository, key), plan_id, as_of)
    return year, repository.plan_file(year.plan.id)


def _file_of(root: Path, plan_id: str) -> PlanFile | None:
    """The file of a plan that was checked before; None where it has gone since."""
    from kstthc_cli.store.repository import load_plans

    return next((file for file in load_plans(root) if file.id == plan_id), None)


def _kept(root: Path, repository: Repository, key: str | None) -> list[PlanYear]:
    """The plans of a repository, stored for the next time unless its files changed meanwhile."""
    years = compiled(repository)
    if key and key == cache.key_of(root):
        cache.remember(root, key, years)
    return years


def _read(root: Path) -> Repository:
    from kstthc_cli.store.repository import load_repository

    repository = load_repository(root)
    if found := errors(repository.problems):
        raise InvalidDataError(found)
    if not repository.plans:
        raise NoRepositoryError(
            "Thư mục plans/ chưa có kế hoạch nào.", "Thêm tệp .yaml, hoặc tạo kho mới: `kst init`."
        )
    return repository


def compiled(repository: Repository) -> list[PlanYear]:
    """The plans of a repository without errors, by year and id."""
    from kstthc_cli.domain.calendar import calendar_of
    from kstthc_cli.domain.plan import plan_of
    from kstthc_cli.domain.registry import registry_of

    plans = sorted((loaded.file for loaded in repository.plans), key=lambda file: (file.year, file.id))
    return [
        PlanYear(
            plan_of(file),
            registry_of(repository.registry_file(file.agencies)),
            calendar_of(repository.calendar_file(file.calendar)),
        )
        for file in plans
    ]


def choose(years: list[PlanYear], plan_id: str | None, as_of: date) -> PlanYear:
    """The plan named `plan_id`; by default that of the year of `as_of`, else the latest.

    Raises UsageError for an unknown id, RefusedError where several plans are of that year.
    """
    if plan_id is not None:
        found = next((year for year in years if year.plan.id == plan_id), None)
        if found is None:
            known = ", ".join(year.plan.id for year in years)
            raise UsageError(f"Không có kế hoạch “{plan_id}”.", f"Các kế hoạch hiện có: {known}.")
        return found
    wanted = as_of.year if any(year.plan.year == as_of.year for year in years) else years[-1].plan.year
    fitting = [year for year in years if year.plan.year == wanted]
    if len(fitting) > 1:
        known = ", ".join(year.plan.id for year in fitting)
        raise RefusedError(f"Năm {wanted} có nhiều kế hoạch: {known}.", "Chọn một bằng --plan.")
    return fitting[0]
