"""The sheet of a form as a Word file: a landscape page with one table, and the notes below it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from kstthc_cli.render.forms.sheet_text import SheetView

_LONG, _SHORT = Mm(297), Mm(210)
_FIXED = (1980, 1, 1, 0, 0, 0)


def document(view: SheetView, as_of: date) -> bytes:
    """The Word file; the same parts for the same sheet. `as_of` is the day that it says it was made on."""
    made = Document()
    _set_up(made, as_of)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(view.title).bold = True
    made.add_paragraph(view.subtitle).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _table(made, view)
    for note in view.notes():
        made.add_paragraph(note.strip())
    return _with_fixed_dates(made)


def _set_up(made: Any, as_of: date) -> None:
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.paragraph_format.space_after = Pt(3)
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, _LONG, _SHORT
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(20), Mm(15)
    made.core_properties.created = made.core_properties.modified = datetime(  # noqa: DTZ001
        as_of.year, as_of.month, as_of.day
    )


def _table(made: Any, view: SheetView) -> None:
    sheet, lines = view.sheet, list(view.lines())
    heads = sheet.depth + 1
    table = made.add_table(rows=heads + len(lines), cols=len(sheet.columns) + 1)
    table.style = "Table Grid"
    grid = [list(row.cells) for row in table.rows]
    _write(grid[0][0].merge(grid[sheet.depth][0]), sheet.heading, bold=True)
    for text, row, column, rows, columns in sheet.header:
        last = grid[row + rows - 1][column + columns]
        _write(grid[row][column + 1].merge(last), text, bold=True)
    for n, (id_, _, _) in enumerate(sheet.columns, 1):
        _write(grid[sheet.depth][n], f"({id_})", bold=True)
    for at, (_, label, texts, note) in enumerate(lines, heads):
        _write(grid[at][0], label + (f" ({note})" if note else ""), align=WD_ALIGN_PARAGRAPH.LEFT)
        for n, text in enumerate(texts, 1):
            _write(grid[at][n], text, align=WD_ALIGN_PARAGRAPH.RIGHT)
    for row in table.rows[:heads]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no other way


def _write(cell: Any, text: str, *, bold: bool = False, align: Any = WD_ALIGN_PARAGRAPH.CENTER) -> None:
    paragraph = cell.paragraphs[0]
    for other in cell.paragraphs[1:]:
        other._p.getparent().remove(other._p)  # noqa: SLF001 - empty paragraphs of merged cells
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(10)
    paragraph.alignment = align


def _with_fixed_dates(made: Any) -> bytes:
    """The file with the same date on all of its parts."""
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(zipfile.ZipInfo(item.filename, _FIXED), old.read(item), zipfile.ZIP_DEFLATED)
    return out.getvalue()
