"""The plans of a repository, ready to compute with: from the index, or read and checked anew."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.domain.plan_year import PlanYear
from kstthc_cli.errors import InvalidDataError, NoRepositoryError, RefusedError, UsageError
from kstthc_cli.problems import errors
from kstthc_cli.store import cache
from kstthc_cli.store.index import Index, Kept

if TYPE_CHECKING:
    from kstthc_cli.store.repository import Repository


Head = tuple[str, int]
"""A plan's id and year."""

_SHELF = "plans"
_ALL = ""


def plan_years(root: Path) -> list[PlanYear]:
    """Every plan of the repository, by year and id.

    Raises InvalidDataError with all errors of the files, or NoRepositoryError without any plan.
    """
    with Index(root) as index:
        kept = _kept(root, index)
        years = [_recalled(index, kept, name) for name, _ in _heads(kept)] if kept else []
        found = [year for year in years if year is not None]
        return found if found and len(found) == len(years) else _read_and_keep(root, index)


def plan_year(root: Path, plan_id: str | None, as_of: date) -> PlanYear:
    """The plan that a question is about, see `choose`; no other one is looked at. Raises as both do."""
    with Index(root) as index:
        kept = _kept(root, index)
        year = _recalled(index, kept, _chosen(_heads(kept), plan_id, as_of)) if kept else None
        return year or choose(_read_and_keep(root, index), plan_id, as_of)


def _kept(root: Path, index: Index) -> Kept | None:
    """The row that tells which plans are kept, if the data files are those they were made of."""
    row = index.row(_SHELF, _ALL)
    if row is None or (row.stamp and row.stamp == cache.stamps_of(root)):
        return row
    stamp, key = cache.stamps_of(root, index.tick()), cache.key_of(root)
    if key != row.hash:
        return None
    if stamp:
        index.remember(_SHELF, row._replace(stamp=stamp))
    return row


def _heads(kept: Kept) -> list[Head]:
    return [(str(name), int(year)) for name, year in kept.data()]


def _recalled(index: Index, kept: Kept, plan: str) -> PlanYear | None:
    row = index.row(_SHELF, plan)
    return cache.from_text(row.content) if row is not None and row.hash == kept.hash else None


def _read_and_keep(root: Path, index: Index) -> list[PlanYear]:
    stamp, key = cache.stamps_of(root, index.tick()), cache.key_of(root)
    years = _read(root)
    if key and key == cache.key_of(root):
        heads = json.dumps([(year.plan.id, year.plan.year) for year in years])
        index.remember(_SHELF, Kept(_ALL, stamp, key, heads))
        for year in years:
            index.remember(_SHELF, Kept(year.plan.id, "", key, cache.to_text(year)))
    return years


def _read(root: Path) -> list[PlanYear]:
    from kstthc_cli.store.repository import load_repository

    repository = load_repository(root)
    if found := errors(repository.problems):
        raise InvalidDataError(found)
    if not repository.plans:
        raise NoRepositoryError(
            "Thư mục plans/ chưa có kế hoạch nào.", "Thêm tệp .yaml, hoặc tạo kho mới: `kst init`."
        )
    return compiled(repository)


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
    wanted = _chosen([(year.plan.id, year.plan.year) for year in years], plan_id, as_of)
    return next(year for year in years if year.plan.id == wanted)


def _chosen(heads: list[Head], plan_id: str | None, as_of: date) -> str:
    if plan_id is not None:
        if plan_id not in (name for name, _ in heads):
            known = ", ".join(name for name, _ in heads)
            raise UsageError(f"Không có kế hoạch “{plan_id}”.", f"Các kế hoạch hiện có: {known}.")
        return plan_id
    wanted = as_of.year if any(year == as_of.year for _, year in heads) else heads[-1][1]
    fitting = [name for name, year in heads if year == wanted]
    if len(fitting) > 1:
        known = ", ".join(fitting)
        raise RefusedError(f"Năm {wanted} có nhiều kế hoạch: {known}.", "Chọn một bằng --plan.")
    return fitting[0]
