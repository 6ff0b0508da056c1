"""The list of requests in every output format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.render.screen.table_model import Block, Column, Sheet

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


HEADER = (
    "Mã yêu cầu", "Đầu việc", "Ngày", "Hạn", "Văn bản", "Nội dung", "Cơ quan", "Đã trả lời", "Chưa trả lời",
    "Đã rút",
)  # fmt: skip


def as_records(view: RequestsView) -> Iterator[tuple[str, ...]]:
    """One record per request, in the columns of `HEADER`."""
    for item in view.items:
        r = item.request
        yield (
            r.id,
            r.duty,
            r.day.isoformat(),
            r.due.isoformat(),
            f"{r.number}{_dated(r)}",
            r.subject,
            _addressees(view, r),
            "" if r.withdrawn else item.answers,
            ", ".join(agency.short for agency in item.unanswered),
            f"{r.withdrawn.day:%d/%m/%Y}: {r.withdrawn.reason}" if r.withdrawn else "",
        )


def as_data(view: RequestsView) -> dict[str, Any]:
    """The content of the JSON output."""
    return {
        "schema_version": 1,
        "plan": view.plan,
        "as_of": view.as_of.isoformat(),
        "requests": [_data(item) for item in view.items],
    }


def _data(item: RequestStatus) -> dict[str, Any]:
    r, gone = item.request, item.request.withdrawn
    return {
        "id": r.id,
        "duty": r.duty,
        "date": r.day.isoformat(),
        "due": r.due.isoformat(),
        "document": r.number,
        "document_date": r.number_day.isoformat() if r.number_day else None,
        "subject": r.subject,
        "agencies": sorted(r.agencies),
        "answered": len(item.asked) - len(item.unanswered),
        "unanswered": [agency.id for agency in item.unanswered],
        "asked": len(item.asked),
        "corrections": [name for name in r.line if name != r.id],
        "withdrawn": {"date": gone.day.isoformat(), "reason": gone.reason, "path": gone.path}
        if gone
        else None,
        "path": r.path,
    }


def as_sheet(view: RequestsView, most: int | None) -> Sheet:
    """The requests as a table, by day; text is shortened to `most` characters."""
    columns = [Column("NV"), Column("Hạn"), Column("Yêu cầu", share=1), Column("Trả lời")]
    rows = [
        [i.request.duty, f"{i.request.due:%d/%m/%Y}", "\n".join(_about(view, i, most)), i.answers]
        for i in view.items
    ]
    title = f"Yêu cầu đột xuất, kế hoạch {view.plan}"
    blocks = [Block("Theo ngày yêu cầu", rows)] if rows else []
    return Sheet(title, f"Tính đến ngày {view.as_of:%d/%m/%Y}", columns, blocks, [f"Cộng: {len(rows)}."])


def _about(view: RequestsView, item: RequestStatus, most: int | None) -> Iterator[str]:
    """Subject, agencies, who has not answered, and the id."""
    r = item.request
    yield f"{r.subject} ({r.number}{_dated(r)})"
    yield f"Cơ quan: {_addressees(view, r)}"
    if r.withdrawn:
        reason = shortened(" ".join(r.withdrawn.reason.split()), most)
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
    """The short names of the agencies that are asked, or “tất cả”."""
    return ", ".join(view.registry.short_name(agency) for agency in request.agencies) or "tất cả"


def _dated(request: Request) -> str:
    return f" ngày {request.number_day:%d/%m/%Y}" if request.number_day else ""
