"""Pieces of the Word templates: paragraphs, tables, the head and the foot of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx_base import STYLES, section

PAGE = 9354
"""The width between the margins of an upright page, in twips: 16.5 cm."""
_HEAD = (4250, PAGE - 4250)
_FOOT = (4400, PAGE - 4400)


def p(style: str, text: str, *, properties: str = "") -> str:
    """A paragraph of a style; what is more in its `w:pPr` follows the style."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def tag(text: str) -> str:
    """A paragraph that holds nothing but a tag, and goes away: `p for x in y`."""
    return p("NoiDung", f"{{%p {text} %}}")


def rule(expression: str, style: str, *, full: bool = False) -> str:
    """The rule under a text of that style."""
    return _sized(style, f"{{% rule {'full ' if full else ''}{expression} %}}")


def balanced(expression: str, style: str) -> str:
    """A centred text whose lines are of about one length."""
    return _sized(style, f"{{% balance {expression} %}}")


def _sized(style: str, words: str) -> str:
    """A paragraph whose run says itself how large its letters are, for tags that measure text."""
    size = f"{STYLES[style].size * 2:.0f}"
    bold = "<w:b/><w:bCs/>" if STYLES[style].bold else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its paragraphs, how many columns it spans, and `restart` or `continue` downwards."""

    content: str
    span: int = 1
    down: str = ""
    middle: bool = True


def table(widths: Sequence[int], rows: Sequence[str], *, ruled: bool = True, margin: int = 70) -> str:
    """A table of fixed columns, with lines or without; `margin` is that of its cells where it has lines."""
    style = '<w:tblStyle w:val="Bang"/>' if ruled else ""
    sides = "".join(f'<w:{side} w:w="{margin if ruled else 0}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(
    widths: Sequence[int], cells: Sequence[Cell | str], *, head: bool = False, splits: bool = False
) -> str:
    """A row that does not break over pages unless it `splits`; a head is repeated on each page.

    Rows that may be half a page high split: kept whole, each leaves the rest of the page before it blank.
    """
    at, made = 0, []
    for cell in (c if isinstance(c, Cell) else Cell(c) for c in cells):
        made.append(_cell(cell, sum(widths[at : at + cell.span])))
        at += cell.span
    if at != len(widths):
        raise ValueError(f"{at} columns in a row of {len(widths)}")
    again = "<w:tblHeader/>" if head else ""
    whole = "" if splits else "<w:cantSplit/>"
    properties = f"<w:trPr>{whole}{again}</w:trPr>" if whole or again else ""
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    down = f'<w:vMerge w:val="{cell.down}"/>' if cell.down else ""
    middle = '<w:vAlign w:val="center"/>' if cell.middle else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}{middle}</w:tcPr>{cell.content}</w:tc>'
    )


def tag_row(widths: Sequence[int], text: str) -> str:
    """A row that holds nothing but a tag, and goes away: `tr for x in y`."""
    return row(widths, [Cell(p("OChu", f"{{%tr {text} %}}"), span=len(widths))])


def head_row(widths: Sequence[int], names: Sequence[str], style: str = "DauBang") -> str:
    """The row of column names."""
    return row(widths, [p(style, name) for name in names], head=True)


def letterhead() -> str:
    """Issuer, national name, number, place and date; the subject too of a công văn (NĐ 30/2020, Phụ lục I).

    A công văn is a document without a title.
    """
    issuer = (
        tag("if letter.parent")
        + balanced("letter.parent", "CoQuanChuQuan")
        + tag("endif")
        + tag("for line in letter.issuer")
        + balanced("line", "CoQuanBanHanh")
        + tag("endfor")
        + rule("letter.issuer", "CoQuanBanHanh")
    )
    nation = p("QuocHieu", "{{ letter.nation }}") + p("TieuNgu", "{{ letter.motto }}")
    number = p("SoKyHieu", "{{ letter.number }}")
    number += tag("if not letter.title") + balanced("letter.subject", "TrichYeuCongVan") + tag("endif")
    rows = [
        row(
            _HEAD,
            [
                Cell(issuer, middle=False),
                Cell(nation + rule("letter.motto", "TieuNgu", full=True), middle=False),
            ],
        ),
        row(
            _HEAD,
            [Cell(number, middle=False), Cell(p("DiaDanhNgay", "{{ letter.place_date }}"), middle=False)],
        ),
    ]
    return table(_HEAD, rows, ruled=False)


def title() -> str:
    """The kind of document and its subject, with the rule; a công văn has them beside its letterhead."""
    name = p("TenLoai", "{{ letter.title }}") + balanced("letter.subject", "TrichYeu")
    return tag("if letter.title") + name + rule("letter.subject", "TrichYeu") + tag("endif")


def addressees() -> str:
    """Kính gửi: on one line for one, as a list for several."""
    return (
        tag("if letter.to|length == 1")
        + p("KinhGui", "Kính gửi: {{ letter.to[0] }}")
        + tag("elif letter.to")
        + p("KinhGuiDong", "Kính gửi:", properties='<w:keepNext/><w:spacing w:before="240"/>')
        + tag("for line in letter.to")
        + p("KinhGuiDong", "- {{ line }}{{ '.' if loop.last else ';' }}", properties='<w:ind w:left="2835"/>')
        + tag("endfor")
        + p("KinhGui", "", properties='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>')
        + tag("endif")
    )


def grounds() -> str:
    """The grounds, in italics."""
    return tag("for line in letter.grounds") + p("CanCu", "{{ line }}") + tag("endfor")


def texts(name: str, *, last: bool = False) -> str:
    """Plain paragraphs; the last one of a document ends with ./. and stays with the signature."""
    line = "{% keep loop.last %}{{ line|ended if loop.last else line }}" if last else "{{ line }}"
    return tag(f"for line in {name}") + p("NoiDung", line) + tag("endfor")


def signature() -> str:
    """Recipients beside the signer, on one page together."""
    left = p("NoiNhan", "Nơi nhận:") + tag("for line in letter.recipients")
    left += p("NoiNhanDong", "- {{ line }}") + tag("endfor")
    right = tag("for line in letter.signer.authority") + p("ThamQuyenKy", "{{ line }}") + tag("endfor")
    right += p("ThamQuyenKy", "{{ letter.signer.post }}") + p("HoTen", "{{ letter.signer.name }}")
    gap = p(
        "OChu",
        "",
        properties='<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
    )
    return gap + table(
        _FOOT, [row(_FOOT, [Cell(left, middle=False), Cell(right, middle=False)])], ruled=False
    )


def annex_head(number: str, title: str, reference: str) -> str:
    """Phụ lục, its title (an expression), and the line that says what it belongs to."""
    first = p("PhuLuc", number) if number else ""
    return first + balanced(title, "TenPhuLuc") + p("DanPhuLuc", reference)


def invisible_end(*, anew: bool = False, columns: int = 1) -> str:
    """The end of an upright section after a table, on a line that cannot be seen.

    One of several columns of text stands on the page on which the section before it ends.
    """
    flat = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:firstLine="0"/>'
    tiny = '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    ended = section(anew=anew, flows=columns > 1, columns=columns)
    return f'<w:p><w:pPr><w:pStyle w:val="OChu"/>{flat}{tiny}{ended}</w:pPr></w:p>'
