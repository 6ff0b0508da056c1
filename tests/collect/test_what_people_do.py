"""What people do with a workbook before they send it back, saved by openpyxl and by LibreOffice."""

from __future__ import annotations

import io
import shutil
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.support.in_process import DAY, call
from tests.support.refusals import ascii_id
from tests.support.workbooks import (
    DONE,
    all_through_office,
    book_of,
    bring_in,
    duties,
    filled,
    needs_office,
    place,
    resealed,
    sheet_of,
    slips,
    through_office,
)

ROW = "3@2021-Q2"


def rename(book: Any) -> None:
    book["Nhiệm vụ"].title = "Sheet1"


def insert_rows(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    sheet.insert_rows(1, 2)
    sheet.insert_rows(sheet.max_row, 1)


def insert_columns(book: Any) -> None:
    book["Nhiệm vụ"].insert_cols(1)
    book["Nhiệm vụ"].insert_cols(5)


def unlock(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.protection.disable()
        sheet.data_validations.dataValidation = []


def stray(book: Any) -> None:
    book["Nhiệm vụ"].cell(1048576, 16384).value = "x"


def hide(book: Any) -> None:
    book["Nhiệm vụ"].row_dimensions[5].hidden = True
    book["Nhiệm vụ"].auto_filter.ref = "B4:M9"


def own_sheet(book: Any) -> None:
    book.create_sheet("Ghi chú của tôi")["A1"] = "=1+1"


def copy_sheet(book: Any) -> None:
    copy = book.copy_worksheet(book["Nhiệm vụ"])
    copy.title = "Nhiệm vụ (2)"


def comment(book: Any) -> None:
    book["Nhiệm vụ"]["G5"].comment = Comment("Hỏi lại anh Ba", "x")


HARMLESS = (rename, insert_rows, insert_columns, unlock, stray, hide, own_sheet, copy_sheet, comment)


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__)
def test_it_is_read_all_the_same(small: Path, sent: Path, change: Callable[[Any], None]) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    result = bring_in(small, file)
    assert (result.code, result.out.count("1 dòng có nội dung")) == (0, 1), result.out


def sort_without_codes(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    one, other = (place(sheet, row, "duty").row for row in (ROW, "2@2021"))
    for column in range(2, 14):
        a, b = sheet.cell(one, column), sheet.cell(other, column)
        a.value, b.value = b.value, a.value


def delete_column(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    sheet.delete_cols(place(sheet, ROW, "text").column)


def merge(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    one = place(sheet, ROW, "status")
    sheet.merge_cells(start_row=one.row, end_row=one.row, start_column=one.column, end_column=one.column + 1)


def different_copy(book: Any) -> None:
    copy_sheet(book)
    place(book["Nhiệm vụ (2)"], ROW, "text").value = "Nội dung khác"


def other_row(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    sheet.insert_rows(6)
    sheet.cell(6, 8).value = "Việc làm thêm"


def other_heading(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value == "Kết quả thực hiện":
                cell.value = "Ý kiến"


FAULTS = {
    sort_without_codes: "ô khóa đã bị sửa",
    delete_column: "cột “Kết quả thực hiện” đã bị xóa",
    merge: "các ô này đã gộp làm một",
    different_copy: "bản chép của trang “Nhiệm vụ” nhưng nội dung khác",
    other_row: "dòng chèn thêm không thuộc dòng nào",
    other_heading: "tiêu đề cột đã đổi",
}


@pytest.mark.parametrize(("change", "sentence"), FAULTS.items(), ids=[change.__name__ for change in FAULTS])
def test_it_is_refused_with_the_place(
    small: Path, sent: Path, change: Callable[[Any], None], sentence: str
) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    result = bring_in(small, file)
    assert result.code == 1
    assert sentence in result.out
    assert not slips(small)


def delete(code: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book["Nhiệm vụ"]
        sheet.delete_rows(place(sheet, code, "duty").row)

    return change


def test_a_deleted_row_is_blank_and_a_problem_where_something_was_said(small: Path, sent: Path) -> None:
    first = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), delete("2@2021"))
    assert bring_in(small, first).code == 0
    second = filled(first, small.parent / "b.xlsx", {}, delete(ROW))
    result = bring_in(small, second)
    assert result.code == 1
    assert "dòng “3 Niêm yết, công khai thủ tục hành chính.” đã bị xóa" in result.out


@needs_office
def test_saved_by_libreoffice_it_says_the_same(small: Path, sent: Path) -> None:
    typed = duties(ROW, status="HOÀN THÀNH", text=unicodedata.normalize("NFD", "Đã niêm yết \n tại xã"))
    typed |= duties("2@2021", status="xong", number=159, day=date(2021, 6, 1), link="https://example.vn/a")
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", typed, unlock)
    office = through_office(file, small.parent / "office")
    assert bring_in(small, office).code == 0
    text = slips(small)[0].read_text("utf-8")
    for part in ("Đã niêm yết\n      tại xã", 'number: "159"', "date: 2021-06-01", 'status: "done"'):
        assert part in text
    assert "không có gì mới" in bring_in(small, file).out


@pytest.mark.trial  # LibreOffice takes a minute for all of them; the test above is the short form
@needs_office
def test_whatever_was_done_libreoffice_saves_it_so_that_it_is_judged_alike(small: Path, sent: Path) -> None:
    book, office = book_of(sent, "Tư pháp"), small.parent / "office"
    changes = {**dict.fromkeys(HARMLESS, "1 dòng có nội dung"), **FAULTS}
    files = [
        filled(book, small.parent / f"{change.__name__}.xlsx", duties(ROW, **DONE), change)
        for change in changes
    ]
    for file, (change, sentence) in zip(all_through_office(files, office), changes.items(), strict=True):
        result = bring_in(small, file, options=("--dry-run",))
        assert (result.code, sentence in result.out) == (int(change in FAULTS), True), (file.name, result.out)


@pytest.mark.trial  # LibreOffice needs five seconds a file; the test above is the short form
@needs_office
@pytest.mark.parametrize("kind", ["ods", "xls:MS Excel 97"])
def test_old_and_open_formats_are_read_through_libreoffice(small: Path, sent: Path, kind: str) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    other = through_office(file, small.parent / "office", kind)
    result = bring_in(small, other)
    assert (result.code, len(slips(small))) == (0, 1), result.out


def test_without_libreoffice_it_says_so(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    old = small.parent / "a.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(600))
    result = bring_in(small, old)
    assert result.code == 1
    assert "cần LibreOffice, máy này chưa cài" in result.out


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


DANGEROUS = {
    "rỗng": b"",
    "không phải tệp Excel": b"hello",
    "có mật khẩu": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "có macro": packed(xl__workbook=b"x", xl__vbaProject=b"x"),
    "giải nén ra quá lớn": packed(xl__sheet=bytes(30 * 2**20)),
    "mà tệp Excel không có": packed(evil=b"x"),
    "bị hỏng": b"PK\x03\x04" + bytes(50),
}


@pytest.mark.parametrize(("why", "content"), DANGEROUS.items(), ids=map(ascii_id, DANGEROUS))
def test_a_file_that_must_not_be_opened_is_refused(small: Path, why: str, content: bytes) -> None:
    file = small.parent / "a.xlsx"
    file.write_bytes(content)
    result = bring_in(small, file)
    assert result.code == 1
    assert why in result.out
    assert not slips(small)


def damaged(method: int) -> bytes:
    """An archive whose workbook cannot be unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.xlsx", b"hello world " * 1000)
    content = out.getvalue()
    return content[:45] + bytes(byte ^ 0xFF for byte in content[45:75]) + content[75:]


def of_a_later_version() -> bytes:
    """An archive that says it needs a program of the future."""
    content = bytearray(packed(a=b"x"))
    content[content.rfind(b"PK\x01\x02") + 6] = 200
    return bytes(content)


BROKEN_MAIL = {
    "deflated": damaged(zipfile.ZIP_DEFLATED),
    "lzma": damaged(zipfile.ZIP_LZMA),
    "version": of_a_later_version(),
}


@pytest.mark.parametrize("name", BROKEN_MAIL)
def test_a_damaged_zip_is_refused(small: Path, name: str) -> None:
    mail = small.parent / "thu.zip"
    mail.write_bytes(BROKEN_MAIL[name])
    result = bring_in(small, mail)
    assert result.code == 1
    assert "bị hỏng" in result.out
    assert not slips(small)


def test_a_workbook_whose_parts_cannot_be_unpacked_is_refused(small: Path, sent: Path) -> None:
    content = bytearray(book_of(sent, "Tư pháp").read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo("xl/workbook.xml").header_offset + 30 + len("xl/workbook.xml")
    content[start : start + 30] = bytes(byte ^ 0xFF for byte in content[start : start + 30])
    file = small.parent / "a.xlsx"
    file.write_bytes(content)
    result = bring_in(small, file)
    assert result.code == 1
    assert "không đọc được" in result.out


def test_two_files_of_one_name_in_a_zip_are_both_read(small: Path, sent: Path) -> None:
    one = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    mail = small.parent / "thu.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(mail, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("a.xlsx", b"hello")
        archive.writestr("a.xlsx", one.read_bytes())
    result = bring_in(small, mail, options=("--dry-run",))
    assert result.code == 1
    assert "sẽ ghi 1 tệp; 0 tệp không có gì mới; 1 tệp bị từ chối" in result.out


def test_a_marked_copy_goes_beside_a_link(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, status="gần xong"))
    marked = small.parent / "tra-lai"
    marked.mkdir()
    (marked / "a.xlsx").symlink_to(small.parent / "chua-co.xlsx")
    assert bring_in(small, file, options=("--annotate", str(marked))).code == 1
    assert not (small.parent / "chua-co.xlsx").exists()
    assert (marked / "a (2).xlsx").is_file()


def test_a_name_with_control_characters_is_refused_before_any_write(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, status="gần xong"))
    folder = str(small.parent / "moi")
    made = ("collect", "export", "--quarter", "3", "-o", folder, "--by", "\x07", *DAY)
    for result in (bring_in(small, file, options=("--by", "\x07")), call(*made, root=small)):
        assert result.code == 2
        assert "ký tự điều khiển U+0007" in result.err
    assert not Path(folder).exists()
    assert not list((small / "workbooks").rglob("*-nhan-*"))


def test_where_no_marked_copy_can_be_written_nothing_is_taken(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    result = bring_in(small, file, options=("--annotate", str(file)))
    assert (result.code, result.out) == (3, "")
    assert not slips(small)


@pytest.mark.parametrize("what", ["rows", "cols"])
def test_a_sheet_without_its_codes_is_refused_not_taken_for_blank(small: Path, sent: Path, what: str) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    book = openpyxl.load_workbook(file)
    sheet = sheet_of(book, "duties")
    sheet.delete_rows(1) if what == "rows" else sheet.delete_cols(1)
    book.save(file)
    result = bring_in(small, file)
    assert result.code == 1
    assert f"trang “{sheet.title}”: hàng hoặc cột mã ẩn đã bị xóa" in result.out
    assert not slips(small)


def test_a_row_above_the_first_is_refused_not_dropped(small: Path, sent: Path) -> None:
    def above(book: Any) -> None:
        sheet = sheet_of(book, "duties")
        sheet.insert_rows(5)
        sheet["H5"] = "dòng tự thêm"

    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), above)
    result = bring_in(small, file)
    assert result.code == 1
    assert "dòng chèn thêm không thuộc dòng nào" in result.out


def entity(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith("sheet2.xml"):
                data = data.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            new.writestr(info.filename, data)
    return out.getvalue()


def test_declared_entities_are_refused(small: Path, sent: Path) -> None:
    file = small.parent / "a.xlsx"
    file.write_bytes(entity(book_of(sent, "Tư pháp").read_bytes()))
    assert "DOCTYPE" in bring_in(small, file).out


IDENTITY = {
    "version": ("2", "phiên bản mới hơn"),
    "plan": ("2022", "tệp của kế hoạch 2022"),
    "registry": ("da-nang", "tệp của danh mục cơ quan “da-nang”"),
    "period": ("2021-Q1", "tệp của quý I năm 2021, không phải quý II năm 2021"),
    "agency": ("so-khac", "danh mục không có cơ quan “so-khac”"),
}


@pytest.mark.parametrize("name", IDENTITY)
def test_a_workbook_of_elsewhere_is_refused(small: Path, sent: Path, name: str) -> None:
    value, sentence = IDENTITY[name]

    def change(book: Any) -> None:
        for line in book["kst"].iter_rows():
            if line[1].value == name:
                line[2].value = value
        resealed(book)

    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    result = bring_in(small, file)
    assert result.code == 1
    assert sentence in result.out


def test_two_workbooks_of_one_agency(small: Path, sent: Path) -> None:
    folder = small.parent / "ve"
    one = filled(book_of(sent, "Tư pháp"), folder / "a.xlsx", duties(ROW, **DONE))
    filled(one, folder / "b.xlsx", {})
    assert "trùng với “a.xlsx”" in bring_in(small, folder, options=("--dry-run",)).out
    filled(one, folder / "b.xlsx", duties(ROW, text="Khác"))
    result = bring_in(small, folder)
    assert result.code == 1
    assert result.out.count("hai tệp nội dung khác nhau") == 2
    assert not slips(small)


def test_a_zip_of_a_mail_program_is_read_with_its_names(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE))
    name = "Sở Tư pháp.xlsx"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x" * len(name.encode()), file.read_bytes())
        archive.writestr("__MACOSX/._a.xlsx", b"x")
        archive.writestr("~$a.xlsx", b"x")
    mail = small.parent / "thu.zip"
    mail.write_bytes(out.getvalue().replace(b"x" * len(name.encode()), name.encode()))
    result = bring_in(small, mail)
    assert (result.code, result.out.count("\n")) == (0, 2)
    assert f"({name})" in result.out


def test_a_copy_with_marked_cells_is_written(small: Path, sent: Path) -> None:
    typed = duties(ROW, status="gần xong", text="=1+1")
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", typed)
    text = place(sheet_of(openpyxl.load_workbook(file), "duties"), ROW, "text")
    marked = small.parent / "tra-lai"
    result = bring_in(small, file, options=("--annotate", str(marked)))
    assert result.code == 1
    cell = place(sheet_of(openpyxl.load_workbook(marked / "a.xlsx"), "duties"), ROW, "status")
    assert cell.value == "gần xong"
    assert "cần một trong: đang thực hiện" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFF8CBAD"
    assert text.coordinate in result.out
    again = bring_in(small, file, options=("--annotate", str(small.parent / "nua")))
    assert again.code == 1
    assert (small.parent / "nua" / "a.xlsx").read_bytes() == (marked / "a.xlsx").read_bytes()


def test_a_marked_copy_that_was_mended_is_taken(small: Path, sent: Path) -> None:
    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, status="?"))
    marked = small.parent / "tra-lai"
    bring_in(small, file, options=("--annotate", str(marked)))
    mended = filled(marked / "a.xlsx", small.parent / "b.xlsx", duties(ROW, **DONE))
    assert bring_in(small, mended).code == 0
    assert call("validate", root=small).code == 0
