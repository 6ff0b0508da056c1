"""The lists of `kst missing` (by agency) and `kst overdue` (by last day and duty) in every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import days_late
from kstthc_cli.render.screen.columns import Column, Columns, Line
from kstthc_cli.render.screen.phrases import (
    count,
    counted_work,
    effective_day,
    last_day,
    nominal_day,
    parent_name,
    period_in,
    request_words,
)
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection


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
        return f"Kế hoạch {self.plan.id}, tính đến ngày {self.as_of:%d/%m/%Y}: {counted(self)}"


def counted(view: LateView) -> str:
    """How many obligations of how many agencies the list has, with what is counted."""
    return _amount(view.rows, counted_work(view.plan))


def _amount(rows: Sequence[Row], work: str = "việc") -> str:
    return f"{count(len(rows))} {work} của {count(len({row.obligation.agency.id for row in rows}))} cơ quan"


def _agencies_first(rows: Sequence[Row]) -> str:
    agencies = len({row.obligation.agency.id for row in rows})
    return f"{count(agencies)} cơ quan, {count(len(rows))} việc"


def total(view: LateView, nothing: str) -> str:
    """The sum below the list; `nothing` is the text for an empty one."""
    return f"Cộng: {counted(view)}." if view.rows else f"Cộng: 0, {nothing} trong phạm vi này."


# Cells


def _agency(agency: Agency) -> dict[str, str | None]:
    return {"id": agency.id, "name": agency.name, "level": agency.level, "parent": agency.parent}


def _asked(view: LateView, row: Row, field: str) -> str | None:
    """A field of the request that opened the obligation; None where none did."""
    return getattr(view.requests.get(row.obligation.request), field, None)


def _request(view: LateView, o: Obligation) -> list[str]:
    """The text of the request that opened the obligation, if one did."""
    request = view.requests.get(o.request)
    return [request_words(request)] if request else []


def _how(row: Row) -> str:
    return STATUSES[row.progress.status] if row.progress else "chưa báo cáo"


def _work(view: LateView, line: Line[Row]) -> str:
    """Content and request; on a narrow screen also roles and agencies."""
    work = _content(view, line)
    if not line.wide:
        work.append(f"Vai trò: {names(line.row.obligation.part.roles)}.")
        work += [f"→ {_agencies(view, line.alike)}"] if len(view.agencies) > 1 else []
    return "\n".join(work)


def _content(view: LateView, line: Line[Row]) -> list[str]:
    o = line.row.obligation
    content = "(như trên)" if line.repeats else shortened(o.duty.content, line.max_length)
    return [content, *(f"Yêu cầu: {shortened(text, line.max_length)}" for text in _request(view, o))]


def _agencies(view: LateView, alike: Sequence[Row]) -> str:
    who = ", ".join(_in_a_row(view, row.obligation.agency.id) for row in alike)
    return f"{len(alike)} cơ quan: {who}" if len(alike) > 1 else who


def _in_a_row(view: LateView, agency: str) -> str:
    """A short name without “UBND”, which many agencies of a row have in common."""
    return view.registry.short_name(agency).removeprefix("UBND ")


def _late_words(view: LateView, row: Row) -> str:
    late = days_late(row, view.as_of)
    return f"{late} ngày" if late else "còn hạn"


# Columns


_CSV = (
    "due", "effective_due", "days_late", "agency_id", "agency_name", "level", "parent", "duty", "period",
    "roles", "said", "content", "request",
)  # fmt: skip
OVERDUE_COLUMNS = Columns[LateView, Row](
    Column(
        "duty", lambda _, r: r.obligation.duty.id, "str", "Mã đầu việc.",
        csv="Đầu việc", shown=TableColumn("Đầu việc"),
    ),
    Column("task", lambda _, r: r.obligation.duty.task, "str", "Số nhiệm vụ (STT)."),
    Column("section", lambda _, r: r.obligation.duty.section, "str", "Số mục."),
    Column(
        "content", lambda _, r: r.obligation.duty.content, "str", "Nội dung công việc.",
        csv="Nội dung công việc",
        shown=TableColumn("Nội dung công việc", share=3), cell=_work,
    ),
    Column(
        "agency", lambda _, r: _agency(r.obligation.agency), "LateAgency", "Cơ quan có việc.",
        shown=TableColumn("Cơ quan", share=3), cell=lambda v, line: _agencies(v, line.alike),
    ),
    Column("agency_id", lambda _, r: r.obligation.agency.id, csv="Mã cơ quan"),
    Column("agency_name", lambda _, r: r.obligation.agency.name, csv="Cơ quan"),
    Column("level", lambda v, r: v.registry.level_name(r.obligation.agency), csv="Cấp"),
    Column("parent", lambda v, r: parent_name(v.registry, r.obligation.agency), csv="Trực thuộc"),
    Column(
        "roles", lambda _, r: list(r.obligation.part.roles), "Roles", "Vai trò, quan trọng trước.",
        csv="Vai trò", text=lambda _, r: names(r.obligation.part.roles),
        shown=TableColumn("Vai trò", share=1),
    ),
    Column("condition", lambda _, r: r.obligation.part.condition, "str | None", "Điều kiện như đã in."),
    Column(
        "period", lambda _, r: str(r.obligation.period), "PeriodName", "Kỳ của việc.",
        csv="Kỳ", shown=TableColumn("Kỳ"), cell=lambda v, line: period_in(v.plan, line.row.obligation),
    ),
    Column(
        "request", lambda _, r: r.obligation.request or None, "str | None",
        "Mã yêu cầu đã mở việc này; null nếu theo kế hoạch.",
        csv="Yêu cầu", text=lambda v, r: "".join(_request(v, r.obligation)),
    ),
    Column(
        "request_document", lambda v, r: _asked(v, r, "number"), "str | None",
        "Số, ký hiệu văn bản yêu cầu.",
    ),
    Column(
        "request_subject", lambda v, r: _asked(v, r, "subject"), "str | None",
        "Nội dung yêu cầu.",
    ),
    Column(
        "due", lambda _, r: nominal_day(r.obligation), "Day | None", "Hạn như đã định.",
        csv="Hạn", shown=TableColumn("Hạn"), cell=lambda _, line: last_day(line.row.obligation.due, "\n"),
    ),
    Column(
        "effective_due", lambda _, r: effective_day(r.obligation), "Day | None",
        "Hạn sau khi dời ngày nghỉ.", csv="Hạn tính theo ngày làm việc",
    ),
    Column(
        "days_late", lambda v, r: days_late(r, v.as_of), "Count", "Số ngày đã qua kể từ effective_due.",
        csv="Số ngày chậm", shown=TableColumn("Chậm"), cell=lambda v, line: _late_words(v, line.row),
    ),
    Column("status", lambda _, r: r.status, "StatusName", "Trạng thái đến hết ngày `as_of`."),
    Column(
        "said", lambda _, r: r.progress.status if r.progress else None, "SaidName | None",
        "Trạng thái báo cáo gần nhất; null nếu chưa báo cáo.",
        csv="Báo cáo gần nhất", text=lambda _, r: _how(r), shown=TableColumn("Báo cáo\ngần nhất"),
    ),
    csv=_CSV,
)  # fmt: skip
"""Every column of the list of `kst overdue`."""

MISSING_COLUMNS = Columns[LateView, Row](
    *OVERDUE_COLUMNS,
    Column(
        "work", shown=TableColumn("Nội dung công việc", share=4),
        cell=lambda v, line: "\n".join(_content(v, line)),
    ),
    Column(
        "silent", csv="Cả kỳ chưa gửi gì",
        text=lambda v, r: "có" if r.obligation.agency.id in v.silent_agencies else "",
    ),
    csv=(*_CSV, "silent"),
)  # fmt: skip
"""Every column of the list of `kst missing`."""


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
        "obligations": [OVERDUE_COLUMNS.data(view, row) for row in view.rows],
    }


# kst overdue, for a person


def overdue_table(view: LateView, *, wide: bool, max_length: int | None) -> Table:
    """The rows by last day, oldest first; agencies with equal cells share a row."""
    one = len(view.agencies) == 1
    keys = ["duty", "content", "period", *(["roles"] if wide else []), "said"]
    keys += ["agency"] if wide and not one else []
    blocks = []
    for mine in _by_day(view.rows):
        cells = [OVERDUE_COLUMNS.cells(keys, view, line) for line in _lines(view, mine, wide, max_length)]
        blocks.append(TableSection(_day_heading(view, mine), cells))
    notes = [total(view, "không có việc nào quá hạn"), *reported_note(view.rows)]
    return Table(view.title, view.subtitle, OVERDUE_COLUMNS.shown(*keys), blocks, notes)


def _by_day(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of each last day; they come oldest first."""
    for _, mine in groupby(sorted(rows, key=_days), key=_days):
        yield list(mine)


def _days(row: Row) -> tuple[date, date]:
    due = row.obligation.due
    return (due.effective, due.nominal) if due else (date.max, date.max)


def _day_heading(view: LateView, rows: Sequence[Row]) -> str:
    day = last_day(rows[0].obligation.due)
    number = f"{count(len(rows))} việc" if len(view.agencies) == 1 else _amount(rows)
    return f"Hạn {day}, chậm {days_late(rows[0], view.as_of)} ngày: {number}"


def _lines(view: LateView, rows: Sequence[Row], wide: bool, max_length: int | None) -> Iterator[Line[Row]]:
    """A line for each group of equal cells; the content of a duty stands in its first line only."""
    for _, mine in groupby(_alike(view, rows), key=lambda alike: alike[0].obligation.duty.id):
        for number, alike in enumerate(mine):
            yield Line(alike[0], wide, max_length, alike, repeats=number > 0)


def _alike(view: LateView, rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows grouped by duty, period, request, roles and reported status, in the plan's order of duties."""
    place = {duty.id: number for number, duty in enumerate(view.plan.duties)}
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda row: place[row.obligation.duty.id]):
        o = row.obligation
        found.setdefault((o.duty.id, o.period, o.request, o.part.roles, _how(row)), []).append(row)
    yield from found.values()


def reported_note(rows: Sequence[Row]) -> Iterator[str]:
    """How many of the rows have no statement, and how many have been begun."""
    silent = sum(row.progress is None for row in rows)
    begun = (
        f"; đã báo cáo đang thực hiện, chưa hoàn thành: {count(len(rows) - silent)}"
        if silent < len(rows)
        else ""
    )
    if rows:
        yield f"Chưa báo cáo gì: {count(silent)}{begun}."


# kst missing, for a person


def missing_table(view: LateView, *, wide: bool, max_length: int | None) -> Table:
    """Agencies that reported nothing, a line each, then the missing rows of the others by agency.

    A single agency is always listed in full.
    """
    keys = ["due", "days_late", "duty", "period", *(["roles"] if wide else []), "work"]
    many = len(view.agencies) > 1
    apart = view.silent_agencies if many else frozenset()
    rest = [row for row in view.rows if row.obligation.agency.id not in apart]
    blocks = list(_silent_blocks(view, apart))
    if blocks and rest:
        blocks.append(TableSection(f"Đã gửi nhưng còn thiếu: {_agencies_first(rest)}", (), level=1))
    short = min(max_length, _SHORT * (1 + wide)) if max_length and many else max_length
    for agency, mine in groupby(rest, key=lambda row: row.obligation.agency):
        cells = [MISSING_COLUMNS.cells(keys, view, Line(row, wide, short)) for row in mine]
        blocks.append(TableSection(f"{view.registry.full_name(agency)}: {len(cells)}", cells))
    notes = [total(view, "không còn ai chưa báo cáo"), *_silent_note(view, bool(apart))]
    return Table(view.title, view.subtitle, MISSING_COLUMNS.shown(*keys), blocks, notes, ruled=False)


_SHORT = 60
"""How long the text of a duty is on a terminal where many agencies are listed."""
_SILENT = (
    TableColumn("Cơ quan", share=1),
    TableColumn("Số việc", number=True),
    TableColumn("Hạn sớm nhất"),
    TableColumn("Chậm"),
)


def _silent_blocks(view: LateView, apart: frozenset[str]) -> Iterator[TableSection]:
    """Agencies that reported nothing in the period: a line each, with the number of their obligations."""
    mine = [row for row in view.rows if row.obligation.agency.id in apart]
    cells = []
    for agency, owed in groupby(mine, key=lambda row: row.obligation.agency):
        rows = list(owed)
        first = min(rows, key=_days)
        day = last_day(first.obligation.due, "\n")
        cells.append([view.registry.short_name(agency.id), str(len(rows)), day, _late_words(view, first)])
    if cells:
        yield TableSection(f"Cả kỳ chưa gửi gì: {_agencies_first(mine)}", cells, level=1, columns=_SILENT)


def _silent_note(view: LateView, apart: bool) -> Iterator[str]:
    if apart:
        yield "Từng việc của một cơ quan chưa gửi gì: thêm --agency TÊN, hoặc ghi cả danh sách ra tệp .csv."
    elif view.silent_agencies:
        yield "Cả kỳ cơ quan này chưa gửi gì."
