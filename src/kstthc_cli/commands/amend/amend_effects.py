"""The effects of an amendment on obligations and slips."""

from __future__ import annotations

import sys
from pathlib import Path

from kstthc_cli.domain.amend.plan_edits import AmendmentReference
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.obligations.comparison import Comparison
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
    kinds = {duty.id: duty.schedule.kind for duty in after.plan.duties}
    lost, moved = 0, set[str]()
    for old, new, agencies, _ in Comparison(before, after, asked):
        past = {key: o for key, o in old.items() if o.due is not None and o.due.nominal < reference.start}
        gone = [o for key, o in past.items() if key not in new]
        lost += agencies * sum(kinds.get(o.duty.id) != o.duty.schedule.kind for o in gone)
        moved |= {o.duty.id for key, o in past.items() if key in new and _later(new[key].due, o.due)}
    if lost:
        raise RefusedError(
            f"Sửa như vậy thì {lost} nghĩa vụ đã đến hạn trước ngày {reference.start:%d/%m/%Y} mất đi.",
            "Bãi bỏ đầu việc từ ngày đó (`kst amend drop-task`), rồi thêm việc mới (`kst amend add-task`).",
        )
    if moved:
        sys.stderr.write(
            f"lưu ý: hạn cũ của đầu việc {', '.join(sorted(moved))} đã qua trước ngày "
            f"{reference.start:%d/%m/%Y}; việc quá hạn theo hạn cũ nay tính theo hạn mới.\n"
        )


def _later(new: Due | None, old: Due | None) -> bool:
    return new is not None and old is not None and new.nominal > old.nominal


def consequences(root: Path, before: PlanYear, after: PlanYear) -> tuple[int, int, list[Problem]]:
    """The numbers of obligations that appear and vanish, and the slips that no longer match."""
    from kstthc_cli.store.progress.slips import read_statements
    from kstthc_cli.store.validate.statement_checks import statement_problems

    asked = read_statements(root, before.plan.id).requests
    appear = vanish = 0
    for old, new, old_agencies, new_agencies in Comparison(before, after, asked):
        appear += new_agencies * len(new.keys() - old.keys())
        vanish += old_agencies * len(old.keys() - new.keys())
    known = {problem.order for problem in statement_problems(root, [before])}
    fresh = [p for p in statement_problems(root, [after]) if p.code == _NEW_FITS and p.order not in known]
    return appear, vanish, fresh
