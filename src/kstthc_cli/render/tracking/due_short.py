"""The due list in a screen: a line a duty, or a line a level where many agencies are asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.render.screen.phrases import SHORT_ROLES, count, short_day
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection
from kstthc_cli.render.tracking.due import DueView, in_total, moved, reminders, subtitle, title

_FITS = 40
"""How many lines of duties a screen holds beside title and notes."""
_FEW = 20
"""Up to how many agencies have a line each."""
_BEHIND = 15
"""How many of more agencies have a line: those with most unfinished duties."""
_AHEAD = ("not_reported", "in_progress")
"""Statuses of duties whose last day is still to come."""


def short_table(view: DueView, *, collapse: bool) -> Table:
    """The list in a screen. With `collapse`, duties that agencies only coordinate share one line."""
    apart = [row for row in view.rows if collapse and _stands_apart(row)]
    rows = [row for row in view.rows if not (collapse and _stands_apart(row))]
    one = _agencies(view.rows) == 1
    lines = one or len(rows) <= _FITS
    notes = [*_sums(view, rows, apart), _how_to_go_on(lines)]
    blocks = [_duty_lines(view, rows, many=not one)] if lines else _agency_lines(view, rows)
    return Table(title(view), subtitle(view), _COLUMNS, blocks, notes, short=True)


def _stands_apart(row: Row) -> bool:
    """Whether the agency only coordinates, or need not report."""
    return row.obligation.part.roles == ("coordinate",) or not row.obligation.reports


# A line a duty


def _duty_lines(view: DueView, rows: Sequence[Row], *, many: bool) -> TableSection:
    """A line a row; of many agencies with their names, of one duty with its content in the heading."""
    duties = {row.obligation.duty.id: row.obligation.duty.content for row in rows}
    one = many and len(duties) == 1
    columns = [
        TableColumn("Hạn"),
        *([] if one else [TableColumn("Đầu việc")]),
        *([TableColumn("Cơ quan", share=2)] if many else []),
        *([] if one else [TableColumn("Việc phải làm", share=3)]),
        TableColumn("Vai trò"),
        TableColumn("Trạng thái", mark=True),
    ]
    heading = "".join(f"{name}. {content}" for name, content in duties.items()) if one else ""
    cells = []
    for row in sorted(rows, key=_leading_first):
        o = row.obligation
        who = [view.registry.short_name(o.agency.id)] if many else []
        work = who if one else [o.duty.id, *who, o.duty.content]
        day = short_day(o.due.effective, view.plan.year) if o.due else "—"
        cells.append([day, *work, SHORT_ROLES[o.part.roles[0]], STATUSES[row.status]])
    return TableSection(heading, cells, columns=columns)


def _leading_first(row: Row) -> tuple[object, ...]:
    due = row.obligation.due
    first = list(ROLES).index(row.obligation.part.roles[0])
    return first, due.effective if due else date.max


# A line a level, and a line an agency


_COLUMNS = [
    TableColumn("Cơ quan", share=1),
    TableColumn("Phải báo cáo", number=True),
    TableColumn("Chủ trì", number=True),
    TableColumn("Chưa hoàn thành", number=True),
    TableColumn("Quá hạn", number=True),
    TableColumn("Hạn tới"),
]


def _agency_lines(view: DueView, rows: Sequence[Row]) -> list[TableSection]:
    together = _by_place(view, rows)
    blocks = [TableSection("", [_line(view, *place) for place in together])]
    mine = [(agency, list(own)) for agency, own in groupby(rows, lambda row: row.obligation.agency)]
    lines = [(_unfinished(own), _line(view, view.registry.short_name(who.id), own)) for who, own in mine]
    heading = "Từng cơ quan"
    if len(lines) > _FEW:
        heading = f"{_BEHIND} cơ quan còn nhiều việc nhất"
        lines = sorted(lines, key=lambda line: -line[0])[:_BEHIND]
    return [*blocks, TableSection(heading, [line for _, line in lines])]


def _by_place(view: DueView, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows in total and by level, or, of communes alone, by district; places with their agencies."""
    registry = view.registry
    nested = all(registry.level_of(row.obligation.agency).nested for row in rows)

    def place(row: Row) -> str:
        agency = row.obligation.agency
        above = registry.short_name(agency.parent) if agency.parent and nested else ""
        return above.removeprefix("UBND ") or registry.level_name(agency)

    ranks = {name: n for n, name in enumerate(registry.levels)}
    by_level = sorted(rows, key=lambda row: ranks.get(row.obligation.agency.level, len(ranks)))
    found: dict[str, list[Row]] = {}
    for row in by_level:
        found.setdefault(place(row), []).append(row)
    if len(found) > 1:
        found = {"Tất cả": list(rows), **found}
    return [(f"{name} ({count(_agencies(mine))})", mine) for name, mine in found.items()]


def _agencies(rows: Iterable[Row]) -> int:
    return len({row.obligation.agency.id for row in rows})


def _unfinished(rows: Iterable[Row]) -> int:
    counts = StatusCounts.of(rows)
    return counts.counted - counts.finished


def _line(view: DueView, name: str, rows: Sequence[Row]) -> list[str]:
    counts = StatusCounts.of(rows)
    leading = StatusCounts.of(row for row in rows if "lead" in row.obligation.part.roles).total
    numbers = (counts.total, leading, _unfinished(rows), counts.number("overdue"))
    days = [row.obligation.due.effective for row in rows if row.obligation.due and row.status in _AHEAD]
    return [name, *map(count, numbers), short_day(min(days), view.plan.year) if days else "—"]


# Below the table


def _sums(view: DueView, rows: Sequence[Row], apart: Sequence[Row]) -> Iterator[str]:
    yield f"Cộng: {in_total(view.plan, rows)}."
    if apart:
        known = {row.obligation.duty.id for row in apart}
        duties = ", ".join(duty.id for duty in view.plan.duties if duty.id in known)
        which = f" ({duties})" if len(apart) <= _FITS else ""
        if all(row.obligation.reports for row in apart):
            yield f"Ngoài ra phối hợp {count(len(apart))} việc{which}: xem bằng --role coordinate."
        else:
            yield f"Ngoài ra {count(len(apart))} việc không phải báo cáo{which}: xem bằng --full."
    if any(moved(row.obligation) for row in rows):
        yield "Hạn rơi vào ngày nghỉ đã tính sang ngày làm việc tiếp theo."
    yield from reminders(view)


def _how_to_go_on(lines: bool) -> str:
    if lines:
        return "Nội dung đầy đủ, kết quả, cơ quan cùng thực hiện: thêm --full."
    return 'Xem tiếp: một cơ quan --agency "TÊN"; thu hẹp --level, --role, --section, --task; tất cả --full.'
