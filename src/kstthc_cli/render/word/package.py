"""A Word template as parts: the allowed ones that its relationships lead to are kept.

What may be there is listed in `allowed`; what Word adds by itself is left out and named, and
anything else is refused with one message (docs/decisions/0014-word-templates.md).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from kstthc_cli.render.word.allowed import (
    CORE,
    HYPERLINK,
    KEPT,
    MAIN,
    NOTES,
    REFERRED,
    REFUSED,
    REMOVED,
    ROOTS,
    SETTINGS_PART,
    STRICT,
    TEXTS,
)
from kstthc_cli.render.word.cleaning import (
    Looks,
    clean,
    refuse_everywhere,
)
from kstthc_cli.render.word.hidden.names import keep_attributes, keep_listed
from kstthc_cli.render.word.hidden.unused import remove_headers, remove_notes, used_ids
from kstthc_cli.render.word.tags import Element
from kstthc_cli.render.word.word_fields import WEB
from kstthc_cli.store.files.archive import NotWordError, unpack

TYPES = "[Content_Types].xml"
_RELATIONS = ("_rels", ".rels")
_MOST_TEXT = 8 * 1024 * 1024
_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_AGAIN = "Mở bằng Word rồi lưu lại dạng .docx."
_NO_TEXT = "thiếu phần nội dung (word/document.xml)"
_NOT_WORD = "không phải là tệp Word (.docx), hoặc tệp bị hỏng"


@dataclass(frozen=True)
class Package:
    """A template with allowed parts only.

    `types` are content types by part; `left_out` names what is not copied into documents.
    """

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    left_out: tuple[str, ...]

    def texts(self) -> Iterator[tuple[str, str, Element]]:
        """The parts that may hold tags: name, what messages call it, and its root."""
        for name in sorted(self.types):
            if (part_name := TEXTS.get(self.types[name])) is not None:
                yield name, part_name, parse(self.parts[name])

    def core(self) -> str | None:
        """The name of the part with title and dates."""
        return next((name for name, kind in self.types.items() if kind == CORE), None)


@lru_cache(maxsize=4)
def read_package(content: bytes) -> Package:
    """The parts of a template that a document may have, cleaned. Raises NotWordError."""
    return _Reader(unpack(content)).package()


def parse(content: bytes) -> Element:
    """The root of a part, parsed without external entities. Raises NotWordError."""
    if len(content) > _MOST_TEXT:
        raise NotWordError("có phần chữ lớn quá 8 MB", "Bỏ bớt nội dung.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotWordError(_NOT_WORD, _AGAIN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotWordError("chứa các phần không tệp Word nào có", _AGAIN)
    return root


def written(root: Element) -> bytes:
    """A part as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class _Reader:
    """Follows the relationships of a package from its root; names of parts are compared without case."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._names = {name.lower(): name for name in parts}
        self._types = parse(parts.get(self._names.get(TYPES.lower(), ""), b""))
        self._kept: dict[str, str] = {}
        self._relations: dict[str, bytes] = {}
        self._left_out: set[str] = set()
        self._roots: dict[str, Element] = {}
        self._new: set[str] = set()

    def package(self) -> Package:
        """The package of allowed parts. Raises NotWordError."""
        self._refuse_other_kinds()
        self._refuse_harm_anywhere()
        self._remove_headers()
        self._follow("")
        if MAIN not in self._kept.values():
            raise NotWordError(_NO_TEXT, _AGAIN)
        cleaned = self._cleaned()
        self._left_out |= keep_attributes(self._types)
        left = {name for name in self._parts if name not in cleaned and name not in self._relations}
        left -= {TYPES, self._names[TYPES.lower()]}
        names = sorted(n for n in left if not n.lower().endswith(".rels"))
        left_out = [*sorted(self._left_out), *names]
        return Package(
            {TYPES: self._content_types(), **self._relations, **cleaned}, self._kept, tuple(left_out)
        )

    def _type(self, name: str) -> str:
        """The content type of a part: its own, else that of its ending."""
        default = ""
        for item in self._types:
            if item.get("PartName", "").lstrip("/").lower() == name.lower():
                return str(item.get("ContentType", ""))
            if item.get("Extension", "").lower() == name.rpartition(".")[2].lower():
                default = str(item.get("ContentType", ""))
        return default

    def _refuse_other_kinds(self) -> None:
        kinds = [str(item.get("ContentType", "")) for item in self._types]
        named = [*kinds, *(str(item.get("PartName", "")) for item in self._types), *self._parts]
        if any("macroenabled" in kind.lower() for kind in kinds):
            raise NotWordError("có macro hoặc đối tượng nhúng", "Lưu lại dạng .docx, không phải .docm.")
        if any(re.search(r"vbaProject|oleObject|activeX|embeddings/", n, re.IGNORECASE) for n in named):
            raise NotWordError(
                "có macro hoặc đối tượng nhúng", "Bỏ macro, đối tượng nhúng rồi lưu dạng .docx."
            )
        if MAIN not in kinds:
            is_template = any("template.main" in kind for kind in kinds)
            raise NotWordError(
                "là mẫu .dotx" if is_template else _NOT_WORD, "Lưu lại dạng .docx." if is_template else _AGAIN
            )

    def _refuse_harm_anywhere(self) -> None:
        """Refuse forbidden content in every part, also in those left out: it is never there by accident."""
        for name, content in self._parts.items():
            if name.lower().endswith(".rels"):
                for link in parse(content):
                    _refuse_link(link)
            elif name.lower().endswith(".xml") or self._type(name).endswith("xml"):
                refuse_everywhere(parse(content))

    def _follow(self, source: str) -> None:
        """Keep the allowed parts that a part (empty: the package) refers to, and those that they refer to."""
        folder, base = posixpath.split(source)
        name = self._names.get(posixpath.join(folder, _RELATIONS[0], base + _RELATIONS[1]).lower())
        if name is None:
            return
        root = parse(self._parts[name])
        used = used_ids(self._root(source)) if source and self._type(source) in ROOTS else frozenset[str]()
        for link in list(root):
            if not self._stays(folder, link, used):
                root.remove(link)
        self._left_out |= keep_attributes(root)
        self._relations[name] = written(root)

    def _stays(self, folder: str, link: Element, used: frozenset[str]) -> bool:
        kind, target = str(link.get("Type", "")), str(link.get("Target", ""))
        if kind in REMOVED:
            self._left_out.add(REMOVED[kind])
            return False
        is_used = kind not in REFERRED or link.get("Id") in used
        if not is_used:
            self._left_out.add("liên kết không dùng")
        if kind == HYPERLINK:
            return is_used
        part = self._names.get(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower())
        if part is None and MAIN in KEPT[kind]:
            raise NotWordError(_NO_TEXT, _AGAIN)
        if part is None or self._type(part) not in KEPT[kind]:
            raise NotWordError(f"trỏ tới phần không có hoặc không đúng loại: “{target[:80]}”", _AGAIN)
        if self._type(part) in ROOTS:
            self._root(part)
        if is_used and part not in self._kept:
            self._kept[part] = self._type(part)
            self._follow(part)
        return is_used

    def _root(self, name: str) -> Element:
        """The root of a part, parsed once, as it is cleaned."""
        if name not in self._roots:
            self._roots[name] = parse(self._parts[name])
            if self._roots[name].tag != ROOTS[self._type(name)]:
                raise NotWordError("chứa các phần không tệp Word nào có", _AGAIN)
        return self._roots[name]

    def _remove_headers(self) -> None:
        of_type = {self._type(name): name for name in self._parts}
        if MAIN in of_type:
            settings = self._root(of_type[SETTINGS_PART]) if SETTINGS_PART in of_type else None
            self._changed(of_type[MAIN], remove_headers(self._root(of_type[MAIN]), settings))

    def _cleaned(self) -> dict[str, bytes]:
        roots = {name: self._root(name) for name, kind in self._kept.items() if kind in ROOTS}
        looks = Looks.of(list(roots.values()))
        for name, root in roots.items():
            if (kind := NOTES.get(self._kept[name])) is not None:
                self._changed(name, remove_notes(root, kind, roots.values()))
        for name, root in roots.items():
            self._changed(name, clean(root, TEXTS.get(self._kept[name]), looks))
            self._changed(name, keep_listed(root, self._parts[name]))
        return {name: written(roots[name]) if name in self._new else self._parts[name] for name in self._kept}

    def _changed(self, name: str, gone: set[str]) -> None:
        """Note what was removed from a part."""
        if gone:
            self._left_out |= gone
            self._new.add(name)

    def _content_types(self) -> bytes:
        kept = {name.lower() for name in self._kept}
        for item in list(self._types):
            if item.get("PartName") and item.get("PartName", "").lstrip("/").lower() not in kept:
                self._types.remove(item)
        return written(self._types)


def _refuse_link(link: Element) -> None:
    """Raises NotWordError for a relationship that is not listed, or that leads out of the file."""
    kind, target = str(link.get("Type", "")), str(link.get("Target", ""))
    outside = str(link.get("TargetMode", "internal")).lower() != "internal"
    if kind.startswith(STRICT):
        raise NotWordError(
            "là tệp Word kiểu Strict Open XML", "Lưu lại kiểu “Word Document (.docx)” thông thường."
        )
    if outside and not (kind == HYPERLINK and target.lower().startswith(WEB)):
        raise NotWordError(
            f"trỏ ra ngoài, tới “{target[:80]}”",
            "Bỏ liên kết đó (ảnh liên kết: chèn hẳn vào; mẫu đính kèm: gỡ).",
        )
    if not outside and kind not in KEPT and kind not in REMOVED and kind != HYPERLINK:
        last = kind.rpartition("/")[2]
        named = REFUSED.get(last) or f"phần “{last[:40]}” mà văn bản không dùng"
        raise NotWordError(f"có {named}", "Bỏ phần đó trong Word rồi lưu dạng .docx.")


def core_properties(values: Mapping[str, Any]) -> bytes:
    """Title, author and dates of the document itself, never of the moment."""
    letter = values["letter"]
    day = document_day(values)
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


def document_day(values: Mapping[str, Any]) -> str:
    """The day of the document, else the day for which its data stand."""
    match = _DATE.search(values["letter"]["place_date"])
    if match:
        try:
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        except ValueError:
            pass
    return str(values.get("as_of", ""))
