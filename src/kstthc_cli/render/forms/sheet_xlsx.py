"""The sheet of a form as an Excel workbook, written with XlsxWriter: the same bytes for the same sheet.

Text is always written as text, so that nothing an agency typed becomes a formula.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from kstthc_cli.render.forms.header_heights import header_heights
from kstthc_cli.render.forms.sheet_text import SheetView

_FONT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 13},
    "plain": {},
    "note": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True},
    "label": {"border": 1, "text_wrap": True, "valign": "top"},
    "cell": {"border": 1, "align": "right", "valign": "top"},
    "number": {"border": 1, "num_format": "#,##0.######", "valign": "top"},
}
_LABEL_WIDTH, _WIDTH = 34, 12


def workbook(view: SheetView, as_of: date) -> bytes:
    """The workbook; `as_of` is the day that it says it was made on."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": view.title, "created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001
    page = book.add_worksheet("Biểu")
    formats = {name: book.add_format({**_FONT, **more}) for name, more in _STYLES.items()}
    page.write_string(0, 0, view.title, formats["title"])
    page.write_string(1, 0, view.subtitle, formats["plain"])
    first = _header(view, page, formats)
    last = _rows(view, page, formats, first)
    width = _LABEL_WIDTH + _WIDTH * len(view.sheet.columns)
    for n, note in enumerate(view.notes(), last + 1):
        page.set_row(n, *header_heights(((note, 0, 0, 1, 1),), (width,)))
        _spanned(page, n, 0, 1, len(view.sheet.columns) + 1, note, formats["note"])
    page.set_column(0, 0, _LABEL_WIDTH)
    page.set_column(1, len(view.sheet.columns), _WIDTH)
    page.freeze_panes(first, 1)
    page.repeat_rows(3, first - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _header(view: SheetView, page: Any, formats: dict[str, Any]) -> int:
    """Write the headings; the number of the first row of figures."""
    sheet, top = view.sheet, 3
    _spanned(page, top, 0, sheet.depth, 1, sheet.heading, formats["head"])
    for n, height in enumerate(header_heights(sheet.header, (_WIDTH,) * len(sheet.columns)), top):
        page.set_row(n, height)
    for text, row, column, rows, columns in sheet.header:
        _spanned(page, top + row, column + 1, rows, columns, text, formats["head"])
    below = top + sheet.depth
    page.write_blank(below, 0, None, formats["head"])
    for n, (id_, _, _) in enumerate(sheet.columns, 1):
        page.write_string(below, n, f"({id_})", formats["head"])
    return below + 1


def _spanned(page: Any, row: int, column: int, rows: int, columns: int, text: str, style: Any) -> None:  # noqa: PLR0913, PLR0917
    if rows == columns == 1:
        page.write_string(row, column, text, style)
    else:
        page.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        page.write_string(row, column, text, style)


def _rows(view: SheetView, page: Any, formats: dict[str, Any], first: int) -> int:
    """Write the figures; the number of the row after them."""
    at = first
    for (_, label, texts, note), row in zip(view.lines(), (*view.sheet.rows, None), strict=True):
        page.write_string(at, 0, label + (f" ({note})" if note else ""), formats["label"])
        for n, text in enumerate(texts, 1):
            value = row.cells[n - 1].value if row else None
            if isinstance(value, (int, float)):
                page.write_number(at, n, value, formats["number"])
            else:
                page.write_string(at, n, text, formats["cell"])
        at += 1
    return at
