"""The tables of what was reported: obligations with their status, entries, figures, totals of forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kstthc_cli.domain.export.fact_table import Column, Table
from kstthc_cli.domain.export.facts import Facts, FormTotal, StatedEntry, StatedFigure, joined
from kstthc_cli.domain.export.plan_tables import OF_PLAN, request_key
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.tracking.due_list import Row


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
        *OF_PLAN,
        Column(
            "period",
            "text",
            "Kỳ đến hạn: 2021-Q2, 2021-06, 2021-H1, 2021.",
            lambda _, row: str(_of(row).period),
        ),
        Column("agency", "text", "Cơ quan.", lambda f, row: f.agency(_of(row).agency.id), to="agencies"),
        Column("duty", "text", "Đầu việc.", lambda f, row: f.duty(_of(row).duty.id), to="duties"),
        Column(
            "request", "text", "Yêu cầu đã mở việc.", lambda f, r: request_key(f, _of(r).request), "requests"
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
    again = f"~{stated.time}" if stated.time > 1 else ""
    return facts.under_plan(stated.slip.agency, f"{stated.slip.id}#{stated.entry.key.local}{again}")


def _entry_text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning, lambda _, stated: getattr(stated.entry, name))


ENTRIES = Table(
    "entries",
    "Dòng tiến độ",
    "Mọi dòng của mọi phiếu, cả dòng đã rút hoặc thay thế.",
    lambda facts: facts.entries(),
    (
        Column("id", "text", "Khóa: kế hoạch/cơ quan/phiếu#đầu việc@kỳ.", _entry_key),
        *OF_PLAN,
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
    about = one.form or one.duty
    return facts.under_plan(one.agency, about, one.period, one.request, one.basis, one.row, one.column)


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
        *OF_PLAN,
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


def _total_key(facts: Facts, one: FormTotal) -> str:
    return facts.under_plan("forms", one.sheet.form, one.sheet.period, one.column.id)


def _total(one: FormTotal) -> float | int | None:
    value = one.cell.value
    return value if isinstance(value, int | float) else None


FORM_TOTALS = Table(
    "form_totals",
    "Tổng của biểu",
    "Tổng từng cột của biểu theo kỳ, như kst form show.",
    lambda facts: facts.form_totals(),
    (
        Column("id", "text", "Khóa: kế hoạch/forms/biểu/kỳ/cột.", _total_key),
        *OF_PLAN,
        Column("period", "text", "Kỳ.", lambda _, one: one.sheet.period),
        Column("form_id", "text", "Mã biểu.", lambda _, one: one.sheet.form),
        Column("form_title", "text", "Tên biểu.", lambda _, one: one.sheet.title),
        Column("column_id", "text", "Mã cột.", lambda _, one: one.column.id),
        Column("column_title", "text", "Tiêu đề cột.", lambda _, one: one.column.title),
        Column("value", "number", "Tổng; trống khi chưa có số liệu hoặc là chữ.", lambda _, one: _total(one)),
        Column("agencies", "integer", "Số cơ quan có số liệu.", lambda _, one: one.cell.held),
        Column("expected", "integer", "Số cơ quan phải lập.", lambda _, one: one.cell.expected),
        Column("adds_up", "boolean", "Cộng được nhiều tỉnh với nhau.", lambda _, one: one.adds_up),
        Column("position", "integer", "Thứ tự cột trong biểu.", lambda _, one: one.position),
    ),
    label="column_title",
)
