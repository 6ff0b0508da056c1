"""Closing a period: its figures as they were on a day, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kstthc_cli.domain.due import Row
from kstthc_cli.domain.slips import Key, Slip


@dataclass(frozen=True, slots=True, order=True)
class Frozen:
    """How one obligation stood when its period was closed."""

    key: Key
    section: str
    status: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The figures of a period at the end of `as_of`, and what they were computed from.

    `slips` are all slips of the plan that were there; `computed_from` is the SHA-256 of the files of
    plan, registry and calendar, of the requests and of those slips.
    """

    plan: str
    period: str
    as_of: date
    by: str | None
    computed_from: str
    slips: frozenset[str]
    rows: tuple[Frozen, ...]

    @property
    def statuses(self) -> Mapping[Key, str]:
        """Obligation → status when the period was closed."""
        return {row.key: row.status for row in self.rows}


@dataclass(frozen=True, slots=True)
class Change:
    """An obligation whose status is another one than when its period was closed; `now` may be gone."""

    row: Row | None
    frozen: Frozen
    later: tuple[Slip, ...]

    @property
    def now(self) -> str | None:
        """The status today; None where the plan no longer has the obligation."""
        return self.row.status if self.row else None


def freeze(rows: Iterable[Row]) -> tuple[Frozen, ...]:
    """The rows as a closing keeps them, by agency, duty and period."""
    return tuple(sorted(Frozen(row.obligation.key, row.obligation.duty.section, row.status) for row in rows))


def counted_then(slips: Iterable[Slip], closing: Closing) -> tuple[Slip, ...]:
    """The slips that the figures were computed from."""
    return tuple(slip for slip in slips if slip_name(slip) in closing.slips)


def said_later(slips: Iterable[Slip], closing: Closing) -> tuple[Slip, ...]:
    """The slips written since that speak of an obligation of the closed period."""
    known = set(closing.statuses)
    return tuple(
        slip
        for slip in slips
        if slip_name(slip) not in closing.slips and any(entry.key in known for entry in slip.entries)
    )


def changes(closing: Closing, rows: Iterable[Row], slips: Iterable[Slip]) -> tuple[Change, ...]:
    """What stands otherwise now than when the period was closed, by agency, duty and period.

    An obligation that only became overdue with time, or waits, has changed too when its status did.
    """
    now = {row.obligation.key: row for row in rows}
    later: dict[Key, list[Slip]] = {}
    for slip in said_later(slips, closing):
        for key in dict.fromkeys(entry.key for entry in slip.entries):
            later.setdefault(key, []).append(slip)
    found = (Change(now.get(row.key), row, tuple(later.get(row.key, ()))) for row in closing.rows)
    return tuple(change for change in found if change.now != change.frozen.status or change.later)


def slip_name(slip: Slip) -> str:
    """What a closing calls a slip: ids are unique within an agency."""
    return f"{slip.agency}/{slip.id}"
