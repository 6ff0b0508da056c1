"""The list of requests in every output format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.render.screen.columns import Column, Columns, Line
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class RequestStatus:
    """A request, the agencies that must answer it, and those that have not finished answering."""

    request: Request
    asked: tuple[Agency, ...]
    unanswered: tuple[Agency, ...]

    @property
    def answers(self) -> str:
        """The number of answers of all expected, `3/20`; “đã rút” for a withdrawn request."""
        if self.request.withdrawn:
            return "đã rút"
        return f"{len(self.asked) - len(self.unanswered)}/{len(self.asked)}"


@dataclass(frozen=True, slots=True)
class RequestsView:
    """The requests of a plan on a day."""

    plan: str
    as_of: date
    registry: Registry
    items: tuple[RequestStatus, ...]


def _withdrawn(request: Request) -> dict[str, str] | None:
    gone = request.withdrawn
    return {"date": gone.day.isoformat(), "reason": gone.reason, "path": gone.path} if gone else None


def _withdrawn_text(request: Request) -> str:
    gone = request.withdrawn
    return f"{gone.day:%d/%m/%Y}: {gone.reason}" if gone else ""


def _about(view: RequestsView, line: Line[RequestStatus]) -> Iterator[str]:
    """Subject, agencies, who has not answered, and the id."""
    item, r = line.row, line.row.request
    yield f"{r.subject} ({r.number}{_dated(r)})"
    yield f"Cơ quan: {_addressees(view, r)}"
    if r.withdrawn:
        reason = shortened(" ".join(r.withdrawn.reason.split()), line.max_length)
        yield f"Đã rút ngày {r.withdrawn.day:%d/%m/%Y}: {reason}"
    elif item.unanswered:
        yield _unanswered(item)
    changed = f", sửa ngày {r.newest:%d/%m/%Y}" if len(r.line) > 1 else ""
    yield f"Mã: {r.id}, mở ngày {r.day:%d/%m/%Y}{changed}"


def _unanswered(item: RequestStatus) -> str:
    """The agencies that have not answered; not listed again where all named agencies have not."""
    if len(item.unanswered) == len(item.request.agencies):
        return "Chưa cơ quan nào trả lời"
    return f"Chưa trả lời: {_some(item.unanswered)}"


def _some(agencies: tuple[Agency, ...]) -> str:
    """The names of the first agencies, and the number of the others."""
    shown = ", ".join(agency.short for agency in agencies[:_MOST_NAMES])
    more = len(agencies) - _MOST_NAMES
    return f"{shown} và {more} cơ quan nữa (đủ tên: --format text)" if more > 0 else shown


def _addressees(view: RequestsView, request: Request) -> str:
    """The short names of the addressed agencies, or “tất cả”."""
    return ", ".join(view.registry.short_name(agency) for agency in request.agencies) or "tất cả"


def _dated(request: Request) -> str:
    return f" ngày {request.number_day:%d/%m/%Y}" if request.number_day else ""


COLUMNS = Columns[RequestsView, RequestStatus](
    Column(
        "id", lambda _, i: i.request.id, "str", "Mã yêu cầu: của tệp đầu tiên, cũng khi đã sửa.",
        csv="Mã yêu cầu",
    ),
    Column(
        "duty", lambda _, i: i.request.duty, "str", "Mã đầu việc.",
        csv="Đầu việc", shown=TableColumn("Đầu việc"),
    ),
    Column("date", lambda _, i: i.request.day.isoformat(), "Day", "Ngày yêu cầu.", csv="Ngày"),
    Column(
        "due", lambda _, i: i.request.due.isoformat(), "Day", "Hạn.",
        csv="Hạn", shown=TableColumn("Hạn"), cell=lambda _, line: f"{line.row.request.due:%d/%m/%Y}",
    ),
    Column(
        "document", lambda _, i: i.request.number, "str", "Số, ký hiệu văn bản yêu cầu.",
        csv="Văn bản", text=lambda _, i: f"{i.request.number}{_dated(i.request)}",
    ),
    Column(
        "document_date", lambda _, i: i.request.number_day.isoformat() if i.request.number_day else None,
        "Day | None", "Ngày văn bản.",
    ),
    Column(
        "subject", lambda _, i: i.request.subject, "str", "Trích yếu.",
        csv="Nội dung",
        shown=TableColumn("Yêu cầu", share=1), cell=lambda v, line: "\n".join(_about(v, line)),
    ),
    Column(
        "agencies", lambda _, i: sorted(i.request.agencies), "list[str]",
        "Mã các cơ quan được nêu; trống là mọi cơ quan có đầu việc.",
        csv="Cơ quan", text=lambda v, i: _addressees(v, i.request),
    ),
    Column(
        "answered", lambda _, i: len(i.asked) - len(i.unanswered), "Count", "Số cơ quan đã trả lời đủ.",
        csv="Đã trả lời", text=lambda _, i: "" if i.request.withdrawn else i.answers,
        shown=TableColumn("Trả lời"), cell=lambda _, line: line.row.answers,
    ),
    Column(
        "unanswered", lambda _, i: [agency.id for agency in i.unanswered], "list[str]",
        "Mã các cơ quan chưa trả lời đủ.",
        csv="Chưa trả lời", text=lambda _, i: ", ".join(agency.short for agency in i.unanswered),
    ),
    Column("asked", lambda _, i: len(i.asked), "Count", "Số cơ quan phải trả lời; 0 khi đã rút."),
    Column(
        "corrections", lambda _, i: [name for name in i.request.line if name != i.request.id], "list[str]",
        "Mã các bản sửa của yêu cầu này.",
    ),
    Column(
        "withdrawn", lambda _, i: _withdrawn(i.request), "WithdrawnOutput | None",
        "Việc rút; null khi còn hiệu lực.",
        csv="Đã rút", text=lambda _, i: _withdrawn_text(i.request),
    ),
    Column("path", lambda _, i: i.request.path, "str", "Tệp chứa nội dung đang có hiệu lực."),
)  # fmt: skip
"""Every column of the list of requests."""


def as_data(view: RequestsView) -> dict[str, Any]:
    """The content of the JSON output."""
    return {
        "schema_version": 1,
        "plan": view.plan,
        "as_of": view.as_of.isoformat(),
        "requests": [COLUMNS.data(view, item) for item in view.items],
    }


def as_table(view: RequestsView, max_length: int | None) -> Table:
    """The requests as a table, by day; reasons are shortened to `max_length` characters."""
    keys = ("duty", "due", "subject", "answered")
    rows = [COLUMNS.cells(keys, view, Line(item, max_length=max_length)) for item in view.items]
    title = f"Yêu cầu đột xuất, kế hoạch {view.plan}"
    blocks = [TableSection("Theo ngày yêu cầu", rows)] if rows else []
    subtitle = f"Tính đến ngày {view.as_of:%d/%m/%Y}"
    return Table(title, subtitle, COLUMNS.shown(*keys), blocks, [f"Cộng: {len(rows)}."])
