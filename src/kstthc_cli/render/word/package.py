"""A Word template as parts: which of them hold text, which must not be there, and its own properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from kstthc_cli.render.word.tags import Element, W
from kstthc_cli.store.files.archive import NotWordError, unpack

TYPES = "[Content_Types].xml"
_MOST_TEXT = 8 * 1024 * 1024
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEXT_PARTS = {
    f"{_WORD}document.main+xml": "",
    f"{_WORD}header+xml": "đầu trang",
    f"{_WORD}footer+xml": "cuối trang",
    f"{_WORD}footnotes+xml": "chú thích",
    f"{_WORD}endnotes+xml": "chú thích cuối",
}
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_HARMFUL = re.compile(r"macroEnabled|vbaProject|oleObject|activeX|embeddings/|aFChunk|subDocument|/control$")
_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON|EMBED)\b", re.I
)
_BRACES = ("{{", "{%", "{#", "kst-place-")
_WEB = ("http://", "https://", "mailto:")
_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


class Package:
    """The parts of a template, once they have been found harmless. Raises NotWordError."""

    def __init__(self, content: bytes) -> None:
        self.parts = unpack(content)
        types = parse(self.parts.get(TYPES, b""))
        self._types = {str(o.get("PartName", "")).lstrip("/"): str(o.get("ContentType", "")) for o in types}
        if f"{_WORD}document.main+xml" not in self._types.values():
            _no_document(self._types.values())
        if not any(
            name in self.parts for name, kind in self._types.items() if kind.endswith("document.main+xml")
        ):
            raise NotWordError("thiếu phần nội dung (word/document.xml)", _AGAIN)
        _refuse_harmful(self.parts, self._types)

    def texts(self) -> Iterator[tuple[str, str, Element]]:
        """The parts that may hold tags: name, what messages call it, and its root."""
        for name in sorted(self._types):
            said = _TEXT_PARTS.get(self._types[name])
            if said is not None and name in self.parts:
                root = parse(self.parts[name])
                _refuse_fields(root)
                yield name, said, root

    def core(self) -> str | None:
        """The name of the part with title and dates."""
        return next((n for n, kind in self._types.items() if kind == _CORE and n in self.parts), None)


def parse(content: bytes) -> Element:
    """The root of a part; nothing outside it is ever read. Raises NotWordError."""
    if len(content) > _MOST_TEXT:
        raise NotWordError("có phần chữ lớn quá 8 MB", "Bỏ bớt nội dung.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotWordError("không phải là tệp Word (.docx), hoặc tệp bị hỏng", _AGAIN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotWordError("chứa các phần không tệp Word nào có", _AGAIN)
    return root


_AGAIN = "Mở bằng Word rồi lưu lại dạng .docx."


def _no_document(kinds: Any) -> None:
    if any("macroEnabled" in kind for kind in kinds):
        raise NotWordError("có macro", "Lưu lại dạng .docx, không phải .docm.")
    if any("template.main" in kind for kind in kinds):
        raise NotWordError("là mẫu .dotx", "Lưu lại dạng .docx.")
    raise NotWordError("không phải là tệp Word (.docx), hoặc tệp bị hỏng", _AGAIN)


def _refuse_harmful(parts: Mapping[str, bytes], types: Mapping[str, str]) -> None:
    if any(_HARMFUL.search(text) for pair in types.items() for text in pair):
        raise NotWordError("có macro hoặc đối tượng nhúng", "Bỏ macro, đối tượng nhúng rồi lưu dạng .docx.")
    if any(_HARMFUL.search(name) for name in parts):
        raise NotWordError("có macro hoặc đối tượng nhúng", "Bỏ macro, đối tượng nhúng rồi lưu dạng .docx.")
    for name in parts:
        if name.endswith(".rels"):
            for link in parse(parts[name]):
                _refuse_link(str(link.get("Type", "")), link)


def _refuse_link(kind: str, link: Element) -> None:
    target = str(link.get("Target", ""))
    outside = str(link.get("TargetMode", "")).lower() == "external"
    web = kind.endswith("/hyperlink") and target.lower().startswith(_WEB)
    if _HARMFUL.search(kind) or (outside and not web):
        raise NotWordError(
            f"trỏ ra ngoài, tới “{target[:80]}”",
            "Bỏ liên kết đó (ảnh liên kết: chèn hẳn vào; mẫu đính kèm: gỡ).",
        )


def _refuse_fields(root: Element) -> None:
    """Fields that read files or run programs, and tags where no text stands."""
    for paragraph in root.iter(f"{W}p", f"{W}fldSimple"):
        code = "".join(i.text or "" for i in paragraph.iter(f"{W}instrText")) + paragraph.get(f"{W}instr", "")
        if _FIELDS.search(code):
            raise NotWordError(f"có trường {_FIELDS.search(code)[1].upper()}", "Xóa trường đó.")  # type: ignore[index]
    for element in root.iter():
        hidden = [*map(str, element.attrib.values()), element.tail or ""]
        marks = _BRACES[3:] if element.tag == f"{W}t" else _BRACES
        if any(mark in (element.text or "") for mark in marks) or any(
            m in h for h in hidden for m in _BRACES
        ):
            raise NotWordError("có thẻ đặt ngoài phần chữ (trong trường, chữ ẩn của ảnh…)", "Xóa thẻ đó.")


def core_properties(values: Mapping[str, Any]) -> bytes:
    """Title, author and dates of the document itself, never of the moment."""
    letter = values["letter"]
    day = _day(values)
    stamp = f'<dcterms:%s xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:%s>'
    dates = "".join(stamp % (name, name) for name in ("created", "modified")) if day else ""
    title = " ".join(part for part in (letter["title"], letter["subject"]) if part)
    author = " ".join(letter["issuer"])
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_line(title)}</dc:title><dc:creator>{_line(author)}</dc:creator>"
        f"<dc:language>vi-VN</dc:language>{dates}</cp:coreProperties>"
    ).encode()


def _line(text: str) -> str:
    from kstthc_cli.render.word.word_sandbox import plain

    return escape(" ".join(plain(text).split())[:2000])


def _day(values: Mapping[str, Any]) -> str:
    """The day of the document, else the day for which its data stand."""
    match = _DATE.search(values["letter"]["place_date"])
    if match:
        try:
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        except ValueError:
            pass
    return str(values.get("as_of", ""))
