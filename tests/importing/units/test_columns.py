"""Which rows are the head of a table and what its columns hold; grids of cells that reach over others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kstthc_cli.domain.importing.document import Cell, ImportRefusedError, Table
from kstthc_cli.domain.importing.table import grid as grids
from kstthc_cli.domain.importing.table.column_titles import Columns, find_columns, key_of, named_columns
from kstthc_cli.domain.importing.table.grid import across, grid_of, own_cells
from tests.importing.units.small_tables import Given, cell_of, table_of


def found(*rows: Sequence[Given]) -> tuple[str, tuple[str, ...], int] | None:
    columns = find_columns(grid_of(table_of(rows)))
    return None if columns is None else (" ".join(columns.keys), columns.titles, columns.first)


PLAIN = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]
ONE = ["1", "Việc", "Sở Nội vụ", "Quý I"]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([PLAIN, ONE], ("stt content lead time", tuple(PLAIN), 1)),
        ([["", "Biểu 1", "", ""], PLAIN, ONE], ("stt content lead time", tuple(PLAIN), 2)),
        ([PLAIN, ["(1)", "(2)", "(3)", "(4)"], ONE], ("stt content lead time", tuple(PLAIN), 2)),
        ([PLAIN, ["A", "B", "1", "2"], ONE], ("stt content lead time", tuple(PLAIN), 2)),
        ([PLAIN, ["1", "2", "", ""], ONE], ("stt content lead time", tuple(PLAIN), 1)),
        ([PLAIN, ["A", "B", "C", "1"], ONE], ("stt content lead time", tuple(PLAIN), 1)),
        ([PLAIN, ["1", "3", "2", ""], ONE], ("stt content lead time", tuple(PLAIN), 1)),
        (
            [PLAIN, ["A", "B", "1", "2 = 1 x 3"], ["A", "B", "1", "2"]],
            ("stt content lead time", tuple(PLAIN), 1),
        ),
        ([PLAIN, ["1", "2", "3", "4=2x3"], ONE], ("stt content lead time", tuple(PLAIN), 2)),
        (
            [["STT", "Nhiệm vụ", cell_of("Thời gian", 2)], ["", "", "Bắt đầu", "Kết thúc"]],
            ("stt content start time", ("STT", "Nhiệm vụ", "Thời gian Bắt đầu", "Thời gian Kết thúc"), 2),
        ),
        (
            [["STT", "Nhiệm vụ", "Cơ quan chủ trì", cell_of("Năm 2026", 2)], ["", "", "", "Quý I", "Quý II"]],
            (
                "stt content lead period period",
                ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Năm 2026 Quý I", "Năm 2026 Quý II"),
                2,
            ),
        ),
        ([["Nhiệm vụ", "Cơ quan chủ trì", "Ghi chú"], ONE[1:]], None),
        ([["Nhiệm vụ", "Kết quả", "Nhóm"], ONE[1:]], None),
        (
            [["Nhiệm vụ", "Kết quả", "Thời gian"], ONE[1:]],
            ("content result time", ("Nhiệm vụ", "Kết quả", "Thời gian"), 1),
        ),
        ([["STT", "Họ và tên", "Cơ quan chủ trì", "Thời gian"], ONE], None),
        (
            [["STT", "Ý kiến", "Cơ quan chủ trì", "Thời gian"], ONE],
            ("stt content lead time", ("STT", "Ý kiến", "Cơ quan chủ trì", "Thời gian"), 1),
        ),
        ([["STT", "Kết quả", "Cơ quan chủ trì", "Thời gian"], ONE], None),
        ([["Ý kiến", "Cơ quan chủ trì", "Thời gian", "STT"], ONE], None),
        (
            [
                ["STT", "Nhiệm vụ", "Hoạt động", "Cơ quan chủ trì"],
                ["1", cell_of("A", 1, 2), "x", "Sở"],
                ["2", "y", "Sở"],
            ],
            ("stt group content lead", ("STT", "Nhiệm vụ", "Hoạt động", "Cơ quan chủ trì"), 1),
        ),
        (
            [
                ["STT", "Nhiệm vụ", "Hoạt động", "Cơ quan chủ trì"],
                ["1", "A", "x", "Sở"],
                ["2", "", "y", "Sở"],
            ],
            ("stt group content lead", ("STT", "Nhiệm vụ", "Hoạt động", "Cơ quan chủ trì"), 1),
        ),
        (
            [["STT", "Nhóm", "Cơ quan chủ trì", "Thời gian"], ONE],
            ("stt content lead time", ("STT", "Nhóm", "Cơ quan chủ trì", "Thời gian"), 1),
        ),
        ([["STT", "Họ tên"], ["1", "An"]], None),
    ],
)
def test_heads_tell_what_the_columns_hold(
    rows: list[list[Given]], columns: tuple[str, tuple[str, ...], int] | None
) -> None:
    assert found(*rows) == columns


def test_heads_further_down_than_a_dozen_rows_are_none() -> None:
    above = [["", "Lời dẫn", "", ""]]
    assert found(*above * 11, PLAIN, ONE) == ("stt content lead time", tuple(PLAIN), 12)
    assert found(*above * 12, PLAIN, ONE) is None


@pytest.mark.parametrize(
    ("heads", "body", "keys"),
    [
        (
            ["STT", "Nhiệm vụ", "Hoạt động", "Cơ quan chủ trì"],
            [["1", "A", "x", "Sở"]],
            "stt,content,content,lead",
        ),
        (
            ["STT", "Nhóm", "Nhiệm vụ", "Hoạt động", "Cơ quan chủ trì"],
            [["1", "N", cell_of("A", 1, 2), "x", "Sở"], ["2", "N", "y", "Sở"]],
            "stt,group,content,content,lead",
        ),
        (["STT", "Nhiệm vụ", "Hạn", "Thời gian"], [ONE], "stt,content,time,time"),
    ],
)
def test_two_columns_of_one_thing_are_asked(heads: list[Given], body: list[list[Given]], keys: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        find_columns(grid_of(table_of([heads, *body])))
    printed = " · ".join(str(head) for head in heads)
    assert refused.value.message == f"Chưa rõ cột nào của bảng là gì; tiêu đề đọc được: {printed}."
    assert refused.value.remedy == f"Nêu các cột theo thứ tự bằng --columns, ví dụ: --columns {keys}."


# Columns that somebody names


@pytest.mark.parametrize(
    ("names", "rows", "columns"),
    [
        (
            "stt content lead",
            [["TT", "A", "B", "C"], ONE],
            ("stt content lead other", ("TT", "A", "B", "C"), 1),
        ),
        (
            "stt content lead time",
            [["Số", "", "Ai", ""], ["", "Gì", "Ai", ""], ONE],
            ("stt content lead time", ("Số", "Gì", "Ai", ""), 2),
        ),
        (
            "content lead time",
            [["A", "B", "C"], ["x", "Sở", "Q"], ["y", "Sở", "Q"]],
            ("content lead time", ("A", "B", "C"), 1),
        ),
        ("stt content", [["S T T", "A"], ["I", "x"]], ("stt content", ("S T T", "A"), 1)),
        ("stt content", [["TT", "A"], ["", "B"], ["A", "x"]], ("stt content", ("TT", "A B"), 2)),
        ("stt content", [["TT", "A"], ["a) b", "x"]], ("stt content", ("TT", "A"), 1)),
        ("stt content", [["TT", "A"], ["một", "x"], ["hai", "y"]], ("stt content", ("TT", "A"), 1)),
        ("stt content", [["1", "x"], ["2", "y"]], ("stt content", ("", ""), 0)),
    ],
)
def test_columns_are_those_that_somebody_names(
    names: str, rows: list[list[Given]], columns: tuple[str, tuple[str, ...], int]
) -> None:
    found = named_columns(grid_of(table_of(rows)), names.split())
    assert (" ".join(found.keys), found.titles, found.first) == columns
    assert len(found.heads) == found.first


def test_more_names_than_columns_are_refused_with_what_the_table_has() -> None:
    grid = grid_of(table_of([["TT", "", "TT"], ["1", "2", "3"]]))
    assert named_columns(grid, ["stt", "content", "lead"]).keys == ("stt", "content", "lead")
    with pytest.raises(ImportRefusedError) as refused:
        named_columns(grid, ["stt", "content", "lead", "time"])
    assert refused.value.message == "--columns nêu 4 cột, bảng có 3."
    assert refused.value.remedy == "Bảng có: TT · (trống)."


def test_the_period_of_a_column_is_the_end_of_its_head() -> None:
    titles = ("Năm 2026 Quý II", "6 tháng đầu năm", "T12/2026", "Giai đoạn một")
    columns = Columns(("period",) * 4, titles, 0, ())
    assert [columns.period(n) for n in range(4)] == ["Quý II", "6 tháng đầu năm", "T12/2026", "Giai đoạn một"]


@pytest.mark.parametrize("title", ["", "…", "Ý kiến"])
def test_heads_that_say_nothing_known_are_other(title: str) -> None:
    assert key_of(title) == "other"


# Grids


def shown(*rows: Sequence[Cell]) -> list[list[str]]:
    return [[spot.text for spot in row] for row in grid_of(Table(tuple(map(tuple, rows))))]


def test_a_table_without_rows_has_no_places() -> None:
    assert grid_of(Table(())) == ()
    assert grid_of(Table(((), ()))) == ((), ())


def test_a_first_row_that_says_it_goes_on_begins_its_cells() -> None:
    go_on = Cell(("a",), merged=True)
    assert shown([go_on, Cell(("b",))], [go_on, Cell(("c",))]) == [["a", "b"], ["a", "c"]]


def test_borders_that_no_cell_uses_are_no_columns() -> None:
    wide = Cell(("a",), 2)
    assert shown([wide, Cell(("b",))], [Cell((), 2), Cell(("c",))]) == [["a", "b"], ["", "c"]]
    assert shown([wide, Cell(("b",))], [Cell(("d",)), Cell(("e",)), Cell(("c",))])[1] == ["d", "e", "c"]


def test_a_table_may_hold_so_many_places_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of([["a", "b", "c"], ["d", "e", "f"]])
    monkeypatch.setattr(grids, "MOST_CELLS", 6)
    assert len(grid_of(table)) == 2
    monkeypatch.setattr(grids, "MOST_CELLS", 5)
    with pytest.raises(ImportRefusedError) as refused:
        grid_of(table)
    assert (refused.value.message, refused.value.remedy) == (
        "Bảng quá lớn để đọc.",
        "Tách tài liệu thành nhiều tệp.",
    )


@pytest.mark.parametrize(
    ("width", "columns", "reaches"),
    [(2, 2, True), (3, 2, True), (4, 2, True), (5, 2, True), (6, 2, False), (6, 3, True), (4, 1, False)],
)
def test_a_cell_reaches_across_from_half_of_the_columns_on(width: int, columns: int, reaches: bool) -> None:
    row: list[Given] = [cell_of("Mục", columns), *[""] * (width - columns)]
    grid = grid_of(table_of([row, [f"a{n}" for n in range(width)]]))
    assert (across(grid[0]) is not None) is reaches
    assert [spot.text for spot in own_cells(grid[0])] == ["Mục"]
