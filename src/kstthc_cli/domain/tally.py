"""Counting how obligations stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kstthc_cli.domain.due import Row
from kstthc_cli.domain.status import FINISHED, STATUSES


@dataclass(frozen=True, slots=True)
class Tally:
    """How many obligations there are, and how many of each status."""

    counts: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Tally:
        """Count the rows."""
        found = Counter(row.status for row in rows)
        return cls(tuple((status, found[status]) for status in STATUSES))

    @classmethod
    def sum(cls, counted: Iterable[Mapping[str, int]]) -> Tally:
        """Add up how many there are of each status."""
        found: Counter[str] = Counter()
        for counts in counted:
            found.update(counts)
        return cls(tuple((status, found[status]) for status in STATUSES))

    def __getitem__(self, status: str) -> int:
        return dict(self.counts)[status]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(number for _, number in self.counts)

    @property
    def finished(self) -> int:
        """Those of which nothing is owed any more."""
        return sum(number for status, number in self.counts if status in FINISHED)

    @property
    def share(self) -> float:
        """The finished part, 0 to 1; 1 where there is nothing to do."""
        return self.finished / self.total if self.total else 1.0


def days_late(row: Row, as_of: date) -> int:
    """How many days have passed since the effective last day; 0 until then or without one."""
    due = row.obligation.due
    return max(0, (as_of - due.effective).days) if due else 0


def is_silent(row: Row) -> bool:
    """Whether a dated obligation has had no word at all."""
    return row.said is None and row.obligation.due is not None
