"""The due list: which obligations a question is about, how they stand, in what order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.obligations.derivation import Obligation, falls_within
from kstthc_cli.domain.progress.obligation_status import FINISHED, status_on
from kstthc_cli.domain.progress.slips import Entry, Said, Slip, State

KINDS: dict[str, str] = {
    "by_date": "Có thời hạn",
    "periodic": "Định kỳ",
    "ongoing": "Thường xuyên (báo cáo mỗi quý một lần)",
    "by_plan": "Theo kế hoạch chi tiết",
    "on_request": "Đột xuất, khi có yêu cầu",
}
"""Kind of schedule → heading of its block, in the order of the list."""

_BLOCKS = list(KINDS)


class Row(NamedTuple):
    """An obligation with its status on a day; `carried` when it comes from an earlier period."""

    obligation: Obligation
    status: str
    said: Said | None = None
    carried: bool = False

    @property
    def words(self) -> tuple[tuple[Slip, Entry], ...]:
        """Everything that counts of what was said of it, oldest first; nothing where it is silent."""
        return self.said.entries if self.said else ()

    @property
    def order(self) -> tuple[object, ...]:
        """Dated before periodic before ongoing before waiting; then by day."""
        kind = self.obligation.duty.schedule.kind
        due = self.obligation.due
        return not self.carried, _BLOCKS.index(kind), due.effective if due else date.max


class Wanted(NamedTuple):
    """What a list is narrowed to; an empty set stands for everything."""

    roles: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()

    def takes(self, row: Row) -> bool:
        """Whether a row passes every filter; a task is named by its number or a duty's."""
        duty = row.obligation.duty
        return (
            (not self.roles or bool(self.roles & set(row.obligation.part.roles)))
            and (not self.sections or duty.section.upper() in self.sections)
            and (not self.tasks or bool(self.tasks & {duty.task.casefold(), duty.id.casefold()}))
            and (not self.statuses or row.status in self.statuses)
        )


class DueList(NamedTuple):
    """Rows in the order people read them: by agency, carried ones first, then by kind and day."""

    everything: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is due in the span that was asked for."""
        return tuple(row for row in self.everything if not row.carried)

    @property
    def earlier(self) -> tuple[Row, ...]:
        """What earlier periods left unfinished."""
        return tuple(row for row in self.everything if row.carried)


def due_list(owed: Iterable[Obligation], state: State, span: Span, as_of: date, wanted: Wanted) -> DueList:
    """What is due within `span` as it stands on `as_of`, with what was left unfinished before.

    `owed` comes agency by agency and keeps that order; `state` is what was said until `as_of`.
    """
    every = (_row(row_of(obligation, state, as_of), span) for obligation in owed)
    rows = [row for row in every if row and wanted.takes(row)]
    place = {agency: n for n, agency in enumerate(dict.fromkeys(r.obligation.agency.id for r in rows))}
    return DueList(tuple(sorted(rows, key=lambda row: (place[row.obligation.agency.id], *row.order))))


def row_of(obligation: Obligation, state: State, as_of: date) -> Row:
    """An obligation as it stands on `as_of`."""
    keys = (obligation.key, *obligation.former)
    said = next((state[key] for key in keys if key in state), None)
    due = obligation.due.effective if obligation.due else None
    return Row(obligation, status_on(as_of, due, said), said)


def _row(row: Row, span: Span) -> Row | None:
    """The row, marked as carried when it was left unfinished before the span; None if neither."""
    due = row.obligation.due
    if falls_within(row.obligation, span):
        return row
    if due is not None and due.nominal < span.start and row.status not in FINISHED:
        return row._replace(carried=True)
    return None
