"""The answers on a data set of many provinces, on screen, as CSV and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from kstthc_cli.domain.tracking.status_counts import percentage
from kstthc_cli.render.screen.phrases import count, percent_text
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

Line = Mapping[str, Any]
_SUMMED = ("obligations", "counted", "finished", "done_late", "overdue", "agencies", "silent")


class Answer(NamedTuple):
    """An answer in each of its formats, in the order in which a listing takes them."""

    data: Callable[[], Mapping[str, Any]]
    header: Sequence[str]
    records: Callable[[], Iterable[Sequence[str]]]
    table: Callable[[bool, int | None], Table]


def summary_listing(lines: Sequence[Line]) -> Answer:
    """How every plan stands, with sums for each year."""
    years = sorted({line["year"] for line in lines})
    sums = {year: _sum(line for line in lines if line["year"] == year) for year in years}
    data = {
        "schema_version": 1,
        "provinces": [_plain(line) for line in lines],
        "total": [{"year": year, **found} for year, found in sums.items()],
    }
    return Answer(
        lambda: data, _header(lines), lambda: _records(lines), lambda _wide, _most: _summary(lines, sums)
    )


def _sum(lines: Iterable[Line]) -> dict[str, Any]:
    found: dict[str, int] = {}
    every = list(lines)
    for name in _SUMMED:
        found[name] = sum(line[name] for line in every)
    return with_percent(found)


def with_percent(line: Line) -> dict[str, Any]:
    """A line with the share of what is finished."""
    return {**line, "percent": percentage(line["finished"], line["counted"])}


_SUMMARY = (
    TableColumn("Hạng", number=True),
    TableColumn("Địa phương", share=1),
    TableColumn("Kế hoạch"),
    TableColumn("Phải\nbáo cáo", number=True),
    TableColumn("Hoàn\nthành", number=True),
    TableColumn("Tỷ lệ", number=True),
    TableColumn("Hoàn thành\nquá hạn", number=True),
    TableColumn("Quá\nhạn", number=True),
    TableColumn("Cơ\nquan", number=True),
    TableColumn("Chưa báo\ncáo lần nào", number=True),
)


def _summary(lines: Sequence[Line], sums: Mapping[int, Line]) -> Table:
    blocks = []
    for year, total in sums.items():
        mine = [line for line in lines if line["year"] == year]
        rows = [_cells(line, str(line["rank"]), line["place"], line["plan_id"]) for line in mine]
        blocks.append(TableSection(f"Năm {year}", [*rows, _cells(total, "", "Cộng", "")]))
    notes = ["Tỷ lệ = Hoàn thành / Phải báo cáo, không kể việc chờ; hạng theo tỷ lệ trong năm."]
    return Table("Tổng hợp các địa phương", "", _SUMMARY, blocks, notes, ruled=False)


def _cells(line: Line, rank: str, province: str, plan: str) -> list[str]:
    percent = percent_text(line["percent"])
    counts = [count(line[name]) for name in ("done_late", "overdue", "agencies", "silent")]
    return [rank, province, plan, count(line["counted"]), count(line["finished"]), percent, *counts]


_FIGURES = (
    TableColumn("Kỳ"),
    TableColumn("Cột", share=1),
    TableColumn("Hạng", number=True),
    TableColumn("Địa phương"),
    TableColumn("Giá trị", number=True),
    TableColumn("Cả nước", number=True),
)


def figures_listing(lines: Sequence[Line]) -> Answer:
    """The totals of a form by period, column and province."""
    data = {"schema_version": 1, "form": lines[0]["form_id"], "figures": [_plain(line) for line in lines]}
    rows = [
        [
            line["period"],
            f"({line['column_id']}) {line['column_title']}",
            str(line["rank"]),
            line["place"],
            _number(line["value"]),
            _number(line["total"]),
        ]
        for line in lines
    ]
    title = f"Biểu {lines[0]['form_id']} theo địa phương"
    table = Table(title, "", _FIGURES, [TableSection("Số liệu", rows)], ruled=False)
    return Answer(lambda: data, _header(lines), lambda: _records(lines), lambda _wide, _most: table)


def _number(value: float | None) -> str:
    if value is None:
        return "—"
    return count(int(value)) if value == int(value) else f"{value:g}".replace(".", ",")


def _header(lines: Sequence[Line]) -> list[str]:
    return list(lines[0]) if lines else []


def _records(lines: Sequence[Line]) -> Iterable[list[str]]:
    return (["" if value is None else str(value) for value in _plain(line).values()] for line in lines)


def _plain(line: Line) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in line.items()}
