"""The counts of `kst status` in every output: in total, by level, by section, by agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.tracking.agency_summary import AgencySummary
from kstthc_cli.domain.tracking.status_counts import StatusCounts
from kstthc_cli.domain.tracking.targets import Miss
from kstthc_cli.render.screen.columns import Column, Columns, Line
from kstthc_cli.render.screen.phrases import count, counted_work, figure_text, goal, parent_name, percent_text
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

_BAR = 10


def bar(percent: float | None) -> str:
    """A percentage with a bar of ten blocks; a dash for None."""
    if percent is None:
        return percent_text(percent)
    full = int(percent * _BAR) // 100
    return "█" * full + "░" * (_BAR - full) + f" {percent_text(percent):>5}"


class _Counted(NamedTuple):
    """The fields of `StatusView`; a NamedTuple cannot hold cached properties itself."""

    plan: Plan
    registry: Registry
    period: str
    period_name: str
    as_of: date
    summaries: Mapping[str, AgencySummary]
    scope: str = ""


class StatusView(_Counted):
    """Counts of a period; `summaries` in the order of lists; `scope` says what they were narrowed to."""

    @cached_property
    def total(self) -> StatusCounts:
        """The counts of all agencies together."""
        return StatusCounts.sum(counts for _, counts in self.by_agency)

    @property
    def contradictory(self) -> int:
        """The number of obligations with contradictory statements."""
        return sum(summary.contradictory for summary in self.summaries.values())

    @property
    def unmatched(self) -> int:
        """The number of statements that belong to no obligation."""
        return sum(summary.unmatched for summary in self.summaries.values())

    @property
    def misses(self) -> Iterator[Miss]:
        """The figures that do not meet their targets, agency by agency."""
        return (miss for summary in self.summaries.values() for miss in summary.misses)

    def by_section(self) -> Iterator[tuple[str, StatusCounts]]:
        """Section ids in the plan's order, with their counts."""
        for section in self.plan.sections:
            found = [s.sections[section] for s in self.summaries.values() if section in s.sections]
            if found:
                yield section, StatusCounts.sum(found)

    def by_level(self) -> Iterator[tuple[str, int, StatusCounts]]:
        """Levels in the order of lists, with how many agencies they have and their counts."""
        for level in self.registry.levels:
            mine = [counts for agency, counts in self.by_agency if agency.level == level]
            if mine:
                yield level, len(mine), StatusCounts.sum(mine)

    @cached_property
    def by_agency(self) -> Sequence[tuple[Agency, StatusCounts]]:
        """Agencies that have any work, in the order of lists, with their counts."""
        return [
            (self.registry.agencies[name], summary.total)
            for name, summary in self.summaries.items()
            if summary.sections
        ]


# Columns


_CSV = (
    "counted", "finished", "done", "done_late", "not_arising", "in_progress", "not_reported", "overdue",
    "overdue_unheard", "waiting", "percent",
)  # fmt: skip
COUNTS = Columns[None, StatusCounts](
    Column("obligations", lambda _, c: c.total, "Count", "Mọi việc phải báo cáo, kể cả việc còn chờ."),
    Column(
        "counted", lambda _, c: c.counted, "Count",
        "Cộng: mọi việc phải báo cáo trừ việc còn chờ; mẫu số của tỷ lệ.",
        csv="Cộng", shown=TableColumn("Cộng", number=True),
    ),
    Column(
        "finished", lambda _, c: c.finished, "Count", "Hoàn thành: done + done_late + not_arising.",
        csv="Hoàn thành", shown=TableColumn("Hoàn\nthành", number=True),
    ),
    Column(
        "percent", lambda _, c: c.percent, "Percent",
        "finished / counted, một chữ số thập phân; 100 và 0 chỉ khi tất cả và không có gì; null khi không có "
        "gì để tính.",
        csv="Tỷ lệ hoàn thành (%)", text=lambda _, c: percent_text(c.percent).rstrip("%—"),
        shown=TableColumn("Tỷ lệ", number=True), cell=lambda _, line: percent_text(line.row.percent),
    ),
    Column(
        "bar", shown=TableColumn("Tiến độ", number=True), cell=lambda _, line: bar(line.row.percent),
    ),
    Column(
        "not_reported", lambda _, c: c.number("not_reported"), "Count", "Còn hạn, chưa báo cáo.",
        csv="Chưa báo cáo", shown=TableColumn("Chưa\nb/c", number=True),
    ),
    Column(
        "in_progress", lambda _, c: c.number("in_progress"), "Count", "Đang thực hiện, chưa quá hạn.",
        csv="Đang thực hiện", shown=TableColumn("Đang\nlàm", number=True),
    ),
    Column(
        "done", lambda _, c: c.number("done"), "Count", "Hoàn thành trong hạn.",
        csv="Hoàn thành đúng hạn", shown=TableColumn("đúng\nhạn", number=True),
    ),
    Column(
        "not_arising", lambda _, c: c.number("not_arising"), "Count", "Không phát sinh.",
        csv="Không phát sinh", shown=TableColumn("không\np/s", number=True),
    ),
    Column(
        "overdue", lambda _, c: c.number("overdue"), "Count", "Quá hạn, chưa hoàn thành.",
        csv="Quá hạn", shown=TableColumn("Quá\nhạn", number=True),
    ),
    Column(
        "done_late", lambda _, c: c.number("done_late"), "Count", "Hoàn thành quá hạn.",
        csv="Hoàn thành quá hạn", shown=TableColumn("quá\nhạn", number=True),
    ),
    Column(
        "waiting", lambda _, c: c.number("waiting"), "Count", "Chờ kế hoạch chi tiết hoặc yêu cầu.",
        csv="Chờ", shown=TableColumn("Chờ", number=True),
    ),
    Column(
        "overdue_unheard", lambda _, c: c.unheard, "Count", "Phần của overdue mà cơ quan chưa báo cáo gì.",
        csv="Quá hạn chưa báo cáo", shown=TableColumn("chưa\nb/c", number=True),
    ),
    csv=_CSV,
)  # fmt: skip
"""The counts of `kst status`."""


# JSON


def status_data(view: StatusView) -> dict[str, Any]:
    """The counts as `StatusOutput` describes them."""
    names = view.registry.levels
    return {
        "schema_version": 1,
        "plan": view.plan.id,
        "period": view.period,
        "as_of": view.as_of.isoformat(),
        "total": COUNTS.data(None, view.total),
        "contradictory": view.contradictory,
        "unmatched": view.unmatched,
        "levels": [
            {"id": level, "name": names[level].name, "agencies": number, **COUNTS.data(None, counts)}
            for level, number, counts in view.by_level()
        ],
        "sections": [
            {"id": section, "title": view.plan.sections[section], **COUNTS.data(None, counts)}
            for section, counts in view.by_section()
        ],
        "agencies": [
            {"id": a.id, "name": a.name, "level": a.level, "parent": a.parent, **COUNTS.data(None, counts)}
            for a, counts in view.by_agency
        ],
        "missed_targets": [_miss(miss) for miss in view.misses],
    }


def _miss(miss: Miss) -> dict[str, Any]:
    return {
        "agency": miss.key.agency,
        "duty": miss.key.duty,
        "period": miss.period,
        "request": miss.key.request or None,
        "target": miss.target.id,
        "text": miss.target.text,
        "comparison": miss.target.comparison,
        "wanted": miss.target.value,
        "value": miss.figure.value,
        "unit": miss.figure.unit,
    }


# CSV and text


HEADER = ("Theo", "Mã", "Tên", "Cấp", "Trực thuộc", *COUNTS.header)
"""Columns of the CSV file."""


def status_records(view: StatusView) -> Iterator[tuple[str, ...]]:
    """A record a section, then a record an agency, in the columns of `HEADER`."""
    for section, counts in view.by_section():
        yield ("mục", section, view.plan.sections[section], "", "", *COUNTS.record(None, counts))
    for agency, counts in view.by_agency:
        above = parent_name(view.registry, agency)
        level = view.registry.level_name(agency)
        yield ("cơ quan", agency.id, agency.name, level, above, *COUNTS.record(None, counts))


# Table and Markdown


_WIDE = (*_CSV[:-1], "bar")
_NARROW = ("counted", "finished", "overdue", "percent")


def status_table(view: StatusView, *, wide: bool) -> Table:
    """The counts: all of them with `wide`, else the four of `_NARROW`."""
    columns = [TableColumn("Tên", share=1), *numbers(wide)]
    blocks = [TableSection("Chung", list(general(view, wide)))]
    sections = [cells_of(section_name(view, s), t, wide) for s, t in view.by_section()]
    blocks += [TableSection("Theo mục", sections)] if sections else []
    blocks += _agency_blocks(view, wide)
    return Table(title(view), subtitle(view), columns, blocks, list(_notes(view, wide)), ruled=False)


def title(view: StatusView) -> str:
    """The period and what the list was narrowed to."""
    return f"Tiến độ {view.period_name}{view.scope}"


def subtitle(view: StatusView) -> str:
    """The plan, and the day of the statuses."""
    return f"Kế hoạch {view.plan.id}, tính đến ngày {view.as_of:%d/%m/%Y}"


def section_name(view: StatusView, section: str) -> str:
    """A section with its numeral."""
    return f"{section}. {view.plan.sections[section]}"


def numbers(wide: bool) -> list[TableColumn]:
    """The columns of numbers; the narrow table has room for headings of one line."""
    if wide:
        return COUNTS.shown(*_WIDE)
    return [column._replace(name=column.name.replace("\n", " ")) for column in COUNTS.shown(*_NARROW)]


def cells_of(name: str, counts: StatusCounts, wide: bool) -> list[str]:
    """A line: a name, and its counts as they are written."""
    cells = COUNTS.cells(_WIDE if wide else _NARROW, None, Line(counts))
    return [name, *(count(int(cell)) if cell.isdigit() else cell for cell in cells)]


def general(view: StatusView, wide: bool) -> Iterator[list[str]]:
    """The lines of all agencies together and of each level."""
    yield cells_of("Tất cả", view.total, wide)
    levels = list(view.by_level())
    for level, number, counts in levels if len(levels) > 1 else ():
        yield cells_of(f"{view.registry.levels[level].name} ({number})", counts, wide)


def _agency_blocks(view: StatusView, wide: bool) -> Iterator[TableSection]:
    """Agencies by level, communes by district; more than one with their sum below."""

    def place(item: tuple[Agency, StatusCounts]) -> tuple[str, str | None]:
        agency, _ = item
        return agency.level, agency.parent if view.registry.level_of(agency).nested else None

    for (_, district), members in groupby(view.by_agency, key=place):
        mine = list(members)
        where = f", {view.registry.short_name(district).removeprefix('UBND ')}" if district else ""
        rows = [cells_of(view.registry.short_name(a.id), counts, wide) for a, counts in mine]
        if len(mine) > 1:
            rows.append(cells_of("Cộng", StatusCounts.sum(counts for _, counts in mine), wide))
        yield TableSection(f"{view.registry.level_name(mine[0][0])}{where}: {len(mine)} cơ quan", rows)


def _notes(view: StatusView, wide: bool) -> Iterator[str]:
    yield from definitions(view, wide)
    for (duty, _), misses in missed(view).items():
        target = misses[0].target
        yield (
            f"Chưa đạt chỉ tiêu “{target.text}” ({goal(target)}), đầu việc {duty}: {_who(view, misses)}. "
            f"Xem `kst history {duty}`."
        )
    yield from doubts(view)


def definitions(view: StatusView, wide: bool) -> Iterator[str]:
    """The sums, and what is counted in which."""
    total = view.total
    yield from sums(view.plan, total)
    if waiting := total.number("waiting"):
        waits = f"{count(waiting)} việc còn chờ kế hoạch chi tiết hoặc yêu cầu"
        yield f"Ngoài ra {waits}, không tính vào Cộng."
    if total.not_required:
        yield f"{count(total.not_required)} việc khác không phải báo cáo: xem bằng --all-roles."
    if total.counted:
        late = "; cột chữ thường là phần của cột trước nó" if wide else ""
        yield f"Hoàn thành gồm cả hoàn thành quá hạn và không phát sinh; tỷ lệ = Hoàn thành / Cộng{late}."


def doubts(view: StatusView) -> Iterator[str]:
    """What should be looked into: contradictory and unmatched statements."""
    if view.contradictory:
        yield f"{count(view.contradictory)} việc có phiếu trái nhau: xem `kst validate`, `kst history`."
    if view.unmatched:
        yield f"{count(view.unmatched)} dòng tiến độ không khớp với kế hoạch hiện nay: xem `kst validate`."


def sums(plan: Plan, total: StatusCounts) -> Iterator[str]:
    """The sums of finished and unfinished obligations, each by status."""
    share = "" if total.percent is None else f" ({percent_text(total.percent)})"
    done = _parts(total, ("done", "done_late", "not_arising"))
    of = f"Cộng: {count(total.counted)} {counted_work(plan)}; hoàn thành {count(total.finished)}{share}"
    yield f"{of}{f': {done}' if done else ''}."
    if left := total.counted - total.finished:
        unheard = f", trong đó {count(total.unheard)} chưa báo cáo gì" if total.unheard else ""
        parts = _parts(total, ("in_progress", "not_reported", "overdue"))
        yield f"Chưa hoàn thành {count(left)}: {parts}{unheard}."


def _parts(total: StatusCounts, statuses: Sequence[str]) -> str:
    return ", ".join(
        f"{count(total.number(status))} {STATUSES[status]}" for status in statuses if total.number(status)
    )


def missed(view: StatusView) -> dict[tuple[str, str], list[Miss]]:
    """Duty and target → the figures that do not meet it."""
    found: dict[tuple[str, str], list[Miss]] = {}
    for miss in view.misses:
        found.setdefault((miss.key.duty, miss.target.id), []).append(miss)
    return found


def _who(view: StatusView, mine: Sequence[Miss]) -> str:
    return ", ".join(
        f"{view.registry.short_name(miss.key.agency)} {figure_text(miss.figure)}" for miss in mine
    )
