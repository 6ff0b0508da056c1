"""The tables of facts, each declared once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.export.facts import Facts, StatedEntry, StatedFigure, joined
from kstthc_cli.domain.export.table import Column, Filled, Table, Value
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.tracking.due_list import Row

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Amendment

_OF_PLAN = (
    Column("province", "text", "Địa phương của danh mục, không dấu.", lambda facts, _: facts.province),
    Column("year", "integer", "Năm của kế hoạch.", lambda facts, _: facts.year.plan.year),
    Column("plan", "text", "Kế hoạch.", lambda facts, _: facts.plan, to="plans"),
)
"""The columns that every table but that of plans has."""


PLANS = Table(
    "plans",
    "Kế hoạch",
    "Mỗi kế hoạch đã ban hành một dòng.",
    lambda facts: (facts.year.plan,),
    (
        Column("id", "text", "Khóa: địa phương/mã kế hoạch.", lambda facts, _: facts.plan),
        *_OF_PLAN[:2],
        Column("plan_id", "text", "Mã kế hoạch trong kho.", lambda _, plan: plan.id),
        Column("title", "text", "Tên kế hoạch.", lambda _, plan: plan.title),
        Column("document", "text", "Số, ký hiệu văn bản ban hành.", lambda _, plan: plan.number),
        Column("issued", "day", "Ngày ban hành.", lambda facts, _: facts.issued),
        Column("owner_id", "text", "Mã cơ quan của kế hoạch, khi có nêu.", lambda _, plan: plan.owner),
        Column("as_of", "day", "Ngày tính trạng thái của mọi bảng.", lambda facts, _: facts.as_of),
    ),
    label="title",
)


def _name(facts: Facts, agency: Agency) -> str:
    return facts.year.registry.full_name(agency)


AGENCIES = Table(
    "agencies",
    "Cơ quan",
    "Mọi cơ quan, đơn vị trong danh mục của kế hoạch.",
    lambda facts: facts.year.registry.in_order,
    (
        Column("id", "text", "Khóa: kế hoạch/mã cơ quan.", lambda facts, agency: facts.agency(agency.id)),
        *_OF_PLAN,
        Column("agency_id", "text", "Mã cơ quan trong danh mục.", lambda _, agency: agency.id),
        Column("name", "text", "Tên đầy đủ.", _name),
        Column("short_name", "text", "Tên gọn.", lambda f, agency: f.year.registry.short_name(agency.id)),
        Column("level", "text", "Mã cấp.", lambda _, agency: agency.level),
        Column("level_name", "text", "Tên cấp.", lambda f, agency: f.year.registry.level_name(agency)),
        Column("code", "text", "Mã đơn vị hành chính, mã định danh, khi có.", lambda _, agency: agency.code),
        Column(
            "parent", "text", "Cơ quan cấp trên.", lambda f, agency: f.agency(agency.parent or ""), "agencies"
        ),
        Column("first_day", "day", "Có từ ngày.", lambda _, agency: agency.first),
        Column("last_day", "day", "Đến hết ngày.", lambda _, agency: agency.last),
    ),
    label="name",
)


def _duty_text(name: str) -> Column:
    meanings = {
        "content": "Nội dung công việc.",
        "condition": "Điều kiện, khi có.",
        "task": "Số thứ tự nhiệm vụ.",
        "section": "Mã mục.",
    }
    return Column(name, "text", meanings[name], lambda _, duty: getattr(duty, name))


def _section_title(facts: Facts, duty: Duty) -> Value:
    return facts.year.plan.sections[duty.section]


DUTIES = Table(
    "duties",
    "Đầu việc",
    "Mọi đầu việc của kế hoạch, cả dòng của kế hoạch chi tiết.",
    lambda facts: facts.year.plan.duties,
    (
        Column("id", "text", "Khóa: kế hoạch/mã đầu việc.", lambda facts, duty: facts.duty(duty.id)),
        *_OF_PLAN,
        Column("duty_id", "text", "Mã đầu việc trong kế hoạch.", lambda _, duty: duty.id),
        _duty_text("task"),
        _duty_text("section"),
        Column("section_title", "text", "Tên mục.", _section_title),
        _duty_text("content"),
        Column("results", "text", "Kết quả công việc.", lambda _, duty: "; ".join(duty.results)),
        Column(
            "schedule_kind",
            "text",
            "by_date, ongoing, periodic, by_plan hoặc on_request.",
            lambda _, duty: duty.schedule.kind,
        ),
        Column("schedule", "text", "Thời gian như đã in.", lambda _, duty: duty.schedule.text),
        _duty_text("condition"),
        Column("sub_plan_id", "text", "Mã kế hoạch chi tiết, khi có.", lambda _, duty: duty.sub_plan),
        Column("since", "day", "Bổ sung từ ngày.", lambda _, duty: duty.since),
        Column("ended", "day", "Bãi bỏ từ ngày.", lambda _, duty: duty.ended),
    ),
    label="content",
)


def _request(facts: Facts, name: str) -> str | None:
    return facts.under_plan(name) if name else None


REQUESTS = Table(
    "requests",
    "Yêu cầu",
    "Yêu cầu đột xuất mở đầu việc, cả yêu cầu đã rút.",
    lambda facts: facts.requests,
    (
        Column("id", "text", "Khóa: kế hoạch/mã yêu cầu.", lambda facts, one: _request(facts, one.id)),
        *_OF_PLAN,
        Column("request_id", "text", "Mã yêu cầu trong kho.", lambda _, one: one.id),
        Column("duty", "text", "Đầu việc.", lambda facts, one: facts.duty(one.duty), to="duties"),
        Column("opened", "day", "Ngày mở.", lambda _, one: one.day),
        Column("due", "day", "Thời hạn.", lambda _, one: one.due),
        Column("document", "text", "Số, ký hiệu văn bản yêu cầu.", lambda _, one: one.number),
        Column("document_date", "day", "Ngày văn bản.", lambda _, one: one.number_day),
        Column("subject", "text", "Trích yếu.", lambda _, one: one.subject),
        Column(
            "agency_ids",
            "text",
            "Mã các cơ quan được yêu cầu; trống: mọi cơ quan có đầu việc.",
            lambda _, one: joined(one.agencies),
        ),
        Column("withdrawn", "day", "Ngày rút.", lambda _, one: one.withdrawn and one.withdrawn.day),
    ),
    label="subject",
)


def _nominal(row: Row) -> date | None:
    return row.obligation.due.nominal if row.obligation.due else None


def _effective(row: Row) -> date | None:
    return row.obligation.due.effective if row.obligation.due else None


def _month(row: Row) -> str | None:
    day = _effective(row)
    return f"{day:%Y-%m}" if day else None


def _of(row: Row) -> Obligation:
    return row.obligation


OBLIGATIONS = Table(
    "obligations",
    "Việc của từng cơ quan",
    "Đầu việc × cơ quan × kỳ, trạng thái tính đến ngày as_of của kế hoạch.",
    lambda facts: facts.rows,
    (
        Column("id", "text", "Khóa: kế hoạch/cơ quan/đầu việc@kỳ.", lambda f, row: f.key_of(_of(row).key)),
        *_OF_PLAN,
        Column(
            "period",
            "text",
            "Kỳ đến hạn: 2021-Q2, 2021-06, 2021-H1, 2021.",
            lambda _, row: str(_of(row).period),
        ),
        Column("agency", "text", "Cơ quan.", lambda f, row: f.agency(_of(row).agency.id), to="agencies"),
        Column("duty", "text", "Đầu việc.", lambda f, row: f.duty(_of(row).duty.id), to="duties"),
        Column(
            "request", "text", "Yêu cầu đã mở việc.", lambda f, r: _request(f, _of(r).request), "requests"
        ),
        Column("roles", "text", "Vai trò: lead, perform, …", lambda _, row: joined(_of(row).part.roles)),
        Column("condition", "text", "Điều kiện, khi có.", lambda _, row: _of(row).part.condition),
        Column(
            "reports", "boolean", "Phải báo cáo: chỉ việc này được tính.", lambda _, row: _of(row).reports
        ),
        Column("due_nominal", "day", "Hạn như đã định.", lambda _, row: _nominal(row)),
        Column("due", "day", "Hạn sau khi dời qua ngày nghỉ.", lambda _, row: _effective(row)),
        Column("year_month", "text", "Tháng của hạn: 2021-06.", lambda _, row: _month(row)),
        Column(
            "status",
            "text",
            "not_reported, in_progress, done, not_arising, overdue, done_late, waiting, not_required.",
            lambda _, row: row.status,
        ),
        Column(
            "last_reported",
            "day",
            "Ngày của phiếu sau cùng.",
            lambda _, row: row.progress and row.progress.latest.slip.day,
        ),
        Column(
            "days_late",
            "integer",
            "Số ngày chậm: đến as_of khi quá hạn, đến ngày hoàn thành khi hoàn thành quá hạn.",
            lambda facts, row: facts.days_late(row),
        ),
    ),
)


def _entry_key(facts: Facts, stated: StatedEntry) -> str:
    return facts.under_plan(stated.slip.agency, f"{stated.slip.id}#{stated.entry.key.local}")


def _entry_text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning, lambda _, stated: getattr(stated.entry, name))


ENTRIES = Table(
    "entries",
    "Dòng tiến độ",
    "Mọi dòng của mọi phiếu, cả dòng đã rút hoặc thay thế.",
    lambda facts: facts.entries(),
    (
        Column("id", "text", "Khóa: kế hoạch/cơ quan/phiếu#đầu việc@kỳ.", _entry_key),
        *_OF_PLAN,
        Column("period", "text", "Kỳ của việc.", lambda _, stated: stated.entry.key.period),
        Column("slip_id", "text", "Mã phiếu.", lambda _, stated: stated.slip.id),
        Column("agency", "text", "Cơ quan.", lambda f, stated: f.agency(stated.slip.agency), to="agencies"),
        Column("agency_id", "text", "Mã cơ quan như phiếu ghi.", lambda _, stated: stated.slip.agency),
        Column("duty", "text", "Đầu việc.", lambda f, stated: f.duty(stated.entry.key.duty), to="duties"),
        Column("duty_id", "text", "Mã đầu việc như phiếu ghi.", lambda _, stated: stated.entry.key.duty),
        Column(
            "obligation",
            "text",
            "Việc được báo cáo; trống khi cơ quan không có việc ấy.",
            lambda facts, stated: facts.obligation(stated.entry.key),
            to="obligations",
        ),
        Column("reported", "day", "Ngày báo cáo.", lambda _, stated: stated.slip.day),
        Column(
            "counts", "boolean", "Còn được tính: chưa rút, chưa thay thế.", lambda _, stated: stated.counts
        ),
        _entry_text("status", "in_progress, done hoặc not_arising."),
        _entry_text("text", "Đã làm gì."),
        _entry_text("difficulty", "Khó khăn, vướng mắc."),
        _entry_text("proposal", "Kiến nghị, đề xuất."),
        Column("evidence", "text", "Minh chứng.", lambda _, s: "; ".join(e.words for e in s.entry.evidence)),
        Column("reporter", "text", "Người báo cáo.", lambda _, stated: stated.slip.by),
    ),
)


def _figure_key(facts: Facts, one: StatedFigure) -> str:
    return facts.under_plan(one.agency, one.form or one.duty, one.period, one.basis, one.row, one.column)


def _number(value: object) -> float | int | None:
    return float(value) if isinstance(value, Decimal) else value if isinstance(value, int) else None


def _target_number(one: StatedFigure) -> float | int | None:
    if one.duty and isinstance(one.value, str):
        return _number(Decimal(one.value))
    return _number(one.value)


FIGURES = Table(
    "figures",
    "Số liệu",
    "Số liệu còn được tính: của biểu (form_id) và của chỉ tiêu (duty).",
    lambda facts: facts.figures(),
    (
        Column("id", "text", "Khóa: kế hoạch/cơ quan/biểu hoặc đầu việc/kỳ/…/cột.", _figure_key),
        *_OF_PLAN,
        Column("period", "text", "Kỳ.", lambda _, one: one.period),
        Column("agency", "text", "Cơ quan.", lambda facts, one: facts.agency(one.agency), to="agencies"),
        Column("agency_id", "text", "Mã cơ quan như phiếu ghi.", lambda _, one: one.agency),
        Column("form_id", "text", "Mã biểu.", lambda _, one: one.form),
        Column(
            "basis",
            "text",
            "own (của riêng cơ quan) hoặc consolidated (gồm cấp dưới).",
            lambda _, one: one.basis,
        ),
        Column("row_id", "text", "Mã dòng của biểu.", lambda _, one: one.row),
        Column(
            "duty", "text", "Đầu việc của chỉ tiêu.", lambda facts, one: facts.duty(one.duty), to="duties"
        ),
        Column("column_id", "text", "Mã cột của biểu, hoặc mã chỉ tiêu.", lambda _, one: one.column),
        Column(
            "value",
            "number",
            "Giá trị; trống khi không phát sinh hoặc là chữ.",
            lambda _, one: _target_number(one),
        ),
        Column(
            "value_text",
            "text",
            "Giá trị của cột ghi chữ.",
            lambda _, one: one.value if one.form and isinstance(one.value, str) else None,
        ),
        Column("unit", "text", "Đơn vị của chỉ tiêu.", lambda _, one: one.unit),
        Column("not_arising", "boolean", "Không phát sinh.", lambda _, one: one.value is None),
        Column("slip_id", "text", "Mã phiếu.", lambda _, one: one.slip.id),
        Column("reported", "day", "Ngày báo cáo.", lambda _, one: one.slip.day),
    ),
)


def _amendment_key(facts: Facts, one: tuple[int, Amendment]) -> str:
    return facts.under_plan("amendments", str(one[0]))


AMENDMENTS = Table(
    "amendments",
    "Văn bản sửa đổi",
    "Văn bản sửa đổi, bổ sung của kế hoạch, theo thứ tự trong tệp.",
    lambda facts: enumerate(facts.amendments, 1),
    (
        Column("id", "text", "Khóa: kế hoạch/amendments/số thứ tự.", _amendment_key),
        *_OF_PLAN,
        Column("document", "text", "Số, ký hiệu.", lambda _, one: one[1].number),
        Column("document_date", "day", "Ngày văn bản.", lambda _, one: one[1].date),
        Column(
            "changes", "text", "Mã đầu việc, nhiệm vụ, mục đã sửa.", lambda _, one: joined(one[1].changes)
        ),
        Column("note", "text", "Ghi chú.", lambda _, one: one[1].note),
    ),
    label="document",
)

TABLES: tuple[Table, ...] = (PLANS, AGENCIES, DUTIES, REQUESTS, OBLIGATIONS, ENTRIES, FIGURES, AMENDMENTS)
"""Every table, after those whose keys it holds."""


def filled(all_facts: list[Facts]) -> Filled:
    """Every table with the records of all plans."""
    return [(table, [record for facts in all_facts for record in table.records(facts)]) for table in TABLES]
