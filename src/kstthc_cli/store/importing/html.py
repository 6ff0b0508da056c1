"""A web page as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from kstthc_cli.domain.importing.document import Block, Cell, Document, Paragraph, Table
from kstthc_cli.domain.text.numerals import letters, roman
from kstthc_cli.store.importing.cell_lines import plain_line
from kstthc_cli.store.importing.limits import DEEPEST, Element, broken

_BREAKING = re.compile(
    r"address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h1|h2|"
    r"h3|h4|h5|h6|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_SILENT = frozenset(["script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select"])
_MOST_SPAN = 1_000
_BREAK = "\n"


def read_html(content: bytes) -> Document:
    """The words of a page in reading order. Raises UnreadableError."""
    from lxml import etree, html

    encoding = (
        None if re.search(rb"charset\s*=|^\xff\xfe|^\xfe\xff", content[:4096], re.IGNORECASE) else "utf-8"
    )
    parser = html.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise broken("trang không có nội dung") from None
    return Document(tuple(_blocks(root, 0)))


def _blocks(element: Element, depth: int) -> Iterator[Block]:
    """The blocks of an element; running text between them makes paragraphs, too."""
    text = _Text()
    for block in _pieces(element, text, depth):
        yield from text.taken()
        if not isinstance(block, str):
            yield block
    yield from text.taken()


_BLANKS = re.compile(r"[^\S\u2028]+(?=([-+•–] )?)")
"""Blanks, and the sign of an item behind them."""


def _blank(found: re.Match[str]) -> str:
    return "\u2028" if found[1] and "\n" in found[0] else " "


class _Text:
    """Words of the current paragraph; `pre` keeps line ends that stand in the source.

    Elsewhere only those are kept that begin an item: some pages leave the breaking to their style sheet.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, text: str | None, *, pre: bool = False) -> None:
        if text:
            text = text if pre else _BLANKS.sub(_blank, text)
            self._parts.append(text.replace("\u2028", _BREAK))

    def line(self) -> None:
        self._parts.append(_BREAK)

    def taken(self) -> Iterator[Paragraph]:
        lines = "".join(self._parts).split(_BREAK)
        self._parts.clear()
        yield from (Paragraph(line) for each in lines if (line := plain_line(each)))


def _pieces(element: Element, text: _Text, depth: int) -> Iterator[Block | str]:
    if depth > DEEPEST:
        raise broken("trang lồng nhau quá sâu")
    pre = element.tag == "pre" or _keeps_lines(element)
    text.add(element.text, pre=pre)
    items = count()
    for child in element:
        yield from _piece(child, text, depth, items)
        text.add(child.tail, pre=pre)


def _piece(child: Element, text: _Text, depth: int, items: Iterator[int]) -> Iterator[Block | str]:
    """The pieces of a child; `items` numbers those of a list from 0."""
    tag = child.tag
    if tag in _SILENT or _is_mark_of_note(child):
        return
    if tag == "br":
        text.line()
    elif tag == "table" and not _is_layout(child):
        yield ""
        yield _table(child, depth)
    else:
        breaking = _BREAKING.fullmatch(tag) is not None
        if breaking:
            yield ""
        if tag == "li":
            text.add(_marker(child.getparent(), next(items)))
        yield from _pieces(child, text, depth + 1)
        if breaking:
            yield ""


def _is_mark_of_note(element: Element) -> bool:
    """Whether an element is the number that leads to a footnote, or back from it."""
    target = str(element.get("href", "")) if element.tag == "a" else ""
    return target.startswith(("#_ftn", "#_edn", "#sdfootnote", "#sdendnote"))


def _keeps_lines(element: Element) -> bool:
    style = str(element.get("style", "")).replace(" ", "")
    return "white-space:pre" in style


def _marker(above: Element, place: int) -> str:
    """The number of an item of an ordered list, as browsers show it, from its place; a dash otherwise."""
    if above.tag != "ol":
        return "- "
    start = above.get("start", "1")
    number = (int(start) if re.fullmatch(r"\d{1,5}", start) else 1) + place
    form = above.get("type", "1")
    if form in ("i", "I"):
        shown = roman(number)
    elif form in ("a", "A"):
        shown = letters(max(number, 1))
    else:
        shown = str(number)
    return f"{shown.upper() if form.isupper() else shown.lower()}. "


def _is_layout(table: Element) -> bool:
    """Whether a table only arranges the page: a table with more columns stands inside it."""
    inner = [nested for nested in table.iter("table") if nested is not table]
    return bool(inner) and max(map(_width, inner)) > _width(table)


def _width(table: Element) -> int:
    return max((sum(_span(c, "colspan") for c in _cells(row)) for row in _rows(table)), default=0)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _span(cell: Element, name: str) -> int:
    text = str(cell.get(name, "1")).strip()
    return min(max(int(text), 1), _MOST_SPAN) if re.fullmatch(r"\d{1,6}", text) else 1


def _table(table: Element, depth: int) -> Table:
    rows = []
    for row in _rows(table):
        cells = tuple(_cell(cell, depth) for cell in _cells(row))
        if cells:
            rows.append(cells)
    return Table(tuple(rows))


def _cell(cell: Element, depth: int) -> Cell:
    lines: list[str] = []
    for block in _blocks(cell, depth + 1):
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [line for row in block.rows for inner in row for line in inner.lines]
    return Cell(tuple(lines), _span(cell, "colspan"), _span(cell, "rowspan"))
