"""The effects of an amendment on obligations and slips."""

from __future__ import annotations

import sys
from pathlib import Path

from kstthc_cli.domain.amend.plan_edits import AmendmentReference
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.errors import RefusedError
from kstthc_cli.problems import Problem

_NEW_FITS = "KST052"


def refuse_loss(root: Path, before: PlanYear, after: PlanYear, reference: AmendmentReference) -> None:
    """Refuse a new kind of schedule that removes obligations due before the document takes effect.

    Moving a date keeps the obligation; a warning is printed if the old day has passed.
    """
    from kstthc_cli.store.progress.slips import read_statements

    asked = read_statements(root, before.plan.id).requests
    now = {o.key: o for o in after.owed_by(after.registry.in_order, asked)}
    past = [
        o
        for o in before.owed_by(before.registry.in_order, asked)
        if o.due is not None and o.due.nominal < reference.start
    ]
    kinds = {duty.id: duty.schedule.kind for duty in after.plan.duties}
    if lost := [o for o in past if o.key not in now and kinds.get(o.duty.id) != o.duty.schedule.kind]:
        raise RefusedError(
            f"Sửa như vậy thì {len(lost)} nghĩa vụ đã đến hạn trước ngày {reference.start:%d/%m/%Y} mất đi.",
            "Bãi bỏ đầu việc từ ngày đó (`kst amend drop-task`), rồi thêm việc mới (`kst amend add-task`).",
        )
    moved = {
        o.duty.id
        for o in past
        if (new := now[o.key].due if o.key in now else None) and o.due and new.nominal > o.due.nominal
    }
    if moved:
        sys.stderr.write(
            f"lưu ý: hạn cũ của đầu việc {', '.join(sorted(moved))} đã qua trước ngày "
            f"{reference.start:%d/%m/%Y}; việc quá hạn theo hạn cũ nay tính theo hạn mới.\n"
        )


def consequences(root: Path, before: PlanYear, after: PlanYear) -> tuple[int, int, list[Problem]]:
    """The numbers of obligations that appear and vanish, and the slips that no longer match."""
    from kstthc_cli.store.progress.slips import read_statements
    from kstthc_cli.store.validate.statement_checks import statement_problems

    asked = read_statements(root, before.plan.id).requests
    old, new = ({o.key for o in y.owed_by(y.registry.in_order, asked)} for y in (before, after))
    known = {problem.order for problem in statement_problems(root, [before])}
    fresh = [p for p in statement_problems(root, [after]) if p.code == _NEW_FITS and p.order not in known]
    return len(new - old), len(old - new), fresh
