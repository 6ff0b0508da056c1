"""The lists of `kst missing` (by agency) and `kst overdue` (by last day and duty) in every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import LEVELS, Registry
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import days_late
from kstthc_cli.render.screen.phrases import last_day, period_in, request_words
from kstthc_cli.render.screen.table_model import Block, Column, Sheet


class LateView(NamedTuple):
    """Rows to remind of; `silent_agencies` are the ids of those that reported nothing in the period."""

    plan: Plan
    registry: Registry
    requests: Mapping[str, Request]
    title: str
    period: str | None
    as_of: date
    rows: tuple[Row, ...]
    silent_agencies: frozenset[str] = frozenset()

    @property
    def agencies(self) -> tuple[str, ...]:
        """Ids of the agencies of the rows, in their order."""
        return tuple(dict.fromkeys(row.obligation.agency.id for row in self.rows))

    @property
    def subtitle(self) -> str:
        """Plan, day and number of rows as text."""
        return f"Kế hoạch {self.plan.id}, tính đến ngày {self.as_of:%d/%m/%Y}: {_amount(self.rows)}"


def _amount(rows: Sequence[Row]) -> str:
    agencies = len({row.obligation.agency.id for row in rows})
    return f"{len(rows)} nghĩa vụ của {agencies} cơ quan"


def _agencies_first(rows: Sequence[Row]) -> str:
    agencies = len({row.obligation.agency.id for row in rows})
    return f"{agencies} cơ quan, {len(rows)} nghĩa vụ"


def _sum(view: LateView, nothing: str) -> str:
    """The sum below the list; `nothing` is the text for an empty one."""
    return f"Cộng: {_amount(view.rows)}." if view.rows else f"Cộng: 0, {nothing} trong phạm vi này."


# JSON


def missing_data(view: LateView) -> dict[str, Any]:
    """The rows and the agencies that reported nothing, as `MissingOutput` describes them."""
    unheard = [agency for agency in view.agencies if agency in view.silent_agencies]
    return {**overdue_data(view), "period": view.period, "unheard_agencies": unheard}


def overdue_data(view: LateView) -> dict[str, Any]:
    """The rows as `OverdueOutput` describes them."""
    return {
        "schema_version": 1,
        "plan": view.plan.id,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "obligations": [_late(view, row) for row in view.rows],
    }


def _late(view: LateView, row: Row) -> dict[str, Any]:
    o = row.obligation
    request = view.requests.get(o.request)
    return {
        "duty": o.duty.id,
        "task": o.duty.task,
        "section": o.duty.section,
        "content": o.duty.content,
        "agency": {
            "id": o.agency.id,
            "name": o.agency.name,
            "level": o.agency.level,
            "parent": o.agency.parent,
        },
        "roles": list(o.part.roles),
        "condition": o.part.condition,
        "period": str(o.period),
        "request": o.request or None,
        "request_document": request.number if request else None,
        "request_subject": request.subject if request else None,
        "due": o.due.nominal.isoformat() if o.due else None,
        "effective_due": o.due.effective.isoformat() if o.due else None,
        "days_late": days_late(row, view.as_of),
        "status": row.status,
        "said": row.progress.status if row.progress else None,
    }


# CSV and text


OVERDUE_HEADER = (
    "Hạn", "Hạn tính theo ngày làm việc", "Số ngày chậm", "Mã cơ quan", "Cơ quan", "Cấp", "Trực thuộc",
    "Đầu việc", "Kỳ", "Vai trò", "Đã báo", "Nội dung công việc", "Yêu cầu",
)  # fmt: skip
MISSING_HEADER = (*OVERDUE_HEADER, "Cả kỳ chưa gửi gì")


def overdue_records(view: LateView) -> Iterator[tuple[str, ...]]:
    """A record an obligation, in the columns of `OVERDUE_HEADER`."""
    for row in view.rows:
        o = row.obligation
        request = view.requests.get(o.request)
        yield (
            o.due.nominal.isoformat() if o.due else "",
            o.due.effective.isoformat() if o.due else "",
            str(days_late(row, view.as_of)),
            o.agency.id,
            o.agency.name,
            LEVELS[o.agency.level],
            view.registry.short_name(o.agency.parent) if o.agency.parent else "",
            o.duty.id,
            str(o.period),
            names(o.part.roles),
            _how(row),
            o.duty.content,
            request_words(request) if request else "",
        )


def missing_records(view: LateView) -> Iterator[tuple[str, ...]]:
    """A record an obligation, in the columns of `MISSING_HEADER`."""
    for row, record in zip(view.rows, overdue_records(view), strict=True):
        yield (*record, "có" if row.obligation.agency.id in view.silent_agencies else "")


def _how(row: Row) -> str:
    return STATUSES[row.progress.status] if row.progress else "chưa báo cáo"


# kst overdue, for a person


def overdue_sheet(view: LateView, *, wide: bool, most: int | None) -> Sheet:
    """The rows by last day, oldest first; agencies with equal cells share a row."""
    one = len(view.agencies) == 1
    columns = [Column("NV"), Column("Nội dung công việc", share=3), Column("Kỳ")]
    columns += [Column("Vai trò", share=1)] if wide else []
    columns += [Column("Đã báo")]
    columns += [Column("Cơ quan", share=3)] if wide and not one else []
    blocks = [
        Block(_day_heading(view, mine), list(_day_rows(view, mine, wide, most)))
        for mine in _by_day(view.rows)
    ]
    notes = [_sum(view, "không có việc nào quá hạn"), *_heard_note(view.rows)]
    return Sheet(view.title, view.subtitle, columns, blocks, notes)


def _by_day(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of each last day; they come oldest first."""
    for _, mine in groupby(sorted(rows, key=_days), key=_days):
        yield list(mine)


def _days(row: Row) -> tuple[date, date]:
    due = row.obligation.due
    return (due.effective, due.nominal) if due else (date.max, date.max)


def _day_heading(view: LateView, rows: Sequence[Row]) -> str:
    day = last_day(rows[0].obligation.due)
    amount = f"{len(rows)} nghĩa vụ" if len(view.agencies) == 1 else _amount(rows)
    return f"Hạn {day}, chậm {days_late(rows[0], view.as_of)} ngày: {amount}"


def _day_rows(view: LateView, rows: Sequence[Row], wide: bool, most: int | None) -> Iterator[list[str]]:
    """A row for each group of equal cells; the content of a duty stands in its first row only."""
    for _, mine in groupby(_alike(view, rows), key=lambda alike: alike[0].obligation.duty.id):
        for number, alike in enumerate(mine):
            o = alike[0].obligation
            work = [shortened(o.duty.content, most) if number == 0 else "(như trên)"]
            yield _cells(view, alike, [*work, *_asked(view, o, most)], wide)


def _alike(view: LateView, rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows grouped by duty, period, request, roles and reported status, in the plan's order of duties."""
    place = {duty.id: number for number, duty in enumerate(view.plan.duties)}
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda row: place[row.obligation.duty.id]):
        o = row.obligation
        found.setdefault((o.duty.id, o.period, o.request, o.part.roles, _how(row)), []).append(row)
    yield from found.values()


def _cells(view: LateView, alike: Sequence[Row], work: list[str], wide: bool) -> list[str]:
    o = alike[0].obligation
    who = ", ".join(_in_a_row(view, row.obligation.agency.id) for row in alike)
    listed = f"{len(alike)} cơ quan: {who}" if len(alike) > 1 else who
    one = len(view.agencies) == 1
    if not wide:
        work += [f"Vai trò: {names(o.part.roles)}.", *([] if one else [f"→ {listed}"])]
    roles = [names(o.part.roles)] if wide else []
    cells = [o.duty.id, "\n".join(work), period_in(view.plan, o), *roles, _how(alike[0])]
    return [*cells, *([listed] if wide and not one else [])]


def _in_a_row(view: LateView, agency: str) -> str:
    """A short name without “UBND”, which many agencies of a row have in common."""
    return view.registry.short_name(agency).removeprefix("UBND ")


def _asked(view: LateView, o: Obligation, most: int | None) -> list[str]:
    """The text of the request that opened the obligation, if one did."""
    request = view.requests.get(o.request)
    return [f"Yêu cầu: {shortened(request_words(request), most)}"] if request else []


def _heard_note(rows: Sequence[Row]) -> Iterator[str]:
    silent = sum(row.progress is None for row in rows)
    begun = f"; đã báo đang thực hiện nhưng chưa xong: {len(rows) - silent}" if silent < len(rows) else ""
    if rows:
        yield f"Chưa báo cáo gì: {silent}{begun}."


# kst missing, for a person


def missing_sheet(view: LateView, *, wide: bool, most: int | None) -> Sheet:
    """Agencies that reported nothing, a line each, then the missing rows of the others by agency.

    A single agency is always listed in full.
    """
    columns = [Column("Hạn"), Column("Chậm"), Column("NV"), Column("Kỳ")]
    columns += [Column("Vai trò", share=1)] if wide else []
    columns += [Column("Nội dung công việc", share=4)]
    many = len(view.agencies) > 1
    apart = view.silent_agencies if many else frozenset()
    rest = [row for row in view.rows if row.obligation.agency.id not in apart]
    blocks = list(_silent_blocks(view, apart))
    if blocks and rest:
        blocks.append(Block(f"Đã gửi nhưng còn thiếu: {_agencies_first(rest)}", (), level=1))
    short = min(most, _SHORT * (1 + wide)) if most and many else most
    for agency, mine in groupby(rest, key=lambda row: row.obligation.agency):
        cells = [_missing_cells(view, row, wide, short) for row in mine]
        blocks.append(Block(f"{view.registry.full_name(agency)}: {len(cells)}", cells))
    notes = [_sum(view, "không còn ai chưa báo cáo"), *_silent_note(view, bool(apart))]
    return Sheet(view.title, view.subtitle, columns, blocks, notes, ruled=False)


_SHORT = 60
"""How long the text of a duty is on a terminal where many agencies are listed."""
_SILENT_COLUMNS = (
    Column("Cơ quan", share=1),
    Column("Số việc", number=True),
    Column("Hạn sớm nhất"),
    Column("Chậm"),
)


def _silent_blocks(view: LateView, apart: frozenset[str]) -> Iterator[Block]:
    """Agencies that reported nothing in the period: a line each, with the number of their obligations."""
    mine = [row for row in view.rows if row.obligation.agency.id in apart]
    cells = []
    for agency, owed in groupby(mine, key=lambda row: row.obligation.agency):
        rows = list(owed)
        first = min(rows, key=_days)
        day = last_day(first.obligation.due, "\n")
        cells.append([view.registry.short_name(agency.id), str(len(rows)), day, _late_words(view, first)])
    if cells:
        yield Block(f"Cả kỳ chưa gửi gì: {_agencies_first(mine)}", cells, level=1, columns=_SILENT_COLUMNS)


def _missing_cells(view: LateView, row: Row, wide: bool, most: int | None) -> list[str]:
    o = row.obligation
    roles = [names(o.part.roles)] if wide else []
    day = last_day(o.due, "\n")
    work = "\n".join([shortened(o.duty.content, most), *_asked(view, o, most)])
    return [day, _late_words(view, row), o.duty.id, period_in(view.plan, o), *roles, work]


def _late_words(view: LateView, row: Row) -> str:
    late = days_late(row, view.as_of)
    return f"{late} ngày" if late else "còn hạn"


def _silent_note(view: LateView, apart: bool) -> Iterator[str]:
    if apart:
        yield "Từng việc của một cơ quan chưa gửi gì: thêm --agency TÊN, hoặc ghi cả danh sách ra tệp .csv."
    elif view.silent_agencies:
        yield "Cả kỳ cơ quan này chưa gửi gì."
