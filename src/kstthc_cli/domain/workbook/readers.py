"""The readers of cells by the kind of their column."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.domain.workbook import cells
from kstthc_cli.domain.workbook.book import NONE_ARISES, Column
from kstthc_cli.domain.workbook.cells import CellError, Value, is_blank
from kstthc_cli.domain.workbook.raw import RawCell


def canonical(raw: RawCell, column: Column, *, days_of_1904: bool = False) -> str | None:
    """The content of a cell in the only form in which it is compared and stored; None for a blank cell.

    Raises CellError.
    """
    if raw.kind == "e":
        raise CellError("nội dung thay cho lỗi công thức")
    value = _computed(raw) if raw.kind == "f" else raw.value
    if days_of_1904 and column.kind == "day" and isinstance(value, int | float):
        raise CellError("ngày/tháng/năm, ví dụ 16/6/2021", "tệp đếm ngày từ năm 1904")
    return READERS[column.kind](value, column, raw.percent)


def _computed(raw: RawCell) -> Value:
    """The result of a formula. Zero or none may mean that it was never computed."""
    value = raw.computed
    if is_blank(value) or value == 0 or isinstance(value, bool) or str(value).startswith("#"):
        raise CellError("giá trị thay cho công thức (chép ô, dán dạng giá trị)", "công thức chưa có kết quả")
    return value


def _number(value: Value, column: Column, percent: bool) -> str | None:
    if isinstance(value, str) and _none_arises(value):
        return NONE_ARISES
    if percent and column.kind != "percent":
        raise CellError("con số, không phải tỷ lệ %")
    whole = column.decimals == 0 and column.kind != "percent"
    number = cells.read_number(value, whole=whole, percent_format=percent)
    return None if number is None else str(number)


def _none_arises(text: str) -> bool:
    """Whether a cell of figures says that nothing arises: a dash, or the words."""
    typed = " ".join(unmarked(text).split())
    return typed in ("-", "–", "—", "kps", "khong phat sinh")


def _iso(value: Value, *_: object) -> str | None:
    day = cells.read_day(value)
    return day.isoformat() if day else None


READERS: Mapping[str, Callable[[Value, Column, bool], str | None]] = {
    "status": lambda value, *_: cells.read_status(value),
    "basis": lambda value, *_: cells.read_basis(value),
    "text": lambda value, *_: cells.text_in(value),
    "label": lambda value, *_: cells.text_in(value),
    "number": lambda value, *_: cells.read_document_number(value),
    "link": lambda value, *_: cells.read_link(value),
    "day": _iso,
    "count": _number,
    "decimal": _number,
    "money": _number,
    "percent": _number,
}
"""Kind of a column → the reader of its cells."""
