"""Tables of facts as one Excel workbook, a sheet each; text never becomes a formula."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from kstthc_cli.domain.export.fact_table import Filled, Record, Table, Value
from kstthc_cli.errors import RefusedError

_MOST_ROWS = 1_048_576
_LONGEST = 32_767
"""The characters that a cell of Excel can hold."""
_WIDTHS = {"text": 24, "integer": 10, "number": 12, "boolean": 10, "day": 12}


def workbook(tables: Filled, as_of: date) -> bytes:
    """The workbook; `as_of` is the day that it says it was made on. Raises RefusedError if it is too long."""
    for table, records in tables:
        if len(records) >= _MOST_ROWS or any(map(_has_long_text, records)):
            raise RefusedError(
                f"Bảng {table.name} có nhiều dòng hơn một trang, hoặc chữ dài hơn một ô Excel chứa được.",
                "Xuất bằng --format csv, sqlite hoặc parquet.",
            )
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001
    bold = book.add_format({"bold": True})
    for table, records in tables:
        _write(book.add_worksheet(table.name), table, records, bold)
    book.close()
    return out.getvalue()


def _has_long_text(record: Record) -> bool:
    return any(isinstance(value, str) and len(value) > _LONGEST for value in record)


def _write(page: Any, table: Table, records: list[Record] | Any, bold: Any) -> None:
    for n, column in enumerate(table.columns):
        page.write_string(0, n, column.name, bold)
        page.set_column(n, n, _WIDTHS[column.type])
    for at, record in enumerate(records, 1):
        for n, value in enumerate(record):
            _write_cell(page, at, n, value)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(records), len(table.columns) - 1)


def _write_cell(page: Any, row: int, column: int, value: Value) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day))  # noqa: DTZ001
    elif value is not None:
        page.write(row, column, value)
