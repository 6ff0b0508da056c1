"""Deadlines as calendar events: one for each obligation that has, or once had, a last day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.progress.slips import Key


class CalendarEvent(NamedTuple):
    """An obligation on its effective last day.

    `revision` counts how often the day changed, the obligation ended or came back (SEQUENCE in RFC 5545,
    section 3.8.7.4). A cancelled event is of an obligation that no longer exists, as it was last known.
    """

    obligation: Obligation
    day: date
    revision: int
    cancelled: bool


def calendar_events(versions: Sequence[Iterable[Obligation]]) -> list[CalendarEvent]:
    """The events of the newest version, and cancelled ones of obligations that only earlier versions have.

    `versions` are the obligations as the plan and its requests set them one after the other, oldest first.
    Sorted by day, agency as given, duty.
    """
    days: dict[Key, list[date | None]] = {}
    known: dict[Key, Obligation] = {}
    for number, version in enumerate(versions):
        for obligation in version:
            if obligation.due is None:
                continue
            past = days.setdefault(obligation.key, [])
            past += [None] * (number - len(past))
            past.append(obligation.due.effective)
            known[obligation.key] = obligation
    events = [_event(known[key], past, len(versions)) for key, past in days.items()]
    return sorted(events, key=lambda event: event.day)


def _event(obligation: Obligation, past: Sequence[date | None], versions: int) -> CalendarEvent:
    history = [*past, *[None] * (versions - len(past))]
    begun = next(number for number, day in enumerate(history) if day is not None)
    changes = sum(one != other for one, other in zip(history[begun:], history[begun + 1 :], strict=False))
    last = next(day for day in reversed(history) if day is not None)
    return CalendarEvent(obligation, last, changes, history[-1] is None)
