"""The sheet of a form as a Word file: a landscape page with one table, and the notes below it."""

from __future__ import annotations

from datetime import date
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from kstthc_cli.render.forms.sheet_text import SheetView
from kstthc_cli.render.word.plain_document import new_document, repeat_heads, saved


def document(view: SheetView, as_of: date) -> bytes:
    """The Word file; the same parts for the same sheet. `as_of` is the day that it says it was made on."""
    made = new_document(as_of, landscape=True)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(view.title).bold = True
    made.add_paragraph(view.subtitle).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _table(made, view)
    for note in view.notes():
        made.add_paragraph(note.strip())
    return saved(made)


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
    repeat_heads(table, heads)


def _write(cell: Any, text: str, *, bold: bool = False, align: Any = WD_ALIGN_PARAGRAPH.CENTER) -> None:
    paragraph = cell.paragraphs[0]
    for other in cell.paragraphs[1:]:
        other._p.getparent().remove(other._p)  # noqa: SLF001 - empty paragraphs of merged cells
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(10)
    paragraph.alignment = align
