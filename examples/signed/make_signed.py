"""A plan as an office signs it, in Word: `python examples/signed/make_signed.py` writes `ke-hoach-2026.docx`.

Its number, date, signer and tasks are made up, and the document says so. Its rows have automatic numbers.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document

ON = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
FILE = Path(__file__).resolve().parent / "ke-hoach-2026.docx"
LETTERHEAD = (
    ("ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    ("Số: 10/KH-UBND", "Cà Mau, ngày 15 tháng 01 năm 2026"),
)
TITLE = ("KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026 (dữ liệu minh họa)")
HEADS = ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian hoàn thành")
ROWS: Sequence[tuple[str, ...]] = (
    ("I", "KIỂM SOÁT QUY ĐỊNH VỀ THỦ TỤC HÀNH CHÍNH"),
    (
        "Rà soát, đánh giá thủ tục hành chính",
        "Sở Tư pháp",
        "Các sở, ban, ngành",
        "Báo cáo",
        "Trước ngày 30/9/2026",
    ),
    (
        "Công bố thủ tục hành chính",
        "Các sở, ban, ngành",
        "Văn phòng UBND tỉnh",
        "Quyết định công bố",
        "Thường xuyên",
    ),
    ("II", "GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
    (
        "Báo cáo kết quả giải quyết thủ tục hành chính",
        "Các sở, ban, ngành; UBND cấp xã",
        "Văn phòng UBND tỉnh",
        "Báo cáo",
        "Hằng quý",
    ),
    (
        "Kiểm tra việc giải quyết thủ tục hành chính",
        "Văn phòng UBND tỉnh",
        "Sở Tư pháp",
        "Kết luận kiểm tra",
        "15/6 và 15/11/2026",
    ),
    ("III", "TRUYỀN THÔNG"),
    (
        "Đăng tin, bài về cải cách thủ tục hành chính",
        "Cổng Thông tin điện tử tỉnh",
        "Các sở, ban, ngành",
        "Tin, bài",
        "Hằng tháng",
    ),
)
END = ("Nơi nhận:", "- Các sở, ban, ngành;", "- UBND các xã, phường;", "- Lưu: VT.")
SIGNED = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu")


def document() -> Any:
    """The Word document: letterhead, title, the table of tasks, recipients and signature."""
    made = Document()
    made.core_properties.created = made.core_properties.modified = ON
    letterhead = made.add_table(0, 2)
    for row in LETTERHEAD:
        _fill(letterhead.add_row(), row)
    for line in TITLE:
        made.add_paragraph(line)
    _table(made)
    closing = made.add_table(1, 2)
    _fill(closing.rows[0], ("\n".join(END), "\n".join(SIGNED)))
    return made


def _table(made: Any) -> None:
    tasks = made.add_table(1, len(HEADS), style="Table Grid")
    _fill(tasks.rows[0], HEADS)
    for row in ROWS:
        cells = tasks.add_row().cells
        if len(row) == 2:
            cells[0].text = row[0]
            cells[1].merge(cells[-1]).text = row[1]
        else:
            cells[0].paragraphs[0].style = "List Number"
            for cell, text in zip(cells[1:], row, strict=True):
                cell.text = text


def _fill(row: Any, texts: Sequence[str]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text


def write(file: Path) -> None:
    """Write the document; the same bytes every time."""
    buffer = io.BytesIO()
    document().save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in made.namelist():
            target.writestr(
                zipfile.ZipInfo(name, (2026, 1, 15, 0, 0, 0)), made.read(name), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    write(FILE)
