"""The reminder of overdue duties as plain values: a letter to one agency, or a circular to many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.report.letterhead import full_name
from kstthc_cli.domain.report.report_period import request_reference
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import days_late, is_unreported
from kstthc_cli.render.report.letter import (
    MOST_ROWS,
    LetterView,
    agencies_named,
    agency_list,
    annex_of,
    excerpt,
    letter_values,
)
from kstthc_cli.render.screen.phrases import count

Group = tuple[Agency, Sequence[Row]]
COLUMNS = ("Số lượt nhiệm vụ quá hạn", "Trong đó chưa báo cáo", "Quá hạn lâu nhất (ngày)")
_LINES, _LETTERS = 40, 40
"""How many lines of a table fit on the page of a letter without other text, and how many letters of a content
fit in a line; a line of other text takes the room of two. A test counts pages."""
_LETTERS_OF_TEXT = 80


@dataclass(frozen=True, slots=True)
class Reminder:
    """The input of reminders: whose plan, what is overdue when, who asks, and by when to answer."""

    year: PlanYear
    as_of: date
    office: Agency
    answer_by: date
    requests: Mapping[str, Request]


def reminder_values(
    view: Reminder, groups: Sequence[Group], letter: LetterView, *, circular: bool = False
) -> dict[str, Any]:
    """Overdue obligations by agency, the oldest first.

    A table of more than `MOST_ROWS` rows is an annex, with contents in full; so is the list of a circular.
    """
    closing = _closing(view, groups, circular=circular)
    room = 0 if circular else _room(view, groups[0], (closing, *letter.to, *letter.head.authority))
    opening = _opening(view, groups, _place(circular=circular, annexed=not room))
    return {
        "schema_version": 1,
        "kind": "reminder",
        "letter": letter_values(letter),
        "plan": view.year.plan.id,
        "as_of": view.as_of.isoformat(),
        "answer_by": view.answer_by.isoformat(),
        "opening": [opening],
        "groups": [
            {
                "agency": _name(view, agency, groups),
                "rows": [_owed(view, row, room) for row in _oldest_first(of)],
            }
            for agency, of in groups
        ],
        "closing": [closing],
        **annex_of(_annex_title(groups, circular=circular) if not room else "", letter, view.office),
        "agencies": agency_list(view.year.registry, COLUMNS, _counted(view, groups)) if circular else None,
    }


def _room(view: Reminder, group: Group, texts: Iterable[str]) -> int:
    """How many letters of a row's content a letter of one page has room for; 0 without any.

    What short contents leave free is there for long ones.
    """
    rows = group[1]
    if len(rows) > MOST_ROWS:
        return 0
    lines = sum(_lines(text, _LETTERS_OF_TEXT) for text in (*texts, _opening(view, [group], "")))
    beside = sum(_lines(_demand(view, row), _LETTERS) for row in rows)
    free = _LINES - 2 * lines - beside
    needed = [_lines(row.obligation.duty.content, _LETTERS) for row in rows]
    fitting = (n for n in range(1, max(needed) + 1) if sum(min(own, n) for own in needed) <= free)
    return max(fitting, default=0) * _LETTERS


def _lines(text: str, letters: int) -> int:
    return ceil(len(text) / letters)


def _place(*, circular: bool, annexed: bool) -> str:
    """Where the duties stand, as the end of the sentence that counts them."""
    if circular:
        return " (theo Danh sách kèm theo)."
    return " (theo Phụ lục kèm theo)." if annexed else ", cụ thể:"


def _opening(view: Reminder, groups: Sequence[Group], place: str) -> str:
    every = [row for _, rows in groups for row in rows]
    silent = sum(map(is_unreported, every))
    unreported = f", trong đó {count(silent)} lượt chưa có báo cáo" if silent else ""
    if silent == len(every) > 1:
        unreported = ", đều chưa có báo cáo"
    since = f"Qua theo dõi thực hiện {view.year.plan.decision}, đến hết ngày {short_date(view.as_of)}"
    who = agencies_named([agency for agency, _ in groups])
    return f"{since}, {who} còn {count(len(every))} lượt nhiệm vụ quá hạn{unreported}{place}"


def _closing(view: Reminder, groups: Sequence[Group], *, circular: bool) -> str:
    whom = "các cơ quan, đơn vị, địa phương có tên trong Danh sách" if circular else full_name(groups[0][0])
    return (
        f"Đề nghị {whom} khẩn trương thực hiện, báo cáo kết quả về {full_name(view.office)} chậm nhất ngày "
        f"{short_date(view.answer_by)}, kèm số, ký hiệu văn bản minh chứng; trường hợp vướng mắc, nêu rõ "
        "nguyên nhân và thời gian hoàn thành."
    )


def _annex_title(groups: Sequence[Group], *, circular: bool) -> str:
    if circular:
        return "DANH SÁCH CƠ QUAN CÓ NHIỆM VỤ QUÁ HẠN"
    return f"NHIỆM VỤ QUÁ HẠN CỦA {full_name(groups[0][0]).upper()}"


def _counted(view: Reminder, groups: Sequence[Group]) -> list[tuple[Agency, Sequence[int]]]:
    """For each agency: how many rows, how many without a report, and the days of the latest."""
    return [
        (agency, (len(rows), sum(map(is_unreported, rows)), max(days_late(row, view.as_of) for row in rows)))
        for agency, rows in groups
    ]


def _name(view: Reminder, agency: Agency, groups: Sequence[Group]) -> str:
    return full_name(agency) if len(groups) == 1 else view.year.registry.full_name(agency)


def _oldest_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.obligation.due.effective if row.obligation.due else date.max)


def _owed(view: Reminder, row: Row, room: int) -> dict[str, Any]:
    """A row of the table; with room for some letters only, the content is an excerpt."""
    obligation = row.obligation
    content = obligation.duty.content
    return {
        "duty": obligation.duty.id,
        "content": (excerpt(content, room) if room else content) + _demand(view, row),
        "period": obligation.period.vietnamese,
        "due": short_date(obligation.due.effective) if obligation.due else "",
        "days": days_late(row, view.as_of),
        "status": "chưa báo cáo" if is_unreported(row) else "đang thực hiện",
    }


def _demand(view: Reminder, row: Row) -> str:
    """The document that asked for a duty out of turn; empty for others."""
    demand = view.requests.get(row.obligation.request)
    return f" (theo {request_reference(demand)}: {demand.subject})" if demand else ""
