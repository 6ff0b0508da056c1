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
    """The plan that is named, or that `choose` takes, and its file; each file is read once at most.

    Raises what `plan_years` and `choose` raise.
    """
    key = cache.key_of(root)
    stored = cache.recall(root, key) if key else None
    if stored is not None:
        year = _asked(stored, plan_id, as_of)
        if file := _file_of(root, year.plan.id):
            return year, file
    repository = _read(root)
    year = _asked(_kept(root, repository, key), plan_id, as_of)
    return year, repository.plan_file(year.plan.id)


def _asked(years: list[PlanYear], plan_id: str | None, as_of: date) -> PlanYear:
    return named(years, plan_id) if plan_id else choose(years, None, as_of)


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
    from kstthc_cli.domain.details import woven
    from kstthc_cli.domain.plan import plan_of
    from kstthc_cli.domain.registry import registry_of

    files = sorted((loaded.file for loaded in repository.plans), key=lambda file: (file.year, file.id))
    plans = [plan_of(file) for file in files]
    registries = {file.agencies: registry_of(repository.registry_file(file.agencies)) for file in files}
    return [
        PlanYear(
            woven(plan, plans, registries[plan.registry]),
            registries[plan.registry],
            calendar_of(repository.calendar_file(plan.calendar)),
        )
        for plan in plans
    ]


def choose(years: list[PlanYear], plan_id: str | None, as_of: date) -> PlanYear:
    """The plan under which work is counted: the named one, else that of the year of `as_of`, else the latest.

    Only a plan that stands alone is taken by itself; a draft must be named. Raises UsageError for an
    unknown id and for a sub-plan, whose rows are counted under the plan that it details;
    RefusedError where several plans are of that year.
    """
    if plan_id is not None:
        found = named(years, plan_id)
        if found.plan.detailed and not found.plan.draft:
            above = found.plan.beside
            how = f"Hỏi và ghi với --plan {above}; xem văn bản: kst plan show --plan {plan_id}."
            raise UsageError(f"“{plan_id}” là kế hoạch chi tiết của kế hoạch {above}.", how)
        return found
    alone = [year for year in years if year.plan.stands_alone]
    if not alone:
        known = ", ".join(year.plan.id for year in years)
        raise RefusedError("Kho chưa có kế hoạch nào đã ban hành.", f"Nêu rõ bằng --plan: {known}.")
    wanted = as_of.year if any(year.plan.year == as_of.year for year in alone) else alone[-1].plan.year
    fitting = [year for year in alone if year.plan.year == wanted]
    if len(fitting) > 1:
        known = ", ".join(year.plan.id for year in fitting)
        raise RefusedError(f"Năm {wanted} có nhiều kế hoạch: {known}.", "Chọn một bằng --plan.")
    return fitting[0]


def issued(year: PlanYear) -> PlanYear:
    """The plan, which must not be a draft, since a draft gives nobody work. Raises RefusedError."""
    if year.plan.draft:
        raise RefusedError(
            f"Kế hoạch “{year.plan.id}” còn là dự thảo, chưa giao việc cho ai.",
            "Ban hành xong thì ghi status: issued; hoặc chọn kế hoạch khác bằng --plan.",
        )
    return year


def named(years: list[PlanYear], plan_id: str) -> PlanYear:
    """The plan of an id, whatever it is. Raises UsageError where there is none."""
    found = next((year for year in years if year.plan.id == plan_id), None)
    if found is None:
        known = ", ".join(year.plan.id for year in years)
        raise UsageError(f"Không có kế hoạch “{plan_id}”.", f"Các kế hoạch hiện có: {known}.")
    return found
