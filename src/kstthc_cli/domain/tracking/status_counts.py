"""Counting how obligations stand, and who has not been heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.calendar.periods import Span, parse_period
from kstthc_cli.domain.progress.obligation_status import FINISHED, STATUSES
from kstthc_cli.domain.tracking.due_list import Row


class Tally(NamedTuple):
    """How many obligations there are, and how many of each status.

    `unheard` are those of the overdue ones of which nothing was said at all.
    """

    counts: tuple[tuple[str, int], ...]
    unheard: int = 0

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Tally:
        """Count the rows."""
        every = tuple(rows)
        found = Counter(row.status for row in every)
        unheard = sum(row.status == "overdue" and row.said is None for row in every)
        return cls(tuple((status, found[status]) for status in STATUSES), unheard)

    @classmethod
    def sum(cls, tallies: Iterable[Tally]) -> Tally:
        """All counts together."""
        found = dict.fromkeys(STATUSES, 0)
        unheard = 0
        for tally in tallies:
            unheard += tally.unheard
            for status, number in tally.counts:
                found[status] += number
        return cls(tuple(found.items()), unheard)

    def number(self, status: str) -> int:
        """How many have the status."""
        return dict(self.counts)[status]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(number for _, number in self.counts)

    @property
    def counted(self) -> int:
        """Those that can be done now: all but the waiting ones."""
        return self.total - self.number("waiting")

    @property
    def finished(self) -> int:
        """Those of which nothing is owed any more."""
        return sum(number for status, number in self.counts if status in FINISHED)

    @property
    def percent(self) -> int | None:
        """The finished part of those that count, rounded down; None where nothing counts."""
        return self.finished * 100 // self.counted if self.counted else None


def days_late(row: Row, as_of: date) -> int:
    """How many days have passed since the effective last day; 0 until then or without one."""
    due = row.obligation.due
    return max(0, (as_of - due.effective).days) if due else 0


def is_silent(row: Row) -> bool:
    """Whether a dated obligation has had no word at all."""
    return row.said is None and row.obligation.due is not None


def unheard_agencies(rows: Iterable[Row], span: Span) -> frozenset[str]:
    """Ids of the agencies of which no word within `span` counts; `rows` are all that they owe in it.

    What has no day lies in every period of its year: a word on it counts for the period of its slip.
    """
    every: set[str] = set()
    heard: set[str] = set()
    for row in rows:
        every.add(row.obligation.agency.id)
        if _heard(row, span):
            heard.add(row.obligation.agency.id)
    return frozenset(every - heard)


def _heard(row: Row, span: Span) -> bool:
    if row.said is None:
        return False
    said_in = (parse_period(slip.period).span for slip, _ in row.said.entries)
    return row.obligation.due is not None or any(span.covers(period) for period in said_in)
