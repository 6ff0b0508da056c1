"""Obligations with their status on a day, and the list of those that are due in a span."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.obligations.derivation import Obligation, falls_within
from kstthc_cli.domain.progress.obligation_status import FINISHED, status_not_required, status_on
from kstthc_cli.domain.progress.slips import ReportedProgress, State, Statement

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
    """An obligation with its status on a day and what was reported of it until then.

    `carried` marks one that an earlier period left unfinished.
    """

    obligation: Obligation
    status: str
    progress: ReportedProgress | None = None
    carried: bool = False

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements on it that count, oldest first; empty where nothing was reported."""
        return self.progress.statements if self.progress else ()

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key within an agency: carried first, then by kind of schedule, then by effective last day."""
        kind = self.obligation.duty.schedule.kind
        due = self.obligation.due
        return not self.carried, _BLOCKS.index(kind), due.effective if due else date.max


class DueFilter(NamedTuple):
    """Filters of the due list; an empty set lets everything pass."""

    roles: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()

    def takes(self, row: Row) -> bool:
        """Whether a row passes every filter; `tasks` holds casefolded ids of tasks or duties."""
        duty = row.obligation.duty
        return (
            (not self.roles or bool(self.roles & set(row.obligation.part.roles)))
            and (not self.sections or duty.section.upper() in self.sections)
            and (not self.tasks or bool(self.tasks & {duty.task.casefold(), duty.id.casefold()}))
            and (not self.statuses or row.status in self.statuses)
        )


class DueList(NamedTuple):
    """Rows by agency, then as `Row.order` says."""

    everything: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are due in the span itself."""
        return tuple(row for row in self.everything if not row.carried)

    @property
    def earlier(self) -> tuple[Row, ...]:
        """The rows that earlier periods left unfinished."""
        return tuple(row for row in self.everything if row.carried)


def due_list(
    owed: Iterable[Obligation], state: State, span: Span, as_of: date, filters: DueFilter
) -> DueList:
    """The obligations due within `span` with their status on `as_of`, and those left unfinished before it.

    `owed` comes agency by agency and keeps that order; `state` is what was reported until `as_of`.
    """
    every = (_row(row_of(obligation, state, as_of), span) for obligation in owed)
    rows = [row for row in every if row and filters.takes(row)]
    place = {agency: n for n, agency in enumerate(dict.fromkeys(r.obligation.agency.id for r in rows))}
    return DueList(tuple(sorted(rows, key=lambda row: (place[row.obligation.agency.id], *row.order))))


def row_of(obligation: Obligation, state: State, as_of: date) -> Row:
    """An obligation with its status on `as_of`; a former key counts where its own key has no statement."""
    keys = (obligation.key, *obligation.former) if state else ()
    progress = next((state[key] for key in keys if key in state), None)
    due = obligation.due.effective if obligation.due else None
    status = status_on(as_of, due, progress) if obligation.reports else status_not_required(progress)
    return Row(obligation, status, progress)


def rows_by_duty(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Duty → its rows, in the order of the rows."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.obligation.duty.id, []).append(row)
    return found


def is_unfinished(row: Row) -> bool:
    """Whether the agency must still report that the obligation is finished."""
    return row.obligation.reports and row.status not in FINISHED


def _row(row: Row, span: Span) -> Row | None:
    """The row if it is due in the span, marked `carried` if it is unfinished from before; else None."""
    due = row.obligation.due
    if falls_within(row.obligation, span):
        return row
    if is_unfinished(row) and due is not None and due.nominal < span.start:
        return row._replace(carried=True)
    return None
