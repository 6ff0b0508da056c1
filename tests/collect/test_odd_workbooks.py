"""Workbooks after several things were done to them at once, and files of other programs."""

from __future__ import annotations

import gc
import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kstthc_cli.domain.workbook.raw import COLUMN
from kstthc_cli.store.workbook.reader import read_workbook
from tests.support.workbooks import DONE, book_of, bring_in, duties, filled, place, repacked, sheet_of, slips

ROW = "3@2021-Q2"


# Read all the same


def sorted_and_filtered(book: Any) -> None:
    """Rows in reverse order with their codes, a filter over them, and two of them hidden."""
    sheet = book["Nhiệm vụ"]
    rows = list(range(5, sheet.max_row + 1))
    values = [[sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)] for row in rows]
    for row, line in zip(rows, reversed(values), strict=True):
        for column, value in enumerate(line, 1):
            sheet.cell(row, column).value = value
    sheet.auto_filter.ref = f"B4:N{rows[-1]}"
    sheet.row_dimensions[rows[0]].hidden = sheet.row_dimensions[rows[-1]].hidden = True


def moved_down(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    sheet.insert_rows(1, 2)
    sheet["C1"], sheet["C2"] = "UBND TỈNH", "SỞ TƯ PHÁP"


def capitals(book: Any) -> None:
    place(sheet_of(book, "duties"), ROW, "status").value = "Hoàn Thành"


def with_total_without_result(book: Any) -> None:
    """A formula that nobody computed in a printed cell."""
    place(sheet_of(book, "duties"), ROW, "result").value = "=UPPER(C5)"


@pytest.mark.parametrize(
    "change",
    [sorted_and_filtered, moved_down, capitals, with_total_without_result],
    ids=lambda change: change.__name__,
)
def test_it_is_read_all_the_same(small: Path, sent: Path, change: Callable[[Any], None]) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    result = bring_in(small, file)
    assert (result.code, result.out.count("1 dòng có nội dung")) == (0, 1), result.out
    assert 'duty: "3"' in slips(small)[0].read_text("utf-8")


def with_pictures(parts: dict[str, bytes]) -> None:
    """A picture, a pivot table with its cache, and a link to another workbook."""
    parts["xl/media/image1.png"] = b"\x89PNG\r\n\x1a\n" + bytes(300)
    parts["xl/drawings/drawing1.xml"] = b'<wsDr xmlns="x"/>'
    parts["xl/pivotTables/pivotTable1.xml"] = b'<pivotTableDefinition xmlns="x"/>'
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = b'<pivotCacheDefinition xmlns="x"/>'
    parts["xl/externalLinks/externalLink1.xml"] = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    )
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    place = b"</Types>"
    more = f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{types}"/>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(place, more + place)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = f'<Relationship Id="rIdX" Type="{kind}" Target="externalLinks/externalLink1.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode())
    book = parts["xl/workbook.xml"].decode()
    references = (
        '<externalReferences><externalReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships" r:id="rIdX"/></externalReferences>'
    )
    parts["xl/workbook.xml"] = book.replace("</sheets>", f"</sheets>{references}", 1).encode()


def test_pictures_pivot_tables_and_links_are_passed_over(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    result = bring_in(small, repacked(file, with_pictures))
    assert (result.code, result.out.count("1 dòng có nội dung")) == (0, 1), result.out


def test_texts_inside_cells_are_read_like_shared_ones(small: Path, sent: Path) -> None:
    """As Google Sheets and WPS write them; what is sent has a table of shared texts."""
    book = book_of(sent, "Tư pháp")
    file = filled(book, small.parent / "a.xlsx", duties(ROW, **DONE))
    assert "xl/sharedStrings.xml" in zipfile.ZipFile(book).namelist()
    with zipfile.ZipFile(file) as archive:
        assert "xl/sharedStrings.xml" not in archive.namelist()
        assert b't="inlineStr"' in archive.read("xl/worksheets/sheet2.xml")
    assert bring_in(small, file).code == 0


def test_days_counted_from_1904_on_are_the_days_that_people_see(small: Path, sent: Path) -> None:
    def of_1904(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    said = duties(ROW, **DONE, number="12/BC-STP", day=date(2021, 6, 16))
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", said, of_1904)
    assert b'date1904="1"' in zipfile.ZipFile(file).read("xl/workbook.xml")
    assert bring_in(small, file).code == 0
    assert "date: 2021-06-16" in slips(small)[0].read_text("utf-8")


def test_a_bare_number_is_no_day_where_days_are_counted_from_1904_on(small: Path, sent: Path) -> None:
    def of_1904(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        cell = place(sheet_of(book, "duties"), ROW, "day")
        cell.value, cell.number_format = 42901, "General"

    said = duties(ROW, **DONE, number="12/BC-STP")
    result = bring_in(small, filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", said, of_1904))
    assert result.code == 1
    assert "tệp đếm ngày từ năm 1904; cần ngày/tháng/năm" in result.out
    assert not slips(small)


# Refused with a sentence


def test_statuses_merged_over_two_rows_are_named(small: Path, sent: Path) -> None:
    def merge(book: Any) -> None:
        sheet = sheet_of(book, "duties")
        cell = place(sheet, ROW, "status")
        sheet.merge_cells(
            start_row=cell.row - 1, end_row=cell.row, start_column=cell.column, end_column=cell.column
        )

    result = bring_in(small, filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", {}, merge))
    assert result.code == 1
    assert "các ô này đã gộp làm một" in result.out


def test_text_in_an_old_encoding_is_named_with_its_cell(small: Path, sent: Path) -> None:
    said = duties(ROW, status="Hoàn thành", text="Ñaõ hoaøn thaønh vieäc nieâm yeát")
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", said)
    cell = place(sheet_of(openpyxl.load_workbook(file), "duties"), ROW, "text").coordinate
    result = bring_in(small, file)
    assert result.code == 1
    assert (
        f"ô {cell}: “Ñaõ hoaøn thaønh vieäc nieâm yeát”; chữ theo bảng mã VNI; cần chữ Unicode" in result.out
    )


def test_a_sheet_without_any_code_is_refused_not_dropped(small: Path, sent: Path) -> None:
    def without_codes(book: Any) -> None:
        sheet = sheet_of(book, "duties")
        sheet.delete_rows(1)
        sheet.delete_cols(1)

    for name in ("Nhiệm vụ", "Sheet1"):

        def renamed(book: Any, name: str = name) -> None:
            without_codes(book)
            book["Nhiệm vụ"].title = name

        file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), renamed)
        result = bring_in(small, file)
        assert result.code == 1
        assert f"trang “{name}”: hàng hoặc cột mã ẩn đã bị xóa" in result.out
    assert not slips(small)


@pytest.mark.parametrize("name", ["agency", "period", "made", "program", "seal"])
def test_a_changed_hidden_sheet_is_refused(small: Path, sent: Path, name: str) -> None:
    values = {"agency": "so-yt", "period": "2021-Q1", "made": "2021-06-11", "program": "9", "seal": None}

    def change(book: Any) -> None:
        for line in book["kst"].iter_rows():
            if line[1].value == name:
                line[2].value = values[name]

    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    result = bring_in(small, file)
    assert result.code == 1
    assert "trang ẩn đã bị sửa, không còn rõ tệp lập cho cơ quan nào, kỳ nào" in result.out
    assert not slips(small)


@pytest.mark.parametrize(("name", "value"), [("made", "chua-ro"), ("version", "x"), ("version", None)])
def test_a_hidden_sheet_that_cannot_be_read_is_of_elsewhere(
    small: Path, sent: Path, name: str, value: str | None
) -> None:
    def change(book: Any) -> None:
        for line in book["kst"].iter_rows():
            if line[1].value == name:
                line[2].value = value

    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    result = bring_in(small, file)
    assert (result.code, slips(small)) == (1, [])
    assert "không phải tệp do `kst collect export` lập, hoặc đã mất trang ẩn" in result.out
    assert "Chép nội dung vào tệp gốc đã gửi" in result.out


def test_a_binary_workbook_is_refused_with_what_to_do(small: Path) -> None:
    folder = small.parent / "ve"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.xlsb", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", bytes(50))
    result = bring_in(small, folder)
    assert result.code == 1
    assert "tệp dạng .xlsb. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi nhập lại." in result.out


def test_an_archive_inside_an_archive_is_refused_with_what_to_do(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(file, "a.xlsx")
    with zipfile.ZipFile(small.parent / "thu.zip", "w") as archive:
        archive.writestr("trong.zip", inner.getvalue())
    result = bring_in(small, small.parent / "thu.zip")
    assert result.code == 1
    assert "trong.zip: từ chối, 1 lỗi" in result.out
    assert "tệp .zip nằm trong tệp .zip. Giải nén trước, rồi nhập thư mục." in result.out


def test_what_programs_leave_in_a_folder_is_passed_over(small: Path, sent: Path) -> None:
    folder = small.parent / "ve"
    name = unicodedata.normalize("NFD", "Báo cáo Sở Tư pháp.xlsx")
    filled(book_of(sent, "Tư pháp"), folder / name, duties(ROW, **DONE))
    for other in ("~$lock.xlsx", ".~lock.Báo cáo.xlsx#", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (folder / other).write_bytes(b"x")
    (folder / "công văn.pdf").write_bytes(b"%PDF")
    result = bring_in(small, folder)
    assert (result.code, len(slips(small))) == (0, 1)
    assert "(Báo cáo Sở Tư pháp.xlsx)" in result.out
    assert result.err.count("lưu ý") == 1
    assert "công văn.pdf" in result.err
    assert 'workbook: "Báo cáo Sở Tư pháp.xlsx"' in slips(small)[0].read_text("utf-8")


def test_a_column_inserted_in_a_sheet_with_a_header_of_its_own_says_nothing(small: Path, sent: Path) -> None:
    def insert(book: Any) -> None:
        sheet = sheet_of(book, "duties")
        at = place(sheet, ROW, "text").column
        sheet.insert_cols(at)
        sheet.cell(4, at).value, sheet.cell(5, at).value = "Người làm", "Anh Ba"
        assert not str(sheet.cell(1, at).value).startswith(COLUMN)

    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), insert)
    assert bring_in(small, file).code == 0
    assert "Anh Ba" not in slips(small)[0].read_text("utf-8")


def test_a_workbook_that_was_read_leaves_memory_again(sent: Path) -> None:
    content = book_of(sent, "Tư pháp").read_bytes()
    gc.collect()
    gc.disable()
    try:
        read_workbook(content)
        left = [one for one in gc.get_objects() if isinstance(one, openpyxl.Workbook)]
    finally:
        gc.enable()
    assert not left
