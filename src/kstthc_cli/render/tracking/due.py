"""The due list in every output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.plan.roles import ROLES, in_order, names
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.text.document_names import document_name
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.tracking.due_list import KINDS, DueList, Row
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.render.screen.columns import Column, Columns, Line
from kstthc_cli.render.screen.phrases import (
    count,
    counted_work,
    effective_day,
    group_name,
    nominal_day,
    schedule_data,
    schedule_text,
)
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection


class DueView(NamedTuple):
    """A due list with its heading; `named` are the agencies asked for, `unnamed` the tasks of open groups."""

    plan: Plan
    registry: Registry
    period: str
    period_name: str
    as_of: date
    due: DueList
    named: tuple[Agency, ...]
    carry_over: bool
    unnamed: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows to show."""
        return self.due.everything if self.carry_over else self.due.rows


# Cells


def others(registry: Registry, obligation: Obligation, *, signed: bool = False) -> str:
    """The other agencies of the duty: `Sở TTTT (chủ trì); UBND cấp huyện, UBND cấp xã (phối hợp)`.

    In a paper to be signed their names stand in full.
    """
    name = registry.signed_name if signed else registry.short_name
    roles_of: dict[str, list[str]] = {}
    for line in obligation.duty.lines:
        for who, roles in line.roles.items():
            if who != obligation.agency.id:
                roles_of.setdefault(who, []).extend(roles)
    together: dict[tuple[str, ...], list[str]] = {}
    for who, given in roles_of.items():
        group = registry.groups.get(who)
        fellow = " khác" if group and group.has(obligation.agency) else ""
        together.setdefault(in_order(given), []).append(name(who) + fellow)
    ranked = sorted(together.items(), key=lambda item: [list(ROLES).index(role) for role in item[0]])
    return "; ".join(f"{', '.join(who)} ({names(roles)})" for roles, who in ranked)


def waits_for(plan: Plan, obligation: Obligation) -> str | None:
    """What an obligation without a last day waits for, as Vietnamese text; None where it does not wait."""
    schedule = obligation.duty.schedule
    if schedule.kind == "by_plan" and obligation.duty.sub_plan and not obligation.duty.above:
        return f"kế hoạch chi tiết {obligation.duty.sub_plan} không nêu hạn"
    if schedule.kind == "by_plan" and schedule.plan:
        return plan.sub_plans[schedule.plan]
    return "văn bản yêu cầu" if schedule.kind == "on_request" and obligation.due is None else None


def _work(view: DueView, line: Line[Row]) -> str:
    """Content, results, and what else there is to know; on a narrow screen also who does it."""
    obligation = line.row.obligation
    duty = obligation.duty
    work = [
        shortened(duty.content, line.max_length),
        *(f"→ {shortened(r, line.max_length)}" for r in duty.results),
    ]
    if obligation.part.condition:
        work.append(f"Điều kiện: {obligation.part.condition}.")
    if waiting := waits_for(view.plan, obligation):
        work.append(f"Chờ {waiting}.")
    elif duty.sub_plan:
        work.append(f"Theo kế hoạch chi tiết {duty.sub_plan}.")
    if obligation.replaced_agencies:
        names_ = ", ".join(view.registry.short_name(who) for who in obligation.replaced_agencies)
        work.append(f"Thay cho: {names_}.")
    if not line.wide:
        rest = others(view.registry, obligation)
        work += [f"Vai trò: {names(obligation.part.roles)}.", *([f"Cùng thực hiện: {rest}."] if rest else [])]
    return "\n".join(work)


def _when(view: DueView, obligation: Obligation) -> str:
    due, schedule = obligation.due, obligation.duty.schedule
    if due is None:
        return "—"
    lines = [f"{due.nominal:%d/%m/%Y}"]
    if due.effective != due.nominal:
        lines.append(f"→ {due.effective:%d/%m/%Y}")
    if schedule.kind == "by_date":
        lines.append(f"({schedule.text})")
    if obligation.request:
        lines.append("(theo yêu cầu)")
    if schedule.kind == "periodic" or (schedule.kind == "ongoing" and str(obligation.period) != view.period):
        lines.append(f"({obligation.period.vietnamese.removesuffix(f' năm {obligation.period.year}')})")
    return "\n".join(lines)


# Columns


COLUMNS = Columns[DueView, Row](
    Column("plan", lambda v, _: v.plan.id, csv="Kế hoạch"),
    Column("agency_id", lambda _, r: r.obligation.agency.id, csv="Mã cơ quan"),
    Column("agency_name", lambda _, r: r.obligation.agency.name, csv="Cơ quan"),
    Column(
        "duty", lambda _, r: r.obligation.duty.id, "DutyName", "Mã đầu việc, ví dụ 39a.",
        csv="Đầu việc", shown=TableColumn("Đầu việc"),
    ),
    Column("task", lambda _, r: r.obligation.duty.task, "str", "Số nhiệm vụ (STT).", csv="Nhiệm vụ"),
    Column("section", lambda _, r: r.obligation.duty.section, "str", "Số mục.", csv="Mục"),
    Column(
        "content", lambda _, r: r.obligation.duty.content, "str", "Nội dung công việc.",
        csv="Nội dung công việc",
        shown=TableColumn("Việc phải làm và kết quả", share=5), cell=_work,
    ),
    Column(
        "results", lambda _, r: list(r.obligation.duty.results), "list[str]", "Kết quả công việc.",
        csv="Kết quả", text=lambda _, r: "\n".join(r.obligation.duty.results),
    ),
    Column(
        "agency", lambda _, r: {"id": r.obligation.agency.id, "name": r.obligation.agency.name},
        "AgencyName", "Cơ quan có việc.",
    ),
    Column(
        "roles", lambda _, r: list(r.obligation.part.roles), "Roles", "Vai trò, quan trọng trước.",
        csv="Vai trò", text=lambda _, r: names(r.obligation.part.roles),
        shown=TableColumn("Vai trò", share=1),
    ),
    Column(
        "others", csv="Cùng thực hiện", text=lambda v, r: others(v.registry, r.obligation),
        shown=TableColumn("Cùng thực hiện", share=2),
    ),
    Column(
        "printed", lambda _, r: list(r.obligation.part.printed), "PrintedLines", "Dòng phân công như đã in.",
    ),
    Column(
        "via", lambda _, r: r.obligation.part.via, "str | None",
        "Mã nhóm mà qua đó cơ quan được giao; null nếu được nêu tên.",
        csv="Theo nhóm", text=lambda v, r: group_name(v.registry, r.obligation.part),
    ),
    Column(
        "condition", lambda _, r: r.obligation.part.condition, "str | None", "Điều kiện như đã in.",
        csv="Điều kiện",
    ),
    Column(
        "schedule", lambda _, r: schedule_data(r.obligation.duty), "ScheduleOutput", "Thời gian thực hiện.",
        csv="Thời gian (như đã in)", text=lambda _, r: schedule_text(r.obligation.duty),
    ),
    Column(
        "waits_for", lambda v, r: waits_for(v.plan, r.obligation), "str | None",
        "Đang chờ kế hoạch chi tiết hay yêu cầu nào.",
    ),
    Column("period", lambda _, r: str(r.obligation.period), "PeriodName", "Kỳ của việc.", csv="Kỳ"),
    Column(
        "request", lambda _, r: r.obligation.request or None, "str | None",
        "Mã yêu cầu đã mở việc này; null nếu theo kế hoạch.",
    ),
    Column(
        "due", lambda _, r: nominal_day(r.obligation), "Day | None",
        "Hạn như đã định; null khi chưa có ngày.",
        csv="Hạn", shown=TableColumn("Hạn"), cell=lambda v, line: _when(v, line.row.obligation),
    ),
    Column(
        "effective_due", lambda _, r: effective_day(r.obligation), "Day | None",
        "Hạn sau khi dời ngày nghỉ, nếu lịch cho dời.", csv="Hạn tính theo ngày làm việc",
    ),
    Column(
        "status", lambda _, r: r.status, "StatusName",
        csv="Trạng thái", text=lambda _, r: STATUSES[r.status], shown=TableColumn("Trạng thái", mark=True),
    ),
    Column(
        "carried", lambda _, r: r.carried, "bool", "Chưa hoàn thành từ kỳ trước.",
        csv="Kỳ trước chuyển sang", text=lambda _, r: "có" if r.carried else "",
    ),
    Column(
        "sub_plan", lambda _, r: r.obligation.duty.sub_plan, "str | None",
        "Kế hoạch chi tiết đã định hạn; null nếu kế hoạch tự định.",
    ),
    Column(
        "stands_for", lambda _, r: list(r.obligation.replaced_agencies), "list[str]",
        "Cơ quan đã kết thúc (hoặc chưa bắt đầu) mà cơ quan này làm thay.",
    ),
    Column(
        "reports", lambda _, r: r.obligation.reports, "bool", "Phải báo cáo: chỉ việc này được tính.",
        csv="Phải báo cáo", text=lambda _, r: "có" if r.obligation.reports else "",
    ),
)  # fmt: skip
"""Every column of the due list."""


# JSON and text


def as_data(view: DueView) -> dict[str, Any]:
    """The list as `schemas/due.schema.json` describes it."""
    return {
        "schema_version": 1,
        "plan": view.plan.id,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "earlier_unfinished": len(view.due.earlier),
        "obligations": [COLUMNS.data(view, row) for row in view.rows],
    }


def as_lines(view: DueView) -> Iterator[tuple[str, ...]]:
    """A record of the text format: both days, duty, period, agency, roles, status, content, results."""
    for row in view.rows:
        obligation = row.obligation
        yield (
            nominal_day(obligation) or "-",
            effective_day(obligation) or "-",
            obligation.duty.id,
            str(obligation.period),
            obligation.agency.id,
            names(obligation.part.roles),
            STATUSES[row.status],
            obligation.duty.content,
            " / ".join(obligation.duty.results),
        )


# Table and Markdown


def as_table(view: DueView, *, wide: bool, max_length: int | None) -> Table:
    """The list as a table: with `wide`, roles and other agencies have columns; `max_length` shortens text."""
    keys = ("due", "duty", "content", *(("roles", "others") if wide else ()), "status")
    blocks: list[TableSection] = []
    for agency, rows in groupby(view.rows, key=lambda row: row.obligation.agency):
        if view.named != (agency,):
            blocks.append(TableSection(agency.name, (), level=1))
        for heading, members in groupby(rows, key=_heading):
            cells = [COLUMNS.cells(keys, view, Line(row, wide, max_length)) for row in members]
            blocks.append(TableSection(f"{heading}: {len(cells)}", cells))
    return Table(title(view), subtitle(view), COLUMNS.shown(*keys), blocks, list(_notes(view)))


def _heading(row: Row) -> str:
    return "Chưa hoàn thành từ kỳ trước" if row.carried else KINDS[row.obligation.duty.schedule.kind]


def title(view: DueView) -> str:
    """Whose duties of which period."""
    named = "; ".join(agency.name for agency in view.named)
    who = named or "tất cả cơ quan, đơn vị, địa phương"
    return f"Việc phải làm {view.period_name}: {who}"


def subtitle(view: DueView) -> str:
    """The plan, and the day of the statuses."""
    plan = view.plan
    issued = "dự thảo, chưa giao việc" if plan.draft else f"ban hành theo {document_name(plan.number)}"
    return f"Kế hoạch {plan.id}, {issued}; tính đến ngày {view.as_of:%d/%m/%Y}"


def _notes(view: DueView) -> Iterator[str]:
    yield f"Cộng: {in_total(view.plan, view.rows)}."
    if any(moved(row.obligation) for row in view.rows):
        yield "Dấu → sau hạn: ngày làm việc tiếp theo, vì hạn rơi vào ngày nghỉ."
    yield from reminders(view)
    yield from _open_groups(view)


def in_total(plan: Plan, rows: Sequence[Row]) -> str:
    """How many rows must be reported on, how many of each status, and how many others there are."""
    counts = StatusCounts.of(rows)
    parts = ", ".join(f"{count(number)} {STATUSES[status]}" for status, number in counts.counts if number)
    rest = f"; {count(counts.not_required)} việc khác không phải báo cáo" if counts.not_required else ""
    return f"{count(counts.total)} {counted_work(plan)}{' (' + parts + ')' if parts else ''}{rest}"


def moved(obligation: Obligation) -> bool:
    """Whether the last day is a day off, so that the next working day counts."""
    return obligation.due is not None and obligation.due.effective != obligation.due.nominal


def reminders(view: DueView) -> Iterator[str]:
    """What the reader may overlook: another year's day, earlier periods."""
    if view.as_of.year != view.plan.year and any(row.status == "overdue" for row in view.rows):
        day = f"{view.plan.year}-06-01"
        yield f"Trạng thái tính đến {view.as_of:%d/%m/%Y}; xem như vào một ngày khác: --as-of {day}."
    if view.due.earlier and not view.carry_over:
        earlier = count(len(view.due.earlier))
        work = counted_work(view.plan)
        yield f"Còn {earlier} {work} chưa hoàn thành từ các kỳ trước (xem bằng --carry-over)."


def _open_groups(view: DueView) -> Iterator[str]:
    if view.unnamed and not view.named:
        yield f"Giao cho nhóm mở, chưa nêu tên ai: nhiệm vụ {', '.join(view.unnamed)}."
