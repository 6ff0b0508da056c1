"""A Word document as paragraphs and tables: as it reads once every change is accepted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from kstthc_cli.domain.importing.document import Block, Cell, Document, Paragraph, Table
from kstthc_cli.store.importing.cell_lines import plain_line
from kstthc_cli.store.importing.limits import Element, Package, broken
from kstthc_cli.store.importing.numbering import Numbering, W, value, whole

_MAIN = "word/document.xml"
_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "delInstrText")
)
_HOLDERS = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "hyperlink", "fldSimple",
                 "r", "dir", "bdo")
)  # fmt: skip
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{W}txbxContent"
_MOST_COLUMNS = 100
_FIRST_PRINTED = 0x20
_FIRST_UNPRINTED, _LAST_UNPRINTED = 0xD800, 0xF8FF
"""Halves of letters, and places that symbol fonts fill as they like."""


def read_docx(content: bytes) -> Document:
    """The words of a .docx in reading order. Raises UnreadableError."""
    package = Package(content)
    main = _main_part(package)
    folder = posixpath.dirname(main)
    part = {name: f"{folder}/{name}.xml" for name in ("numbering", "styles", "footnotes", "endnotes")}
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise broken("không có phần nội dung")
    found = {name: package.xml(path) for name, path in part.items() if path in package}
    reader = _Reader(Numbering(found.get("numbering"), found.get("styles")), found.get("styles"))
    blocks = tuple(reader.blocks(body))
    notes = [
        text for name in ("footnotes", "endnotes") if name in found for text in reader.notes(found[name])
    ]
    margins = [name for name in package.names() if _is_margin(name, folder)]
    notes += [text for name in sorted(margins) for text in reader.notes(package.xml(name))]
    return Document(blocks, tuple(dict.fromkeys(note for note in notes if not note.isdigit())))


def _is_margin(name: str, folder: str) -> bool:
    base = posixpath.basename(name)
    return (
        posixpath.dirname(name) == folder and base.startswith(("header", "footer")) and base.endswith(".xml")
    )


def _main_part(package: Package) -> str:
    """Where the document's text lies: usually word/document.xml, else what the package names."""
    if _MAIN in package:
        return _MAIN
    if "_rels/.rels" in package:
        for relation in package.xml("_rels/.rels"):
            target = str(relation.get("Target", "")).lstrip("/")
            if target and str(relation.get("Type", "")).endswith("/officeDocument"):
                return target
    raise broken("không phải tệp Word")


class _Reader:
    """Walks through the body once, counting automatic numbers on the way."""

    def __init__(self, numbering: Numbering, styles: Element | None) -> None:
        self._numbering = numbering
        self._headings = dict(_headings(styles))
        self._open = ""  # words of a paragraph whose end was deleted, so that the next goes on

    def blocks(self, parent: Element) -> Iterator[Block]:
        for child in _flow(parent):
            if child.tag == f"{W}tbl" and _is_frame(child):
                for cell in _cells_of(child):
                    yield from self.blocks(cell)
            elif child.tag == f"{W}tbl":
                yield self.table(child)
            else:
                level = self._headings.get(value(child.find(f"{W}pPr/{W}pStyle")), 0)
                yield from (Paragraph(text, level) for text in self.lines(child))
                for box in filter(_shown, child.iter(_BOX)):
                    yield from self.blocks(box)
        if left := " ".join(self._open.split()):
            self._open = ""
            yield Paragraph(left)

    def notes(self, root: Element) -> Iterator[str]:
        for paragraph in root.iter(f"{W}p"):
            yield from self.lines(paragraph)

    def lines(self, paragraph: Element) -> list[str]:
        """The lines of a paragraph that hold words; the first with its number."""
        properties = paragraph.find(f"{W}pPr")
        deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        text = self._open + "".join(_words(paragraph))
        self._open = ""
        if deleted:
            self._open = text
            return []
        number = self._numbering.of(properties)
        lines = [plain_line(line) for line in text.split("\n")]
        if number:
            lines[0] = f"{number} {lines[0]}".strip()
        return [line for line in lines if line]

    def table(self, table: Element) -> Table:
        rows = (self._row(row) for row in _children(table, f"{W}tr") if not _is_gone(row, "trPr"))
        return Table(tuple(row for row in rows if row))

    def _row(self, row: Element) -> tuple[Cell, ...]:
        properties = row.find(f"{W}trPr")
        before = _number(properties, "gridBefore")
        cells = [Cell(columns=before)] if before else []
        cells += [self._cell(cell) for cell in _children(row, f"{W}tc") if not _is_gone(cell, "tcPr")]
        after = _number(properties, "gridAfter")
        return (*cells, Cell(columns=after)) if after and cells else tuple(cells)

    def _cell(self, cell: Element) -> Cell:
        properties = cell.find(f"{W}tcPr")
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        merged = merge is not None and value(merge, "continue") != "restart"
        lines = tuple(self._cell_lines(cell))
        columns = min(max(_number(properties, "gridSpan"), 1), _MOST_COLUMNS)
        return Cell(lines, columns, merged=merged and not lines)

    def _cell_lines(self, cell: Element) -> Iterator[str]:
        for block in self.blocks(cell):
            if isinstance(block, Paragraph):
                yield block.text
            else:
                for row in block.rows:
                    yield from (line for inner in row for line in inner.lines)


def _flow(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables of a body, a cell or a box, whatever they are wrapped in."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _flow(child)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, whatever they are wrapped in."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _children(child, tag)


def _cells_of(table: Element) -> Iterator[Element]:
    for row in _children(table, f"{W}tr"):
        yield from _children(row, f"{W}tc")


def _is_frame(table: Element) -> bool:
    """Whether a table only arranges the page: one with more columns stands in one of its cells."""
    inner = [nested for cell in _cells_of(table) for nested in _children(cell, f"{W}tbl")]
    return bool(inner) and max(map(_width, inner)) > _width(table)


def _width(table: Element) -> int:
    return max((sum(1 for _ in _children(row, f"{W}tc")) for row in _children(table, f"{W}tr")), default=0)


def _is_gone(element: Element, properties: str) -> bool:
    """Whether a row or cell was deleted by a tracked change."""
    own = element.find(f"{W}{properties}")
    names = ("del", "cellDel")
    return own is not None and any(own.find(f"{W}{name}") is not None for name in names)


def _number(properties: Element | None, name: str) -> int:
    return 0 if properties is None else min(whole(value(properties.find(f"{W}{name}")), 0), _MOST_COLUMNS)


def _words(element: Element) -> Iterator[str]:
    """The text of a paragraph or run; what was deleted, or is drawn in a box, is left out."""
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag in _HOLDERS:
            yield from _words(child)
        elif tag == f"{_MC}AlternateContent":
            yield from (text for choice in child[:1] for text in _words(choice))
        elif tag not in _SKIPPED and str(tag).endswith("}oMath"):
            yield "".join(child.itertext())


def _symbol(element: Element) -> str:
    code = str(element.get(f"{W}char", ""))
    number = int(code, 16) if re.fullmatch(r"[0-9a-fA-F]{4}", code) else 0
    return "-" if number < _FIRST_PRINTED or _FIRST_UNPRINTED <= number <= _LAST_UNPRINTED else chr(number)


def _shown(box: Element) -> bool:
    """Whether a box is drawn: an alternative for old programs repeats its words."""
    return not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors())


def _headings(styles: Element | None) -> Iterator[tuple[str, int]]:
    for item in styles.findall(f"{W}style") if styles is not None else ():
        outline = item.find(f"{W}pPr/{W}outlineLvl")
        level = whole(value(outline), -1) + 1 if outline is not None else 0
        if 0 < level < 9:
            yield item.get(f"{W}styleId", ""), level
