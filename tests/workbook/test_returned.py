"""A returned sheet that was changed: every problem with its cell, in the order in which people read."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.workbook.book import Column, Sheet
from kstthc_cli.domain.workbook.cells import Value
from kstthc_cli.domain.workbook.raw import COLUMN, MARK, ROW, RawCell, RawSheet
from kstthc_cli.domain.workbook.returned import CellProblem, ReturnedSheet, doubled, read_sheet

WIDE = 28
HEADING, FIRST = 2, 3
SHEET = Sheet(
    "hồ sơ", "Hồ sơ", "Hồ sơ", "",
    tuple(Column(f"c{n}", (f"Cột {n}",), "count", 10) for n in range(2, WIDE + 1)), (), (),
)  # fmt: skip


def raw(*typed: tuple[int, int, Value], name: str = "Hồ sơ", rows: int = 3) -> RawSheet:
    """A sheet as it was sent, codes in row 1 and column A, with what is typed at row and column."""
    grid = {(1, 1): RawCell(f"{MARK}hồ sơ")}
    for n in range(2, WIDE + 1):
        grid |= {(1, n): RawCell(f"{COLUMN}c{n}"), (HEADING, n): RawCell(f"Cột {n}")}
    grid |= {(FIRST + n, 1): RawCell(f"{ROW}r{n}") for n in range(rows)}
    return RawSheet(name, grid | {(row, column): RawCell(value) for row, column, value in typed})


def read(sheet: RawSheet) -> ReturnedSheet:
    return read_sheet(sheet, SHEET, {})


def test_problems_come_row_by_row_and_from_left_to_right() -> None:
    places = [(5, 2), (4, 28), (4, 26), (3, 27), (4, 3), (3, 5), (4, 27)]
    found = read(raw(*((row, column, "x") for row, column in places))).problems
    assert [problem.cell for problem in found] == ["E3", "AA3", "C4", "Z4", "AA4", "AB4", "B5"]


def test_what_concerns_the_whole_sheet_comes_before_its_cells() -> None:
    sheet = raw((3, 2, "x"), (9, 3, 7))
    grid = {at: cell for at, cell in sheet.grid.items() if at[1] != 5}
    assert [(p.cell, p.wanted.partition(" ")[0]) for p in read(sheet._replace(grid=grid)).problems] == [
        ("", "cột"),
        ("B3", "cần"),
        ("9:9", "dòng"),
    ]


def test_a_problem_names_sheet_cell_and_what_stands_there() -> None:
    assert read(raw((3, 2, "x"))).problems[0].sentence == (
        "trang “Hồ sơ”, ô B3: “x”; cần số nguyên, ví dụ 1234."
    )
    assert CellProblem("", "", "", "thiếu trang.").sentence == "thiếu trang."
    assert CellProblem("", "", "a" * 61, "x").sentence == f"“{'a' * 59}…”; x"


def test_what_is_typed_is_found_under_its_codes_with_its_cell() -> None:
    answers = read(raw((4, 27, "1.234"), (3, 2, 0))).answers
    found = {(row, code): answer for row, given in answers.items() for code, answer in given.items()}
    assert {at: (answer.text, answer.cell, answer.typed) for at, answer in found.items()} == {
        ("r0", "c2"): ("0", "B3", "0"),
        ("r1", "c27"): ("1234", "AA4", "1.234"),
    }


def test_a_copied_sheet_is_told_where_it_says_something_else() -> None:
    first, same, other = raw((3, 2, 1)), raw((3, 2, 1), name="Bản 2"), raw((3, 2, 2), name="Bản 3")
    assert [(p.sheet, p.wanted) for p in doubled([first, same, other])] == [
        ("Bản 3", "bản chép của trang “Hồ sơ” nhưng nội dung khác; giữ một trang.")
    ]


@pytest.mark.parametrize(
    ("found", "shown"),
    [("x" * 60, "x" * 60), ("x" * 61, "x" * 59 + "…"), (" a \n  b ", "a b"), ("y " * 30, ("y " * 30)[:-1])],
    ids=["60", "61", "blanks", "end"],
)
def test_what_stands_in_a_cell_is_cut_after_sixty_letters(found: str, shown: str) -> None:
    assert CellProblem("", "", found, "cần số.").sentence == f"“{shown}”; cần số."
