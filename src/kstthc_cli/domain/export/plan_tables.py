"""The tables of what plans say: plans, agencies, duties, requests, amendments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.export.fact_table import Column, Table, Value
from kstthc_cli.domain.export.facts import Facts, joined
from kstthc_cli.domain.plan.plan import Duty

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Amendment

OF_PLAN = (
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
        *OF_PLAN[:2],
        Column("plan_id", "text", "Mã kế hoạch trong kho.", lambda _, plan: plan.id),
        Column("title", "text", "Tên kế hoạch.", lambda _, plan: plan.title),
        Column("document", "text", "Số, ký hiệu văn bản ban hành.", lambda _, plan: plan.number),
        Column("issued", "day", "Ngày ban hành.", lambda facts, _: facts.issued),
        Column("owner_id", "text", "Mã cơ quan của kế hoạch, khi có nêu.", lambda _, plan: plan.owner),
        Column("as_of", "day", "Ngày tính trạng thái của mọi bảng.", lambda facts, _: facts.as_of),
        Column("place", "text", "Tên địa phương.", lambda facts, _: facts.year.registry.place),
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
        *OF_PLAN,
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
        *OF_PLAN,
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


def request_key(facts: Facts, name: str) -> str | None:
    """The key of a request; None for no request."""
    return facts.under_plan(name) if name else None


REQUESTS = Table(
    "requests",
    "Yêu cầu",
    "Yêu cầu đột xuất mở đầu việc, cả yêu cầu đã rút.",
    lambda facts: facts.requests,
    (
        Column("id", "text", "Khóa: kế hoạch/mã yêu cầu.", lambda facts, one: request_key(facts, one.id)),
        *OF_PLAN,
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


def _amendment_key(facts: Facts, one: tuple[int, Amendment]) -> str:
    return facts.under_plan("amendments", str(one[0]))


AMENDMENTS = Table(
    "amendments",
    "Văn bản sửa đổi",
    "Văn bản sửa đổi, bổ sung của kế hoạch, theo thứ tự trong tệp.",
    lambda facts: enumerate(facts.amendments, 1),
    (
        Column("id", "text", "Khóa: kế hoạch/amendments/số thứ tự.", _amendment_key),
        *OF_PLAN,
        Column("document", "text", "Số, ký hiệu.", lambda _, one: one[1].number),
        Column("document_date", "day", "Ngày văn bản.", lambda _, one: one[1].date),
        Column(
            "changes", "text", "Mã đầu việc, nhiệm vụ, mục đã sửa.", lambda _, one: joined(one[1].changes)
        ),
        Column("note", "text", "Ghi chú.", lambda _, one: one[1].note),
    ),
    label="document",
)
