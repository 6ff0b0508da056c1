"""Counts of obligations by status, and which agencies reported nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import Span, parse_period
from kstthc_cli.domain.progress.obligation_status import FINISHED, STATUSES
from kstthc_cli.domain.tracking.due_list import Row, is_unfinished

_COUNTED = tuple(status for status in STATUSES if status != "not_required")


class StatusCounts(NamedTuple):
    """Numbers of obligations by status, in the order of `STATUSES`; only of those that must be reported on.

    `not_required` is how many others there are; no sum and no percentage contains them. `unheard` is how many
    of the overdue ones have no statement at all.
    """

    counts: tuple[tuple[str, int], ...]
    unheard: int = 0
    not_required: int = 0

    @classmethod
    def of(cls, rows: Iterable[Row]) -> StatusCounts:
        """Count the rows."""
        given = tuple(rows)
        every = [row for row in given if row.obligation.reports]
        found = Counter(row.status for row in every)
        unheard = sum(row.status == "overdue" and row.progress is None for row in every)
        counts = tuple((status, found[status]) for status in _COUNTED)
        return cls(counts, unheard, len(given) - len(every))

    @classmethod
    def sum(cls, all_counts: Iterable[StatusCounts]) -> StatusCounts:
        """All counts together."""
        found = dict.fromkeys(_COUNTED, 0)
        unheard = not_required = 0
        for counts in all_counts:
            unheard += counts.unheard
            not_required += counts.not_required
            for status, number in counts.counts:
                found[status] += number
        return cls(tuple(found.items()), unheard, not_required)

    def number(self, status: str) -> int:
        """How many have the status."""
        return dict(self.counts)[status]

    @property
    def total(self) -> int:
        """The number of obligations, waiting ones included."""
        return sum(number for _, number in self.counts)

    @property
    def counted(self) -> int:
        """The denominator of `percent`: all obligations but the waiting ones."""
        return self.total - self.number("waiting")

    @property
    def finished(self) -> int:
        """How many are done, done late or not arising."""
        return sum(number for status, number in self.counts if status in FINISHED)

    @property
    def percent(self) -> float | None:
        """Finished / counted in percent."""
        return percentage(self.finished, self.counted)


def percentage(part: int, whole: int) -> float | None:
    """A share in percent with one decimal; 100 and 0 only for all and none, None where `whole` is 0."""
    if not whole:
        return None
    tenths = (part * 2000 + whole) // (whole * 2)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def days_late(row: Row, as_of: date) -> int:
    """How many days have passed since the effective last day; 0 until then or without one."""
    due = row.obligation.due
    return max(0, (as_of - due.effective).days) if due else 0


def is_unreported(row: Row) -> bool:
    """Whether an obligation with a last day that must be reported on has no statement at all."""
    o = row.obligation
    return o.reports and o.due is not None and row.progress is None


def falls_due_between(row: Row, first: date, last: date) -> bool:
    """Whether an unfinished obligation has its effective last day from `first` to `last`, both inclusive."""
    due = row.obligation.due
    return due is not None and is_unfinished(row) and first <= due.effective <= last


def silent_agencies(rows: Sequence[Row], span: Span) -> frozenset[str]:
    """Ids of the agencies that reported on none of `rows`, which are all that they owe in `span`.

    An obligation without a last day lies in every period of its year: a statement on it counts only where
    the period of its slip lies in `span`.
    """
    every = {row.obligation.agency.id for row in rows if row.obligation.reports}
    return frozenset(every - {row.obligation.agency.id for row in rows if _reported_in(row, span)})


def _reported_in(row: Row, span: Span) -> bool:
    dated = row.obligation.due is not None
    return any(dated or span.covers(parse_period(slip.period).span) for slip, _ in row.statements)
