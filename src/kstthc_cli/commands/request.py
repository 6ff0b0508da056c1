"""`kst request open` and `kst request list`: demands that open on-request and conditional duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.acceptance import clean_text
from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.situation import Situation, situation
from kstthc_cli.domain.obligations import opens_on_request, part_of
from kstthc_cli.domain.plan import Duty
from kstthc_cli.domain.plan_year import PlanYear
from kstthc_cli.domain.registry import Agency
from kstthc_cli.domain.slips import Request
from kstthc_cli.domain.status import FINISHED
from kstthc_cli.errors import Exit, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render import records
from kstthc_cli.render.sheet import Block, Column, Sheet
from kstthc_cli.store.new_slip import write_request
from kstthc_cli.store.plan_years import plan_year

OPEN_FORMATS = ("text", "json")
_HEADER = ("Mã yêu cầu", "Đầu việc", "Ngày", "Hạn", "Văn bản", "Nội dung", "Cơ quan", "Đã trả lời")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked, of whom, until when, and by which document."""

    duty: str
    due: date
    number: str
    subject: str
    document_day: date | None
    day: date
    agencies: tuple[str, ...] = ()
    plan: str | None = None


def open_request(
    root: Path, demand: Demand, as_of: date, output: Output, *, moment: str, dry_run: bool
) -> int:
    """Write the request that opens a duty.

    Raises RefusedError when the duty cannot be asked for, or an agency does not have it.
    """
    chosen = output.chosen(OPEN_FORMATS)
    year = plan_year(root, demand.plan, as_of)
    duty = _duty(year, demand.duty)
    if demand.day > as_of:
        raise RefusedError(
            f"Ngày yêu cầu {demand.day:%d/%m/%Y} ở sau ngày {as_of:%d/%m/%Y}.",
            "Ghi ngày không muộn hơn hôm nay.",
        )
    if demand.due < demand.day:
        raise RefusedError(
            f"Hạn {demand.due:%d/%m/%Y} trước ngày yêu cầu {demand.day:%d/%m/%Y}.", "Sửa --due."
        )
    agencies = [_having(year, duty, agency_named(year.registry, name)) for name in demand.agencies]
    content = _content(demand, year, duty, agencies)
    path = None if dry_run else write_request(root, content, moment)
    output.write(_said(duty, demand, agencies, path, chosen), chosen)
    return Exit.FINE


def _duty(year: PlanYear, name: str) -> Duty:
    duty = next((d for d in year.plan.duties if d.id.casefold() == name.strip().casefold()), None)
    if duty is None:
        raise UsageError(
            f"Kế hoạch {year.plan.id} không có đầu việc “{name}”.", "Xem các đầu việc: `kst plan show`."
        )
    if not opens_on_request(duty):
        fitting = ", ".join(d.id for d in year.plan.duties if opens_on_request(d))
        raise RefusedError(
            f"Đầu việc {duty.id} không phải việc đột xuất hay có điều kiện.", f"Mở được: {fitting}."
        )
    return duty


def _having(year: PlanYear, duty: Duty, agency: Agency) -> Agency:
    if part_of(duty, agency, year.registry.groups_of(agency)) is None:
        raise RefusedError(f"{agency.name} không được giao đầu việc {duty.id}.", "Xem `kst plan show`.")
    return agency


def _content(demand: Demand, year: PlanYear, duty: Duty, agencies: list[Agency]) -> dict[str, Any]:
    document: dict[str, Any] = {"kind": "document", "number": clean_text(demand.number, "số văn bản")}
    if demand.document_day:
        document["date"] = demand.document_day
    document["subject"] = clean_text(demand.subject, "trích yếu")
    content: dict[str, Any] = {"plan": year.plan.id, "duty": duty.id, "date": demand.day, "due": demand.due}
    content["document"] = document
    if agencies:
        content["agencies"] = list(dict.fromkeys(agency.id for agency in agencies))
    return content


def _said(duty: Duty, demand: Demand, agencies: list[Agency], path: str | None, chosen: str) -> str:
    name = path.rsplit("/", 1)[-1].removesuffix(".yaml") if path else None
    if chosen == "json":
        return records.to_json(
            {
                "schema_version": 1,
                "request": name,
                "path": path,
                "duty": duty.id,
                "due": demand.due.isoformat(),
            }
        )
    whom = ", ".join(agency.short for agency in agencies) or "mọi cơ quan có đầu việc này"
    lines = [f"{duty.id}. {duty.content}", f"    Hạn {demand.due:%d/%m/%Y}, {whom}, theo {demand.number}."]
    lines.append(
        f"Đã ghi {path}\nTrả lời bằng: kst record {duty.id} --request {name} …"
        if path
        else "Chạy thử: chưa ghi gì."
    )
    return "\n".join(lines) + "\n"


def list_requests(root: Path, plan: str | None, as_of: date, output: Output) -> int:
    """Print the requests of a plan, by day, with how many have answered."""
    output.chosen(FORMATS)
    now = situation(root, plan_year(root, plan, as_of), as_of, watch=output.watch)
    listing = Listing(
        data=lambda: _data(now), header=_HEADER, records=lambda: _rows(now), sheet=lambda _w, _m: _sheet(now)
    )
    return print_listing(root, listing, output)


def _sheet(now: Situation) -> Sheet:
    columns = [Column("NV"), Column("Hạn"), Column("Yêu cầu", share=1), Column("Trả lời")]
    answers = _answers(now)
    rows = [
        [
            r.duty,
            f"{r.due:%d/%m/%Y}",
            _about(now, r),
            "{}/{}".format(*answers.get(r.id, (0, 0))),
        ]
        for r in _in_order(now)
    ]
    title = f"Yêu cầu đột xuất, kế hoạch {now.year.plan.id}"
    blocks = [Block("Theo ngày yêu cầu", rows)] if rows else []
    return Sheet(title, f"Tính đến ngày {now.as_of:%d/%m/%Y}", columns, blocks, [f"Cộng: {len(rows)}."])


def _answers(now: Situation) -> dict[str, tuple[int, int]]:
    """Request → how many agencies have finished, of how many."""
    found: dict[str, tuple[int, int]] = {}
    for row in now.rows(now.year.registry.in_order):
        if name := row.obligation.request:
            done, whole = found.get(name, (0, 0))
            found[name] = (done + (row.status in FINISHED), whole + 1)
    return found


def _rows(now: Situation) -> list[list[str]]:
    answers = _answers(now)
    return [
        [
            r.id,
            r.duty,
            r.day.isoformat(),
            r.due.isoformat(),
            f"{r.number}{_dated(r)}",
            r.subject,
            _whom(now, r),
            "{}/{}".format(*answers.get(r.id, (0, 0))),
        ]
        for r in _in_order(now)
    ]


def _in_order(now: Situation) -> list[Request]:
    return sorted(now.requests, key=lambda r: (r.day, r.id))


def _about(now: Situation, r: Request) -> str:
    """What is asked, of whom, and the id to answer with."""
    asked = f"{r.subject} ({r.number}{_dated(r)})"
    return f"{asked}\nCơ quan: {_whom(now, r)}\nMã: {r.id}, mở ngày {r.day:%d/%m/%Y}"


def _whom(now: Situation, request: Request) -> str:
    """Short names of the agencies asked, or that all were."""
    return ", ".join(now.year.registry.short_name(a) for a in request.agencies) or "tất cả"


def _dated(request: Request) -> str:
    return f" ngày {request.number_day:%d/%m/%Y}" if request.number_day else ""


def _silent(now: Situation, name: str) -> list[str]:
    """Short names of those who have not answered a request yet."""
    rows = (row for row in now.rows(now.year.registry.in_order) if row.obligation.request == name)
    return [row.obligation.agency.id for row in rows if row.status not in FINISHED]


def _data(now: Situation) -> dict[str, Any]:
    answers = _answers(now)
    return {
        "schema_version": 1,
        "plan": now.year.plan.id,
        "requests": [
            {
                "id": r.id,
                "duty": r.duty,
                "date": r.day.isoformat(),
                "due": r.due.isoformat(),
                "document": r.number,
                "document_date": r.number_day.isoformat() if r.number_day else None,
                "subject": r.subject,
                "agencies": sorted(r.agencies),
                "answered": answers.get(r.id, (0, 0))[0],
                "unanswered": _silent(now, r.id),
                "asked": answers.get(r.id, (0, 0))[1],
                "path": r.path,
            }
            for r in _in_order(now)
        ],
    }
