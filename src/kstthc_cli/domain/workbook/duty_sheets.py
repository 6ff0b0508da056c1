"""The sheets with the duties of an agency: one row for each obligation of the period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.progress.slips import Entry, Evidence, Key
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.tracking.due_list import Row as DueRow
from kstthc_cli.domain.workbook.book import Column, Row, Sheet

DUTIES, COORDINATED = "duties", "coordinated"
_NAMES = {DUTIES: "Nhiệm vụ", COORDINATED: "Phối hợp"}
_TITLES = {
    DUTIES: "NHIỆM VỤ PHẢI BÁO CÁO",
    COORDINATED: "NHIỆM VỤ PHỐI HỢP, CÓ ĐIỀU KIỆN: BÁO CÁO KHI CÓ KẾT QUẢ",
}
_STATUS_HINT = "Chọn: đang thực hiện, hoàn thành hoặc không phát sinh."

COLUMNS = (
    Column("duty", ("Mã",), "label", 5, filled=False),
    Column("content", ("Nhiệm vụ",), "label", 32, filled=False),
    Column("result", ("Kết quả, sản phẩm",), "label", 22, filled=False),
    Column("role", ("Vai trò",), "label", 9, filled=False),
    Column("period", ("Kỳ",), "label", 9, filled=False),
    Column("due", ("Hạn",), "label", 10, filled=False),
    Column("status", ("Tình trạng",), "status", 12, hint=_STATUS_HINT),
    Column("text", ("Kết quả thực hiện",), "text", 30),
    Column("number", ("Số, ký hiệu văn bản",), "number", 12),
    Column("day", ("Ngày văn bản",), "day", 10, hint="Ngày/tháng/năm, ví dụ 16/6/2021."),
    Column("difficulty", ("Khó khăn, vướng mắc",), "text", 15),
    Column("proposal", ("Kiến nghị, đề xuất",), "text", 15),
    Column("link", ("Liên kết",), "link", 11, hint="Địa chỉ web, bắt đầu bằng http:// hoặc https://."),
)
"""The columns of both sheets; the code of a column is its field in `content_of`."""

Content = Mapping[str, str]
"""What a row says, by column code: the status as its key, the day in ISO form."""


def duty_sheets(due: Iterable[DueRow]) -> tuple[Sheet, ...]:
    """The sheets of what the agency must report on, and of the rest; one without rows is left out.

    What the agency leads comes first.
    """
    rows: dict[str, list[Row]] = {DUTIES: [], COORDINATED: []}
    for row in sorted(due, key=lambda row: "lead" not in row.obligation.part.roles):
        rows[DUTIES if row.obligation.reports else COORDINATED].append(_row(row))
    return tuple(_sheet(code, tuple(found)) for code, found in rows.items() if found)


def is_duty_sheet(code: str) -> bool:
    """Whether a sheet with this code has duties."""
    return code in _NAMES


def _sheet(code: str, rows: tuple[Row, ...]) -> Sheet:
    subtitle = "Điền các ô nền vàng. Dòng không có gì mới thì để nguyên."
    return Sheet(code, _NAMES[code], _TITLES[code], subtitle, COLUMNS, rows, ("duty", "content"))


def _row(row: DueRow) -> Row:
    obligation = row.obligation
    reported = content_of(row.progress.latest.entry) if row.progress else {}
    return Row(obligation.key.local, {**_printed(obligation), **reported})


def _printed(obligation: Obligation) -> dict[str, str]:
    duty, due = obligation.duty, obligation.due
    return {
        "duty": duty.id,
        "content": duty.content,
        "result": "; ".join(result.rstrip(".;") for result in duty.results),
        "role": names(obligation.part.roles),
        "period": _period(obligation),
        "due": f"{due.effective:%d/%m/%Y}" if due else "",
    }


def _period(obligation: Obligation) -> str:
    """The period of a duty that comes again; by it two obligations of one duty differ."""
    if obligation.duty.schedule.kind not in ("periodic", "ongoing"):
        return ""
    return capitalized(obligation.period.vietnamese)


def content_of(entry: Entry) -> dict[str, str]:
    """What an entry says, as the cells of a row: its first document and its first link."""
    document = next((item for item in entry.evidence if item.kind == "document"), None)
    link = next((item.url for item in entry.evidence if item.kind == "link"), None)
    found = {
        "status": entry.status,
        **entry.texts,
        "number": document.number if document else None,
        "day": document.day.isoformat() if document and document.day else None,
        "link": link,
    }
    return {name: text for name, text in found.items() if text}


def entry_of(key: Key, content: Content, cell: str | None = None) -> Entry:
    """The entry that a row reports; `cell` is where its status stands. The inverse of `content_of`."""
    evidence = []
    if number := content.get("number"):
        day = content.get("day")
        evidence.append(Evidence("document", number, date.fromisoformat(day) if day else None))
    if link := content.get("link"):
        evidence.append(Evidence("link", url=link))
    return Entry(
        key,
        content["status"],
        content.get("text"),
        content.get("difficulty"),
        content.get("proposal"),
        evidence=tuple(evidence),
        cell=cell,
    )
