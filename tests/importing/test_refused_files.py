"""Files that cannot be read as documents are refused, whole sentences; bounds of what is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kstthc_cli.domain.importing.document import Cell, Document, Paragraph, Table
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.limits import MOST_COLUMNS, MOST_LETTERS, within_bounds
from tests.support.in_process import call


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def spoilt(content: bytes) -> bytes:
    """The same with other bytes in what is compressed."""
    at = content.index(b"document.xml") + 20
    return content[:at] + bytes(byte ^ 255 for byte in content[at : at + 30]) + content[at + 30 :]


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
LONG = zipped(document=BODY.format("<w:body/>" * 40))
FILES = {
    "not packed": ("a.docx", b"x" * 40, "không phải tệp nén"),
    "no word part": ("a.docx", zipped(styles="<a/>"), "không phải tệp Word"),
    "no body": ("a.docx", zipped(document=BODY.format("")), "không có phần nội dung"),
    "broken XML": ("a.docx", zipped(document="<a><b></a>"), "XML bên trong không đúng cú pháp"),
    "document type": ("a.docx", zipped(document="<!DOCTYPE a><a/>"), "XML bên trong khai báo DOCTYPE"),
    "spoilt": (
        "a.docx",
        spoilt(LONG),
        "phần nén bị hỏng hoặc có mật khẩu",
    ),
    "blank page": ("a.html", b"<!-- a -->", "trang không có nội dung"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_read_is_told_why(name: str, sample: Path, tmp_path: Path) -> None:
    file, content, why = FILES[name]
    (tmp_path / file).write_bytes(content)
    result = call("import", str(tmp_path / file), "--dry-run", root=sample)
    said = f"lỗi: Không đọc được tài liệu: {why}.\n  Cách sửa: Mở tệp, lưu lại thành .docx rồi thử lại.\n"
    assert (result.code, result.out, result.err) == (3, "", said)


def test_letters_under_heaps_of_marks_are_refused(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH a" + "\u0301" * 600, "utf-8")
    result = call("import", str(tmp_path / "a.txt"), "--dry-run", root=sample)
    said = "lỗi: Tài liệu có chữ mang quá nhiều dấu chồng lên nhau.\n"
    how = "  Cách sửa: Gõ lại đoạn đó trong tài liệu rồi nhập lại.\n"
    assert (result.code, result.out, result.err) == (3, "", said + how)


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_a_paragraph_and_a_table_at_their_bounds(more: int, refused: bool) -> None:
    letters = "a" * (MOST_LETTERS + more)
    wide = Table(((Cell(("a",)),), (Cell(("a",)),) * (MOST_COLUMNS + more)))
    narrow = Table(((Cell(("a",)),),))
    found = []
    for blocks in ((Paragraph(letters),), (narrow, wide)):
        try:
            assert within_bounds(Document(blocks)).blocks == blocks
        except UnreadableError as error:
            found.append((error.message, error.remedy))
    long = (
        f"Tài liệu có đoạn dài hơn 10 nghìn chữ cái: “{'a' * 60}…”.",
        "Tách đoạn đó thành nhiều đoạn rồi nhập lại.",
    )
    many = ("Bảng thứ 2 của tài liệu có hơn 200 cột.", "Bỏ bớt cột rồi nhập lại.")
    assert found == ([long, many] if refused else [])
