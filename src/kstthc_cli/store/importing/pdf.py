"""A PDF with text, where pdfplumber is installed; lines of a cell, and tables over pages, are joined."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kstthc_cli.domain.importing.document import Block, Cell, Document, Paragraph, Table
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.cell_lines import cell_lines, plain_line
from kstthc_cli.store.importing.limits import broken

_MOST_PAGES = 300
_MOST_DRAWN = 10 * 2**20
"""Bytes of the instructions that draw all pages; a page of text has some 20,000."""
Box = tuple[float, float, float, float]


def read_pdf(content: bytes) -> Document:
    """The words of a PDF in reading order. Raises UnreadableError, also where pdfplumber is missing."""
    try:
        import pdfplumber
    except ImportError:
        raise UnreadableError(
            "Đọc tệp .pdf cần gói pdfplumber, máy này chưa cài.",
            'Cài bằng: pip install "kstthc-cli[pdf]"; hoặc mở tệp bằng Word, lưu thành .docx.',
        ) from None
    logging.getLogger("pdfminer").setLevel(
        logging.CRITICAL
    )  # it tells users in English what it made of a file
    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            blocks = _joined([block for page in _within_bounds(file.pages) for block in _page(page)])
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - the library raises whatever its parsers meet in a broken file
        raise broken("tệp PDF bị hỏng hoặc có mật khẩu") from None
    if not blocks:
        raise broken("tệp PDF chỉ có hình, không có chữ")
    return Document(tuple(blocks))


def _within_bounds(pages: Sequence[Any]) -> Sequence[Any]:
    """The pages. Raises UnreadableError for too many, or for more drawing than pages of text have."""
    from pdfminer.pdftypes import resolve1

    if len(pages) > _MOST_PAGES:
        raise broken("quá nhiều trang")
    streams = [resolve1(one) for page in pages for one in page.page_obj.contents]
    if sum(len(stream.get_data()) for stream in streams) > _MOST_DRAWN:
        raise broken("hình vẽ trong trang quá lớn")
    return pages


def _page(page: Any) -> Iterator[Block]:
    """Lines and tables of a page, from top to bottom."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not any(_inside(thing, box) for box in boxes))
    found: list[tuple[float, Block]] = [(table.bbox[1], _table(table)) for table in tables]
    lines = outside.extract_text_lines(return_chars=False)
    found += [(line["top"], Paragraph(text)) for line in lines if (text := plain_line(line["text"]))]
    yield from (block for _, block in sorted(found, key=lambda pair: pair[0]))


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks; a table that goes on over the page is one, without the header that is repeated.

    Page numbers between its parts are dropped; a row that begins without a number goes on with the last.
    """
    found: list[Block] = []
    for block in blocks:
        last = next((n for n in range(len(found) - 1, -1, -1) if isinstance(found[n], Table)), None)
        between = [] if last is None else found[last + 1 :]
        numbers = all(isinstance(b, Paragraph) and re.fullmatch(r"\W*\d{1,3}\W*", b.text) for b in between)
        above = found[last] if last is not None else None
        if isinstance(block, Table) and isinstance(above, Table) and numbers and _same_width(above, block):
            found[last:] = [_continued(above, block)]
        else:
            found.append(block)
    return found


def _same_width(above: Table, below: Table) -> bool:
    def width(table: Table) -> int:
        return max(sum(cell.columns for cell in row) for row in table.rows)

    return bool(above.rows) and bool(below.rows) and width(above) == width(below) > 2


def _continued(above: Table, below: Table) -> Table:
    rows, last = below.rows, above.rows[-1]
    if [cell.lines for cell in rows[0]] == [cell.lines for cell in above.rows[0]]:
        rows = rows[1:]
    if rows and not rows[0][0].lines and len(rows[0]) == len(last):
        pairs = zip(last, rows[0], strict=True)
        joined = tuple(replace(a, lines=cell_lines("\n".join((*a.lines, *b.lines)))) for a, b in pairs)
        return Table((*above.rows[:-1], joined, *rows[1:]))
    return Table((*above.rows, *rows))


def _inside(thing: Any, box: Box) -> bool:
    middle = (thing["top"] + thing["bottom"]) / 2
    return bool(box[1] <= middle <= box[3] and box[0] - 1 <= thing["x0"] <= box[2] + 1)


def _table(table: Any) -> Table:
    texts = table.extract()
    edge = table.bbox[2]
    return Table(tuple(_row(row.cells, text, edge) for row, text in zip(table.rows, texts, strict=True)))


def _row(boxes: Sequence[Box | None], texts: Sequence[str | None], edge: float) -> tuple[Cell, ...]:
    """The cells of a row: one without a box of its own belongs to its left neighbour, or to the one above."""
    cells: list[Cell] = []
    right = float("-inf")
    starts = [box[0] if box else None for box in boxes]
    for n, box in enumerate(boxes):
        if box is not None:
            right = box[2]
            cells.append(Cell(cell_lines(texts[n] or "")))
            continue
        following = next((start for start in starts[n + 1 :] if start is not None), edge)
        if right >= following - 1:
            cells[-1] = Cell(cells[-1].lines, cells[-1].columns + 1)
        else:
            cells.append(Cell(merged=True))
    return tuple(cells)
