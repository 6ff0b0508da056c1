"""A workbook as .xlsx, written with XlsxWriter: the same workbook gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.forms.form_grid import header_of
from kstthc_cli.domain.progress.form_statements import BASES
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.workbook.book import NONE_ARISES, Column, Condition, Row, Sheet, Workbook
from kstthc_cli.domain.workbook.raw import COLUMN, MARK, ROW, SUM, TOTAL, column_letters
from kstthc_cli.render.forms.header_heights import header_heights
from kstthc_cli.render.workbook.formats import Formats
from kstthc_cli.render.workbook.validation import RULES

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook as File

HIDDEN = "kst"
_FIRST = 1
"""The first column that people see; the one before it has the codes of rows."""
_TITLE, _HEADER = 1, 3
_PAGE_WIDTH = 145
"""How many characters columns may hold together so that a page is not printed smaller."""
_CHOICES: Mapping[str, Mapping[str, str]] = {"status": STATUSES, "basis": BASES}
_OPPOSITE = {"=": "<>", "<=": ">", ">=": "<"}
_NUMBERS = ("count", "decimal", "money", "percent")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_PROTECTION = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "sort": True,
    "autofilter": True, "delete_rows": False, "insert_columns": False,
}  # fmt: skip


def workbook_bytes(book: Workbook) -> bytes:
    """The content of the file."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as file:
        made = book.identity.made
        file.set_properties({"title": book.title, "created": datetime(made.year, made.month, made.day)})  # noqa: DTZ001 - a day without a zone
        file.set_size(2400, 1400)
        formats = Formats(file)
        _guide(file, book, formats)
        for sheet in book.sheets:
            _Sheet(file, sheet, formats).write()
        _hidden(file, book)
    return out.getvalue()


def _guide(file: File, book: Workbook, formats: Formats) -> None:
    page = file.add_worksheet("Hướng dẫn")
    _paper(page, book.title)
    page.hide_gridlines(2)
    page.set_column(0, 0, 22, formats.plain)
    page.set_column(1, 1, 100, formats.plain)
    page.merge_range(0, 0, 0, 1, "", formats.title)
    page.write_string(0, 0, book.title, formats.title)
    for n, (label, text) in enumerate(book.guide, 2):
        page.write_string(n, 0, label, formats.bold)
        page.write_string(n, 1, text, formats.text)
        page.set_row(n, _height(_lines(text, 100)))
    page.protect("", _PROTECTION)


def _paper(page: Any, title: str) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer(
        f'&L&"Times New Roman,Italic"&9{title.replace("&", "&&")[:100]}&R&"Times New Roman,Regular"&9&P/&N'
    )


class _Sheet:
    """Writes one sheet; rows and columns are counted from 0, as XlsxWriter does."""

    def __init__(self, file: File, sheet: Sheet, formats: Formats) -> None:
        self.sheet, self.formats = sheet, formats
        self.page: Any = file.add_worksheet(sheet.name)
        self.top = _HEADER + sheet.levels + (1 if self._numbered else 0)
        self.places = {column.code: _FIRST + n for n, column in enumerate(sheet.columns)}
        self.letters = {code: column_letters(place + 1) for code, place in self.places.items()}
        self.cells = {free: self._cells(free=free) for free in {row.free for row in sheet.rows}}
        past = {code for row in sheet.rows for code in row.before}
        self.before = [column for column in sheet.columns if column.code in past]
        beside = _FIRST + len(sheet.columns) + 1
        self.letters_before = {c.code: column_letters(n) for n, c in enumerate(self.before, beside)}
        self.widths = {c.code: c.width for c in sheet.columns if c.kind not in _NUMBERS}

    def _cells(self, *, free: bool) -> list[tuple[Column, int, Any]]:
        """The columns of a row with place and format; in a `free` row the agency fills the label too."""
        found = []
        for column in self.sheet.columns:
            typed = column.filled and (column.kind != "label" or free)
            style = self.formats.of(column, "sum" if column.parts else "typed" if typed else "printed")
            found.append((column, self.places[column.code], style))
        return found

    @property
    def _numbered(self) -> bool:
        """Whether the columns have printed numbers, which formulas of rules refer to."""
        return any(column.kind in _NUMBERS for column in self.sheet.columns)

    @property
    def _last(self) -> int:
        return self.top + len(self.sheet.rows) - 1

    @property
    def _notes_at(self) -> int:
        return self._last + (3 if self.sheet.total else 2)

    def write(self) -> None:
        """Write everything."""
        self._page()
        self._codes()
        self._header()
        for n, row in enumerate(self.sheet.rows):
            self._row(self.top + n, row)
        self._total()
        self._notes()
        self._validate()
        for condition in self.sheet.conditions:
            self._condition(condition)

    def _page(self) -> None:
        page, sheet = self.page, self.sheet
        _paper(page, sheet.title)
        page.set_column(0, 0, 3, self.formats.plain, {"hidden": True})
        widths = [*(c.width for c in sheet.columns), *(max(c.width, 7) for c in self.before)]
        at = _FIRST
        for width, alike in groupby(widths):
            first, at = at, at + len(list(alike))
            page.set_column(first, at - 1, width, self.formats.plain)
        page.set_default_row(_height(1))
        page.set_row(0, None, None, {"hidden": True})
        page.repeat_rows(_HEADER, self.top - 1)
        if self.before and sum(widths) > _PAGE_WIDTH:  # else the form would be too small to read on paper
            page.print_area(0, 0, self._notes_at + len(sheet.notes), _FIRST + len(sheet.columns) - 1)
        heads = [self.places[code] for code in sheet.heads]
        page.freeze_panes(self.top, max(heads, default=_FIRST) + 1)
        page.protect("", _PROTECTION)

    def _codes(self) -> None:
        self.page.write_string(0, 0, MARK + self.sheet.code)
        for column in self.sheet.columns:
            self.page.write_string(
                0, self.places[column.code], (SUM if column.parts else COLUMN) + column.code
            )

    def _header(self) -> None:
        self.page.write_string(_TITLE, _FIRST, self.sheet.title, self.formats.title_left)
        self.page.write_string(_TITLE + 1, _FIRST, self.sheet.subtitle, self.formats.italic)
        columns = self.sheet.columns
        _, cells = header_of(columns)
        widths = tuple(column.width for column in columns)
        for row, height in enumerate(header_heights(cells, widths), _HEADER):
            self.page.set_row(row, height)
        for text, level, place, rows, many in cells:
            self._box(
                _HEADER + level, _FIRST + place, _HEADER + level + rows - 1, _FIRST + place + many - 1, text
            )
        if self._numbered:
            row = self.top - 1
            for column in columns:
                number = f"({column.code})" if column.kind in _NUMBERS and column.code.isdigit() else ""
                self.page.write_string(row, self.places[column.code], number, self.formats.header_small)
        self._header_before()

    def _box(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        if (top, left) != (bottom, right):
            self.page.merge_range(top, left, bottom, right, "", self.formats.header)
        self.page.write_string(top, left, text, self.formats.header)

    def _header_before(self) -> None:
        """The header of the grey columns beside the table: the period before."""
        if not self.before:
            return
        first = _FIRST + len(self.sheet.columns)
        last = first + len(self.before) - 1
        if last > first:
            self.page.merge_range(_HEADER, first, _HEADER, last, "", self.formats.header_grey)
        self.page.write_string(_HEADER, first, "Kỳ trước", self.formats.header_grey)
        for n, column in enumerate(self.before):
            for row in range(_HEADER + 1, self.top - 1):
                self.page.write_blank(row, first + n, None, self.formats.header_grey)
            label = f"({column.code})" if column.code.isdigit() else column.heading[-1]
            self.page.write_string(self.top - 1, first + n, label, self.formats.header_grey)

    def _row(self, at: int, row: Row) -> None:
        self.page.write_string(at, 0, ROW + row.code)
        for column, place, style in self.cells[row.free]:
            if column.parts:
                self._sum(at, place, column, style)
            elif text := row.cells.get(column.code):
                self._value(at, place, column, text, style)
            else:
                self.page.write_blank(at, place, None, style)
        for n, column in enumerate(self.before):
            place = _FIRST + len(self.sheet.columns) + n
            style = self.formats.of(column, "before")
            if text := row.before.get(column.code):
                self._value(at, place, column, text, style)
            else:
                self.page.write_blank(at, place, None, style)
        lines = [_lines(row.cells[code], width) for code, width in self.widths.items() if code in row.cells]
        if lines and max(lines) > 1:
            self.page.set_row(at, _height(max(lines)))

    def _value(self, at: int, place: int, column: Column, text: str, style: Any) -> None:
        if column.kind in _NUMBERS and text != NONE_ARISES:
            self.page.write_number(at, place, _number(text), style)
        elif column.kind == "day":
            self.page.write_datetime(at, place, date.fromisoformat(text), style)
        else:
            self.page.write_string(at, place, _CHOICES.get(column.kind, {}).get(text, text), style)

    def _sum(self, at: int, place: int, column: Column, style: Any) -> None:
        """A total: a formula that stays blank as long as all its parts are."""
        parts = ",".join(f"{self.letters[part]}{at + 1}" for part in column.parts)
        self.page.write_formula(at, place, f'=IF(COUNT({parts})=0,"",SUM({parts}))', style, "")

    def _total(self) -> None:
        """The row of sums over the rows above it."""
        if not self.sheet.total:
            return
        row = self._last + 1
        self.page.write_string(row, 0, TOTAL)
        for column in self.sheet.columns:
            place = self.places[column.code]
            if column.kind not in _NUMBERS or not column.summed:
                text = self.sheet.total if column.kind == "label" else ""
                self.page.write_string(row, place, text, self.formats.total)
                continue
            cells = self._range(column.code)
            formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
            self.page.write_formula(row, place, formula, self.formats.of(column, "total"), "")

    def _notes(self) -> None:
        for n, note in enumerate(self.sheet.notes, self._notes_at):
            self.page.write_string(n, _FIRST, note, self.formats.note)

    def _validate(self) -> None:
        """Check cells while people type; columns of a kind with the same hint share one check."""
        alike: dict[tuple[str, str], list[Column]] = {}
        for column in self.sheet.columns:
            if column.typed and column.kind in RULES:
                alike.setdefault((column.kind, column.hint), []).append(column)
        for (kind, hint), columns in alike.items():
            shown = {"input_title": columns[0].heading[-1][:32], "input_message": hint} if hint else {}
            where = self._where(column.code for column in columns)
            self.page.data_validation(self.top, 0, self._last, 0, {**RULES[kind], **shown, **where})

    def _where(self, codes: Iterable[str]) -> dict[str, str]:
        """The cells of columns in all rows, as XlsxWriter takes several ranges."""
        return {"multi_range": " ".join(map(self._range, codes))}

    def _range(self, code: str) -> str:
        """The cells of a column in all rows."""
        letters = self.letters[code]
        return f"{letters}{self.top + 1}:{letters}{self._last + 1}"

    def _condition(self, rule: Condition) -> None:
        """Red while a rule does not hold; none where the figures of the period before are not there."""
        of_right = self.letters_before if rule.past else self.letters
        if not all(code in of_right for code in rule.right):
            return
        left, right = self._cells_in(self.letters, rule.left), self._cells_in(of_right, rule.right)
        lengths = [f"LEN({cell})" for cell in (*left, *right)]
        filled = "*".join(lengths)
        if rule.operator == "both":
            wrong, where = f"{'+'.join(lengths)}>0,{filled}=0", (*rule.left, *rule.right)
        else:
            one, other = f"SUM({','.join(left)})", f"SUM({','.join(right)})"
            times = "" if rule.times == "1" else f"*{rule.times}"
            over = f",{other}<>0" if rule.ratio else ""
            wrong, where = f"{filled}>0,{one}{_OPPOSITE[rule.operator]}{other}{times}{over}", rule.left
        settings = {"type": "formula", "criteria": f"=AND({wrong})", "format": self.formats.wrong}
        self.page.conditional_format(self.top, 0, self._last, 0, {**settings, **self._where(where)})

    def _cells_in(self, letters: Mapping[str, str], codes: Iterable[str]) -> list[str]:
        """The cells of columns in the first row, as a formula for every row names them."""
        return [f"${letters[code]}{self.top + 1}" for code in codes]


def _number(text: str) -> float | int:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; letters of Times New Roman are narrower than digits."""
    most = max(int(width * 1.35), 1)
    if len(text) <= most and "\n" not in text:
        return 1
    return sum(max(-(-len(line) // most), 1) for line in text.split("\n"))


def _height(lines: int) -> float:
    """The height of a row of so many lines, which not every program computes by itself."""
    return 14.5 * lines + 4


def _hidden(file: File, book: Workbook) -> None:
    """The sheet that says what the workbook is for, and what stood in it when it was sent."""
    page = file.add_worksheet(HIDDEN)
    page.very_hidden()
    rows = [
        (HIDDEN,),
        *_identity(book),
        *(("sheet", sheet.code, sheet.name, "", sheet.title) for sheet in book.sheets),
        *_heads(book),
        *(("cell", *key, text) for key, text in book.prefilled.items()),
    ]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            page.write_string(r, c, text)
    page.protect()


def _identity(book: Workbook) -> Iterator[tuple[str, ...]]:
    for name, value in book.identity._asdict().items():
        yield "identity", name, str(value)
    yield "identity", "seal", book.identity.seal


def _heads(book: Workbook) -> Iterator[tuple[str, ...]]:
    for sheet in book.sheets:
        for row in sheet.rows:
            if not row.free:
                yield from (("head", sheet.code, row.code, code, row.cells[code]) for code in sheet.heads)
