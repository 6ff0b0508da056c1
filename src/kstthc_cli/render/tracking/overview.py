"""One page for a leader: what is led, how quarters compare, who is behind, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.domain.tracking.targets import Ratios, by_target
from kstthc_cli.render.screen.phrases import count, percent_text, short_day
from kstthc_cli.render.screen.ratios import ratio_text
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

ROOM_ON_PAPER = 64
"""How many letters of a duty's content fill its line on paper."""
_LINES = 10
"""How many agencies or duties a part of the page has."""


class OverviewView(NamedTuple):
    """The rows of the period and of each quarter up to it, those that fall due soon, and the last reports."""

    plan: Plan
    registry: Registry
    period: str
    period_name: str
    as_of: date
    rows: Sequence[Row]
    quarters: Sequence[tuple[Period, Sequence[Row]]]
    soon: Sequence[Row]
    last_reports: Sequence[tuple[Agency, date | None]]
    """Agencies that must report, with the day of their last slip; the longest silent first."""
    ratios: Ratios = MappingProxyType({})
    """Those by which targets of all agencies together are judged."""


def as_data(view: OverviewView) -> dict[str, Any]:
    """The page as JSON."""
    return {
        "schema_version": 1,
        "plan": view.plan.id,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "leading": _numbers(_leading(view.rows)),
        "all": _numbers(view.rows),
        "quarters": [{"period": str(quarter), **_numbers(rows)} for quarter, rows in view.quarters],
        "most_behind": [{"agency": agency, **_numbers(mine)} for agency, mine in _most_behind(view)],
        "targets": list(_target_data(view)),
        "upcoming": len(view.soon),
        "last_reports": [
            {"agency": agency.id, "last": day.isoformat() if day else None}
            for agency, day in view.last_reports[:_LINES]
        ],
    }


def _numbers(rows: Iterable[Row]) -> dict[str, float | None]:
    counts = StatusCounts.of(rows)
    return {
        "counted": counts.counted,
        "finished": counts.finished,
        "overdue": counts.number("overdue"),
        "percent": counts.percent,
    }


def _leading(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if "lead" in row.obligation.part.roles]


def _most_behind(view: OverviewView) -> list[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in view.rows:
        found.setdefault(row.obligation.agency.id, []).append(row)
    late = [(who, mine, StatusCounts.of(mine).number("overdue")) for who, mine in found.items()]
    ordered = sorted((item for item in late if item[2]), key=lambda item: -item[2])
    return [(who, mine) for who, mine, _ in ordered[:_LINES]]


# The page


_COUNTS = (
    TableColumn("Nội dung", share=1),
    TableColumn("Phải báo cáo", number=True),
    TableColumn("Hoàn thành", number=True),
    TableColumn("Quá hạn", number=True),
    TableColumn("Tỷ lệ", number=True),
)
_SOON = (
    TableColumn("Hạn"),
    TableColumn("Đầu việc"),
    TableColumn("Việc", share=1),
    TableColumn("Cơ quan", number=True),
)
_REACHED = (TableColumn("Nội dung", share=2), TableColumn("Đạt", share=3))
_LAST = (TableColumn("Cơ quan", share=1), TableColumn("Báo cáo gần nhất", number=True))


def as_table(view: OverviewView, *, short: bool, room: int | None = None) -> Table:
    """The page; on a screen each line is cut where the screen ends, on paper duties have `room`."""
    behind = [_line(view.registry.short_name(who), mine) for who, mine in _most_behind(view)]
    general = [_line("Việc chủ trì", _leading(view.rows)), _line("Mọi việc phải báo cáo", view.rows)]
    last = [
        [view.registry.short_name(agency.id), f"{day:%d/%m/%Y}" if day else "chưa lần nào"]
        for agency, day in view.last_reports[: _LINES // 2]
    ]
    blocks = [
        TableSection("", general),
        TableSection("Các quý trong năm", [_line(_title(quarter), rows) for quarter, rows in view.quarters]),
        TableSection("Cơ quan quá hạn nhiều nhất", behind),
        TableSection("Chỉ tiêu", list(_targets(view)), columns=_REACHED),
        TableSection("Đến hạn trong 14 ngày tới", _duties(view, room), columns=_SOON),
        TableSection("Lâu chưa có báo cáo nhất", last, columns=_LAST),
    ]
    title = f"Tổng quan {view.period_name}"
    subtitle = f"Kế hoạch {view.plan.id}, tính đến ngày {view.as_of:%d/%m/%Y}"
    kept = [block for block in blocks if block.rows]
    notes = ["Tỷ lệ = Hoàn thành / Phải báo cáo; gồm cả hoàn thành quá hạn và không phát sinh."]
    return Table(title, subtitle, _COUNTS, kept, notes, ruled=False, short=short)


def _line(name: str, rows: Iterable[Row]) -> list[str]:
    numbers = _numbers(rows)
    cells = [count(int(numbers[key] or 0)) for key in ("counted", "finished", "overdue")]
    return [name, *cells, percent_text(numbers["percent"])]


def _title(quarter: Period) -> str:
    return capitalized(quarter.vietnamese)


def _targets(view: OverviewView) -> Iterable[list[str]]:
    """Each target with how many of the agencies that gave a figure meet it, or with the ratio of all."""
    for duty, target, given in by_target(view.plan, view.rows):
        name = f"{duty.id}. {target.text}"
        if ratio := view.ratios.get((target.form, target.column)):
            met = {True: "đạt: ", False: "chưa đạt: ", None: ""}[ratio.meets(target)]
            yield [name, met + ratio_text(target, ratio)]
        elif given:
            yield [name, f"{count(sum(one.met for one in given))}/{count(len(given))} cơ quan"]


def _target_data(view: OverviewView) -> Iterator[dict[str, Any]]:
    for duty, target, given in by_target(view.plan, view.rows):
        ratio = view.ratios.get((target.form, target.column))
        judged = (
            {
                "numerator": float(ratio.numerator),
                "denominator": float(ratio.denominator),
                "met": ratio.meets(target),
                "period": ratio.period,
                "agencies": ratio.held,
                "expected": ratio.expected,
            }
            if ratio
            else None
        )
        met = sum(one.met for one in given)
        yield {"duty": duty.id, "target": target.id, "met": met, "given": len(given), "ratio": judged}


def _duties(view: OverviewView, room: int | None) -> list[list[str]]:
    """The duties that fall due soon, in order of day, with how many agencies they are of."""
    found: dict[tuple[date, str], list[Row]] = {}
    for row in view.soon:
        if row.obligation.due:
            found.setdefault((row.obligation.due.effective, row.obligation.duty.id), []).append(row)
    return [
        [
            short_day(day, view.plan.year),
            duty,
            shortened(mine[0].obligation.duty.content, room),
            f"{count(len({row.obligation.agency.id for row in mine}))} cơ quan",
        ]
        for (day, duty), mine in list(found.items())[:_LINES]
    ]
