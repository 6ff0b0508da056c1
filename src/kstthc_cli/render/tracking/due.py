"""The due list in every output."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.plan.roles import ROLES, in_order, names
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.tracking.due_list import KINDS, DueList, Row

if TYPE_CHECKING:
    from kstthc_cli.render.screen.table_model import Block, Sheet

HEADER = (
    "Kế hoạch", "Mã cơ quan", "Cơ quan", "Đầu việc", "Nhiệm vụ", "Mục", "Nội dung công việc",
    "Kết quả", "Vai trò", "Cùng thực hiện", "Theo nhóm", "Điều kiện", "Thời gian (như đã in)", "Kỳ",
    "Hạn", "Hạn tính theo ngày làm việc", "Trạng thái", "Kỳ trước chuyển sang",
)  # fmt: skip
"""Columns of the CSV file."""


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


# JSON


def as_data(view: DueView) -> dict[str, Any]:
    """The list as `schemas/due.schema.json` describes it."""
    return {
        "schema_version": 1,
        "plan": view.plan.id,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "earlier_unfinished": len(view.due.earlier),
        "obligations": [_data(view, row) for row in view.rows],
    }


def _data(view: DueView, row: Row) -> dict[str, Any]:
    obligation = row.obligation
    duty, part, due = obligation.duty, obligation.part, obligation.due
    return {
        "duty": duty.id,
        "task": duty.task,
        "section": duty.section,
        "content": duty.content,
        "results": list(duty.results),
        "agency": {"id": obligation.agency.id, "name": obligation.agency.name},
        "roles": list(part.roles),
        "printed": list(part.printed),
        "via": part.via,
        "condition": part.condition,
        "schedule": {"kind": duty.schedule.kind, "text": duty.schedule.text},
        "waits_for": waits_for(view.plan, obligation),
        "period": str(obligation.period),
        "request": obligation.request or None,
        "due": due.nominal.isoformat() if due else None,
        "effective_due": due.effective.isoformat() if due else None,
        "status": row.status,
        "carried": row.carried,
        "sub_plan": duty.sub_plan,
        "stands_for": list(obligation.stands_for),
    }


# CSV and text


def as_records(view: DueView) -> Iterator[tuple[str, ...]]:
    """A record a row, in the columns of `HEADER`."""
    for row in view.rows:
        obligation = row.obligation
        duty, part, due = obligation.duty, obligation.part, obligation.due
        yield (
            view.plan.id,
            obligation.agency.id,
            obligation.agency.name,
            duty.id,
            duty.task,
            duty.section,
            duty.content,
            "\n".join(duty.results),
            names(part.roles),
            others(view.registry, obligation),
            view.registry.groups[part.via].name if part.via else "",
            part.condition or "",
            duty.schedule.text.removeprefix("- "),
            str(obligation.period),
            due.nominal.isoformat() if due else "",
            due.effective.isoformat() if due else "",
            STATUSES[row.status],
            "có" if row.carried else "",
        )


def as_lines(view: DueView) -> Iterator[tuple[str, ...]]:
    """A record of the text format: both days, duty, period, agency, roles, status, content, results."""
    for row in view.rows:
        obligation = row.obligation
        due = obligation.due
        yield (
            due.nominal.isoformat() if due else "-",
            due.effective.isoformat() if due else "-",
            obligation.duty.id,
            str(obligation.period),
            obligation.agency.id,
            names(obligation.part.roles),
            STATUSES[row.status],
            obligation.duty.content,
            " / ".join(obligation.duty.results),
        )


# Table and Markdown


def as_sheet(view: DueView, *, wide: bool, most: int | None) -> Sheet:
    """The list as a table: with `wide`, roles and other agencies have columns; `most` shortens text."""
    from kstthc_cli.render.screen.table_model import Block, Column, Sheet

    columns = [Column("Hạn"), Column("NV"), Column("Việc phải làm và kết quả", share=5)]
    columns += [Column("Vai trò", share=1), Column("Cùng thực hiện", share=2)] if wide else []
    columns += [Column("Trạng thái", mark=True)]
    blocks: list[Block] = []
    for agency, rows in groupby(view.rows, key=lambda row: row.obligation.agency):
        if len(view.named) != 1:
            blocks.append(Block(agency.name, (), level=1))
        blocks += _blocks(view, list(rows), wide, most)
    return Sheet(_title(view), _subtitle(view), columns, blocks, list(_notes(view)))


def _blocks(view: DueView, rows: list[Row], wide: bool, most: int | None) -> Iterator[Block]:
    from kstthc_cli.render.screen.table_model import Block

    def block(row: Row) -> str:
        return "Chưa xong từ kỳ trước" if row.carried else KINDS[row.obligation.duty.schedule.kind]

    for heading, members in groupby(rows, key=block):
        cells = [_cells(view, row, wide, most) for row in members]
        yield Block(f"{heading}: {len(cells)}", cells)


def _cells(view: DueView, row: Row, wide: bool, most: int | None) -> list[str]:
    obligation = row.obligation
    duty = obligation.duty
    work = [shortened(duty.content, most), *(f"→ {shortened(result, most)}" for result in duty.results)]
    if obligation.part.condition:
        work.append(f"Điều kiện: {obligation.part.condition}.")
    if waiting := waits_for(view.plan, obligation):
        work.append(f"Chờ: {waiting}.")
    elif duty.sub_plan:
        work.append(f"Theo kế hoạch chi tiết {duty.sub_plan}.")
    if obligation.stands_for:
        names_ = ", ".join(view.registry.short_name(who) for who in obligation.stands_for)
        work.append(f"Thay cho: {names_}.")
    roles, rest = names(obligation.part.roles), others(view.registry, obligation)
    if not wide:
        work += [f"Vai trò: {roles}.", *([f"Cùng làm: {rest}."] if rest else [])]
    cells = [_when(view, obligation), duty.id, "\n".join(work)]
    return [*cells, *([roles, rest] if wide else []), STATUSES[row.status]]


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


def _title(view: DueView) -> str:
    named = "; ".join(agency.name for agency in view.named)
    who = named or "tất cả cơ quan, đơn vị, địa phương"
    return f"Việc phải làm {view.period_name}: {who}"


def _subtitle(view: DueView) -> str:
    plan = view.plan
    issued = "dự thảo, chưa giao việc" if plan.draft else f"ban hành theo {plan.number}"
    return f"Kế hoạch {plan.id}, {issued}; tính đến ngày {view.as_of:%d/%m/%Y}"


def _notes(view: DueView) -> Iterator[str]:
    counts = {label: sum(STATUSES[r.status] == label for r in view.rows) for label in STATUSES.values()}
    parts = ", ".join(f"{number} {label}" for label, number in counts.items() if number)
    yield f"Cộng: {len(view.rows)} việc{' (' + parts + ')' if parts else ''}."
    if any(
        row.obligation.due and row.obligation.due.effective != row.obligation.due.nominal for row in view.rows
    ):
        yield "Dấu → sau hạn: ngày làm việc tiếp theo, vì hạn rơi vào ngày nghỉ."
    if view.as_of.year != view.plan.year and any(row.status == "overdue" for row in view.rows):
        day = f"{view.plan.year}-06-01"
        yield f"Trạng thái tính đến {view.as_of:%d/%m/%Y}; xem như vào một ngày khác: --as-of {day}."
    if view.due.earlier and not view.carry_over:
        yield f"Còn {len(view.due.earlier)} việc chưa xong từ các kỳ trước (xem bằng --carry-over)."
    if view.unnamed and not view.named:
        yield f"Giao cho nhóm mở, chưa nêu tên ai: nhiệm vụ {', '.join(view.unnamed)}."


# Shared


def others(registry: Registry, obligation: Obligation) -> str:
    """The other agencies of the duty: `Sở TTTT (chủ trì); UBND cấp huyện, UBND cấp xã (phối hợp)`."""
    roles_of: dict[str, list[str]] = {}
    for line in obligation.duty.lines:
        for who, roles in line.roles.items():
            if who != obligation.agency.id:
                roles_of.setdefault(who, []).extend(roles)
    together: dict[tuple[str, ...], list[str]] = {}
    for who, given in roles_of.items():
        group = registry.groups.get(who)
        fellow = " khác" if group and group.has(obligation.agency) else ""
        together.setdefault(in_order(given), []).append(registry.short_name(who) + fellow)
    ranked = sorted(together.items(), key=lambda item: [list(ROLES).index(role) for role in item[0]])
    return "; ".join(f"{', '.join(who)} ({names(roles)})" for roles, who in ranked)


def waits_for(plan: Plan, obligation: Obligation) -> str | None:
    """What an obligation without a last day waits for, as Vietnamese text; None where it does not wait."""
    schedule = obligation.duty.schedule
    if schedule.kind == "by_plan" and obligation.duty.sub_plan and not obligation.duty.above:
        return f"kế hoạch chi tiết {obligation.duty.sub_plan} không nêu hạn"
    if schedule.kind == "by_plan" and schedule.plan:
        return plan.sub_plans[schedule.plan]
    return "có yêu cầu" if schedule.kind == "on_request" and obligation.due is None else None
