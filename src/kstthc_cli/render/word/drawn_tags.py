"""Custom tags in Word templates: a rule, a bar, balanced lines, lines kept together, repeated columns.

`{% rule EXPRESSION %}`, alone in its paragraph, draws the short rule under a centred text, and
`{% rule full EXPRESSION %}` one as long as the text. `{% balance EXPRESSION %}`, alone in its paragraph, is
the text in lines of about one length. `{% bar NUMBER %}`, alone in a cell, shades that many
of twenty small cells. `{% keep CONDITION %}` keeps its paragraph on the page of the next one. Cells between
`{%tc for … %}` and `{%tc endfor %}` share the width that the three cells have in the template.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from kstthc_cli.render.word.tags import Element, Tag, Tags, W, text_of, texts_of

_RULE = re.compile(r"\{%\s*rule\s+(full\s+)?(.+?)\s*%\}", re.DOTALL)
_BALANCE = re.compile(r"\{%\s*balance\s+(.+?)\s*%\}", re.DOTALL)
_BAR = re.compile(r"\{%\s*bar\s+(.+?)\s*%\}", re.DOTALL)
_KEEP = re.compile(r"\{%\s*keep\s+(.+?)\s*%\}", re.DOTALL)
_COLUMNS = re.compile(r"\{%tc\s+for\s+.+?\s+in\s+(.+?)\s*%\}", re.DOTALL)
_STEPS = 20
_MM_15 = 8504  # 15 cm, where no width is to be found
_NAMESPACE = f'xmlns:w="{W[1:-1]}"'

TagsByParagraph = dict[Element, list[Tag]]


def draw(root: Element, found: TagsByParagraph, tags: Tags) -> None:
    """Replace the custom tags by what they draw."""
    for paragraph in list(found):
        text = text_of(paragraph).strip()
        if rule := _RULE.fullmatch(text):
            _draw_rule(paragraph, tags, found.pop(paragraph)[0], rule)
        elif balance := _BALANCE.fullmatch(text):
            _balance(paragraph, tags, found.pop(paragraph)[0], balance[1])
        elif bar := _BAR.fullmatch(text):
            _draw_bar(paragraph, tags, found.pop(paragraph)[0], bar[1])
        elif _KEEP.search(text):
            _keep(paragraph, tags, found)
    for row in root.iter(f"{W}tr"):
        _share_width(row, tags, found)


def _draw_rule(paragraph: Element, tags: Tags, tag: Tag, rule: re.Match[str]) -> None:
    points, bold = _type_size(paragraph)
    room, whole = _room(paragraph), bool(rule[1])
    arguments = f"{room}, {points}, {str(bold).lower()}, {str(whole).lower()}"
    place = tags.place(tag, f"{{{{ ({rule[2]})|rule_side({arguments}) }}}}")
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.append(
        _xml(
            "<w:pPr><w:keepNext/><w:pBdr>"
            '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
            '<w:spacing w:before="80" w:after="0" w:line="60" w:lineRule="exact"/>'
            f'<w:ind w:left="{place}" w:right="{place}" w:firstLine="0"/><w:jc w:val="center"/>'
            '<w:rPr><w:sz w:val="4"/><w:szCs w:val="4"/></w:rPr></w:pPr>'
        )
    )


def _balance(paragraph: Element, tags: Tags, tag: Tag, expression: str) -> None:
    points, bold = _type_size(paragraph)
    arguments = f"{_room(paragraph)}, {points}, {str(bold).lower()}"
    first, *others = texts_of(paragraph)
    first.text = tags.place(tag, f"{{{{ ({expression})|balanced({arguments}) }}}}")
    for piece in others:
        piece.text = ""


def _draw_bar(paragraph: Element, tags: Tags, tag: Tag, steps: str) -> None:
    """A table of twenty cells within the cell; a cell must end with a paragraph, so it stays, tiny."""
    step = _room(paragraph) // _STEPS
    cells, column = [], f'<w:gridCol w:w="{step}"/>'
    for number in range(_STEPS):
        fill = tags.place(tag, f'{{{{ "7F7F7F" if ({steps}) > {number} else "E3E3E3" }}}}')
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{step}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" '
            f'w:fill="{fill}"/></w:tcPr><w:p>{_TINY}</w:p></w:tc>'
        )
    table = _xml(
        f'<w:tbl><w:tblPr><w:tblW w:w="{step * _STEPS}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{column * _STEPS}</w:tblGrid>"
        f'<w:tr><w:trPr><w:trHeight w:val="150" w:hRule="exact"/></w:trPr>{"".join(cells)}</w:tr></w:tbl>'
    )
    paragraph.addprevious(table)
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.append(_xml(_TINY))


_TINY = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:firstLine="0"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr>'
)


def _keep(paragraph: Element, tags: Tags, found: TagsByParagraph) -> None:
    for piece in texts_of(paragraph):
        match = _KEEP.search(piece.text or "")
        if match is None:
            continue
        tag = next(tag for tag in found[paragraph] if tag.text == match[0])
        place = tags.place(tag, f'{{{{ "1" if {match[1]} else "0" }}}}')
        piece.text = (piece.text or "").replace(match[0], "", 1)
        found[paragraph] = [other for other in found[paragraph] if other is not tag]
        _add_keep(paragraph, _xml(f'<w:keepNext w:val="{place}"/>'))
        return


def _add_keep(paragraph: Element, keep: Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = _xml("<w:pPr/>")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{W}keepNext"):
        properties.remove(old)
    properties.insert(1 if properties.find(f"{W}pStyle") is not None else 0, keep)


def _share_width(row: Element, tags: Tags, found: TagsByParagraph) -> None:
    """Divide the width of the cells of a `{%tc for %}` among the cells that it makes."""
    cells = row.findall(f"{W}tc")
    texts = [_cell_text(cell) for cell in cells]
    begin = next((n for n, text in enumerate(texts) if _COLUMNS.search(text)), None)
    if begin is None or not any("{%tc endfor" in text for text in texts[begin:]):
        return
    end = next(n for n, text in enumerate(texts) if n > begin and "{%tc endfor" in text)
    items = _COLUMNS.search(texts[begin])
    tag = next((tag for p in cells[begin].iter(f"{W}p") for tag in found.get(p, ())), None)
    if items is None or tag is None:
        return
    width = sum(_cell_width(cell) for cell in cells[begin : end + 1])
    part = f"{{{{ {width} // (({items[1]})|length) }}}}"
    for cell in cells[begin + 1 : end]:
        for wide in cell.iter(f"{W}tcW"):
            wide.set(f"{W}w", tags.place(tag, part))
    grid = next(row.iterancestors(f"{W}tbl")).find(f"{W}tblGrid")
    if grid is None or len(grid) <= end or not _number(grid[begin], "w", 0):  # done for an earlier row
        return
    column, *others = list(grid)[begin : end + 1]
    for other in others:
        grid.remove(other)
    column.set(f"{W}w", tags.place(tag, part))
    _span(next(row.iterancestors(f"{W}tbl")), (begin, end), f"({items[1]})|length", tags, tag)
    _repeat(column, tags.place(tag, f"{{% for _column in {items[1]} %}}"), tags.place(tag, "{% endfor %}"))


def _span(table: Element, columns: tuple[int, int], many: str, tags: Tags, tag: Tag) -> None:
    """Let cells that span all the columns of a `{%tc for %}` span those that are made of them."""
    begin, end = columns
    for row in table.findall(f"{W}tr"):
        at = 0
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = _number(span, "val", 1)
            if span is not None and at <= begin and at + width > end:
                span.set(f"{W}val", tags.place(tag, f"{{{{ {width - (end - begin + 1)} + ({many}) }}}}"))
            at += width


def _repeat(element: Element, before: str, after: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = before
    elif parent is not None:
        parent.text = before
    element.tail = after


def _cell_text(cell: Element) -> str:
    return "".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p"))


def _cell_width(cell: Element) -> int:
    wide = cell.find(f"{W}tcPr/{W}tcW")
    value = wide.get(f"{W}w", "") if wide is not None else ""
    return int(value) if value.isascii() and value.isdigit() else 0


def _room(paragraph: Element) -> int:
    """The width available to a paragraph: that of its cell without margins, or of its page."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return _page_room(paragraph)
    margins = next(cell.iterancestors(f"{W}tbl")).find(f"{W}tblPr/{W}tblCellMar")
    sides = (
        [_number(margins.find(f"{W}{side}"), "w", 108) for side in ("left", "right")]
        if margins is not None
        else [108, 108]
    )
    return max(_STEPS, (_cell_width(cell) or _MM_15) - sum(sides))


def _page_room(paragraph: Element) -> int:
    """The width between the margins of the section in which a paragraph lies."""
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is None:
        later = paragraph.xpath("following::w:sectPr[1]", namespaces={"w": W[1:-1]})
        section = next(iter(cast("list[Element]", later)), None)
    if section is None:
        return _MM_15
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    sides = _number(margins, "left", 0) + _number(margins, "right", 0)
    return max(_STEPS, _number(size, "w", _MM_15 + sides) - sides)


def _type_size(paragraph: Element) -> tuple[float, bool]:
    """The size and weight of the tag's own letters, which templates give those of the text above it."""
    run = paragraph.find(f"{W}r/{W}rPr")
    if run is None:
        return 13.0, True
    bold = run.find(f"{W}b")
    return _number(run.find(f"{W}sz"), "val", 26) / 2, bold is not None and bold.get(f"{W}val") not in (
        "0",
        "false",
    )


def _number(element: Element | None, name: str, default: int) -> int:
    value = element.get(f"{W}{name}", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() else default


def _xml(text: str) -> Element:
    """An element parsed from XML text that declares no prefixes."""
    head, mark, rest = text.partition("/>") if text.find("/>") < text.find(">") else text.partition(">")
    return etree.fromstring(f"{head} {_NAMESPACE}{mark}{rest}")
