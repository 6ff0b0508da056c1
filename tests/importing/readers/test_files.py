"""Which files are read, how large they and their parts may be, and what is said of the others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kstthc_cli.domain.importing.document import Document, Paragraph
from kstthc_cli.errors import UnreadableError, UsageError
from kstthc_cli.store.importing import converted as conversion
from kstthc_cli.store.importing import limits, reader
from kstthc_cli.store.importing.converted import DOCX, converted
from kstthc_cli.store.importing.limits import Package
from kstthc_cli.store.importing.reader import SUFFIXES, document_of, read_document
from tests.importing.docx_made import docx, paragraph, table

WORD = docx([paragraph("a")])


@pytest.mark.parametrize(
    ("name", "shown"), [("kế hoạch.xlsx", ".xlsx"), ("kế hoạch.", "kế hoạch."), ("kehoach", "kehoach")]
)
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_read(
    name: str, shown: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        read_document(tmp_path / name)
    assert refused.value.message == f"Không nhập được tệp đuôi “{shown}”."
    assert refused.value.remedy == f"Dùng một trong: {', '.join(SUFFIXES)}."


def test_a_file_may_be_so_large_and_no_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.TXT"
    file.write_bytes(b"abcd")
    monkeypatch.setattr(reader, "LARGEST_FILE", 4)
    assert read_document(file) == Document((Paragraph("abcd"),), flowing=True)
    monkeypatch.setattr(reader, "LARGEST_FILE", 3)
    with pytest.raises(UnreadableError) as refused:
        read_document(file)
    assert refused.value.message == f"Tệp “{file}” lớn hơn 0 MB."
    assert refused.value.remedy == "Bỏ hình ảnh khỏi tệp rồi lưu lại."


def test_files_of_more_than_fifty_megabytes_are_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    with file.open("wb") as made:
        made.truncate(50 * 2**20 + 1)
    with pytest.raises(UnreadableError) as refused:
        read_document(file)
    assert refused.value.message == f"Tệp “{file}” lớn hơn 50 MB."


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_document(tmp_path / "a.txt")
    assert refused.value.message == f"Không có tệp “{tmp_path / 'a.txt'}”."
    assert refused.value.remedy == "Kiểm tra đường dẫn."


@pytest.mark.parametrize(
    ("suffix", "content", "is_converted"),
    [
        (".docx", WORD, False),
        (".doc", WORD, False),
        (".rtf", WORD, False),
        (".odt", WORD, True),
        (".doc", b"\xd0\xcf", True),
    ],
)
def test_a_word_file_under_another_ending_is_read_as_what_it_is(
    suffix: str, content: bytes, is_converted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def as_docx(_: bytes, ending: str) -> bytes:
        given.append(ending)
        return WORD

    monkeypatch.setattr(conversion, "as_docx", as_docx)
    assert document_of(content, suffix) == Document((Paragraph("a"),))
    assert given == ([suffix] if is_converted else [])


@pytest.mark.parametrize(("ends", "is_lost"), [(2, False), (3, True)])
def test_a_doc_file_with_more_than_twice_the_cells_has_lost_a_table(
    ends: int, is_lost: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = docx([table([["một", ""]])])
    monkeypatch.setattr(conversion, "as_docx", lambda *_: made)
    content = b"\xd0\xcf" + "việc\x07".encode("utf-16-le") * ends
    if not is_lost:
        assert len(document_of(content, ".doc").tables) == 1
        return
    with pytest.raises(UnreadableError) as refused:
        document_of(content, ".doc")
    assert refused.value.message == (
        "LibreOffice đọc tệp .doc này thì mất bảng (sau bảng cuối văn bản không có đoạn nào)."
    )


# Conversion


def test_libreoffice_is_found_under_either_name_or_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[object] = []

    def convert(office: str, source: Path, *_: object) -> None:
        found.append((office, source.name))
        source.with_suffix(".docx").write_bytes(b"made")

    monkeypatch.setattr(conversion, "_convert", convert)
    for there in ("soffice", "libreoffice"):
        monkeypatch.setattr(
            "shutil.which", lambda name, there=there: f"/usr/bin/{name}" if name == there else None
        )
        assert converted(b"x", ".doc", DOCX) == b"made"
    assert found == [("/usr/bin/soffice", "document.doc"), ("/usr/bin/libreoffice", "document.doc")]
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(UnreadableError) as refused:
        converted(b"x", ".doc", DOCX)
    assert refused.value.message == "Đọc tệp .doc cần LibreOffice, máy này chưa cài."
    assert refused.value.remedy == "Mở tệp bằng Word, lưu thành .docx rồi nhập tệp .docx."


@pytest.mark.parametrize(("made", "is_read"), [(b"abcd", True), (b"abcde", False), (None, False)])
def test_what_libreoffice_makes_is_there_and_not_too_large(
    made: bytes | None, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(_: str, source: Path, *__: object) -> None:
        if made is not None:
            source.with_suffix(".docx").write_bytes(made)

    monkeypatch.setattr(conversion, "_convert", convert)
    monkeypatch.setattr(conversion, "LARGEST_FILE", 4)
    monkeypatch.setattr("shutil.which", str)
    if is_read:
        assert converted(b"x", ".doc", DOCX) == made
        return
    with pytest.raises(UnreadableError) as refused:
        converted(b"x", ".doc", DOCX)
    assert refused.value.message == "Không đọc được tài liệu: LibreOffice không chuyển được tệp này."


# Packages


def package(**parts: bytes) -> Package:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return Package(out.getvalue())


TOO_LARGE = "Không đọc được tài liệu: giải nén ra quá lớn."


def test_a_package_may_have_so_many_parts_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PARTS", 2)
    assert package(a=b"", b=b"").names() == ["a", "b"]
    with pytest.raises(UnreadableError) as refused:
        package(a=b"", b=b"", c=b"")
    assert refused.value.message == "Không đọc được tài liệu: quá nhiều phần."


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableError) as refused:
        package(a=b"").read("b")
    assert refused.value.message == "Không đọc được tài liệu: thiếu phần b."
    assert refused.value.remedy == "Mở tệp, lưu lại thành .docx rồi thử lại."


def test_a_part_may_be_so_large_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    made = package(a=b"abcd")
    monkeypatch.setattr(limits, "LARGEST_PART", 4)
    assert made.read("a") == b"abcd"
    monkeypatch.setattr(limits, "LARGEST_PART", 3)
    with pytest.raises(UnreadableError) as refused:
        made.read("a")
    assert refused.value.message == TOO_LARGE


@pytest.mark.parametrize(
    ("small", "expanded", "is_read"),
    [(1000, 1, True), (999, 10**6, True), (999, 1, False), (0, "even", True), (0, "less", False)],
)
def test_a_large_part_expands_by_no_more_than_so_many_times(
    small: int, expanded: int | str, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = package(a=b"x" * 1000)
    ratio = 1000 / made._parts["a"].compress_size
    monkeypatch.setattr(limits, "_SMALL", small)
    bound = {"even": ratio, "less": ratio - 0.5}.get(str(expanded), expanded)
    monkeypatch.setattr(limits, "MOST_EXPANDED", bound)
    if is_read:
        assert made.read("a") == b"x" * 1000
        return
    with pytest.raises(UnreadableError) as refused:
        made.read("a")
    assert refused.value.message == TOO_LARGE
