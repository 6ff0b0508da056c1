"""Which workbooks were made for agencies, and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Due

TAKEN, UNCHANGED, EMPTY, REFUSED = "taken", "unchanged", "empty", "refused"
"""What becomes of a returned workbook: recorded, nothing new, says nothing, has faults."""


class Made(NamedTuple):
    """A workbook made for an agency."""

    agency: str
    workbook: str
    sha256: str


class Received(NamedTuple):
    """A workbook that came back from an agency."""

    agency: str
    workbook: str
    sha256: str
    outcome: str
    problems: int = 0


class WorkbookRecord(NamedTuple):
    """One run of an export or an import."""

    id: str
    plan: str
    period: str
    day: date
    by: str | None = None
    sent: tuple[Made, ...] = ()
    received: tuple[Received, ...] = ()


class CollectionState(NamedTuple):
    """How the collection stands with one agency: days of the last sending and of the last valid answer.

    `problems` is the number of faults of the last workbook, if that one was refused.
    """

    agency: Agency
    due: Due | None
    sent: date | None
    answered: date | None
    answer: str
    problems: int = 0
    workbook: str = ""

    def status(self, as_of: date) -> str:
        """`answered`, `faulty`, `late`, `waiting` or `not_sent`; a faulty workbook is no answer."""
        if self.problems:
            return "faulty"
        if self.answered:
            return "answered"
        if self.due and as_of > self.due.effective:
            return "late"
        return "waiting" if self.sent else "not_sent"


STATES = {
    "late": "chậm gửi",
    "faulty": "gửi có lỗi",
    "waiting": "chưa gửi lại",
    "not_sent": "chưa lập tệp",
    "answered": "đã gửi",
}
"""State of an agency → its Vietnamese name, in the order in which they matter."""


def collection_states(
    agencies: Iterable[Agency], records: Iterable[WorkbookRecord], due: Mapping[str, Due]
) -> list[CollectionState]:
    """The state of every agency; `due` is the send-by day by level."""
    ordered = sorted(records, key=lambda record: (record.day, record.id))
    sent: dict[str, date] = {}
    last: dict[str, tuple[date, Received]] = {}
    valid: dict[str, tuple[date, Received]] = {}
    for record in ordered:
        sent |= {made.agency: record.day for made in record.sent}
        for item in record.received:
            last[item.agency] = record.day, item
            if item.outcome != REFUSED:
                valid[item.agency] = record.day, item
    return [_state(agency, due.get(agency.level), sent, last, valid) for agency in agencies]


def _state(
    agency: Agency,
    due: Due | None,
    sent: Mapping[str, date],
    last: Mapping[str, tuple[date, Received]],
    valid: Mapping[str, tuple[date, Received]],
) -> CollectionState:
    newest, good = last.get(agency.id), valid.get(agency.id)
    return CollectionState(
        agency=agency,
        due=due,
        sent=sent.get(agency.id),
        answered=good[0] if good else None,
        answer=good[1].outcome if good else "",
        problems=max(newest[1].problems, 1) if newest and newest[1].outcome == REFUSED else 0,
        workbook=newest[1].workbook if newest else "",
    )
