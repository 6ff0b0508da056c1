"""Figures that agencies fill in forms become statements, each traceable to a cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kstthc_cli.domain.forms.counted_figures import TableKey, tables_of
from kstthc_cli.store.progress.slips import read_statements
from tests.support.in_process import call
from tests.support.running import copy_sample
from tests.support.workbooks import (
    IMPORTED,
    book_of,
    bring_in,
    export,
    filled,
    place,
    sheet_of,
    slips,
)

FORM = "form:II.06a@2021-Q2"
PARTS = {"4": 10, "5": 20, "6": 3, "8": 20, "9": 5, "10": 1, "12": 7, "13": 0}


def row(code: str = "free-1", label: str = "Đất đai", **cells: Any) -> dict[tuple[str, str, str], Any]:
    """What is typed into a row of form II.06a; names of columns begin with `c`."""
    typed = {**PARTS, **{name.removeprefix("c"): value for name, value in cells.items()}}
    return {(FORM, code, "label"): label, **{(FORM, code, column): value for column, value in typed.items()}}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample repository and the folder of two workbooks, only to be copied."""
    root = copy_sample(tmp_path_factory.mktemp("made") / "kho")
    return root, export(root, "--agency", "so-tp", "--agency", "so-yt")


@pytest.fixture
def sent(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A repository of its own, and the workbook of an agency."""
    import shutil

    root = tmp_path / "kho"
    shutil.copytree(made[0], root)
    return root, book_of(made[1], "Tư pháp")


def figures(root: Path) -> dict[tuple[str, str], object]:
    statements = read_statements(root, "2021")
    table = tables_of(statements.slips).get(TableKey("II.06a", "2021-Q2", "so-tp", "own"))
    return {at: cell.value for at, cell in table.cells.items()} if table else {}


def test_figures_are_stated_with_sums_computed_anew_and_cells_named(
    sent: tuple[Path, Path], tmp_path: Path
) -> None:
    root, book = sent
    assert bring_in(root, filled(book, tmp_path / "a.xlsx", row())).code == 0
    expected = {**PARTS, "3": 33, "7": 26, "11": 7}
    assert figures(root) == {("Đất đai", column): value for column, value in expected.items()}
    table = tables_of(read_statements(root, "2021").slips)[TableKey("II.06a", "2021-Q2", "so-tp", "own")]
    cell = table.cells["Đất đai", "4"]
    name, _, at = cell.place.partition("!")
    assert cell.slip.source is not None
    assert cell.slip.source.workbook == "a.xlsx"
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")[name][at].value == 10
    assert call("validate", root=root).code == 0


def test_an_untouched_workbook_states_no_figure(sent: tuple[Path, Path]) -> None:
    root, book = sent
    assert "chưa nêu gì" in bring_in(root, book).out
    assert not slips(root)


def test_zero_blank_dash_and_x_are_four_things(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    bring_in(root, filled(book, tmp_path / "a.xlsx", row(c4=0, c5=None, c6="-")))
    stated = figures(root)
    assert stated["Đất đai", "4"] == 0
    assert ("Đất đai", "5") not in stated
    assert stated["Đất đai", "6"] is None
    refused = bring_in(root, filled(book, tmp_path / "b.xlsx", row(c4="x")))
    assert refused.code == 1
    assert "“x”; cần số nguyên" in refused.out


def test_a_sheet_of_zeros_is_a_complete_report(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    zeros = {f"c{column}": 0 for column in PARTS}
    bring_in(root, filled(book, tmp_path / "a.xlsx", row(**zeros)))  # type: ignore[arg-type]
    assert set(figures(root).values()) == {0}
    assert 'status: "done"' in slips(root)[0].read_text("utf-8")


def test_a_changed_figure_is_one_correction_and_a_blank_a_withdrawal(
    sent: tuple[Path, Path], tmp_path: Path
) -> None:
    root, book = sent
    bring_in(root, filled(book, tmp_path / "a.xlsx", row()))
    result = bring_in(root, filled(book, tmp_path / "b.xlsx", row(c4=12, c13=None)))
    assert result.code == 0
    assert "II.06a, Đất đai, (4): “10” → “12”" in result.out
    assert "II.06a, Đất đai, (13): “0” → rút, để trống" in result.out
    assert figures(root)["Đất đai", "3"] == 35
    assert ("Đất đai", "13") not in figures(root)


def test_saved_again_it_states_nothing_new(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    file = filled(book, tmp_path / "a.xlsx", row())
    bring_in(root, file)
    assert "không có gì mới" in bring_in(root, filled(file, tmp_path / "b.xlsx", {})).out
    assert len(slips(root)) == 1


def test_an_overwritten_sum_must_agree(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    wrong = {**row(), (FORM, "free-1", "3"): 40}
    result = bring_in(root, filled(book, tmp_path / "a.xlsx", wrong))
    assert result.code == 1
    assert "“40”; tổng (4) + (5) + (6) là 33" in result.out
    right = {**row(), (FORM, "free-1", "3"): 33}
    assert bring_in(root, filled(book, tmp_path / "b.xlsx", right)).code == 0


@pytest.mark.parametrize(
    ("typed", "problem"), [("=1+1", "công thức chưa có kết quả"), (True, "không phải là số")]
)
def test_what_is_no_figure_is_named_with_its_cell(
    sent: tuple[Path, Path], tmp_path: Path, typed: object, problem: str
) -> None:
    root, book = sent
    file = filled(book, tmp_path / "a.xlsx", row(c4=typed))
    cell = place(sheet_of(openpyxl.load_workbook(file), FORM), "free-1", "4").coordinate
    result = bring_in(root, file)
    assert result.code == 1
    assert f"trang “II.06a”, ô {cell}: " in result.out
    assert problem in result.out


def test_an_error_cell_is_an_error(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent

    def broken(file: Any) -> None:
        cell = place(sheet_of(file, FORM), "free-1", "4")
        cell.value = "#REF!"
        assert cell.data_type == "e"

    result = bring_in(root, filled(book, tmp_path / "a.xlsx", row(), broken))
    assert result.code == 1
    assert "“#REF!”; cần nội dung thay cho lỗi công thức" in result.out


def test_a_figure_recorded_by_hand_in_between_is_named(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    said = (
        "--agency",
        "so-tp",
        "--quarter",
        "2",
        "--row",
        "Đất đai",
        "--figure",
        "4=99",
        "--status",
        "in_progress",
    )
    assert call("record", "--form", "II.06a", *said, "--as-of", "2021-06-12", root=root).code == 0
    result = bring_in(root, filled(book, tmp_path / "a.xlsx", row()))
    assert result.code == 1
    assert "số liệu này đã được ghi tay (99) bằng phiếu 2021-06-12-" in result.out


def test_rows_of_one_name_and_figures_without_a_name_are_refused(
    sent: tuple[Path, Path], tmp_path: Path
) -> None:
    root, book = sent
    twice = {**row(), **row("free-2")}
    assert "tên dòng này đã có ở dòng khác" in bring_in(root, filled(book, tmp_path / "a.xlsx", twice)).out
    assert "điền tên dòng" in bring_in(root, filled(book, tmp_path / "b.xlsx", row(label=None))).out  # type: ignore[arg-type]


def with_letterhead(book: Any) -> None:
    sheet = sheet_of(book, FORM)
    sheet.insert_rows(1, 2)
    sheet["C1"], sheet["C2"] = "UBND TỈNH", "SỞ TƯ PHÁP"


def with_a_column_of_its_own(book: Any) -> None:
    sheet = sheet_of(book, FORM)
    at = place(sheet, "free-1", "5").column
    sheet.insert_cols(at)
    sheet.cell(place(sheet, "free-1", "4").row, at).value = 777


def with_a_copied_total(book: Any) -> None:
    """A formula of the agency's own, which nobody computed, in a locked total."""
    place(sheet_of(book, FORM), "free-1", "3").value = "=SUM(D8:F8)"


@pytest.mark.parametrize(
    "change",
    [with_letterhead, with_a_column_of_its_own, with_a_copied_total],
    ids=lambda change: change.__name__,
)
def test_a_changed_sheet_says_the_same(sent: tuple[Path, Path], tmp_path: Path, change: Any) -> None:
    root, book = sent
    result = bring_in(root, filled(book, tmp_path / "a.xlsx", row(), change))
    assert result.code == 0, result.out
    expected = {**PARTS, "3": 33, "7": 26, "11": 7}
    assert figures(root) == {("Đất đai", column): value for column, value in expected.items()}


def test_a_sum_with_a_blank_part_is_one_everywhere(sent: tuple[Path, Path], tmp_path: Path) -> None:
    """The sum of 10, blank and 3: of the import, of a total that was typed, of what is shown."""
    root, book = sent
    typed = {**row(c5=None), (FORM, "free-1", "3"): 13}
    result = bring_in(root, filled(book, tmp_path / "a.xlsx", typed))
    assert result.code == 0, result.out
    assert figures(root)["Đất đai", "3"] == 13
    words = ("form", "show", "II.06a", "--quarter", "2", "--format", "json", "--as-of", "2021-06-30")
    for more in ((), ("--by", "agency"), ("--by", "level")):
        cells = [one["cells"] for one in json.loads(call(*words, *more, root=root).out)["rows"]]
        assert {one["3"]["value"] for one in cells if one["3"]["value"] is not None} == {13}


def test_a_long_workbook_after_a_short_one_is_read_whole(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    other = next(file for file in book.parent.glob("*.xlsx") if file != book)
    rows = [row(f"free-{n}", f"Lĩnh vực {n}") for n in range(1, 13)]
    everything = {at: value for one in rows for at, value in one.items()}
    files = (
        filled(other, tmp_path / "a.xlsx", row("free-1", "Lĩnh vực 1")),
        filled(book, tmp_path / "b.xlsx", everything),
    )
    assert bring_in(root, *files).code == 0
    assert {name for name, _ in figures(root)} == {f"Lĩnh vực {n}" for n in range(1, 13)}


def test_a_number_typed_with_dots_is_quoted_as_it_was_typed(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    assert bring_in(root, filled(book, tmp_path / "a.xlsx", row(c4="1.234"))).code == 0
    assert figures(root)["Đất đai", "4"] == 1234
    refused = bring_in(root, filled(book, tmp_path / "b.xlsx", row(label=None, c4="1.234")))  # type: ignore[arg-type]
    assert refused.code == 1
    assert "“1.234”; điền tên dòng" in refused.out


BASIS = ("bases", FORM, "basis")
HELD = "Số liệu đã gồm  các cơ quan trực thuộc"
SUMS = {**PARTS, "3": 33, "7": 26, "11": 7}


def stated_by_basis(root: Path) -> dict[str, dict[tuple[str, str], object]]:
    """What the district has stated in form II.06a, by basis."""
    tables = tables_of(read_statements(root, "2021").slips)
    return {
        key.basis: {at: cell.value for at, cell in table.cells.items()}
        for key, table in tables.items()
        if key.form == "II.06a" and table.cells
    }


def test_a_district_says_whose_figures_a_form_holds_and_may_change_its_mind(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    book = book_of(export(root, "--agency", "huyen-ba-to"), "Ba Tơ")
    assert bring_in(root, filled(book, tmp_path / "a.xlsx", {**row(), BASIS: HELD})).code == 0
    stated = {("Đất đai", column): value for column, value in SUMS.items()}
    assert stated_by_basis(root) == {"consolidated": stated}

    words = ("--quarter", "2", "--agency", "huyen-ba-to", "-o", str(tmp_path / "lai"), "--as-of", IMPORTED)
    assert call("collect", "export", *words, root=root).code == 0
    again = book_of(tmp_path / "lai", "Ba Tơ")
    sheets = openpyxl.load_workbook(again)
    basis = place(sheet_of(sheets, "bases"), FORM, "basis").value
    assert basis == "số liệu đã gồm các cơ quan trực thuộc"
    assert place(sheet_of(sheets, FORM), "Đất đai", "4").value == 10
    assert bring_in(root, again).code == 0
    assert len(slips(root)) == 1

    own = filled(again, tmp_path / "b.xlsx", {BASIS: "số liệu của riêng cơ quan"})
    changed = bring_in(root, own)
    assert changed.code == 0, changed.out
    assert "(số tổng hợp), Đất đai, (4): “10” → rút, để trống" in changed.out
    assert stated_by_basis(root) == {"own": stated}


def test_a_sum_is_traced_to_the_cell_of_a_workbook(sent: tuple[Path, Path], tmp_path: Path) -> None:
    root, book = sent
    assert bring_in(root, filled(book, tmp_path / "a.xlsx", row())).code == 0
    words = ("form", "show", "II.06a", "--quarter", "2", "--trace", "4", "--as-of", "2021-06-30")
    [traced] = json.loads(call(*words, "--format", "json", root=root).out)["cells"]
    assert (traced["text"], traced["workbook"]) == ("10", "a.xlsx")
    sheet, _, place_ = traced["cell"].partition("!")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")[sheet][place_].value == 10
    assert f"a.xlsx, ô {traced['cell']}" in " ".join(call(*words, root=root).out.split())


def test_a_basis_that_is_neither_is_refused_with_its_cell(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    book = book_of(export(root, "--agency", "huyen-ba-to"), "Ba Tơ")
    refused = bring_in(root, filled(book, tmp_path / "a.xlsx", {**row(), BASIS: "cả huyện"}))
    assert refused.code == 1
    assert "trang “Số tổng hợp”, ô C5: “cả huyện”; cần một trong: số liệu của riêng" in refused.out
    assert not slips(root)
