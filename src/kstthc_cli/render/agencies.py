"""Agencies in every output format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.obligations.derivation import Part, part_of, parts_in
from kstthc_cli.domain.plan.plan import Duty, Plan
from kstthc_cli.domain.plan.roles import ROLES, names
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.render.screen.columns import Column, Columns, Line
from kstthc_cli.render.screen.phrases import (
    SHORT_ROLES,
    group_name,
    parent_name,
    schedule_data,
    schedule_text,
)
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection


def _name_until(agency: Agency) -> str:
    """The name, with the last day of an agency that has one."""
    return f"{agency.name} (đến hết ngày {agency.last:%d/%m/%Y})" if agency.last else agency.name


COLUMNS = Columns[Registry, Agency](
    Column("id", lambda _, a: a.id, "str", "Mã cơ quan.", csv="Mã", shown=TableColumn("Mã")),
    Column("name", lambda _, a: a.name, "str", "Tên đầy đủ.", csv="Tên", shown=TableColumn("Tên", share=3),
           cell=lambda _, line: _name_until(line.row)),
    Column("short", lambda _, a: a.short, "str", "Tên gọn.", csv="Tên gọn"),
    Column("level", lambda _, a: a.level, "str", "Mã cấp.", csv="Cấp", text=lambda r, a: r.level_name(a)),
    Column("code", lambda _, a: a.code, "str | None", "Mã đơn vị hành chính.", csv="Mã đơn vị hành chính"),
    Column("symbol", lambda _, a: a.symbol, "str | None", "Ký hiệu văn bản."),
    Column(
        "parent", lambda _, a: a.parent, "str | None", "Mã cơ quan cấp trên.",
        csv="Trực thuộc", text=lambda g, a: g.agencies[a.parent].name if a.parent else "",
        shown=TableColumn("Trực thuộc", share=2), cell=lambda g, line: parent_name(g, line.row),
    ),
    Column("aliases", lambda _, a: list(a.aliases), "list[str]", "Các tên gọi khác."),
    Column(
        "valid_from", lambda _, a: a.first.isoformat() if a.first else None, "Day | None",
        "Ngày bắt đầu hoạt động.", csv="Từ ngày",
    ),
    Column(
        "valid_to", lambda _, a: a.last.isoformat() if a.last else None, "Day | None",
        "Ngày hoạt động cuối cùng.", csv="Đến hết ngày",
    ),
    Column("successors", lambda _, a: list(a.successors), "list[str]", "Mã các cơ quan kế thừa."),
)  # fmt: skip
"""Every column of the list of agencies."""


def as_data(registry: Registry, agencies: Iterable[Agency]) -> dict[str, Any]:
    """The content of the JSON output."""
    return {"schema_version": 1, "agencies": [COLUMNS.data(registry, agency) for agency in agencies]}


def as_table(registry: Registry, agencies: Sequence[Agency], year: int) -> Table:
    """The agencies as a table by level; communes follow their district.

    Those that ended before the year of the plan are counted apart.
    """
    keys = ("id", "name", "parent")
    blocks = []
    for level, members in groupby(agencies, key=registry.level_name):
        rows = [COLUMNS.cells(keys, registry, Line(agency)) for agency in members]
        blocks.append(TableSection(f"{level}: {len(rows)}", rows))
    title = f"Cơ quan, đơn vị, địa phương: {registry.place}"
    ended = sum(agency.last is not None and agency.last < date(year, 1, 1) for agency in agencies)
    apart = f", trong đó {ended} đã kết thúc trước năm {year}" if ended else ""
    notes = [f"Cộng: {len(agencies)}{apart}."]
    return Table(title, "", COLUMNS.shown(*keys), blocks, notes, ruled=False)


@dataclass(frozen=True, slots=True)
class AgencyView:
    """One agency, with its groups and its part in each duty of a plan."""

    registry: Registry
    plan: Plan
    agency: Agency
    groups: tuple[Group, ...]
    parts: tuple[tuple[Duty, Part], ...]

    @classmethod
    def of(cls, registry: Registry, plan: Plan, agency: Agency) -> AgencyView:
        """The parts of an agency in a plan, after every amendment; none in years without it."""
        groups = registry.groups_of(agency)
        if agency.ended_before(date(plan.year, 1, 1)) or agency.begins_after(date(plan.year, 12, 31)):
            return cls(registry, plan, agency, groups, ())
        standing = ((now, now.on(None)) for now, _ in parts_in(plan, agency, groups))
        found = ((duty, part_of(duty, agency, groups)) for _, duty in standing if duty)
        return cls(registry, plan, agency, groups, tuple((d, p) for d, p in found if p))


def _roles(view: AgencyView, part: Part) -> str:
    via = f"\n(nhóm {group_name(view.registry, part)})" if part.via else ""
    return names(part.roles) + via


def _content(line: Line[tuple[Duty, Part]]) -> str:
    duty, part = line.row
    condition = f"\nĐiều kiện: {part.condition}." if part.condition else ""
    return shortened(duty.content, line.max_length) + condition


DUTY_COLUMNS = Columns[AgencyView, tuple[Duty, Part]](
    Column(
        "duty", lambda _, d: d[0].id, "str", "Mã đầu việc.", csv="Đầu việc", shown=TableColumn("Đầu việc")
    ),
    Column("task", lambda _, d: d[0].task, "str", "Số nhiệm vụ (STT)."),
    Column("section", lambda _, d: d[0].section, "str", "Số mục.", csv="Mục"),
    Column(
        "roles", lambda _, d: list(d[1].roles), "Roles", "Vai trò, quan trọng trước.",
        csv="Vai trò", text=lambda _, d: names(d[1].roles),
        shown=TableColumn("Vai trò", share=1), cell=lambda v, line: _roles(v, line.row[1]),
    ),
    Column(
        "via", lambda _, d: d[1].via, "str | None", "Mã nhóm mà qua đó cơ quan được giao.",
        csv="Theo nhóm", text=lambda v, d: group_name(v.registry, d[1]),
    ),
    Column(
        "condition", lambda _, d: d[1].condition, "str | None", "Điều kiện như đã in.", csv="Điều kiện"
    ),
    Column(
        "schedule", lambda _, d: schedule_data(d[0]), "ScheduleOutput", "Thời gian thực hiện.",
        csv="Thời gian", text=lambda _, d: schedule_text(d[0]), shown=TableColumn("Thời gian", share=1),
    ),
    Column(
        "content", lambda _, d: d[0].content, "str", "Nội dung công việc.",
        csv="Nội dung công việc",
        shown=TableColumn("Nội dung công việc", share=4), cell=lambda _, line: _content(line),
    ),
)  # fmt: skip
"""Every column of the list of an agency's duties."""


def view_data(view: AgencyView) -> dict[str, Any]:
    """The agency with its groups and duties, as JSON content."""
    return {
        "schema_version": 1,
        "agency": COLUMNS.data(view.registry, view.agency),
        "groups": [{"id": group.id, "name": group.name} for group in view.groups],
        "plan": view.plan.id,
        "duties": [DUTY_COLUMNS.data(view, item) for item in view.parts],
    }


def view_table(view: AgencyView, max_length: int | None) -> Table:
    """The agency as text and a table: names, groups, duties by section."""
    keys = ("duty", "content", "roles", "schedule")
    blocks = [
        TableSection(
            f"{section}. {view.plan.sections[section]}",
            [DUTY_COLUMNS.cells(keys, view, Line(item, max_length=max_length)) for item in members],
        )
        for section, members in groupby(view.parts, key=lambda item: item[0].section)
    ]
    notes = [f"Cộng: {len(view.parts)} đầu việc trong kế hoạch {view.plan.id}."]
    return Table(view.agency.name, "\n".join(_facts(view)), DUTY_COLUMNS.shown(*keys), blocks, notes)


def view_short(view: AgencyView) -> Table:
    """The agency in a screen: a line for each duty, those that it only coordinates in one line together."""
    apart = [duty.id for duty, part in view.parts if part.roles == ("coordinate",)]
    rows = [
        [duty.id, duty.content, SHORT_ROLES[part.roles[0]], schedule_text(duty)]
        for duty, part in sorted(view.parts, key=lambda item: list(ROLES).index(item[1].roles[0]))
        if duty.id not in apart
    ]
    notes = [f"Cộng: {len(view.parts)} đầu việc trong kế hoạch {view.plan.id}."]
    notes += [f"Trong đó phối hợp {len(apart)} đầu việc: {', '.join(apart)}."] if apart else []
    notes += ["Nội dung đầy đủ, điều kiện, nhóm: thêm --full."] if view.parts else []
    blocks = [TableSection("", rows)] if rows else []
    return Table(view.agency.name, "\n".join(_facts(view)), _SHORT, blocks, notes, short=True)


_SHORT = (
    TableColumn("Đầu việc"),
    TableColumn("Nội dung công việc", share=3),
    TableColumn("Vai trò"),
    TableColumn("Thời gian", share=1),
)


def _facts(view: AgencyView) -> Iterator[str]:
    agency = view.agency
    yield f"Mã: {agency.id}. Cấp: {view.registry.level_name(agency)}."
    for label, value in (
        ("Mã đơn vị hành chính", agency.code),
        ("Ký hiệu văn bản", agency.symbol),
        ("Trực thuộc", parent_name(view.registry, agency)),
        ("Tên gọi khác", "; ".join(agency.aliases)),
        ("Thuộc nhóm", "; ".join(group.name for group in view.groups)),
        ("Hoạt động đến hết ngày", f"{agency.last:%d/%m/%Y}" if agency.last else ""),
        ("Kế thừa", "; ".join(map(view.registry.short_name, agency.successors))),
    ):
        if value:
            yield f"{label}: {value}."
