"""Reads a returned workbook with openpyxl, within bounds, into plain cells."""

from __future__ import annotations

import gc
import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from kstthc_cli.domain.workbook.book import VERSION, CellKey, Identity, Sent, SentSheet
from kstthc_cli.domain.workbook.cells import Value
from kstthc_cli.domain.workbook.raw import RawCell, RawSheet, has_formula_to_read
from kstthc_cli.store.workbook.opening import SAVE_AGAIN, WorkbookRefusedError, opened

HIDDEN = "kst"
"""The first cell of the hidden sheet, which says what the workbook is for."""
MOST_ROWS, MOST_COLUMNS = 3000, 80
"""What is read of a sheet; rows that go on below are refused, what stands far away was never sent."""
_MOST_SHEETS = 200
_MOST_TEXT = 20 * 2**20
"""Letters in all cells together; a shared text counts in each cell, as it does when it is worked on."""
_MOST_MERGED = 500_000
"""Cells in merged ranges, each of which openpyxl builds when a copy is marked."""
_MERGED = re.compile(rb'<mergeCell [^<>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_FOREIGN = "không phải tệp do `kst collect export` lập, hoặc đã mất trang ẩn"
_CHANGED = "trang ẩn đã bị sửa, không còn rõ tệp lập cho cơ quan nào, kỳ nào"
_TOO_LARGE = "#NUM!"
_FEWER = "Gộp bớt các hàng, hoặc ghi phần còn lại bằng kst record, rồi nhập lại."
_SHORTEN = "Rút ngắn các ô, đưa phần dài vào văn bản, rồi nhập lại."
_UNMERGE = "Bỏ gộp (Unmerge) các ô đó rồi nhập lại."
_HOW = "Chép nội dung vào tệp gốc đã gửi (hoặc lập lại bằng kst collect export) rồi nhập tệp đó."


class ReadWorkbook(NamedTuple):
    """A workbook as plain cells."""

    sent: Sent
    sheets: tuple[RawSheet, ...]


def read_workbook(content: bytes) -> ReadWorkbook:
    """The cells of a workbook and what was sent. Raises WorkbookRefusedError, UnreadableError."""
    plain = opened(content)
    try:
        _refuse_entities(plain)
        return _read(plain)
    except WorkbookRefusedError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises nearly anything for a broken file
        raise WorkbookRefusedError(f"không đọc được ({type(error).__name__})", SAVE_AGAIN) from None
    finally:
        gc.collect(0)  # openpyxl leaves cycles behind, and kst runs without garbage collection


def _refuse_entities(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    if _DECLARED.search(part.read(4096)):
                        raise WorkbookRefusedError("tệp khai báo DOCTYPE", "Không nhập tệp này.")


def _read(content: bytes) -> ReadWorkbook:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            raws, formulas = _sheets(book)
            if formulas:
                raws = _with_results(content, raws, formulas)
        finally:
            book.close()
    hidden = next((raw for raw in raws if _text(raw.grid, 1, 1) == HIDDEN), None)
    if hidden is None:
        raise WorkbookRefusedError(_FOREIGN, _HOW)
    return ReadWorkbook(_sent(hidden), tuple(raw for raw in raws if raw is not hidden))


def _sheets(book: Any) -> tuple[list[RawSheet], set[str]]:
    """The sheets of a workbook, and the names of those with formulas in cells to fill."""
    sheets = book.worksheets[:_MOST_SHEETS]
    if len({sheet._worksheet_path for sheet in sheets}) < len(sheets):  # noqa: SLF001 - no public way
        raise WorkbookRefusedError("hai trang cùng lấy một phần của tệp", SAVE_AGAIN)
    raws, formulas, letters = [], set(), 0
    for sheet in sheets:
        raw = RawSheet(sheet.title, dict(_cells(sheet)), _merged(book, sheet), book.epoch.year == 1904)
        letters += sum(len(cell.value) for cell in raw.grid.values() if isinstance(cell.value, str))
        if letters > _MOST_TEXT:
            raise WorkbookRefusedError("chữ trong các ô dài quá", _SHORTEN)
        raws.append(raw)
        if has_formula_to_read(raw):
            formulas.add(sheet.title)
    return raws, formulas


def _cells(sheet: Any) -> Iterator[tuple[tuple[int, int], RawCell]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for r, row in enumerate(rows, 1):
        if r > MOST_ROWS and any(cell.value is not None for cell in row):
            raise WorkbookRefusedError(f"trang “{sheet.title}” có hơn {MOST_ROWS} hàng", _FEWER)
        for c, cell in enumerate(row, 1):
            value = _finite(cell.value)
            if value is None:
                continue
            kind = cell.data_type if cell.data_type in ("f", "e") else "e" if value is _TOO_LARGE else ""
            numeric = not kind and isinstance(value, int | float)
            yield (r, c), RawCell(value, kind, numeric and "%" in cell.number_format)


def _finite(value: Value) -> Value:
    """The value; what spreadsheets show in place of a number too large for them."""
    return _TOO_LARGE if isinstance(value, float) and not math.isfinite(value) else value


def _merged(book: Any, sheet: Any) -> tuple[tuple[int, int, int, int], ...]:
    """The merged ranges, which openpyxl leaves out when it only reads. Raises WorkbookRefusedError."""
    from openpyxl.utils import column_index_from_string as column

    with book._archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 - there is no public way
        content = part.read()
    at = content.find(b"<mergeCells")
    found = _MERGED.findall(content, at) if at >= 0 else ()
    ranges = tuple((int(b), column(a.decode()), int(d), column(c.decode())) for a, b, c, d in found)
    if (
        sum(abs(bottom - top + 1) * abs(right - left + 1) for top, left, bottom, right in ranges)
        > _MOST_MERGED
    ):
        raise WorkbookRefusedError(f"trang “{sheet.title}” gộp quá nhiều ô", _UNMERGE)
    return ranges


def _with_results(content: bytes, raws: list[RawSheet], names: set[str]) -> list[RawSheet]:
    """The sheets with the stored results of their formulas, which take a second reading."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        results = {name: dict(_results(book[name])) for name in names}
    finally:
        book.close()
    return [
        raw._replace(grid={at: _computed(cell, results[raw.name].get(at)) for at, cell in raw.grid.items()})
        if raw.name in names
        else raw
        for raw in raws
    ]


def _results(sheet: Any) -> Iterator[tuple[tuple[int, int], Value]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return (
        ((r, c), _finite(value))
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value is not None
    )


def _computed(cell: RawCell, result: Value) -> RawCell:
    return cell._replace(computed=result) if cell.kind == "f" else cell


def _sent(hidden: RawSheet) -> Sent:
    """What the hidden sheet says. Raises WorkbookRefusedError where it was altered."""
    rows: dict[int, dict[int, str]] = {}
    for (r, c), cell in hidden.grid.items():
        rows.setdefault(r, {})[c] = str(cell.value)
    codes: dict[str, str] = {}
    heads: dict[str, dict[str, dict[str, str]]] = {}
    prefilled: dict[CellKey, str] = {}
    sheets: dict[str, SentSheet] = {}
    for row in rows.values():
        kind, sheet, code, column, text = (row.get(n, "") for n in range(1, 6))
        if kind == "identity":
            codes[sheet] = code
        elif kind == "sheet":
            sheets[sheet] = SentSheet(code, text)
        elif kind == "head":
            heads.setdefault(sheet, {}).setdefault(code, {})[column] = text
        elif kind == "cell":
            prefilled[sheet, code, column] = text
    return Sent(_identity(codes), sheets, heads, prefilled)


def _identity(codes: Mapping[str, str]) -> Identity:
    try:
        found = Identity(
            int(codes["version"]), codes["plan"], codes["registry"], codes["agency"], codes["period"],
            codes["program"], date.fromisoformat(codes["made"]),
        )  # fmt: skip
    except (KeyError, ValueError):
        raise WorkbookRefusedError(_FOREIGN, _HOW) from None
    if found.version <= VERSION and codes.get("seal") != found.seal:
        raise WorkbookRefusedError(_CHANGED, _HOW)
    return found


def _text(grid: Mapping[tuple[int, int], RawCell], row: int, column: int) -> str:
    cell = grid.get((row, column))
    return str(cell.value) if cell else ""
