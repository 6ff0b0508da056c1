"""The lists of `kst missing`, `kst overdue` and `kst upcoming` in a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import days_late
from kstthc_cli.render.screen.phrases import SHORT_ROLES, count, short_day
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection
from kstthc_cli.render.tracking.late import LateView, counted, reported_note, total

_LINES = 20
"""How many duties a screen shows where many agencies are asked about."""
_BEHIND = 10
"""How many of the agencies that are most behind a screen shows."""
DaysText = Callable[[LateView, Row], str]
"""How late a row is, or how many days are left."""
_ALL = 'Xem tiếp: một cơ quan --agency "TÊN"; thu hẹp --level, --section, --role; tất cả --full.'


def overdue_short(view: LateView) -> Table:
    """The overdue duties, oldest first, and the agencies that have most of them."""
    blocks, rest = _duty_lines(view, "Chậm", _late)
    blocks += _most_behind(view, view.rows, "quá hạn nhiều nhất")
    notes = [total(view, "không có việc nào quá hạn"), *reported_note(view.rows), *_rest(view, rest)]
    return Table(view.title, view.subtitle, [], blocks, notes, short=True)


def upcoming_table(view: LateView, *, short: bool) -> Table:
    """The duties that fall due, in order of day, with the agencies or the roles; whole unless `short`."""
    blocks, rest = _duty_lines(view, "Còn", _left, every=not short)
    notes = [total(view, "không có việc nào đến hạn"), *(_rest(view, rest) if short else ())]
    return Table(view.title, view.subtitle, [], blocks, notes, ruled=False, short=short)


def missing_short(view: LateView) -> Table:
    """Agencies that reported nothing, and those that left out most; of one agency its duties."""
    if len(view.agencies) == 1:
        blocks, rest = _duty_lines(view, "Chậm", _late)
    else:
        silent = [row for row in view.rows if row.obligation.agency.id in view.silent_agencies]
        others = [row for row in view.rows if row.obligation.agency.id not in view.silent_agencies]
        blocks = [_by_level(view)] if view.rows else []
        blocks += _most_behind(view, silent, "cả kỳ chưa gửi gì")
        blocks += _most_behind(view, others, "đã gửi nhưng còn thiếu")
        rest = 1
    notes = [total(view, "không còn ai chưa báo cáo"), *_rest(view, rest)]
    return Table(view.title, view.subtitle, [], blocks, notes, short=True)


def _late(view: LateView, row: Row) -> str:
    late = days_late(row, view.as_of)
    return f"{late} ngày" if late else "còn hạn"


def _left(view: LateView, row: Row) -> str:
    due = row.obligation.due
    return f"{(due.effective - view.as_of).days if due else 0} ngày"


def _rest(view: LateView, rest: int) -> Iterator[str]:
    if view.rows and rest:
        yield _ALL
    elif view.rows:
        yield "Nội dung đầy đủ: thêm --full."


# A line a duty


def _duty_lines(
    view: LateView, head: str, days: DaysText, *, every: bool = False
) -> tuple[list[TableSection], int]:
    """A line for each duty, period and day, and how many are left out; of one agency each has its line."""
    one = len(view.agencies) == 1
    groups = [list(mine) for _, mine in groupby(sorted(view.rows, key=_place(view)), _place(view))]
    shown = groups if one or every else groups[:_LINES]
    columns = [
        TableColumn("Hạn"),
        TableColumn(head),
        TableColumn("Đầu việc"),
        TableColumn("Nội dung công việc", share=3),
        *([TableColumn("Vai trò"), TableColumn("Trạng thái", mark=True)] if one else []),
        *([] if one else [TableColumn("Cơ quan", share=2)]),
    ]
    cells = [_line(view, rows, one=one, days=days, every=every) for rows in shown]
    left = len(groups) - len(shown)
    heading = f"{_LINES} trong {count(len(groups))} đầu việc" if left else ""
    return ([TableSection(heading, cells, columns=columns)] if cells else []), left


def _place(view: LateView) -> Callable[[Row], tuple[date, int, str]]:
    order = {duty.id: number for number, duty in enumerate(view.plan.duties)}

    def key(row: Row) -> tuple[date, int, str]:
        o = row.obligation
        return (o.due.effective if o.due else date.max), order[o.duty.id], f"{o.period} {o.request}"

    return key


def _line(view: LateView, rows: Sequence[Row], *, one: bool, days: DaysText, every: bool) -> list[str]:
    row, o = rows[0], rows[0].obligation
    day = short_day(o.due.effective, view.plan.year) if o.due else "—"
    head = [day, days(view, row), o.duty.id, o.duty.content]
    if one:
        return [*head, SHORT_ROLES[o.part.roles[0]], STATUSES[row.status]]
    names = [view.registry.short_name(row.obligation.agency.id) for row in rows]
    return [*head, f"{count(len(names))} cơ quan" if len(names) > 2 and not every else ", ".join(names)]


# A line an agency, a line a level


def _most_behind(view: LateView, rows: Sequence[Row], which: str) -> Iterator[TableSection]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.obligation.agency.id, []).append(row)
    if not found or len(view.agencies) == 1:
        return
    most = sorted(found.items(), key=lambda item: -len(item[1]))[:_BEHIND]
    cells = []
    for agency, mine in most:
        first = min(mine, key=lambda row: row.obligation.due.effective if row.obligation.due else date.max)
        due = first.obligation.due
        day = short_day(due.effective, view.plan.year) if due else "—"
        cells.append([view.registry.short_name(agency), count(len(mine)), day, _late(view, first)])
    of = f"{_BEHIND} trong {count(len(found))}" if len(found) > _BEHIND else count(len(found))
    yield TableSection(f"{of} cơ quan {which}", cells, columns=_AGENCY)


_AGENCY = [
    TableColumn("Cơ quan", share=1),
    TableColumn("Số việc", number=True),
    TableColumn("Hạn sớm nhất", number=True),
    TableColumn("Chậm", number=True),
]
_LEVEL = [
    TableColumn("Cấp", share=1),
    TableColumn("Chưa gửi gì", number=True),
    TableColumn("Còn thiếu", number=True),
    TableColumn("Số việc", number=True),
]


def _by_level(view: LateView) -> TableSection:
    """How many agencies of each level reported nothing, how many not all, and how many duties that is."""
    cells = []
    for level, name in ((level.id, level.name) for level in view.registry.levels.values()):
        mine = [row for row in view.rows if row.obligation.agency.level == level]
        agencies = {row.obligation.agency.id for row in mine}
        silent = len(agencies & view.silent_agencies)
        if mine:
            cells.append([name, count(silent), count(len(agencies) - silent), count(len(mine))])
    return TableSection(f"{counted(view)} chưa báo cáo", cells, columns=_LEVEL)
