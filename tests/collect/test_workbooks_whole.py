"""Everything that stands in a workbook: texts, formulas, notes, choices, formats, widths, what is locked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.support.in_process import call
from tests.support.printed import heard
from tests.support.running import Result, copy_sample
from tests.support.workbooks import EXPORTED, export


def lines(sheet: Any) -> Iterator[str]:
    """The sheet, a line for each thing that it holds."""
    yield f"# {sheet.title} ({sheet.sheet_state}), {sheet.freeze_panes}, {sheet.print_title_rows}"
    yield f"{sheet.page_setup.orientation} {sheet.page_setup.fitToWidth} {sheet.print_area}"
    yield " ".join(
        f"{letter}={one.width:g}{'-' * one.hidden}" for letter, one in sheet.column_dimensions.items()
    )
    yield " ".join(map(str, sorted(map(str, sheet.merged_cells.ranges))))
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                fill = cell.fill.fgColor.rgb if cell.fill.fill_type else ""
                locked = "" if cell.protection.locked else "open"
                note = cell.comment.text if cell.comment else ""
                about = " ".join(
                    filter(None, (cell.number_format, fill, locked, "bold" * bool(cell.font.b), note))
                )
                yield f"{get_column_letter(cell.column)}{cell.row}: {cell.value!r} ({about})"
    for one in sheet.data_validations.dataValidation:
        yield f"{one.sqref} {one.type} {one.formula1} {one.prompt!r} {one.error!r} {one.errorStyle}"
    for area, rules in sheet.conditional_formatting._cf_rules.items():
        yield f"{area.sqref}: {[(rule.type, rule.formula) for rule in rules]}"


def holds(file: Path) -> None:
    """Have the sheets held word for word, each as an output of its own."""
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets:
        heard(("tệp", sheet.title), Result(0, "\n".join(lines(sheet)) + "\n", ""))


@pytest.mark.parametrize("agency", ["so-yt", "so-tp", "huyen-ba-to", "xa-tra-phu-21130"])
@pytest.mark.parametrize("quarter", [1, 2])
def test_what_an_agency_gets(agency: str, quarter: int, tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    (file,) = export(root, "--agency", agency, quarter=quarter).glob("*.xlsx")
    holds(file)


def test_the_table_of_a_form(tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "kho")
    file = tmp_path / "bieu.xlsx"
    words = ("form", "show", "II.06a", "--quarter", "2", "-o", str(file), "--as-of", EXPORTED)
    assert call(*words, root=root).code == 0
    holds(file)
