"""Agencies in every output format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kstthc_cli.domain.agencies.registry import LEVELS, Agency, Group, Registry
from kstthc_cli.domain.obligations.derivation import Part, part_of, parts_in
from kstthc_cli.domain.plan.plan import Duty, Plan
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.render.screen.table_model import Block, Column, Sheet

HEADER = ("Mã", "Tên", "Tên gọn", "Cấp", "Mã đơn vị hành chính", "Trực thuộc", "Từ ngày", "Đến hết ngày")
"""Columns of the CSV file."""


def as_records(registry: Registry, agencies: Iterable[Agency]) -> Iterator[tuple[str, ...]]:
    """One record per agency, in the columns of `HEADER`."""
    for agency in agencies:
        yield (
            agency.id,
            agency.name,
            agency.short,
            LEVELS[agency.level],
            agency.code or "",
            registry.agencies[agency.parent].name if agency.parent else "",
            agency.first.isoformat() if agency.first else "",
            agency.last.isoformat() if agency.last else "",
        )


def as_data(agency: Agency) -> dict[str, Any]:
    """An agency as JSON content."""
    return {
        "id": agency.id,
        "name": agency.name,
        "short": agency.short,
        "level": agency.level,
        "code": agency.code,
        "symbol": agency.symbol,
        "parent": agency.parent,
        "aliases": list(agency.aliases),
        "valid_from": agency.first.isoformat() if agency.first else None,
        "valid_to": agency.last.isoformat() if agency.last else None,
        "successors": list(agency.successors),
    }


def as_sheet(registry: Registry, agencies: Sequence[Agency]) -> Sheet:
    """The agencies as a table by level; communes follow their district."""
    columns = [Column("Mã"), Column("Tên", share=3), Column("Trực thuộc", share=2)]
    blocks = []
    for level, members in groupby(agencies, key=lambda agency: agency.level):
        rows = [[a.id, a.name, _above(registry, a)] for a in members]
        blocks.append(Block(f"{LEVELS[level]}: {len(rows)}", rows))
    title = f"Cơ quan, đơn vị, địa phương: {registry.place}"
    return Sheet(title, "", columns, blocks, [f"Cộng: {len(agencies)}."], ruled=False)


def _above(registry: Registry, agency: Agency) -> str:
    return registry.short_name(agency.parent) if agency.parent else ""


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
        """The parts of an agency in a plan, after every amendment."""
        groups = registry.groups_of(agency)
        standing = ((now, now.on(None)) for now, _ in parts_in(plan, agency, groups))
        found = ((duty, part_of(duty, agency, groups)) for _, duty in standing if duty)
        return cls(registry, plan, agency, groups, tuple((d, p) for d, p in found if p))


def view_data(view: AgencyView) -> dict[str, Any]:
    """The agency with its groups and duties, as JSON content."""
    return {
        "schema_version": 1,
        "agency": as_data(view.agency),
        "groups": [{"id": group.id, "name": group.name} for group in view.groups],
        "plan": view.plan.id,
        "duties": [
            {
                "duty": duty.id,
                "task": duty.task,
                "section": duty.section,
                "roles": list(part.roles),
                "via": part.via,
                "condition": part.condition,
                "schedule": {"kind": duty.schedule.kind, "text": duty.schedule.text},
                "content": duty.content,
            }
            for duty, part in view.parts
        ],
    }


DUTY_HEADER = ("Đầu việc", "Mục", "Vai trò", "Theo nhóm", "Điều kiện", "Thời gian", "Nội dung công việc")


def view_records(view: AgencyView) -> Iterator[tuple[str, ...]]:
    """One record per duty, in the columns of `DUTY_HEADER`."""
    for duty, part in view.parts:
        yield (
            duty.id,
            duty.section,
            names(part.roles),
            view.registry.groups[part.via].name if part.via else "",
            part.condition or "",
            duty.schedule.text.removeprefix("- "),
            duty.content,
        )


def view_sheet(view: AgencyView, most: int | None) -> Sheet:
    """The agency as text and a table: names, groups, duties by section."""
    columns = [
        Column("NV"),
        Column("Nội dung công việc", share=4),
        Column("Vai trò", share=1),
        Column("Thời gian", share=1),
    ]
    blocks = [
        Block(
            f"{section}. {view.plan.sections[section]}",
            [_row(view, duty, part, most) for duty, part in members],
        )
        for section, members in groupby(view.parts, key=lambda item: item[0].section)
    ]
    notes = [f"Cộng: {len(view.parts)} đầu việc trong kế hoạch {view.plan.id}."]
    return Sheet(view.agency.name, "\n".join(_facts(view)), columns, blocks, notes)


def _facts(view: AgencyView) -> Iterator[str]:
    agency = view.agency
    yield f"Mã: {agency.id}. Cấp: {LEVELS[agency.level]}."
    for label, value in (
        ("Mã đơn vị hành chính", agency.code),
        ("Ký hiệu văn bản", agency.symbol),
        ("Trực thuộc", _above(view.registry, agency)),
        ("Tên gọi khác", "; ".join(agency.aliases)),
        ("Thuộc nhóm", "; ".join(group.name for group in view.groups)),
        ("Hoạt động đến hết ngày", f"{agency.last:%d/%m/%Y}" if agency.last else ""),
        ("Kế thừa", "; ".join(agency.successors)),
    ):
        if value:
            yield f"{label}: {value}."


def _row(view: AgencyView, duty: Duty, part: Part, most: int | None) -> list[str]:
    via = f"\n(nhóm {view.registry.groups[part.via].name})" if part.via else ""
    condition = f"\nĐiều kiện: {part.condition}." if part.condition else ""
    content = shortened(duty.content, most)
    return [duty.id, content + condition, names(part.roles) + via, duty.schedule.text.removeprefix("- ")]
