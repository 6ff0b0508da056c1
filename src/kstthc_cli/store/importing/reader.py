"""A file of any known kind as a document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from kstthc_cli.domain.importing.document import Document
from kstthc_cli.errors import UnreadableError, UsageError, reason
from kstthc_cli.store.files.paths import printable
from kstthc_cli.store.importing.limits import LARGEST_FILE, within_bounds

SUFFIXES = (".docx", ".html", ".htm", ".md", ".markdown", ".txt", ".doc", ".odt", ".rtf", ".pdf")
_CONVERTED = (".doc", ".odt", ".rtf")
_END_OF_CELL = re.compile(rb"(?:[\x20-\xff][\x00\x01\x1e]){3}\x07\x00")
"""The last letters of a cell in a .doc file and the mark of its end ([MS-DOC] 2.4.3)."""


def read_document(file: Path) -> Document:
    """The document in a file, by its ending. Raises UsageError, UnreadableError."""
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            f"Không nhập được tệp đuôi “{suffix or file.name}”.", f"Dùng một trong: {', '.join(SUFFIXES)}."
        )
    return document_of(_content(file), suffix)


def document_of(content: bytes, suffix: str) -> Document:
    """The document that the content of a file holds. Raises UnreadableError."""
    return within_bounds(_reader(content, suffix)(content))


def _reader(content: bytes, suffix: str) -> Callable[[bytes], Document]:
    if (suffix in _CONVERTED and not content.startswith(b"PK\x03\x04")) or suffix == ".odt":
        return lambda given: _converted(given, suffix)
    if suffix in (".docx", *_CONVERTED):
        from kstthc_cli.store.importing.docx import read_docx

        return read_docx
    if suffix == ".pdf":
        from kstthc_cli.store.importing.pdf import read_pdf

        return read_pdf
    if suffix in (".html", ".htm"):
        from kstthc_cli.store.importing.html import read_html

        return read_html
    from kstthc_cli.store.importing.text import read_markdown, read_text

    return read_text if suffix == ".txt" else read_markdown


def _converted(content: bytes, suffix: str) -> Document:
    from kstthc_cli.store.importing.converted import as_docx
    from kstthc_cli.store.importing.docx import read_docx

    document = read_docx(as_docx(content, suffix))
    if _lost_tables(content, document):
        raise UnreadableError(
            f"LibreOffice đọc tệp {suffix} này thì mất bảng (sau bảng cuối văn bản không có đoạn nào).",
            "Mở tệp bằng Word, lưu thành .docx rồi nhập; hoặc nhập tệp .docx, .odt gốc, nếu .doc lưu từ đó.",
        )
    return document


def _lost_tables(content: bytes, document: Document) -> bool:
    """Whether a .doc file has far more cells with words than what LibreOffice made of it.

    It loses a table behind which no paragraph stands, as it writes one itself from such a .docx.
    """
    cells = sum(bool(cell.lines) for table in document.tables for row in table.rows for cell in row)
    return len(_END_OF_CELL.findall(content)) > 2 * cells


def _content(file: Path) -> bytes:
    name = printable(str(file))
    try:
        if not file.is_file():
            raise UnreadableError(f"Không có tệp “{name}”.", "Kiểm tra đường dẫn.")
        if file.stat().st_size > LARGEST_FILE:
            raise UnreadableError(
                f"Tệp “{name}” lớn hơn {LARGEST_FILE // 2**20} MB.", "Bỏ hình ảnh khỏi tệp rồi lưu lại."
            )
        return file.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được tệp “{name}” ({reason(error)}).", "Kiểm tra quyền đọc."
        ) from None
