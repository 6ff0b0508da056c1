"""What is opened, and where a fault is marked: each bound at, below and above, each refusal whole."""

from __future__ import annotations

import errno
import io
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kstthc_cli.domain.workbook.book import Identity
from kstthc_cli.domain.workbook.raw import RawCell
from kstthc_cli.domain.workbook.returned import CellProblem
from kstthc_cli.errors import KstError
from kstthc_cli.store.files.archive import pack, unpack
from kstthc_cli.store.importing import converted as office
from kstthc_cli.store.workbook import opening, sources
from kstthc_cli.store.workbook.annotated import annotated
from kstthc_cli.store.workbook.opening import WorkbookRefusedError, opened
from kstthc_cli.store.workbook.reader import read_workbook
from kstthc_cli.store.workbook.sources import found_names, read_returned

AGAIN = "Mở tệp bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
UNZIP = "Giải nén trước, rồi nhập thư mục."
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


def packed(*names: str, content: bytes = b"x", method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


BOOK = ("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "xl/workbook.xml")
MORE = ("customXml/a.xml", "customUI/a.xml", "docMetadata/a.xml", "XL/a..b.xml")
NOT_EXCEL, TWICE = ("không phải tệp Excel", AGAIN), ("tệp có hai phần cùng tên", AGAIN)
MACRO = ("tệp có macro", "Lưu lại dạng .xlsx (không macro) rồi nhập lại.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ("tệp rỗng (0 byte)", "Xin gửi lại tệp.")),
        (b"PK", ("không phải tệp Excel, hoặc tệp bị hỏng", AGAIN)),
        (b"PK\x03\x04", ("tệp bị hỏng hoặc tải về chưa hết", "Xin gửi lại tệp.")),
        (
            OLD + "EncryptedPackage".encode("utf-16-le"),
            ("tệp có mật khẩu", "Bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi lưu lại."),
        ),
        (OLD + "WordDocument".encode("utf-16-le"), NOT_EXCEL),
        (packed(*BOOK[:3]), NOT_EXCEL),
        (packed(*BOOK, "XL/WORKBOOK.XML"), TWICE),
        (packed(*BOOK, "xl/workbook.xml"), TWICE),
        (packed(*BOOK, "xl/vbaProject.bin"), MACRO),
        (packed(*BOOK, "xl/macrosheets/sheet1.xml"), MACRO),
        (packed(*BOOK, "xl/workbook.bin"), ("tệp dạng .xlsb", AGAIN)),
        (packed(*BOOK, "xl/a.XLSX"), ("tệp .zip nằm trong tệp .zip", UNZIP)),
        (packed(*BOOK, "word/a.xml"), ("tệp có phần “word/a.xml” mà tệp Excel không có", AGAIN)),
        (packed(*BOOK, "xl/../a.xml"), ("tệp có phần “xl/../a.xml” mà tệp Excel không có", AGAIN)),
        (packed(*BOOK, "xl/a\\b.xml"), ("tệp có phần “xl/a\\b.xml” mà tệp Excel không có", AGAIN)),
        (packed(*BOOK, "y" * 61), (f"tệp có phần “{'y' * 60}” mà tệp Excel không có", AGAIN)),
    ],
)
def test_a_file_that_is_not_opened(content: bytes, told: tuple[str, str]) -> None:
    with pytest.raises(WorkbookRefusedError) as refused:
        opened(content)
    assert said(refused) == told


def test_what_a_workbook_may_hold_is_opened() -> None:
    content = packed(*BOOK, *MORE)
    assert opened(content) == content


@pytest.mark.parametrize(
    ("bound", "at"),
    [
        ("LARGEST", len(packed(*BOOK))),
        ("_MOST_PARTS", len(BOOK)),
        ("_LARGEST_EXPANDED", len(BOOK)),
    ],
)
def test_a_workbook_of_the_largest_size_is_opened_and_a_larger_one_is_not(
    bound: str, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = packed(*BOOK)
    monkeypatch.setattr(opening, bound, at)
    assert opened(content) == content
    monkeypatch.setattr(opening, bound, at - 1)
    with pytest.raises(WorkbookRefusedError) as refused:
        opened(content)
    too_large = ("tệp lớn hơn 0 MB", "Xóa hình ảnh, trang thừa rồi lưu lại.")
    assert said(refused) == (too_large if bound == "LARGEST" else ("giải nén ra quá lớn nên không mở", AGAIN))


@pytest.mark.parametrize(
    ("small", "times", "is_opened"),
    [(0, 0, True), (-1, 0, True), (0, -1, True), (-1, -1, False)],
    ids=["at both bounds", "larger", "denser", "larger and denser"],
)
def test_only_what_is_large_and_very_dense_is_a_bomb(
    small: int, times: int, is_opened: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = packed(*BOOK, content=bytes(5000), method=zipfile.ZIP_DEFLATED)
    expanded = 5000 * len(BOOK)
    padded = content + bytes(-len(content) % 1000)
    assert (len(padded), expanded) == (1000, 20_000)
    monkeypatch.setattr(opening, "_SMALL", expanded + small)
    monkeypatch.setattr(opening, "_MOST_EXPANDED", 20 + times)
    if is_opened:
        assert opened(padded) == padded
        return
    with pytest.raises(WorkbookRefusedError) as refused:
        opened(padded)
    assert said(refused) == ("giải nén ra quá lớn nên không mở", AGAIN)


def of_kind(kind: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (of_kind(ODS), ".ods"),
        (of_kind(ODS + b" " * (199 - len(ODS))), ".ods"),
        (of_kind(ODS + b" " * (200 - len(ODS))), None),
        (of_kind(b"application/epub+zip"), None),
        (OLD + "Workbook".encode("utf-16-le"), ".xls"),
        (OLD + "Book".encode("utf-16-le"), ".xls"),
    ],
)
def test_files_of_other_programs_are_converted(
    content: bytes, suffix: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, asked = packed(*BOOK), []

    def convert(given: bytes, kind: str, wanted: object) -> bytes:
        asked.append((given, kind, wanted))
        return made

    monkeypatch.setattr(office, "converted", convert)
    if suffix is not None:
        assert opened(content) == made
        assert asked == [(content, suffix, office.XLSX)]
        monkeypatch.setattr(opening, "_MOST_PARTS", 0)
    with pytest.raises(WorkbookRefusedError) as refused:
        opened(content)
    told = (
        "tệp có phần “mimetype” mà tệp Excel không có"
        if suffix is None
        else "giải nén ra quá lớn nên không mở"
    )
    assert said(refused) == (told, AGAIN)
    assert len(asked) == {None: 0, ".ods": 1, ".xls": 2}[suffix], (
        "an .ods is judged before LibreOffice opens it"
    )


# Cells


def book(**typed: Any) -> bytes:
    """A workbook with its hidden sheet and a sheet of cells."""
    made = openpyxl.Workbook()
    sheet, hidden = made.active, made.create_sheet("kst")
    sheet.title = "Nhiệm vụ"
    identity = Identity(1, "2021", "quang-ngai", "so-tp", "2021-Q2", "0.2.0", date(2021, 6, 1))
    hidden.append(["kst"])
    for name, value in {**identity._asdict(), "seal": identity.seal}.items():
        hidden.append(["identity", name, str(value)])
    hidden.append(["sheet", "duties", "Nhiệm vụ", None, "NHIỆM VỤ"])
    hidden.append(["head", "duties", "3", "content", "Niêm yết"])
    hidden.append(["cell", "duties", "3", "status", "đang thực hiện"])
    for place, value in typed.items():
        sheet[place] = value
    for place in ("B2", "B3"):
        sheet[place].number_format = "0%"
    sheet.merge_cells("C4:D5")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_cells_are_read_with_what_tells_how_they_look() -> None:
    read = read_workbook(book(A1="x", B1=0.5, B2=0.5, B3="50%", C4="giữa"))
    (sheet,) = read.sheets
    assert sheet.grid == {
        (1, 1): RawCell("x"), (1, 2): RawCell(0.5), (2, 2): RawCell(0.5, percent=True),
        (3, 2): RawCell("50%"), (4, 3): RawCell("giữa"),
    }  # fmt: skip
    assert sheet.merged == ((4, 3, 5, 4),)
    sent = read.sent
    assert sent.identity == Identity(1, "2021", "quang-ngai", "so-tp", "2021-Q2", "0.2.0", date(2021, 6, 1))
    assert sent.sheets == {"duties": ("Nhiệm vụ", "NHIỆM VỤ")}
    assert (sent.heads, sent.prefilled) == (
        {"duties": {"3": {"content": "Niêm yết"}}},
        {("duties", "3", "status"): "đang thực hiện"},
    )


def test_a_workbook_without_the_hidden_sheet_is_of_elsewhere() -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "kst collect"
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(WorkbookRefusedError) as refused:
        read_workbook(out.getvalue())
    assert said(refused) == (
        "không phải tệp do `kst collect export` lập, hoặc đã mất trang ẩn",
        "Chép nội dung vào tệp gốc đã gửi (hoặc lập lại bằng kst collect export) rồi nhập tệp đó.",
    )


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpack(book())
    return pack({**parts, name: change(parts[name])})


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (
            "xl/workbook.xml", lambda old: old.replace(b"<workbook", b"<!DOCTYPE x><workbook", 1),
            ("tệp khai báo DOCTYPE", "Không nhập tệp này."),
        ),
        (
            "xl/_rels/workbook.xml.rels", lambda old: b'<!entity a "b">' + old,
            ("tệp khai báo DOCTYPE", "Không nhập tệp này."),
        ),
    ],
)  # fmt: skip
def test_a_workbook_that_is_broken_inside(
    name: str, change: Callable[[bytes], bytes], told: tuple[str, str]
) -> None:
    with pytest.raises(WorkbookRefusedError) as refused:
        read_workbook(with_part(name, change))
    assert said(refused) == told


def test_a_workbook_that_the_library_cannot_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        raise KeyError

    monkeypatch.setattr(openpyxl, "load_workbook", fail)
    with pytest.raises(WorkbookRefusedError) as refused:
        read_workbook(book())
    assert said(refused) == ("không đọc được (KeyError)", AGAIN)


@pytest.mark.parametrize(
    ("sheet", "place", "marked"),
    [
        ("Nhiệm vụ", "E5", ("Nhiệm vụ", "E5")),
        ("Nhiệm vụ", "E5:E7", ("Nhiệm vụ", "E5")),
        ("Nhiệm vụ", "9:9", ("Nhiệm vụ", "B9")),
        ("Nhiệm vụ", "E", ("Nhiệm vụ", "B2")),
        ("Nhiệm vụ", "", ("Nhiệm vụ", "B2")),
        ("Nhiệm vụ", "D5", ("Nhiệm vụ", "C4")),
        ("kst", "A1", ("kst", "A1")),
        ("Trang đã đổi tên", "E5", ("Nhiệm vụ", "E5")),
        ("", "", ("Nhiệm vụ", "B2")),
    ],
)
def test_the_cell_that_is_marked(sheet: str, place: str, marked: tuple[str, str]) -> None:
    faults = [CellProblem(sheet, place, "", "cần một con số"), CellProblem(sheet, place, "", "x" * 100)]
    made = annotated(book(), faults)
    copy = openpyxl.load_workbook(io.BytesIO(made))
    found = [
        (page.title, cell.coordinate)
        for page in copy.worksheets
        for line in page.iter_rows()
        for cell in line
        if getattr(cell, "comment", None)
    ]
    assert found == [marked]
    assert b"width:320px;height:88px;" in unpack(made)["xl/drawings/commentsDrawing1.vml"]
    cell = copy[marked[0]][marked[1]]
    assert (cell.comment.text, cell.comment.author) == (f"cần một con số\n{'x' * 100}", "kst")
    assert (cell.fill.fill_type, cell.fill.fgColor.rgb) == ("solid", "FFF8CBAD")
    assert copy.properties.modified.isoformat() == "2000-01-01T00:00:00"


# Files, folders, archives


def test_workbooks_are_found_in_one_order_each_once(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Sở Y tế.xlsx")
    for name in ("b.XLSX", "Sở Tư pháp.xlsx", decomposed, "a/c.xlsx", "a/d.txt", "~$b.xlsx", ".DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    mail = tmp_path / "thư.zip"
    mail.write_bytes(packed("a/b.xlsx", "__MACOSX/x.xlsx", "c/__MACOSX/y.xlsx", "c.txt", "b.xls"))
    files, others = found_names([tmp_path, tmp_path / "b.XLSX"])
    assert [(file.relative_to(tmp_path).as_posix(), number) for file, number in files] == [
        ("Sở Tư pháp.xlsx", None), (decomposed, None), ("a/c.xlsx", None), ("b.XLSX", None),
        ("thư.zip", 0), ("thư.zip", 4),
    ]  # fmt: skip
    assert others == (str(tmp_path / "a" / "d.txt"),)
    with pytest.raises(KstError) as refused:
        found_names([tmp_path / "nope"])
    assert said(refused) == (f"Không có tệp hay thư mục “{tmp_path / 'nope'}”.", "Kiểm tra đường dẫn.")


def test_the_most_files_that_are_taken_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert sources._MOST_FILES == 2000
    monkeypatch.setattr(sources, "_MOST_FILES", 2)
    assert len(found_names([tmp_path]).files) == 2
    monkeypatch.setattr(sources, "_MOST_FILES", 1)
    with pytest.raises(KstError) as refused:
        found_names([tmp_path])
    assert said(refused) == ("Có 2 tệp, nhiều quá 1.", "Nhập từng thư mục.")


def test_the_largest_file_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST", 2**20)
    file, mail = tmp_path / "a.xlsx", tmp_path / "a.zip"
    for more, remedy in ((0, None), (1, "Xóa hình ảnh rồi lưu lại.")):
        content = b"x" * (2**20 + more)
        file.write_bytes(content)
        mail.write_bytes(packed("b.xlsx", content=content, method=zipfile.ZIP_DEFLATED))
        for read, message in (
            (read_returned(file, None), "tệp lớn hơn 1 MB"),
            (read_returned(mail, 0), "tệp trong .zip lớn hơn 1 MB"),
        ):
            assert read.name == ("a.xlsx" if read.name.startswith("a") else "b.xlsx")
            assert read.content == (b"" if remedy else content)
            told = (read.refusal.message, read.refusal.remedy) if read.refusal else None
            assert told == ((message, remedy) if remedy else None)


def test_the_largest_archive_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = tmp_path / "a.ZIP"
    content = packed("b.xlsx")
    mail.write_bytes(content + bytes(-len(content) % 10))
    monkeypatch.setattr(sources, "LARGEST", mail.stat().st_size // 10)
    assert len(found_names([mail]).files) == 1
    mail.write_bytes(content + bytes(-len(content) % 10 + 1))
    with pytest.raises(KstError) as refused:
        found_names([mail])
    assert said(refused) == (f"“{mail}” lớn hơn 0 MB.", UNZIP)


def test_a_file_in_an_archive_with_a_password_is_told(tmp_path: Path) -> None:
    mail = tmp_path / "a.zip"
    content = bytearray(packed("b.xlsx"))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    mail.write_bytes(bytes(content))
    read = read_returned(mail, 0)
    assert read.refusal is not None
    told = (read.name, read.refusal.message, read.refusal.remedy)
    assert told == ("b.xlsx", "tệp .zip có mật khẩu", UNZIP)


def test_a_file_that_is_damaged_or_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = tmp_path / "a.zip"
    content = bytearray(packed("b.xlsx", content=b"hello " * 100, method=zipfile.ZIP_DEFLATED))
    content[40:44] = b"\xff" * 4
    mail.write_bytes(bytes(content))
    read = read_returned(mail, 0)
    assert read.refusal is not None
    assert (read.refusal.message, read.refusal.remedy) == ("tệp .zip bị hỏng", "Xin gửi lại.")

    def refuse(*_: object) -> bytes:
        raise OSError(errno.EACCES, "")

    monkeypatch.setattr(sources, "read_regular", refuse)
    with pytest.raises(KstError) as refused:
        read_returned(mail, None)
    assert said(refused) == (f"Không đọc được “{mail}” (không có quyền).", "Kiểm tra quyền đọc.")
