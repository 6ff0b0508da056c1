"""Cells turn red while a rule fails, and the figures of the period before stand in grey beside the table."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kstthc_cli.domain.forms.counted_figures import TableKey, tables_of
from kstthc_cli.store.progress.slips import read_statements
from tests.support.in_process import call
from tests.support.running import copy_sample
from tests.support.workbooks import EXPORTED, book_of, bring_in, export, filled, place, sheet_of

FORM = "form:II.06a@2021-Q2"
PARTS = {"4": 10, "5": 20, "6": 3, "8": 20, "9": 5, "10": 1, "12": 7, "13": 0}
SUMS = {"3": 33, "7": 26, "11": 7}


def test_rules_turn_cells_red_while_people_type(tmp_path: Path) -> None:
    """Each kind of rule as the formula of a conditional format, in the columns that it is about."""
    root = copy_sample(tmp_path / "kho")
    book = openpyxl.load_workbook(book_of(export(root, "--agency", "huyen-ba-to"), "Ba Tơ"))
    found = {
        form: sorted(
            rule.formula[0] for rules in sheet_of(book, code).conditional_formatting for rule in rules.rules
        )
        for form, code in (
            (form, f"form:{form}@2021-Q2")
            for form in ("II.06a", "buu-chinh-so-hoa", "cham-diem-mot-cua", "truyen-thong")
        )
    }
    assert found == {
        "II.06a": ["AND(LEN($C8)*LEN($G8)*LEN($K8)>0,SUM($C8)<>SUM($G8,$K8))"],
        "buu-chinh-so-hoa": ["AND(LEN($F7)*LEN($E7)>0,SUM($F7)>SUM($E7),SUM($E7)<>0)"],
        "cham-diem-mot-cua": [
            "AND(LEN($C6)+LEN($D6)>0,LEN($C6)*LEN($D6)=0)",
            "AND(LEN($D6)*LEN($C6)>0,SUM($D6)>SUM($C6)*2)",
        ],
        "truyen-thong": ["AND(LEN($D7)+LEN($E7)>0,LEN($D7)*LEN($E7)=0)"],
    }


@pytest.fixture
def after_a_quarter(tmp_path: Path) -> tuple[Path, Path]:
    """A repository whose agency stated a row in quarter I, and its workbook of quarter II."""
    root = copy_sample(tmp_path / "kho")
    words = ("record", "--agency", "so-tp", "--quarter", "1", "--form", "II.06a", "--row", "Đất đai")
    stated = [
        word for column, value in {**PARTS, **SUMS}.items() for word in ("--figure", f"{column}={value}")
    ]
    date = ("--status", "done", "--date", "2021-03-17", "--as-of", EXPORTED)
    assert call(*words, *stated, *date, root=root).code == 0
    return root, book_of(export(root, "--agency", "so-tp"), "Tư pháp")


def test_rows_of_the_period_before_stand_ready_with_their_figures_in_grey(
    after_a_quarter: tuple[Path, Path], tmp_path: Path
) -> None:
    root, book = after_a_quarter
    sheet = sheet_of(openpyxl.load_workbook(book), FORM)
    label = place(sheet, "Đất đai", "label")
    assert label.value == "Đất đai"
    beside = {sheet.cell(7, c).value: sheet.cell(label.row, c) for c in range(14, 25)}
    assert {name: cell.value for name, cell in beside.items()} == {
        f"({column})": value for column, value in {**PARTS, **SUMS}.items()
    }
    assert {cell.font.color.rgb for cell in beside.values()} == {"FF7F7F7F"}
    assert sheet.print_area == "'II.06a'!$A$1:$M$27"
    assert "chưa nêu gì" in bring_in(root, book).out
    typed = {(FORM, "Đất đai", column): n for column, n in {**PARTS, "6": 8}.items()}
    assert bring_in(root, filled(book, tmp_path / "a.xlsx", typed)).code == 0
    table = tables_of(read_statements(root, "2021").slips)[TableKey("II.06a", "2021-Q2", "so-tp", "own")]
    assert table.cells["Đất đai", "6"].value == 8


def test_a_figure_that_differs_from_the_period_before_turns_red(after_a_quarter: tuple[Path, Path]) -> None:
    """Column (6) beside column (11) of the period before, a grey one of the same sheet."""
    sheet = sheet_of(openpyxl.load_workbook(after_a_quarter[1]), FORM)
    grey = next(cell.column_letter for cell in sheet[7][13:] if cell.value == "(11)")
    rules = {
        str(where.sqref): [rule.formula[0] for rule in where.rules] for where in sheet.conditional_formatting
    }
    assert rules["F8:F19"] == [f"AND(LEN($F8)*LEN(${grey}8)>0,SUM($F8)<>SUM(${grey}8))"]
