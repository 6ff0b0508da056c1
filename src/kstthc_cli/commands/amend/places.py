"""What the names on the command line of `kst amend` mean; sub-plans are edited by hand."""

from __future__ import annotations

from kstthc_cli.domain.amend.plan_edits import Place, place_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.errors import RefusedError
from kstthc_cli.store.plan.repository import Repository


def place_in(plan: Plain, year: PlanYear, name: str) -> Place:
    """A duty, task, section or the head of a plan. Raises RefusedError for a row of its sub-plans."""
    for duty in year.plan.duties:
        if duty.above and duty.sub_plan and duty.id == name.strip():
            raise _by_hand(f"Đầu việc {duty.id} là của kế hoạch chi tiết {duty.sub_plan}", duty.sub_plan)
    return place_of(plan, name)


def refuse_sub_plan(repository: Repository, plan_id: str | None) -> None:
    """Raise RefusedError where the named plan is a sub-plan."""
    for loaded in repository.plans:
        if loaded.file.id == plan_id and loaded.file.details is not None:
            raise _by_hand(f"“{plan_id}” là kế hoạch chi tiết", plan_id)


def _by_hand(what: str, sub_plan: str) -> RefusedError:
    return RefusedError(
        f"{what}; `kst amend` chỉ sửa kế hoạch năm.",
        f"Sửa thẳng trong tệp của kế hoạch {sub_plan} ở plans/, nêu văn bản sửa đổi ở amendments của tệp ấy, "
        "rồi chạy `kst validate --base HEAD`.",
    )
