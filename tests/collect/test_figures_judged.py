"""What `kst collect import` says of sheets of figures, whole: rules, forms of others, lost rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.running import Result
from tests.support.workbooks import Values, book_of, bring_in, export, filled, place, sheet_of

HEAD = """schema_version: 1
id: "ho-so"
title: "Hồ sơ"
source: {text: "Kho này đặt", confidence: "L"}
unit: "số hồ sơ"
filled_by: {levels: [huyen]}
frequency: quarter
rows: {kind: fixed, items: [{id: dat-dai, label: "Đất đai"}, {id: ho-tich, label: "Hộ tịch"}]}
columns:
  - {id: "1", heading: ["Nhận"], type: count}
  - {id: "2", heading: ["Đã giải quyết"], type: count}
  - {id: "3", heading: ["Còn lại"], type: count}
rules:
  - {id: cap, severity: error, sentence: "(2) và (3) cùng có.", compulsory_pair: ["2", "3"]}
  - {id: can, severity: warning, sentence: "(1) = (2) + (3).", equal: {left: ["1"], right: ["2", "3"]}}
"""
SHEET = "form:ho-so@2021-Q2"
BA_TO = "UBND huyện Ba Tơ (a.xlsx), quý II năm 2021: "
TRIED = "Chạy thử, sẽ ghi {} tệp; 0 tệp không có gì mới; {} tệp bị từ chối.\n"
TAKEN = BA_TO + "1 dòng có nội dung, 6 dòng để trống\n" + TRIED.format(1, 0)


@pytest.fixture
def office(small: Path) -> Path:
    """The small province with a form that districts fill."""
    (small / "forms").mkdir()
    (small / "forms" / "ho-so.yaml").write_text(HEAD, "utf-8", newline="\n")
    return small


def row(name: str, **cells: int) -> dict[tuple[str, str, str], Any]:
    """What is typed into a row; names of columns begin with `c`."""
    return {(SHEET, name, column.removeprefix("c")): value for column, value in cells.items()}


def answered(
    root: Path,
    folder: Path,
    values: Values,
    *options: str,
    change: Callable[[Any], None] | None = None,
) -> Result:
    """Import the workbook of Ba Tơ with this typed into it."""
    file = filled(book_of(folder, "Ba Tơ"), root.parent / "a.xlsx", values, change)
    return bring_in(root, file, options=options)


def refused(why: str) -> str:
    return f"{BA_TO}từ chối, 1 lỗi\n  {why}\n" + TRIED.format(0, 1)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"c2": 1}, "trang “Hồ sơ”, ô D7: dòng “Hộ tịch”: (2) và (3) cùng có. cột (3) để trống."),
        ({"c3": 1}, "trang “Hồ sơ”, ô D7: dòng “Hộ tịch”: (2) và (3) cùng có. cột (2) để trống."),
        ({"c1": 5, "c2": 1, "c3": 1}, ""),
        ({"c1": 2, "c2": 1, "c3": 1}, ""),
    ],
)
def test_only_a_rule_of_severity_error_stops_a_reply(cells: dict[str, int], why: str, office: Path) -> None:
    result = answered(office, export(office), row("ho-tich", **cells), "--dry-run")
    assert (result.code, result.out) == ((1, refused(why)) if why else (0, TAKEN))


@pytest.mark.parametrize(
    ("old", "new"),
    [("levels: [huyen]", "levels: [so]"), ("frequency: quarter", "frequency: year")],
    ids=["of others", "of another period"],
)
def test_a_form_that_is_not_asked_for_any_more_must_stay_blank(old: str, new: str, office: Path) -> None:
    sent = export(office)
    change_file(office, "forms/ho-so.yaml", old, new)
    why = "trang “Hồ sơ”: cơ quan không phải lập biểu này trong kỳ; xóa trang."
    typed = answered(office, sent, row("ho-tich", c2=1, c3=1), "--dry-run")
    assert (typed.code, typed.out) == (1, refused(why))
    assert answered(office, sent, {}, "--dry-run").code == 0


def test_a_figure_recorded_by_hand_since_is_named_by_its_cell(office: Path) -> None:
    sent = export(office)
    words = ("record", "--form", "ho-so", "--agency", "huyen-ba-to", "--quarter", "2", "--row", "ho-tich")
    said = ("--status", "in_progress", "--figure", "1=9", "--as-of", "2021-06-12")
    assert call(*words, *said, root=office).code == 0
    [slip] = [file.stem for file in (office / "progress").rglob("*.yaml")]
    result = answered(office, sent, row("ho-tich", c1=5), "--dry-run")
    cell = place(sheet_of_book(sent), "ho-tich", "1").coordinate
    why = (
        f"trang “Hồ sơ”, ô {cell}: “5”; số liệu này đã được ghi tay (9) bằng phiếu {slip} sau khi gửi tệp; "
        f"xem lại, muốn lấy theo tệp thì thêm --supersede {slip}."
    )
    assert (result.code, result.out) == (1, refused(why))


def sheet_of_book(folder: Path) -> Any:
    """The sheet of the form in the workbook of Ba Tơ."""
    import openpyxl

    return sheet_of(openpyxl.load_workbook(book_of(folder, "Ba Tơ")), SHEET)


@pytest.mark.parametrize("gone", ["ho-tich", "dat-dai"])
def test_a_deleted_row_counts_only_where_an_earlier_workbook_stated_figures(gone: str, office: Path) -> None:
    sent = export(office)
    assert answered(office, sent, row("ho-tich", c1=5)).code == 0

    def change(book: Any) -> None:
        sheet = sheet_of(book, SHEET)
        sheet.delete_rows(place(sheet, gone, "1").row)

    result = answered(office, sent, row("dat-dai", c1=1) if gone == "ho-tich" else row("ho-tich", c1=5),
                      "--dry-run", change=change)  # fmt: skip
    lost = "trang “Hồ sơ”: dòng “Hộ tịch” đã bị xóa mà trước đó có nội dung; thêm lại, muốn rút thì để trống."
    assert (lost in result.out) == (gone == "ho-tich")
    assert result.code == int(gone == "ho-tich")
