"""Tables and text of a fixed width: nothing is lost or cut, whatever surrounds the program."""

from __future__ import annotations

import os
import re
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from kstthc_cli.render.screen.progress_bar import tracked
from kstthc_cli.render.screen.table import Screen, render_table
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection
from tests.support.tables import cells, squeezed

WORDS = st.sampled_from(
    [
        "Sở",
        "Thông tin",
        "và",
        "Truyền thông",
        "TTHC",
        "12/BC-STTTT",
        "trực-tuyến",
        "x" * 30,
        "",
        "đ",
        "日本",
        "30%",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
CELLS = st.one_of(TEXTS, st.lists(TEXTS, max_size=3).map("\n".join))
COLUMNS = st.lists(
    st.builds(TableColumn, TEXTS, st.integers(0, 4), number=st.booleans(), mark=st.booleans()),
    min_size=1,
    max_size=8,
)


@st.composite
def sheets(draw: st.DrawFn) -> Table:
    columns = draw(COLUMNS)
    rows = st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), min_size=1, max_size=4)
    blocks = draw(
        st.lists(
            st.builds(TableSection, TEXTS, rows, level=st.integers(1, 2), columns=st.none()),
            min_size=1,
            max_size=3,
        )
    )
    return Table(
        draw(TEXTS), draw(TEXTS), columns, blocks, draw(st.lists(TEXTS, max_size=2)), draw(st.booleans())
    )


def one(*columns: TableColumn, rows: list[list[str]], ruled: bool = True) -> Table:
    return Table("Bảng", "", columns, [TableSection("Mục", rows)], ruled=ruled)


def column_edges(drawn: str) -> list[str]:
    """The upper line of every table."""
    return [line for line in drawn.splitlines() if line.startswith("┌")]


@given(sheet=sheets(), width=st.integers(40, 200))
def test_no_letter_is_lost_and_no_line_is_too_wide(sheet: Table, width: int) -> None:
    drawn = render_table(sheet, Screen(width))
    assert all(cell_len(line) <= width for line in drawn.splitlines())
    found = "".join("".join(row) for row in cells(drawn)) + drawn
    texts = [text for block in sheet.blocks for row in block.rows for text in row]
    for word in {word for text in texts for word in text.split()}:
        assert word in squeezed(found)
    for text in (sheet.title, sheet.subtitle, *sheet.notes, *(block.heading for block in sheet.blocks)):
        assert squeezed(text) in squeezed(drawn)


@given(sheet=sheets(), width=st.integers(60, 200))
def test_tables_hold_every_cell_whole_and_stand_in_line(sheet: Table, width: int) -> None:
    """Wherever there is room for columns; else each row is a paragraph."""
    drawn = render_table(sheet, Screen(width))
    wanted = [
        [
            [squeezed(column.name) for column in sheet.columns],
            *([squeezed(t) for t in row] for row in block.rows),
        ]
        for block in sheet.blocks
    ]
    edges = column_edges(drawn)
    assert len(edges) in (0, len(sheet.blocks))
    assert len(set(edges)) <= 1
    if edges and sheet.ruled:
        found = [[squeezed(cell) for cell in row] for row in cells(drawn)]
        assert found == [row for rows in wanted for row in rows]
    if sum(11 if c.share else 3 + 8 for c in sheet.columns) < width:
        assert edges


def test_columns_without_a_share_are_as_wide_as_their_words_and_shares_take_the_rest() -> None:
    sheet = one(
        TableColumn("NV"),
        TableColumn("Nội dung", share=2),
        TableColumn("Ai", share=1),
        rows=[["12a", "Một", "Hai"]],
    )
    assert render_table(sheet, Screen(60)).splitlines()[3:] == [
        "┌─────┬──────────────────────────────────┬─────────────────┐",
        "│ NV  │ Nội dung                         │ Ai              │",
        "├─────┼──────────────────────────────────┼─────────────────┤",
        "│ 12a │ Một                              │ Hai             │",
        "└─────┴──────────────────────────────────┴─────────────────┘",
    ]


def test_the_widest_column_gives_way_and_its_words_stay() -> None:
    sheet = one(
        TableColumn("Trả lời"),
        TableColumn("Việc", share=1),
        TableColumn("Số", number=True),
        rows=[["Sở Y tế " * 12, "Rà soát", "7"]],
    )
    drawn = render_table(sheet, Screen(60))
    assert cells(drawn)[1] == [("Sở Y tế " * 12).strip(), "Rà soát", "7"]
    assert {len(line) for line in drawn.splitlines()[3:]} == {60}


def test_numbers_stand_to_the_right_and_headings_at_the_bottom() -> None:
    sheet = one(
        TableColumn("Cộng", number=True),
        TableColumn("Tên\ncơ quan"),
        rows=[["7", "Sở"], ["1.000", "Xã"]],
        ruled=False,
    )
    assert render_table(sheet, Screen(60)).splitlines()[4:9] == [
        "│       │ Tên     │",
        "│  Cộng │ cơ quan │",
        "├───────┼─────────┤",
        "│     7 │ Sở      │",
        "│ 1.000 │ Xã      │",
    ]


def test_where_columns_have_no_room_rows_are_paragraphs() -> None:
    columns = [TableColumn(f"Cột {n}", share=int(n == 3)) for n in range(8)]
    drawn = render_table(one(*columns, rows=[[f"chữ thứ {n}" for n in range(8)]]), Screen(70))
    assert column_edges(drawn) == []
    assert drawn.splitlines()[3] == "  chữ thứ 3"
    assert "Cột 0: chữ thứ 0; Cột 1: chữ thứ 1; Cột 2" in " ".join(drawn.split())


@pytest.mark.parametrize("text", ["[red]đỏ[/red]", "[/QĐ]", ":smile:", "https://a.vn 12/3 'x' True", "\\[b]"])
def test_text_is_data_and_no_markup(text: str) -> None:
    sheet = Table(text, text, [TableColumn(text)], [TableSection(text, [[text]])], [text])
    assert (
        render_table(sheet, Screen(colour=True)).count(text) == render_table(sheet, Screen()).count(text) == 6
    )


@pytest.mark.parametrize(
    "name", ["FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE"]
)
@pytest.mark.parametrize("colour", [True, False])
def test_the_environment_changes_nothing(name: str, colour: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = one(
        TableColumn("Trạng thái", mark=True),
        TableColumn("Việc", share=1),
        rows=[["quá hạn", "Rà soát " * 30]],
    )
    usual = render_table(sheet, Screen(colour=colour))
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv("TERM", "dumb")
    assert render_table(sheet, Screen(colour=colour)) == usual
    assert ("\x1b" in usual) is colour


def test_colours_say_how_things_stand_and_change_no_letter() -> None:
    states = {"quá hạn": "1;31", "hoàn thành quá hạn": "33", "đang thực hiện": "36", "chờ": "2"}
    sheet = one(
        TableColumn("Trạng thái", mark=True),
        TableColumn("Lời"),
        rows=[[state, "quá hạn"] for state in states],
    )
    drawn = render_table(sheet, Screen(colour=True))
    for state, codes in states.items():
        assert len(re.findall(rf"\x1b\[{codes}m{state} *\x1b\[0m", drawn)) == 1
    assert "\x1b[1mBảng\x1b[0m" in drawn
    assert re.sub(r"\x1b\[[\d;]*m", "", drawn) == render_table(sheet, Screen())


@example(text="  hai chữ cách đầu dòng rồi dài quá")
@example(text="Sở\tTư\tpháp")
@given(text=CELLS)
def test_text_is_wrapped_at_blanks(text: str) -> None:
    """Words are broken only where they are wider than a line."""
    lines = render_table(Table(text, "", [TableColumn("A")], []), Screen(40)).splitlines()
    assert "".join(squeezed(line) for line in lines) == squeezed(text)
    assert {word for line in lines for word in line.split()} == set(text.split())


def test_there_is_no_bar_off_a_terminal_and_one_that_leaves_no_trace_where_it_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(tracked([1, 2], "Đang kẻ bảng", shown=False)) == [1, 2]
    many = one(TableColumn("A"), rows=[["chữ"]] * 3000, ruled=False)
    plain = render_table(many, Screen())
    assert capsys.readouterr() == ("", "")
    assert render_table(many, Screen(terminal=True)) == plain
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("shown", "count", "bar"), [(False, 10, False), (True, 9, False), (True, 10, True), (True, 11, True)]
)
def test_a_bar_is_for_many_on_a_terminal(
    shown: bool, count: int, bar: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    items = list(range(count))
    found = tracked(items, "Đang đọc tệp", shown=shown, least=10)
    assert (found is not items, list(found), capsys.readouterr().out) == (bar, items, "")


def test_the_same_sheet_is_drawn_the_same() -> None:
    sheet = one(TableColumn("A"), TableColumn("B", share=1), rows=[["x", "y " * 80]] * 3)
    assert len({render_table(sheet, Screen(80)) for _ in range(3)}) == 1
    assert all(len(list(same)) == 1 for key, same in groupby(column_edges(render_table(sheet, Screen(80)))))
    assert os.linesep == "\n" or "\r" not in render_table(sheet, Screen(80))
