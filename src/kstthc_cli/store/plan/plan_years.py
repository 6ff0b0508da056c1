"""The plans of a repository, ready for computations: from the index, or read and validated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.errors import InvalidDataError, KstError, RefusedError, UsageError
from kstthc_cli.problems import errors
from kstthc_cli.store.files.paths import no_plan
from kstthc_cli.store.git.sparse import require_whole_checkout
from kstthc_cli.store.index.index import Index
from kstthc_cli.store.index.plan_cache import from_data, key_of, to_data

if TYPE_CHECKING:
    from kstthc_cli.domain.plan.plan import Plan
    from kstthc_cli.model.plan import PlanFile
    from kstthc_cli.store.plan.repository import Repository

_HEADS, _PLAN = "heads", "plan"


class Head(NamedTuple):
    """The properties by which a plan is chosen; the index stores them separately from the plan."""

    id: str
    year: int
    parent_plan: str | None
    details: bool
    draft: bool

    @classmethod
    def of(cls, plan: Plan) -> Head:
        """The head of a plan."""
        return cls(plan.id, plan.year, plan.parent_plan, bool(plan.detailed), plan.draft)

    @property
    def stands_alone(self) -> bool:
        """Whether it is issued and not part of another plan, see `Plan.stands_alone`."""
        return not self.draft and self.parent_plan is None


def plan_years(root: Path, wanted: str | None = None) -> list[PlanYear]:
    """Every plan of the repository, by year and id, without faulty ones that `wanted` does not need.

    Raises InvalidDataError with the errors of what is needed, see `usable_repository`; NoRepositoryError if
    there is no plan.
    """
    with Index(root) as index:
        cached = _cached_heads(root, index)
        years = [_cached_plan(index, cached, head.id) for head in cached.heads]
        found = [year for year in years if year is not None]
        return found if found and len(found) == len(years) else _read_and_cache(root, index, wanted)[0]


def plan_year(root: Path, plan_id: str | None, as_of: date) -> PlanYear:
    """The plan selected by `choose`; only this plan is loaded. Raises as `plan_years` and `choose` do."""
    with Index(root) as index:
        cached = _cached_heads(root, index)
        year = _cached_plan(index, cached, _chosen(cached.heads, plan_id, as_of)) if cached.heads else None
        return year or choose(_read_and_cache(root, index, plan_id)[0], plan_id, as_of)


def plan_and_file(root: Path, plan_id: str | None, as_of: date) -> tuple[PlanYear, PlanFile]:
    """The selected plan and its file; each file is read at most once.

    Raises as `plan_years` and `choose` do.
    """
    with Index(root) as index:
        cached = _cached_heads(root, index)
        wanted = _requested_id(cached.heads, plan_id, as_of) if cached.heads else ""
        year = _cached_plan(index, cached, wanted)
        if year and (file := _file_of(root, wanted)):
            return year, file
        years, repository = _read_and_cache(root, index, plan_id)
    wanted = _requested_id([Head.of(year.plan) for year in years], plan_id, as_of)
    return named(years, wanted), repository.plan_file(wanted)


def _requested_id(heads: Sequence[Head], plan_id: str | None, as_of: date) -> str:
    return _named(heads, plan_id).id if plan_id else _chosen(heads, None, as_of)


def _file_of(root: Path, plan_id: str) -> PlanFile | None:
    """The file of a validated plan; None if it has been removed since."""
    from kstthc_cli.store.plan.repository import load_plans

    return next((file for file in load_plans(root) if file.id == plan_id), None)


class _CachedHeads(NamedTuple):
    """The hash of the current data files, and the heads of the plans in the index under this hash."""

    revision: str
    heads: list[Head]


def _cached_heads(root: Path, index: Index) -> _CachedHeads:
    """Raises UnreadableError where a sparse checkout leaves out data."""
    require_whole_checkout(root)
    revision = key_of(root) or ""
    return _CachedHeads(
        revision, index.get(_HEADS, revision, lambda heads: [Head(*head) for head in heads]) or []
    )


def _cached_plan(index: Index, cached: _CachedHeads, plan: str) -> PlanYear | None:
    return index.get(_PLAN, f"{cached.revision}/{plan}", from_data)


def _read_and_cache(root: Path, index: Index, wanted: str | None) -> tuple[list[PlanYear], Repository]:
    """Read the plans; store them in the index unless a file was left out or has changed meanwhile."""
    revision = key_of(root)
    repository = _read(root, wanted)
    years = compiled(repository)
    if revision and revision == key_of(root) and not repository.left_out:
        years = [year._replace(revision=revision) for year in years]
        index.put(_HEADS, revision, [Head.of(year.plan) for year in years])
        for year in years:
            index.put(_PLAN, f"{revision}/{year.plan.id}", to_data(year))
    return years, repository


def _read(root: Path, wanted: str | None) -> Repository:
    from kstthc_cli.store.plan.usable import usable_repository

    repository = usable_repository(root, wanted)
    if found := errors(repository.problems):
        raise InvalidDataError(found)
    if not repository.plans:
        raise none_usable(repository)
    return repository


def none_usable(repository: Repository) -> KstError:
    """What tells that a repository has no plan, or but drafts with errors, see `usable_repository`."""
    drafts = sorted(path for path in repository.left_out if path.startswith("plans/"))
    if not drafts:
        return no_plan()
    return RefusedError(
        f"Kho chưa có kế hoạch nào đã ban hành; dự thảo còn lỗi: {', '.join(drafts)}.",
        f"Xem lỗi: kst validate {drafts[0]}; hết lỗi thì xem dự thảo bằng --plan MÃ.",
    )


def compiled(repository: Repository) -> list[PlanYear]:
    """The plans of a repository without errors, by year and id."""
    from kstthc_cli.domain.agencies.registry import registry_of
    from kstthc_cli.domain.calendar.calendar import calendar_of
    from kstthc_cli.domain.plan.plan import plan_of
    from kstthc_cli.domain.plan.sub_plans import by_parent, with_sub_plans

    files = sorted((loaded.file for loaded in repository.plans), key=lambda file: (file.year, file.id))
    plans = [plan_of(file) for file in files]
    sub_plans = by_parent(plans)
    registries = {name: registry_of(repository.registry_file(name)) for name in {p.registry for p in plans}}
    calendars = {name: calendar_of(repository.calendar_file(name)) for name in {p.calendar for p in plans}}
    return [
        PlanYear(
            with_sub_plans(plan, sub_plans, registries[plan.registry]),
            registries[plan.registry],
            calendars[plan.calendar],
        )
        for plan in plans
    ]


def choose(years: Sequence[PlanYear], plan_id: str | None, as_of: date) -> PlanYear:
    """The plan with the given id, else that of the year of `as_of`, else the latest one.

    Only a plan that stands alone is chosen by default; a draft must be named. Raises UsageError for an
    unknown id and for a sub-plan, whose rows are counted under the plan that it details; RefusedError where
    several plans are of that year.
    """
    return named(years, _chosen([Head.of(year.plan) for year in years], plan_id, as_of))


def _chosen(heads: Sequence[Head], plan_id: str | None, as_of: date) -> str:
    if plan_id is not None:
        found = _named(heads, plan_id)
        if found.details and not found.draft:
            how = f"Hỏi và ghi với --plan {found.parent_plan}; xem văn bản: kst plan show --plan {plan_id}."
            raise UsageError(f"“{plan_id}” là kế hoạch chi tiết của kế hoạch {found.parent_plan}.", how)
        return found.id
    alone = [head for head in heads if head.stands_alone]
    if not alone:
        raise none_issued(head.id for head in heads)
    wanted = as_of.year if any(head.year == as_of.year for head in alone) else alone[-1].year
    fitting = [head.id for head in alone if head.year == wanted]
    if len(fitting) > 1:
        raise RefusedError(f"Năm {wanted} có nhiều kế hoạch: {', '.join(fitting)}.", "Chọn một bằng --plan.")
    return fitting[0]


def none_issued(plans: Iterable[str]) -> RefusedError:
    """What tells that no plan is issued yet, and how to ask those that are there."""
    known = [f"--plan {name}" for name in plans]
    return RefusedError(
        "Kho chưa có kế hoạch nào đã ban hành.",
        f"Xem dự thảo bằng {' hoặc '.join(known)}; đã ban hành thì ghi status: issued.",
    )


def issued(year: PlanYear) -> PlanYear:
    """The plan unchanged, if it is not a draft; a draft assigns no duties. Raises RefusedError."""
    if year.plan.draft:
        raise RefusedError(
            f"Kế hoạch “{year.plan.id}” còn là dự thảo, chưa giao việc cho ai.",
            "Đã ban hành thì ghi status: issued; hoặc chọn kế hoạch khác bằng --plan.",
        )
    return year


def named(years: Sequence[PlanYear], plan_id: str) -> PlanYear:
    """The plan with an id, also a draft or sub-plan. Raises UsageError if there is none."""
    wanted = _named([Head.of(year.plan) for year in years], plan_id).id
    return next(year for year in years if year.plan.id == wanted)


def _named(heads: Sequence[Head], plan_id: str) -> Head:
    found = next((head for head in heads if head.id == plan_id), None)
    if found is None:
        known = ", ".join(head.id for head in heads)
        raise UsageError(f"Không có kế hoạch “{plan_id}”.", f"Các kế hoạch hiện có: {known}.")
    return found
