"""What `kst import` shows: the summary, the grid, and the review of source beside reading."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from kstthc_cli.domain.importing.table.column_titles import CONTENT, NUMBER, OTHER, PERIOD
from kstthc_cli.domain.importing.table.rows import DUTY, REST, SECTION, SUBTASK, TASK
from kstthc_cli.domain.plan.roles import ROLES, names
from kstthc_cli.domain.plan.schedule_words import EVERY_NAMES
from kstthc_cli.render.screen.data_formats import to_csv, to_json
from kstthc_cli.render.screen.phrases import draft_questions
from kstthc_cli.render.screen.table import Screen, render_table
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

if TYPE_CHECKING:
    from kstthc_cli.domain.importing.reading import Reading, RowReading
    from kstthc_cli.domain.importing.schedules import Time
    from kstthc_cli.model.plan import PlanFile

KINDS = {SECTION: "mục", TASK: "nhiệm vụ", SUBTASK: "việc con", DUTY: "đầu việc thêm", REST: "giữ lại"}
_SCHEDULES = {
    "by_date": "có thời hạn",
    "ongoing": "thường xuyên",
    "periodic": "định kỳ",
    "by_plan": "theo kế hoạch",
    "on_request": "khi có yêu cầu",
}


class Summary(NamedTuple):
    """What was drafted, for whoever asked; `path` is None where nothing was written.

    `unregistered` are lines for the registry by the key they stand under, agencies first; `calendar` is the
    path of the calendar that was drafted, if there was none of the year.
    """

    plan: PlanFile
    source: str
    path: str | None
    questions: list[str]
    unregistered: dict[str, list[str]]
    added: bool
    registry: str
    calendar: str | None


def summary_json(summary: Summary) -> str:
    """The summary for programs."""
    counts = _counts(summary.plan)
    return to_json(
        {
            "schema_version": 1,
            "plan": summary.plan.id,
            "path": summary.path,
            "source": summary.source,
            "sections": counts[0],
            "tasks": counts[1],
            "duties": counts[2],
            "unregistered": summary.unregistered,
            "added": summary.added,
            "calendar": summary.calendar,
            "decide": summary.questions,
        }
    )


def summary_text(summary: Summary, screen: Screen) -> str:
    """The summary for a person; wrapped where a terminal shows it."""
    lines = list(_summary(summary))
    if screen.terminal:
        lines = [
            part
            for line in lines
            for part in ([line] if line.startswith("    - {") else wrap(line, screen.width) or [""])
        ]
    return "\n".join(lines) + "\n"


def _summary(summary: Summary) -> Iterator[str]:
    sections, tasks, duties = _counts(summary.plan)
    counts = f"{sections} mục, {tasks} nhiệm vụ, {duties} đầu việc"
    yield f"Dự thảo kế hoạch {summary.plan.id}: {counts}, đọc từ {summary.source}."
    count = sum(map(len, summary.unregistered.values()))
    if count and summary.added:
        done = "Đã thêm" if summary.path else "Sẽ thêm"
        yield from ("", f"{done} {count} cơ quan, nhóm vào {summary.registry}, chờ xác nhận:")
    elif count:
        yield ""
        yield f"Chưa có trong danh mục: {count} cơ quan, nhóm. Chép vào {summary.registry}, sửa cấp (level):"
    for key, lines in summary.unregistered.items():
        yield f"  {key}:"
        yield from (f"  {line}" for line in lines)
    if summary.calendar is not None:
        done = "đã lập" if summary.path else "sẽ lập"
        yield from ("", f"Chưa có lịch năm {summary.plan.year}: {done} dự thảo {summary.calendar}.")
    yield from draft_questions(summary.questions, summary.path)


def _counts(plan: PlanFile) -> tuple[int, int, int]:
    tasks = [task for section in plan.sections for task in section.tasks]
    return len(plan.sections), len(tasks), sum(len(task.parts) for task in tasks)


# The grid


def grid_csv(reading: Reading, separator: str) -> str:
    """The rows with their kinds, for a spreadsheet; no cell becomes a formula."""
    header = ("hàng", "loại", *reading.columns.titles)
    rows = ((str(row.item.row), row.item.kind, *_cells(reading, row)) for row in reading.rows)
    return to_csv(header, rows, separator)


def grid_json(reading: Reading) -> str:
    """The rows as pairs of kind and cells, the header first."""
    header: list[Any] = [["header", list(reading.columns.titles)]]
    return to_json([*header, *([row.item.kind, _cells(reading, row)] for row in reading.rows)])


def _cells(reading: Reading, row: RowReading) -> list[str]:
    """The cells of a row in the order of the columns; a title that reaches across stands once."""
    item, found = row.item, []
    for n, key in enumerate(reading.columns.keys):
        if key in (OTHER, PERIOD):
            found.append("\n".join(item.others.get(n, ())))
        elif key == NUMBER:
            found.append(item.label.printed)
        elif key == CONTENT:
            found.append(item.content)
        else:
            found.append("" if item.kind in (SECTION, REST) else "\n".join(item.cells.get(key, ())))
    return found


# The review


_REVIEW = (
    TableColumn("Hàng", number=True),
    TableColumn("Loại"),
    TableColumn("Văn bản", 5),
    TableColumn("Đọc là", 5),
    TableColumn("Cần quyết định", 3),
)


def review_text(reading: Reading, screen: Screen) -> str:
    """Source and reading side by side, as a table."""
    rows = [(str(row.item.row), KINDS[row.item.kind], *_sides(reading, row)) for row in reading.rows]
    sheet = Table(_title(reading), _marked(reading), _REVIEW, [TableSection("", rows)])
    return render_table(sheet, screen)


def _title(reading: Reading) -> str:
    return reading.head.annex or reading.head.subject or f"Kế hoạch năm {reading.year}"


def _marked(reading: Reading) -> str:
    rows = [row for row in reading.rows if row.item.kind != SECTION]
    marked = sum(1 for row in rows if row.doubts)
    return f"{len(rows)} hàng, {marked} hàng cần quyết định"


def _sides(reading: Reading, row: RowReading) -> tuple[str, str, str]:
    return (
        "\n".join(_source(reading, row)),
        "\n".join(_read_as(row)),
        "\n".join(doubt.partition(": ")[2] or doubt for doubt in row.doubts),
    )


def _source(reading: Reading, row: RowReading) -> Iterator[str]:
    for title, text in zip(reading.columns.titles, _cells(reading, row), strict=True):
        if text:
            yield f"{title}: {text}" if title else text


def _read_as(row: RowReading) -> Iterator[str]:
    item = row.item
    if item.kind in (SECTION, REST):
        yield item.content
        return
    if item.label.printed:
        yield f"Số: {item.label.id or item.label.printed}"
    yield from (f"Kết quả: {text}" for text in row.results)
    for role in ROLES:
        who = dict.fromkeys(
            f"{assignee.name}{' (chưa có trong danh mục)' if assignee.new else ''}"
            for _, line in row.lines
            for assignee, roles in line.roles.items()
            if role in roles
        )
        if who:
            yield f"{names([role]).capitalize()}: {'; '.join(who)}"
    for _, line in row.lines:
        yield from (f"Điều kiện: {assignee.name}: {text}" for assignee, text in line.conditions.items())
    yield from (_time(time) for time in row.times)


def _time(time: Time) -> str:
    if time.words is None:
        return f"Thời gian: {_SCHEDULES.get(time.kind, 'chưa rõ')}"
    words = time.words
    more = words.by or ", ".join(EVERY_NAMES[period] for period in words.every) or words.plan or ""
    start = f", từ {words.start}" if words.start is not None else ""
    return f"Thời gian: {_SCHEDULES[words.kind]}{f' ({more}{start})' if more else ''}"


_STYLE = (
    "body{font:14px/1.4 sans-serif;margin:1em}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #999;padding:4px 6px;vertical-align:top;white-space:pre-line;text-align:left}"
    "tr.section td{font-weight:bold;background:#eee}tr.marked td:last-child{background:#ffd}"
)


def review_html(reading: Reading) -> str:
    """Source and reading side by side, as a page; rows with doubts are coloured."""
    heads = "".join(f"<th>{escape(column.name)}</th>" for column in _REVIEW)
    rows = "".join(_html_row(reading, row) for row in reading.rows)
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        f"<title>{escape(_title(reading))}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(_title(reading))}</h1><p>{escape(_marked(reading))}</p>\n"
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table></body></html>\n"
    )


def _html_row(reading: Reading, row: RowReading) -> str:
    cells = (str(row.item.row), KINDS[row.item.kind], *_sides(reading, row))
    marks = [row.item.kind if row.item.kind == SECTION else "", "marked" if row.doubts else ""]
    kind = " ".join(mark for mark in marks if mark)
    tds = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{kind}">{tds}</tr>\n' if kind else f"<tr>{tds}</tr>\n"
