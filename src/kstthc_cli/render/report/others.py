"""The decision, the slip of assignment and the reminder as plain values: see `model.report`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.report.letterhead import Letterhead, full_name, number_line, short_date
from kstthc_cli.domain.report.report_period import request_reference
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import days_late, is_unreported
from kstthc_cli.render.plan import (
    HEADINGS,
    PLAN,
    DutyCells,
    SectionCells,
    TaskCells,
    amendment_mark,
    amendment_references,
    annex,
)
from kstthc_cli.render.report.letter import DRAFT, LetterView, letter_values
from kstthc_cli.render.report.printed_columns import printed_rows
from kstthc_cli.render.screen.phrases import count
from kstthc_cli.render.tracking.due import others, waits_for

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Decision, PlanFile

CONSOLIDATED = "BẢN HỢP NHẤT"
_PLEASE = (
    "Đề nghị {} khẩn trương thực hiện, báo cáo kết quả kèm số, "
    "ký hiệu văn bản minh chứng; trường hợp vướng mắc, nêu rõ nguyên nhân và thời gian hoàn thành."
)


def decision_values(
    plan: PlanFile, head: Letterhead, given: Mapping[str, Any], number: str | None, day: date | None
) -> dict[str, Any]:
    """The decision of a plan file; `given` replaces its number, place and signer.

    A draft says so in its title. So does a plan with amendments, which is a consolidated text: its subject
    names the documents that amended it, and every changed place cites their numbers.
    """
    decision = plan.decision
    kind = decision.kind.upper()
    title = f"{DRAFT} {kind}" if plan.status == "draft" else kind
    amended = amendment_references(plan.amendments)
    letter = LetterView(
        head=replace(head, **{**_printed(decision), **given}),
        number=number_line(number or decision.number or None, "QĐ", head.symbol),
        day=day,
        title=f"{CONSOLIDATED} {kind}" if amended else title,
        subject=decision.subject
        + (f" (đã được sửa đổi, bổ sung theo {'; '.join(amended)})" if amended else ""),
        grounds=tuple(decision.grounds),
    )
    return {
        "schema_version": 1,
        "kind": "decision",
        "letter": letter_values(letter),
        "plan": plan.id,
        "authority": decision.issuer.upper() if decision.articles else "",
        "verb": f"{decision.kind.upper()}:" if decision.articles else "",
        "articles": list(decision.articles),
        "body": list(decision.body),
        "after": list(decision.after),
        "annex_title": plan.annex.title.upper(),
        "annex_reference": plan.annex.reference + amendment_mark(plan, PLAN),
        "headings": [column.title for column in plan.annex.columns] or list(HEADINGS),
        "sections": list(_annex_sections(plan)),
    }


def _amended_by(references: Sequence[str]) -> str:
    return f" (đã được sửa đổi, bổ sung theo {'; '.join(references)})" if references else ""


def _printed(decision: Decision) -> dict[str, Any]:
    """Place, recipients and, once it is signed, the signer, as the decision itself has them."""
    signer = decision.signer
    printed = {"place": decision.place, "recipients": tuple(decision.recipients)}
    if signer is None:
        return printed
    capacity = (signer.capacity,) if signer.capacity else ()
    return {**printed, "authority": capacity, "post": signer.post, "name": signer.name}


def _annex_sections(plan: PlanFile) -> Iterator[dict[str, Any]]:
    """The sections of the annex, in its own columns where it has some."""
    cells = {section.id: section for section in annex(plan, frozenset())}
    for section in plan.sections:
        known = cells.get(section.id) or SectionCells(section.id, section.title, ())
        printed = section.id.removeprefix(f"{section.under}.") if section.under else section.id
        values = _annex_section(known, printed)
        if plan.annex.columns:
            pairs = zip(values["rows"], printed_rows(plan, section), strict=True)
            values["rows"] = [{**row, "cells": cells} for row, cells in pairs if cells is not None]
        yield values


def _annex_section(section: SectionCells, printed: str) -> dict[str, Any]:
    rows = [
        {
            "number": task.id if n == 0 else "",
            "content": task.content if n == 0 else "",
            "results": "\n".join(duty.results),
            "agencies": "\n".join(duty.agencies),
            "time": duty.time,
        }
        for task in section.tasks
        for n, duty in enumerate(task.duties)
    ]
    return {
        "id": printed,
        "title": section.title,
        "rows": [{**row, "cells": list(row.values())} for row in rows],
    }


def assignment_values(
    year: PlanYear, agency: Agency, owed: Sequence[Obligation], letter: LetterView
) -> dict[str, Any]:
    """The duties of one agency by section, each once."""
    duties = list({obligation.duty.id: obligation for obligation in owed}.values())
    who = f"{full_name(agency)} được giao {count(len(duties))} nhiệm vụ"
    groups = [
        {
            "id": section,
            "title": title,
            "rows": [_duty_row(year, o) for o in duties if o.duty.section == section],
        }
        for section, title in year.plan.sections.items()
    ]
    return {
        "schema_version": 1,
        "kind": "assignment",
        "letter": letter_values(letter),
        "plan": year.plan.id,
        "agency": agency.id,
        "opening": [f"Theo {year.plan.decision}, {who} trong năm {year.plan.year} như sau:"],
        "sections": [group for group in groups if group["rows"]],
        "closing": _how_to_report(year, agency),
    }


def _duty_row(year: PlanYear, obligation: Obligation) -> dict[str, str]:
    duty, part = obligation.duty, obligation.part
    condition = f" ({part.condition})" if part.condition else ""
    with_whom = others(year.registry, obligation)
    waiting = waits_for(year.plan, obligation)
    time = duty.schedule.text.removeprefix("- ")
    return {
        "duty": duty.id,
        "content": duty.content,
        "result": "\n".join(duty.results),
        "who": f"{names(part.roles)}{condition}" + (f"\nPhối hợp với: {with_whom}" if with_whom else ""),
        "due": f"{time}\n(chưa có {'văn bản yêu cầu' if duty.schedule.kind == 'on_request' else waiting})"
        if waiting
        else time,
        "status": "",
        "said": "",
        "evidence": "",
        "day": "",
    }


def _missing(duty: Duty, waiting: str) -> str:
    """What a duty without a last day waits for: a request, or the plan named."""
    return "văn bản yêu cầu" if duty.schedule.kind == "on_request" else waiting


def _how_to_report(year: PlanYear, agency: Agency) -> list[str]:
    day = year.calendar.send_by.get(agency.level)
    when = f", chậm nhất ngày {day:02} tháng cuối quý" if day else ""
    what = "kèm số, ký hiệu văn bản minh chứng; nhiệm vụ không phát sinh cũng báo cáo"
    who = full_name(agency)
    return [f"Đề nghị {who} tổ chức thực hiện và báo cáo kết quả từng nhiệm vụ hằng quý{when}, {what}."]


def own_plan_values(plan: PlanFile, letter: LetterView) -> dict[str, Any]:
    """An agency's own plan, with the units that do each of its tasks."""
    agency = plan.derived.agency if plan.derived else ""
    groups = [
        {
            "id": section.id,
            "title": section.title,
            "rows": [_own_row(task, duty) for task in section.tasks for duty in task.duties],
        }
        for section in annex(plan, frozenset())
    ]
    return {
        "schema_version": 1,
        "kind": "assignment",
        "letter": letter_values(letter),
        "plan": plan.id,
        "agency": agency,
        "opening": [*plan.decision.articles],
        "sections": groups,
        "closing": [],
    }


def _own_row(task: TaskCells, duty: DutyCells) -> dict[str, str]:
    units = [note for note in duty.notes if note.startswith("Phòng, đơn vị")]
    return {
        "duty": duty.id,
        "content": task.content,
        "result": "\n".join(duty.results),
        "who": "\n".join([*duty.agencies, *units]),
        "due": duty.time,
        "status": "",
        "said": "",
        "evidence": "",
        "day": "",
    }


def reminder_values(
    year: PlanYear,
    groups: Sequence[tuple[Agency, Sequence[Row]]],
    letter: LetterView,
    as_of: date,
    requests: Iterable[Request] = (),
) -> dict[str, Any]:
    """Overdue obligations by agency, the oldest first."""
    asked = {request.id: request for request in requests}
    late = sum(len(rows) for _, rows in groups)
    unreported = sum(is_unreported(row) for _, rows in groups for row in rows)
    who = full_name(groups[0][0]) if len(groups) == 1 else f"{count(len(groups))} cơ quan, đơn vị, địa phương"
    unreported_ = f", trong đó {count(unreported)} lượt chưa có báo cáo" if unreported else ""
    since = f"Qua theo dõi thực hiện {year.plan.decision}, đến hết ngày {short_date(as_of)}"
    listed = "cụ thể" if len(groups) == 1 else "theo Danh sách kèm theo, cụ thể"
    owed = f"{count(late)} lượt nhiệm vụ quá hạn{unreported_}, {listed}"
    return {
        "schema_version": 1,
        "kind": "reminder",
        "letter": letter_values(letter),
        "plan": year.plan.id,
        "as_of": as_of.isoformat(),
        "opening": [f"{since}, {who} còn {owed}:"],
        "groups": [
            {
                "agency": _name(year, agency, groups),
                "rows": [_owed(row, as_of, asked) for row in _oldest_first(rows)],
            }
            for agency, rows in groups
        ],
        "closing": [_PLEASE.format(_whom(groups))],
    }


def _name(year: PlanYear, agency: Agency, groups: Sequence[object]) -> str:
    return full_name(agency) if len(groups) == 1 else year.registry.short_name(agency.id)


def _oldest_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.obligation.due.effective if row.obligation.due else date.max)


def _whom(groups: Sequence[tuple[Agency, Sequence[Row]]]) -> str:
    return (
        full_name(groups[0][0])
        if len(groups) == 1
        else "các cơ quan, đơn vị, địa phương có tên trong Danh sách"
    )


def _owed(row: Row, as_of: date, asked: Mapping[str, Request]) -> dict[str, Any]:
    obligation = row.obligation
    demand = asked.get(obligation.request)
    beside = f" (theo {request_reference(demand)}: {demand.subject})" if demand else ""
    return {
        "duty": obligation.duty.id,
        "content": obligation.duty.content + beside,
        "period": obligation.period.vietnamese,
        "due": short_date(obligation.due.effective) if obligation.due else "",
        "days": days_late(row, as_of),
        "status": "chưa báo cáo" if is_unreported(row) else "đang thực hiện",
    }
