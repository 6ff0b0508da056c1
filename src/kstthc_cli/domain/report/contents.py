"""The obligations that a report covers, with their status, grouped by their relation to its period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Kind, Period, Span
from kstthc_cli.domain.obligations.derivation import falls_within
from kstthc_cli.domain.progress.obligation_status import FINISHED
from kstthc_cli.domain.report.report_period import ReportPeriod
from kstthc_cli.domain.tracking.due_list import Row


@dataclass(frozen=True)
class Contents:
    """The rows of a report by group; a row is in one group only, except as said below.

    `due` are those of the period itself, including waiting ones; `earlier` were left unfinished by
    earlier periods, or were reported too late for the report of their own period; `ahead` are
    due later and were reported within the window. `following` are due in the period after, and may
    stand in `ahead` as well; `cumulative` are those of the longer period that the report tells too.
    """

    due: tuple[Row, ...]
    earlier: tuple[Row, ...]
    ahead: tuple[Row, ...]
    following: tuple[Row, ...]
    cumulative: tuple[Row, ...] = ()

    @property
    def covered(self) -> tuple[Row, ...]:
        """Every row that the text of the report covers."""
        return (*self.due, *self.earlier, *self.ahead)

    @property
    def for_targets(self) -> tuple[Row, ...]:
        """The rows whose figures are compared with targets: those of the longer period where there is one."""
        return self.cumulative or self.due


def contents_of(rows: Iterable[Row], period: ReportPeriod, kept: tuple[Row, ...] | None = None) -> Contents:
    """Group rows for the report of `period`; `kept` are the rows of the period itself once it is closed."""
    following = period.following.span
    cumulative = period.cumulative.span if period.cumulative else None
    every = tuple(_within(row, period) for row in rows)
    kept = None if kept is None else tuple(_within(row, period) for row in kept)
    due, rest = _divided(every, period)
    if kept is not None:
        known = {row.obligation.key for row in kept}
        due, rest = kept, tuple(row for row in rest if row.obligation.key not in known)
    return Contents(
        due=due,
        earlier=tuple(row for row in rest if _left_over(row, period)),
        ahead=tuple(row for row in rest if _is_later(row, period) and _spoken_of(row, period.window)),
        following=tuple(row for row in every if _dated_within(row, following)),
        cumulative=tuple(row for row in every if cumulative and falls_within(row.obligation, cumulative)),
    )


def _within(row: Row, period: ReportPeriod) -> Row:
    """The row; one without a last day lies in every period, so it keeps only the statements of this one.

    The year's first and last periods also take the statements from before and after their windows.
    """
    if row.obligation.due is not None or row.progress is None or period.request is not None:
        return row
    year, window = Period(period.period.year, Kind.YEAR).span, period.window
    first = date.min if period.calendar.start <= year.start else window.start
    end = date.max if period.calendar.end >= year.end else window.end
    within = tuple(s for s in row.progress.statements if first <= s.slip.day < end)
    return row._replace(progress=row.progress._replace(statements=within) if within else None)


def _divided(rows: tuple[Row, ...], period: ReportPeriod) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Rows of the period, and the others; a report on demand is about its request alone."""
    if period.request is not None:
        return tuple(row for row in rows if row.obligation.request == period.request.id), ()
    due = tuple(row for row in rows if falls_within(row.obligation, period.calendar))
    return due, tuple(row for row in rows if not falls_within(row.obligation, period.calendar))


def _left_over(row: Row, period: ReportPeriod) -> bool:
    due = row.obligation.due
    if due is None or due.nominal >= period.calendar.start:
        return False
    return row.status not in FINISHED or _told_too_late(row, due, period.window)


def _told_too_late(row: Row, due: Due, window: Span) -> bool:
    """Whether a statement within the window came too late for the report of the row's own period.

    The report of a period includes what is due on its send-by day, although that day lies in the next
    window; it includes neither late statements nor a dated duty that is done after the window.
    """
    dated = row.obligation.duty.schedule.kind == "by_date"
    return any(slip.day in window and (dated or slip.day > due.effective) for slip, _ in row.statements)


def _is_later(row: Row, period: ReportPeriod) -> bool:
    due = row.obligation.due
    return due is not None and due.nominal >= period.calendar.end


def _dated_within(row: Row, span: Span) -> bool:
    due = row.obligation.due
    return due is not None and due.nominal in span


def _spoken_of(row: Row, window: Span) -> bool:
    return any(slip.day in window for slip, _ in row.statements)
