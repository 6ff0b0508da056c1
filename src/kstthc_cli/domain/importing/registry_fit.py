"""Whether a registry is that of the year whose plan is read."""

from __future__ import annotations

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.importing.document import ImportRefusedError
from kstthc_cli.domain.importing.reading import Reading

_NAMED = 3


def check_year(reading: Reading, registry: Registry) -> None:
    """Raise ImportRefusedError where most of those named and registered did not exist in the plan's year."""
    year = Period(reading.year, Kind.YEAR).span
    named = {
        assignee.id: assignee.name
        for row in reading.rows
        for _, line in row.lines
        for assignee in line.roles
        if not assignee.new
    }
    absent = []
    for who, name in named.items():
        agency = registry.agencies.get(who)
        there = agency.valid_within(year) if agency else registry.has_members(registry.groups[who], year)
        absent += [] if there else [name]
    if len(absent) * 2 <= len(named):
        return
    examples = ", ".join(f"“{name}”" for name in absent[:_NAMED])
    raise ImportRefusedError(
        f"Danh mục “{registry.id}” không phải của năm {reading.year}: {len(absent)}/{len(named)} cơ quan, "
        f"nhóm được giao việc không có trong năm đó, ví dụ {examples}.",
        f'Lập kho có danh mục năm {reading.year}: kst init THƯ_MỤC --province "{registry.place}" '
        f"--year {reading.year}; kế hoạch của năm khác thì nêu --plan-id NĂM.",
    )
