"""What a row of a table is by its cells and by the rows around it: each row whole, with every doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kstthc_cli.domain.importing.labels import label_of
from kstthc_cli.domain.importing.outline import Outline
from kstthc_cli.domain.importing.table.column_titles import named_columns
from kstthc_cli.domain.importing.table.grid import grid_of
from kstthc_cli.domain.importing.table.rows import TASK, Item
from tests.importing.units.small_tables import Given, cell_of, items_of, table_of, told

HEADS = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]
NOTED = [*HEADS, "Ghi chú"]
ONE = ["1", "Việc", "Sở Nội vụ", "Quý I"]
TWO = ["2", "Việc", "Sở Nội vụ", "Quý I"]

Told = tuple[str, str, str, list[str]]
FIRST: Told = ("task", "1", "Việc", [])
SECOND: Told = ("task", "2", "Việc", [])


def kept(row: int, text: str, label: str = "") -> Told:
    return ("rest", label, text, [f"hàng {row}: “{text}” chưa xếp được vào mục hay nhiệm vụ nào"])


def section(label: str, title: str, *doubts: str, depth: int = 1) -> Told:
    return (f"section{depth}", label, title, list(doubts))


def across(text: str, columns: int = 4) -> list[Given]:
    return [cell_of(text, columns)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([across("- Ghi nhớ"), ONE], [kept(2, "- Ghi nhớ", "-"), FIRST]),
        ([across("Phần I"), ONE], [section("Phần I", "Phần I"), FIRST]),
        ([across("I."), ONE], [section("I.", "I."), FIRST]),
        ([across("I. Chung"), ONE], [section("I.", "Chung"), FIRST]),
        ([across("Lời cuối"), across("Nơi nhận")], [kept(2, "Lời cuối"), kept(3, "Nơi nhận")]),
        ([["II. Đất", cell_of("Việc chung", 3)], ONE], [section("II.", "Việc chung"), FIRST]),
        (
            [["1", "Việc", cell_of("", 2)]],
            [("task", "1", "Việc", ["hàng 2, cột 2: nhiệm vụ chỉ có số và nội dung"])],
        ),
        (
            [["1", "Việc", "nt", "Quý I"]],
            [("task", "1", "Việc", ["hàng 2, cột 3: “nt” đọc là “ô trống” của hàng trên"])],
        ),
        (
            [ONE, ["II", "Chung", "", ""], ["2", "Việc", "nt", "Quý I"]],
            [
                FIRST,
                section("II", "Chung"),
                ("task", "2", "Việc", ["hàng 4, cột 3: “nt” đọc là “ô trống” của hàng trên"]),
            ],
        ),
        (
            [
                ["1 Rà soát", "Việc", "Sở", "Quý I"],
                ["một", "Việc", "Sở", "Quý I"],
                ["2. Rà", "Việc", "Sở", "Quý"],
            ],
            [
                (
                    "task",
                    "",
                    "Việc",
                    ["hàng 2, cột 1: số thứ tự “1 Rà soát”", "hàng 2, cột 2: nhiệm vụ không có số thứ tự"],
                ),
                (
                    "task",
                    "",
                    "Việc",
                    ["hàng 3, cột 1: số thứ tự “một”", "hàng 3, cột 2: nhiệm vụ không có số thứ tự"],
                ),
                ("task", "2.", "Việc", ["hàng 4, cột 1: số thứ tự “2. Rà”"]),
            ],
        ),
        (
            [
                ONE,
                *(
                    ["", text, "Sở", "Quý I"]
                    for text in ("a) Con", "a)", "- Gạch", "-", "1.2 Chấm", "II. La Mã")
                ),
            ],
            [
                FIRST,
                ("subtask", "a)", "Con", []),
                ("task", "", "a)", ["hàng 4, cột 2: nhiệm vụ không có số thứ tự"]),
                ("subtask", "-", "Gạch", []),
                ("task", "", "-", ["hàng 6, cột 2: nhiệm vụ không có số thứ tự"]),
                ("subtask", "1.2", "Chấm", []),
                ("task", "", "II. La Mã", ["hàng 8, cột 2: nhiệm vụ không có số thứ tự"]),
            ],
        ),
        (
            [["II", "Việc", "Sở", "Quý I"]],
            [("task", "II", "Việc", ["hàng 2, cột 1: “II” thường là số của mục, hàng này đọc là nhiệm vụ"])],
        ),
        (
            [ONE, ["a)", "", "Sở", "Quý"]],
            [FIRST, ("subtask", "a)", "", ["hàng 3, cột 1: nhiệm vụ không có nội dung"])],
        ),
    ],
)
def test_headings_numbers_and_contents(rows: Sequence[Sequence[Given]], found: list[Told]) -> None:
    assert told(items_of(HEADS, *rows)) == found


BARE = "hàng {}, cột 2: nhiệm vụ chỉ có số và nội dung"


@pytest.mark.parametrize(
    ("row", "below", "found"),
    [
        (["1", "Chung", "", ""], ["1.1", "Việc", "Sở", "Quý I"], section("1", "Chung")),
        (["1.1", "Chung", "", ""], ["1.1.1", "Việc", "Sở", "Quý I"], section("1.1", "Chung")),
        (
            ["1", "Chung", "", ""],
            ["a)", "Việc", "Sở", "Quý I"],
            section("1", "Chung", "hàng 2, cột 2: đọc là tên mục"),
        ),
        (
            ["1", "Chung", "", ""],
            ["-", "Việc", "Sở", "Quý I"],
            section("1", "Chung", "hàng 2, cột 2: đọc là tên mục"),
        ),
        (["1", "Chung", "", ""], ["2.1", "Việc", "Sở", "Quý I"], ("task", "1", "Chung", [BARE.format(2)])),
        (["1", "Chung", "", ""], ["2", "Việc", "Sở", "Quý I"], ("task", "1", "Chung", [BARE.format(2)])),
        (["1", "Chung", "", ""], across("a) Mục"), ("task", "1", "Chung", [BARE.format(2)])),
        (
            ["1", "", "", ""],
            ["1.1", "Việc", "Sở", "Quý I"],
            ("task", "1", "", [BARE.format(2), "hàng 2, cột 1: nhiệm vụ không có nội dung"]),
        ),
        (["1", "Chung", "", ""], ["", "", "", ""], ("task", "1", "Chung", [BARE.format(2)])),
        (["II", "Chung", "", ""], ["1", "Việc", "Sở", "Quý I"], section("II", "Chung")),
        (["", "các việc khác.", "", ""], ONE, section("", "các việc khác.", "hàng 2, cột 2: đọc là tên mục")),
        (["", "các việc khác.", "", ""], ["", "", "", ""], kept(2, "các việc khác.")),
        (["", "Ghi chú: x.", "", ""], ONE, kept(2, "Ghi chú: x.")),
        (["", "", "Sở Y tế", "Quý I"], ONE, kept(2, "Sở Y tế | Quý I")),
    ],
)
def test_a_row_of_number_and_words_is_what_the_next_row_makes_it(
    row: list[Given], below: list[Given], found: Told
) -> None:
    assert told(items_of(HEADS, row, below))[0] == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["", "và các việc khác.", "", ""], kept(3, "và các việc khác.")),
        (["", "Các việc khác.", "", ""], kept(3, "Các việc khác.")),
        (["", "Các việc khác", "", ""], section("", "Các việc khác", "hàng 3, cột 2: đọc là tên mục")),
        (["", "CÁC VIỆC KHÁC.", "", ""], section("", "CÁC VIỆC KHÁC.", "hàng 3, cột 2: đọc là tên mục")),
        (
            ["", f"Một{' hai' * 11}", "", ""],
            section("", f"Một{' hai' * 11}", "hàng 3, cột 2: đọc là tên mục"),
        ),
        (["", f"Một{' hai' * 12}", "", ""], kept(3, f"Một{' hai' * 12}")),
        (["", "Ghi chú", "", ""], kept(3, "Ghi chú")),
        (["", "", "Sở Y tế", "Quý II"], ("duty", "", "", [])),
        (
            ["", "", "Sở Y tế", ""],
            ("duty", "", "", ["hàng 3, cột 3: hàng chỉ có thêm chữ, chưa rõ của đầu việc nào"]),
        ),
        (["-", "", "", "Quý III"], ("duty", "-", "", ["hàng 3, cột 1: số thứ tự “-”"])),
        (["", "", "", ""], SECOND),
    ],
)
def test_a_row_below_a_task_goes_on_with_it_or_begins_a_section(row: list[Given], found: Told) -> None:
    items = told(items_of(HEADS, ONE, row, TWO))
    assert items[:2] == [FIRST, found]
    assert items[-1] == SECOND


def test_a_row_below_a_section_or_kept_words_is_no_duty_of_the_task_above_them() -> None:
    assert told(
        items_of(NOTED, [*ONE, ""], ["II", "Mục", "", "", ""], ["", "", "Sở Y|Sở T", "", "gấp|lắm"])
    ) == [
        FIRST,
        section("II", "Mục"),
        kept(4, "Sở Y | Sở T | gấp | lắm"),
    ]


def test_words_that_are_kept_are_those_of_their_own_row() -> None:
    rows: list[list[Given]] = [["", "", cell_of("Sở Y tế", 1, 2), "Quý I"], ["", "", "Quý II"]]
    assert told(items_of(HEADS, *rows, ONE)) == [kept(2, "Sở Y tế | Quý I"), kept(3, "Quý II"), FIRST]


def test_words_in_a_column_of_no_known_thing_make_a_row_a_task_or_a_duty() -> None:
    items = items_of(NOTED, ["II", "Mục", "", "", "gấp"], ["", "", "", "", "lắm"])
    assert told(items) == [
        ("task", "II", "Mục", ["hàng 2, cột 1: “II” thường là số của mục, hàng này đọc là nhiệm vụ"]),
        ("duty", "", "", ["hàng 3: hàng chỉ có thêm chữ, chưa rõ của đầu việc nào"]),
    ]
    assert [item.others for item in items] == [{4: ("gấp",)}, {4: ("lắm",)}]


# Cells over several columns or rows


@pytest.mark.parametrize(
    ("columns", "width", "is_wide"),
    [(4, 1, False), (4, 2, True), (5, 2, True), (6, 2, False), (6, 3, True), (7, 2, False), (7, 3, True)],
)
def test_a_number_and_a_title_over_half_of_the_columns_are_a_section(
    columns: int, width: int, is_wide: bool
) -> None:
    heads = [*HEADS, "Ghi chú", "Kết quả", "Lý do"][:columns]
    spare = [""] * (columns - 1 - width)
    rows: list[list[Given]] = [[label, cell_of("Việc chung", width), *spare] for label in ("II", "2")]
    merged = ["hàng 3, cột 2: ô “Việc chung” trùm nhiều cột"] if width > 1 else []
    bare: Told = ("task", "2", "Việc chung", [*merged, BARE.format(3)])
    assert told(items_of(heads, *rows, [*ONE, *[""] * (columns - 4)]))[:2] == [
        section("II", "Việc chung"),
        section("2", "Việc chung", depth=2) if is_wide else bare,
    ]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (
            "Mục lớn",
            section(
                "", "Mục lớn", "hàng 2, cột 1: ô “Mục lớn” trùm nhiều cột", "hàng 2, cột 1: đọc là tên mục"
            ),
        ),
        ("II. Mục lớn", section("II.", "Mục lớn")),
    ],
)
def test_a_title_in_one_cell_with_the_number_is_a_section(title: str, found: Told) -> None:
    heads = [*HEADS, "Ghi chú", "Kết quả"]
    row: list[Given] = [cell_of(title, 2), "", "", "", ""]
    assert told(items_of(heads, row, [*ONE, "", ""])) == [found, FIRST]


@pytest.mark.parametrize(
    ("columns", "width", "is_title"),
    [
        (4, 1, False),
        (4, 2, True),
        (5, 2, True),
        (6, 2, False),
        (6, 3, True),
        (7, 3, True),
        (8, 3, False),
        (8, 4, True),
    ],
)
def test_a_title_beside_its_number_stands_over_whatever_columns(
    columns: int, width: int, is_title: bool
) -> None:
    heads = ["STT", "Cơ quan chủ trì", "Nhiệm vụ", "Thời gian", "Ghi chú", "Kết quả", "Lý do", "Kinh phí"][
        :columns
    ]
    task: list[Given] = ["1", "Sở Nội vụ", "Việc", "Quý I", *[""] * (columns - 4)]

    def first(label: str) -> Told:
        row: list[Given] = [label, cell_of("Việc chung", width), *[""] * (columns - 1 - width)]
        return told(items_of(heads, row, task))[0]

    assert (first("II") == section("II", "Việc chung")) is is_title
    assert first("2")[0] == "task"
    assert first("II. Đất")[2] != "Việc chung"


def test_a_cell_that_says_as_above_takes_the_cell_above() -> None:
    items = items_of(HEADS, ONE, ["2", "Việc", "nt", "Quý II"])
    assert items[1].cells["lead"] == ("Sở Nội vụ",)
    assert items[1].doubts == ["hàng 3, cột 3: “nt” đọc là “Sở Nội vụ” của hàng trên"]


def test_columns_that_begin_with_something_else_have_no_numbered_titles() -> None:
    heads = ["Nhiệm vụ", "STT", "Cơ quan chủ trì", "Thời gian"]
    assert told(items_of(heads, ["II", cell_of("Việc chung", 3)], ["Việc", "1", "Sở", "Quý I"])) == [
        section(
            "",
            "II",
            "hàng 2, cột 2: ô “Việc chung” trùm nhiều cột",
            "hàng 2, cột 2: số thứ tự “Việc chung”",
            "hàng 2, cột 1: đọc là tên mục",
        ),
        FIRST,
    ]


def test_a_cell_that_is_merged_down_is_said_once() -> None:
    items = items_of(
        NOTED,
        ["1", "Việc", cell_of("Sở Nội vụ", 1, 2), "Quý I", cell_of("gấp", 1, 2)],
        ["", "", "Quý II"],
        [cell_of("2", 1, 2), cell_of("Việc", 1, 2), "Sở Y tế", cell_of("Quý I", 1, 2), ""],
        ["Sở Tư pháp", ""],
        ["II", "Mục", "", "", ""],
    )
    assert told(items) == [
        FIRST,
        ("duty", "", "", []),
        SECOND,
        ("duty", "", "", ["hàng 5, cột 3: hàng chỉ có thêm chữ, chưa rõ của đầu việc nào"]),
        section("II", "Mục"),
    ]
    assert [item.others for item in items] == [{4: ("gấp",)}, {}, {}, {}, {}]
    assert [item.shared for item in items] == [
        frozenset(), frozenset({"lead"}), frozenset(), frozenset({"stt", "content", "time"}), frozenset(),
    ]  # fmt: skip


def test_a_numbered_row_with_a_cell_of_the_row_above_is_a_task() -> None:
    row: list[Given] = ["1", "Việc", cell_of("Sở Nội vụ", 1, 2), "Quý I"]
    assert told(items_of(HEADS, row, ["II", "Mục", ""])) == [
        FIRST,
        ("task", "II", "Mục", ["hàng 3, cột 1: “II” thường là số của mục, hàng này đọc là nhiệm vụ"]),
    ]


# Heads that are repeated


def test_heads_that_are_repeated_are_left_out_however_they_stand() -> None:
    divided: list[list[Given]] = [
        ["STT", "Nhiệm vụ", cell_of("Thời gian", 2)],
        ["", "", "Bắt đầu", "Kết thúc"],
    ]
    task = ["Việc", "Quý I", "Quý II"]
    joined = ["STT", "Nhiệm vụ", "Thời gian Bắt đầu", "Thời gian Kết thúc"]
    rows = items_of(*divided, ["1", *task], joined, ["2", *task], *divided, ["3", *task])
    assert [(item.kind, item.label.printed) for item in rows] == [("task", n) for n in "123"]


def test_a_line_above_the_heads_is_repeated_only_where_it_holds_several_words() -> None:
    two = ["", "Biểu 1", "Mật", ""]
    assert told(items_of(two, HEADS, ONE, two, TWO)) == [FIRST, SECOND]
    one = ["", "Biểu 1", "", ""]
    title = section("", "Biểu 1", "hàng 4, cột 2: đọc là tên mục")
    assert told(items_of(one, HEADS, ONE, one, TWO)) == [FIRST, title, SECOND]


# Groups


GROUPED = ["STT", "Nhóm nhiệm vụ", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]


def test_a_column_of_groups_makes_a_section_whenever_another_begins() -> None:
    groups = ("Đất đai", "", "đất  đai", "I.", "II. Y tế")
    rows = [[str(n), group, "Việc", "Sở", "Quý I"] for n, group in enumerate(groups, 1)]
    found = told(items_of(GROUPED, *rows))
    assert [row for row in found if row[0] != "task"] == [
        section("", "Đất đai"), section("I.", "I."), section("II.", "Y tế"),
    ]  # fmt: skip
    assert [row[1] for row in found] == ["", "1", "2", "3", "I.", "4", "II.", "5"]


def test_a_group_that_is_merged_down_is_one_section() -> None:
    rows: list[list[Given]] = [
        ["1", cell_of("Đất đai", 1, 2), "Việc", "Sở", "Quý I"],
        ["2", "Việc", "Sở", "Quý I"],
        ["STT", cell_of("Nhóm nhiệm vụ", 1, 2), "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"],
        ["3", "Việc", "Sở", "Quý I"],
    ]
    found = told(items_of(GROUPED, *rows))
    assert found == [section("", "Đất đai"), FIRST, SECOND, ("task", "3", "Việc", [])]


# What is not asked of a table


def test_columns_that_somebody_names_need_no_content() -> None:
    rows = [["TT", "A", "B"], ["1", "Sở", "Quý I"]]
    columns = named_columns(grid_of(table_of(rows)), ["stt", "lead", "time"])
    assert told(items_of(*rows, columns=columns)) == [
        ("task", "1", "", ["hàng 2, cột 1: nhiệm vụ không có nội dung"])
    ]


def test_a_doubt_is_said_once() -> None:
    item = Item(TASK, 3, label_of("1"), spots={"time": 4}, unit="dòng")
    for key in ("time", "time", "lead"):
        item.doubt("hỏi lại", key)
    assert item.doubts == ["dòng 3, cột 4: hỏi lại", "dòng 3: hỏi lại"]


# How deep headings stand


@pytest.mark.parametrize(
    ("labels", "depths"),
    [
        ("A I II B I II C I D", [1, 2, 2, 1, 2, 2, 1, 2, 1]),
        ("I A B C D II A", [1, 2, 2, 2, 2, 1, 2]),
        ("A I II III IV V VI B C", [1, 2, 2, 2, 2, 2, 2, 1, 1]),
        ("I II III IV V VI", [1] * 6),
        ("A C V I II", [1, 1, 1, 2, 2]),
        ("A I C", [1, 2, 2]),
        ("A B I II III IV V C", [1, 1, 2, 2, 2, 2, 2, 1]),
        ("U I II III IV V", [1, 2, 2, 2, 2, 2]),
        ("I 1 2 1.1 1.2 1.2.1 3 II", [1, 2, 2, 3, 3, 4, 2, 1]),
        ("I a) b) 1) II", [1, 2, 2, 3, 1]),
    ],
)
def test_how_deep_headings_stand(labels: str, depths: list[int]) -> None:
    outline = Outline()
    assert [outline.depth(label_of(label)) for label in labels.split()] == depths
    assert outline.below == depths[-1] + 1


def test_long_words_in_a_column_of_a_period_are_cut_where_they_are_asked_about() -> None:
    heads = ["STT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II"]
    words = "Giao cho từng đơn vị tự chọn thời gian phù hợp với tình hình của mình"
    [item] = items_of(heads, ["1", "Việc", "Sở Nội vụ", "", words])
    assert item.doubts == ["hàng 2, cột 4: “Giao cho từng đơn vị tự chọn thời gian…” đứng ở cột Quý II"]
    assert item.others == {4: (words,)}


def test_long_words_over_several_columns_are_cut_where_they_are_asked_about() -> None:
    words = "Giao cho từng đơn vị tự chọn thời gian phù hợp với tình hình của mình"
    [item] = items_of(HEADS, ["1", "Việc", cell_of(words, 2)])
    assert item.doubts == ["hàng 2, cột 3: ô “Giao cho từng đơn vị tự chọn thời gian…” trùm nhiều cột"]


def test_without_a_column_of_numbers_a_number_is_taken_out_of_the_content_and_a_dash_is_not() -> None:
    heads = ["Nhiệm vụ", "Chủ trì", "Thời gian"]
    one, two = items_of(heads, ["1. Rà soát", "Sở Nội vụ", "Quý I"], ["- Công khai", "Sở Y tế", "Quý II"])
    assert (one.label.printed, one.content) == ("1.", "Rà soát")
    assert (two.label.printed, two.content) == ("-", "- Công khai")
