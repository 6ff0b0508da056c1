"""Completeness and timeliness of a form in a period: two rates, each with its definition."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import Table
from kstthc_cli.domain.progress.form_statements import CONSOLIDATED, OWN

COMPLETE = "Đầy đủ: số cơ quan đã báo cáo đủ biểu / số cơ quan phải lập biểu trong cả kỳ."
ON_TIME = "Đúng hạn: số cơ quan báo cáo đủ biểu chậm nhất vào ngày gửi báo cáo / số cơ quan phải lập biểu."
FILLED = "Ô đã điền: số ô có số liệu hoặc ghi không phát sinh / số ô của các cơ quan đã báo cáo."


class Completeness(NamedTuple):
    """How many of the `expected` agencies declared the form complete, and how many of these in time.

    `silent` stated nothing and are in nobody's consolidated figures. `cells` of `places` are filled in the
    tables of those that stated something.
    """

    expected: int
    complete: int
    on_time: int
    silent: tuple[str, ...]
    incomplete: tuple[str, ...]
    cells: int
    places: int


def completeness(
    collected: Collected, period: Period, calendar: Calendar, agencies: Collection[str] | None = None
) -> Completeness:
    """The rates of one period of the form, of all agencies or of some."""
    now = collected.in_period(period)
    mine = [agency for agency in now.expected if agencies is None or agency.id in agencies]
    done = {agency.id: day for agency in mine if (day := _completed(collected, period, agency)) is not None}
    tables = [table for agency in mine for table in _tables(collected, period, agency)]
    filled = [_filled(collected, table) for table in tables]
    return Completeness(
        expected=len(mine),
        complete=len(done),
        on_time=sum(day <= calendar.send_by_day(period, _level(calendar, a)).effective
                    for a in mine if (day := done.get(a.id)) is not None),
        silent=tuple(agency.id for agency in mine if agency.id not in now.carriers),
        incomplete=tuple(a.id for a in mine if a.id in now.carriers and a.id not in done),
        cells=sum(cells for cells, _ in filled),
        places=sum(places for _, places in filled),
    )  # fmt: skip


def _level(calendar: Calendar, agency: Agency) -> str:
    """The level whose send-by day applies; a calendar may not name one for every level."""
    return agency.level if agency.level in calendar.send_by else min(calendar.send_by)


def _tables(collected: Collected, period: Period, agency: Agency) -> list[Table]:
    found = (collected.table(period, agency.id, basis) for basis in (OWN, CONSOLIDATED))
    return [table for table in found if table is not None]


def _completed(collected: Collected, period: Period, agency: Agency) -> date | None:
    """The first day on which an agency declared its form complete."""
    days = [table.completed for table in _tables(collected, period, agency) if table.completed]
    return min(days, default=None)


def _filled(collected: Collected, table: Table) -> tuple[int, int]:
    if table.not_arising is not None:
        return 0, 0
    rows, columns = collected.row_keys(table), collected.form.filled
    filled = sum((row, column.id) in table.cells for row in rows for column in columns)
    return filled, len(rows) * len(columns)
