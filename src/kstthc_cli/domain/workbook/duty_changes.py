"""What a returned workbook changes in what was reported: nothing, new entries, corrections, withdrawals.

Three texts are compared cell by cell: what stood there when the workbook was sent, what stands there now, and
what is recorded now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.progress.slips import FINAL, ReportedProgress, Slip, Statement, superseded
from kstthc_cli.domain.workbook.duty_sheets import Content, content_of


class CellChange(NamedTuple):
    """A cell that says something else than is recorded: where it is, before and after (empty: nothing)."""

    about: str
    column: str
    before: str
    after: str


class RowChange(NamedTuple):
    """A row that changes what is recorded; an empty `content` withdraws, `supersedes` refers to entries."""

    obligation: Obligation
    content: Content
    supersedes: tuple[str, ...]
    cells: tuple[CellChange, ...]


class Conflict(NamedTuple):
    """A row about which somebody recorded a slip since the workbook was sent, or withdrew what it said."""

    obligation: Obligation
    slip: Slip
    withdrawn: bool = False


def compared(
    obligation: Obligation,
    base: Content,
    theirs: Content,
    progress: ReportedProgress | None,
    period: str,
    replaced: frozenset[str] = frozenset(),
) -> RowChange | Conflict | None:
    """What a row changes; None if nothing.

    `base` is what the row said when the workbook was sent. `replaced` are ids of slips recorded by hand that
    the user allows to be replaced. What an earlier workbook of the period said is superseded; what was
    recorded by hand since is a conflict; for what was withdrawn by hand see `withdrawn_since`.
    """
    statements = progress.statements if progress else ()
    latest = statements[-1] if statements else None
    current = content_of(latest.entry) if latest else {}
    if theirs == current:
        return None
    if latest is None:
        return _changed(obligation, current, theirs, ()) if theirs != base else None
    if _imported(latest, period) or latest.slip.id in replaced:
        return _changed(obligation, current, theirs, (latest,))
    earlier = [content_of(s.entry) for s in statements if _imported(s, period)]
    if theirs == base or theirs in earlier[-1:]:
        return None
    if current != base:
        return Conflict(obligation, latest.slip)
    corrects = latest.entry.status in FINAL or not theirs
    return _changed(obligation, current, theirs, (latest,) if corrects else ())


def _imported(statement: Statement, period: str) -> bool:
    return _is_imported(statement.slip, period)


def _is_imported(slip: Slip, period: str) -> bool:
    return slip.source is not None and slip.period == period


def withdrawn_since(
    obligation: Obligation, slips: Iterable[Slip], period: str, replaced: frozenset[str]
) -> Conflict | None:
    """The conflict where what a workbook was sent with has been withdrawn by hand.

    None where an earlier workbook of the period withdrew it, or the user allows to replace the withdrawal.
    """
    known = {slip.id: slip for slip in slips if slip.agency == obligation.agency.id}
    gone, key = superseded(known.values()), obligation.key
    by = (
        gone.get((slip.agency, slip.id)) or gone.get((slip.agency, f"{slip.id}#{key.local}"))
        for slip in known.values()
        if any(entry.key == key for entry in slip.entries)
    )
    newest = known.get(max((id_ for id_ in by if id_), default=""))
    if newest is None or _is_imported(newest, period) or newest.id in replaced:
        return None
    return Conflict(obligation, newest, withdrawn=True)


def _changed(
    obligation: Obligation, before: Content, after: Content, replaced: tuple[Statement, ...]
) -> RowChange:
    names = dict.fromkeys((*before, *after))
    cells = tuple(
        CellChange(obligation.duty.id, name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name) != after.get(name)
    )
    refs = tuple(f"{s.slip.id}#{s.entry.key.local}" for s in replaced)
    return RowChange(obligation, after, refs, cells)


def incomplete(content: Mapping[str, str]) -> tuple[str, str] | None:
    """Code of the column and what is wanted there, where a row says something that cannot stand alone."""
    if content and "status" not in content:
        return "status", "chọn tình trạng: đang thực hiện, hoàn thành hoặc không phát sinh."
    if "day" in content and "number" not in content:
        return "number", "điền số, ký hiệu của văn bản có ngày này."
    return None
