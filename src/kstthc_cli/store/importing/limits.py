"""How much of a document is read, and XML without entities."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from kstthc_cli.domain.importing.document import Document
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.files.archive import BROKEN

LARGEST_FILE = 50 * 2**20
LARGEST_PART = 100 * 2**20
MOST_EXPANDED = 200
"""A part that is more than so many times its packed size, and large, is a bomb."""
MOST_PARTS = 5_000
DEEPEST = 200
MOST_LETTERS, MOST_COLUMNS = 10_000, 200
"""Of a paragraph (some five pages), and of a table: more is no plan, and is read in more than its length."""
_SMALL = 4 * 2**20

_SHOWN = 60

Element = Any
"""An element of lxml, which has no types of its own."""


def parse_xml(content: bytes) -> Element:
    """The root of an XML text: no entities, no network, no document type. Raises UnreadableError."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise broken("XML bên trong không đúng cú pháp") from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise broken("XML bên trong khai báo DOCTYPE")
    return root


class Package:
    """The parts of a zipped document, each read only within bounds."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN:
            raise broken("không phải tệp nén") from None
        self._parts = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > MOST_PARTS:
            raise broken("quá nhiều phần")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """A part. Raises UnreadableError for one that is missing, broken, locked or too large."""
        info = self._parts.get(name)
        if info is None:
            raise broken(f"thiếu phần {name}")
        packed = max(info.compress_size, 1)
        if info.file_size > LARGEST_PART or (
            info.file_size > _SMALL and info.file_size / packed > MOST_EXPANDED
        ):
            raise broken("giải nén ra quá lớn")
        try:
            with self._zip.open(info) as stream:
                content = stream.read(info.file_size + 1)
        except BROKEN:
            raise broken("phần nén bị hỏng hoặc có mật khẩu") from None
        if len(content) > info.file_size:
            raise broken("giải nén ra quá lớn")
        return content

    def xml(self, name: str) -> Element:
        """The root of a part that is XML."""
        return parse_xml(self.read(name))


def within_bounds(document: Document) -> Document:
    """The document. Raises UnreadableError for a paragraph too long or a table too wide."""
    for text in document.texts():
        if len(text) > MOST_LETTERS:
            raise UnreadableError(
                f"Tài liệu có đoạn dài hơn {MOST_LETTERS // 1000} nghìn chữ cái: “{text[:_SHOWN]}…”.",
                "Tách đoạn đó thành nhiều đoạn rồi nhập lại.",
            )
    for number, table in enumerate(document.tables, 1):
        if max((len(row) for row in table.rows), default=0) > MOST_COLUMNS:
            raise UnreadableError(
                f"Bảng thứ {number} của tài liệu có hơn {MOST_COLUMNS} cột.", "Bỏ bớt cột rồi nhập lại."
            )
    return document


def broken(why: str) -> UnreadableError:
    """The refusal of a file that is no whole document."""
    return UnreadableError(f"Không đọc được tài liệu: {why}.", "Mở tệp, lưu lại thành .docx rồi thử lại.")
