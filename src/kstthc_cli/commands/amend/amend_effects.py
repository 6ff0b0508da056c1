"""The effects of an amendment on obligations and slips."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.snapshot import Snapshot, snapshot
from kstthc_cli.domain.amend.plan_edits import AmendmentReference
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.obligations.comparison import Comparison, changed_duties
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import Key, state_of
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.errors import RefusedError
from kstthc_cli.problems import Problem
from kstthc_cli.render.screen.phrases import EVERY_WORK, count, limited

_NEW_FITS = "KST052"
_NAMED = 5


class Effects(NamedTuple):
    """The numbers of obligations that appear and that vanish, and the slips that no longer match."""

    appear: int
    vanish: int
    unmatched: list[Problem]


def effects_of(
    root: Path, before: PlanYear, after: PlanYear, reference: AmendmentReference, as_of: date
) -> Effects:
    """The effects of an amendment; which statuses it changes is printed to stderr.

    Raises RefusedError where obligations would be lost. Only the duties that it touches are worked out.
    """
    from kstthc_cli.store.progress.slips import read_statements

    touched = changed_duties(before.plan, after.plan)
    old, new = before.of_duties(touched), after.of_duties(touched)
    comparison = Comparison(old, new, read_statements(root, before.plan.id).requests)
    refuse_loss(comparison, new, reference)
    appear, vanish = appearing_and_vanishing(comparison)
    unmatched = newly_unmatched(root, before, after)
    tell_changed_statuses(root, old, new, as_of)
    return Effects(appear, vanish, unmatched)


def refuse_loss(comparison: Comparison, after: PlanYear, reference: AmendmentReference) -> None:
    """Refuse a new kind of schedule that removes obligations due before the document takes effect.

    Moving a date keeps the obligation; a warning is printed if the old day has passed.
    """
    kinds = {duty.id: duty.schedule.kind for duty in after.plan.duties}
    lost, moved = 0, set[str]()
    for old, new, agencies, _ in comparison:
        past = {key: (o, o.due) for key, o in old.items() if o.due and o.due.nominal < reference.start}
        gone = [o for key, (o, _) in past.items() if key not in new]
        lost += agencies * sum(kinds.get(o.duty.id) != o.duty.schedule.kind for o in gone)
        moved |= {o.duty.id for key, (o, due) in past.items() if key in new and _later(new[key].due, due)}
    if lost:
        raise RefusedError(
            f"Sửa như vậy thì {count(lost)} {EVERY_WORK} đã đến hạn trước ngày {reference.start:%d/%m/%Y} "
            "mất đi.",
            "Bãi bỏ đầu việc từ ngày đó (`kst amend drop-task`), rồi thêm việc mới (`kst amend add-task`).",
        )
    if moved:
        sys.stderr.write(
            f"lưu ý: hạn cũ của đầu việc {', '.join(sorted(moved))} đã qua trước ngày "
            f"{reference.start:%d/%m/%Y}; việc quá hạn theo hạn cũ nay tính theo hạn mới.\n"
        )


def _later(new: Due | None, old: Due) -> bool:
    return new is not None and new.nominal > old.nominal


def appearing_and_vanishing(comparison: Comparison) -> tuple[int, int]:
    """The numbers of obligations that appear and that vanish."""
    appear = vanish = 0
    for old, new, old_agencies, new_agencies in comparison:
        appear += new_agencies * len(new.keys() - old.keys())
        vanish += old_agencies * len(old.keys() - new.keys())
    return appear, vanish


def newly_unmatched(root: Path, before: PlanYear, after: PlanYear) -> list[Problem]:
    """The slips that no longer match."""
    from kstthc_cli.store.validate.statement_checks import statement_problems

    known = {problem.order for problem in statement_problems(root, [before])}
    return [p for p in statement_problems(root, [after]) if p.code == _NEW_FITS and p.order not in known]


def tell_changed_statuses(root: Path, before: PlanYear, after: PlanYear, as_of: date) -> None:
    """Print to stderr which obligations change their status on `as_of`, such as done to done late."""
    now = snapshot(root, before, as_of)
    old, new = _rows(now), _rows(_under(now, after))
    moved: dict[tuple[str, str], list[Row]] = {}
    for key, row in new.items():
        if key in old and old[key].status != row.status:
            moved.setdefault((old[key].status, row.status), []).append(row)
    for (was, now_is), rows in moved.items():
        sys.stderr.write(
            f"lưu ý: tính đến {as_of:%d/%m/%Y}, {count(len(rows))} {EVERY_WORK} từ {STATUSES[was]} sang "
            f"{STATUSES[now_is]}: {'; '.join(_duties(rows, after))}.\n"
        )


def _under(now: Snapshot, year: PlanYear) -> Snapshot:
    """The same slips and requests under another version of the plan."""
    slips = tuple(year.normalized(now.slips, (*now.requests, *now.withdrawn)))
    return now._replace(year=year, slips=slips, state=state_of(slips, now.as_of))


def _rows(now: Snapshot) -> Mapping[Key, Row]:
    return {row.obligation.key: row for row in now.rows(now.year.registry.in_order)}


def _duties(rows: list[Row], year: PlanYear) -> Iterator[str]:
    agencies: dict[str, list[str]] = {}
    for row in rows:
        names = agencies.setdefault(row.obligation.duty.id, [])
        names.append(year.registry.short_name(row.obligation.agency.id))
    for duty, names in agencies.items():
        yield f"đầu việc {duty} ({limited(names, _NAMED, 'cơ quan')})"
