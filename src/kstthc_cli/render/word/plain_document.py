"""Word files of lists and figures, which have no template: page, letters, tables, and fixed dates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

_LONG, _SHORT = Mm(297), Mm(210)
_FIXED = (1980, 1, 1, 0, 0, 0)


def new_document(as_of: date, *, landscape: bool) -> Any:
    """An empty document on A4; `as_of` is the day that it says it was made on."""
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.paragraph_format.space_after = Pt(3)
    section = made.sections[0]
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(20), Mm(15)
    made.core_properties.author = ""
    made.core_properties.created = made.core_properties.modified = datetime(  # noqa: DTZ001
        as_of.year, as_of.month, as_of.day
    )
    return made


def repeat_heads(table: Any, rows: int) -> None:
    """Repeat the first rows of a table on every page."""
    for row in table.rows[:rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no other way


def saved(made: Any) -> bytes:
    """The file with the same date on all of its parts."""
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(zipfile.ZipInfo(item.filename, _FIXED), old.read(item), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table_document(table: Table, as_of: date) -> bytes:
    """A list as a Word file: title, a table under each heading, notes."""
    made = new_document(as_of, landscape=False)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(table.title).bold = True
    if table.subtitle:
        made.add_paragraph(table.subtitle).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in table.blocks:
        _block(made, block, block.columns or table.columns)
    for note in table.notes:
        made.add_paragraph(note)
    return saved(made)


def _block(made: Any, block: TableSection, columns: Sequence[TableColumn]) -> None:
    if block.heading:
        heading = made.add_paragraph()
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(8)
        heading.add_run(block.heading).bold = True
    if not block.rows:
        return
    drawn = made.add_table(rows=1 + len(block.rows), cols=len(columns))
    drawn.style = "Table Grid"
    grid = [list(row.cells) for row in drawn.rows]
    for cell, column in zip(grid[0], columns, strict=True):
        _write(cell, column.name.replace("\n", " "), WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    for cells, row in zip(grid[1:], block.rows, strict=True):
        for cell, text, column in zip(cells, row, columns, strict=True):
            _write(cell, text, WD_ALIGN_PARAGRAPH.RIGHT if column.number else WD_ALIGN_PARAGRAPH.LEFT)
    _widths(drawn, columns)
    repeat_heads(drawn, 1)


def _write(cell: Any, text: str, align: Any, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(10)


def _widths(drawn: Any, columns: Sequence[TableColumn]) -> None:
    """Columns with a share divide what the narrow ones leave."""
    narrow, room = Mm(24), _SHORT - Mm(35)
    shares = sum(column.share for column in columns) or 1
    left = room - narrow * sum(not column.share for column in columns)
    drawn.autofit = False
    for at, column in enumerate(columns):
        width = int(left * column.share / shares) if column.share else narrow
        drawn.columns[at].width = width
        for cell in drawn.columns[at].cells:
            cell.width = width
