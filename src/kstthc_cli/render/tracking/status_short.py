"""The counts of `kst status` in a screen: no agency has a line of its own, unless there are few."""

from __future__ import annotations

from collections.abc import Iterator

from kstthc_cli.render.screen.phrases import count, goal
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection
from kstthc_cli.render.tracking.status import (
    StatusView,
    cells_of,
    definitions,
    doubts,
    general,
    missed,
    numbers,
    section_name,
    subtitle,
    title,
)

_BEHIND = 10
"""How many of the agencies that are most behind a screen shows."""
_FEW = 20
"""Up to how many agencies have a line each."""


def short_table(view: StatusView, *, wide: bool) -> Table:
    """The counts in total, by level and by section, and the agencies that are most behind."""
    sections = [cells_of(section_name(view, s), counts, wide) for s, counts in view.by_section()]
    blocks = [
        TableSection("", list(general(view, wide))),
        *([TableSection("Theo mục", sections)] if sections else []),
        *_agencies(view, wide),
    ]
    columns = [TableColumn("Tên", share=1), *numbers(wide)]
    return Table(title(view), subtitle(view), columns, blocks, list(_notes(view, wide)), short=True)


def _agencies(view: StatusView, wide: bool) -> Iterator[TableSection]:
    every = list(view.by_agency)
    if len(every) <= _FEW:
        heading = "Theo cơ quan"
    else:
        behind = [item for item in every if item[1].number("overdue")]
        every = sorted(behind, key=lambda item: -item[1].number("overdue"))[:_BEHIND]
        of = f"{_BEHIND} trong {count(len(behind))}" if len(behind) > _BEHIND else count(len(behind))
        heading = f"{of} cơ quan có việc quá hạn, nhiều nhất trước"
    rows = [cells_of(view.registry.short_name(agency.id), counts, wide) for agency, counts in every]
    if rows and len(view.by_agency) > 1:
        yield TableSection(heading, rows)


def _notes(view: StatusView, wide: bool) -> Iterator[str]:
    yield from definitions(view, wide)
    for (duty, _), misses in missed(view).items():
        target = misses[0].target
        yield f"Chưa đạt {goal(target)} (đầu việc {duty}): {len(misses)} cơ quan, xem `kst history {duty}`."
    yield from doubts(view)
    if len(view.by_agency) > _FEW:
        yield "Xem tiếp: từng cơ quan --full; thu hẹp --level, --agency, --section, --role."
