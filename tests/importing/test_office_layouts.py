"""Documents of further layouts and formats, held against their gold; what is left to a person is marked."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.importing.document import ImportRefusedError
from kstthc_cli.domain.importing.duties import split_row
from kstthc_cli.domain.importing.reading import Reading
from kstthc_cli.domain.importing.schedules import read_times
from kstthc_cli.domain.text.normalize import words
from tests.importing.docx_made import C, docx, table
from tests.importing.office_layouts import HEADS, NUMBERED, OFFICE
from tests.importing.plan_layouts import TITLE
from tests.importing.test_layouts import BENCHMARK, NOBODY, lost_words, read
from tests.support.quang_ngai import year

MARKED = {
    "results_and_deadlines_in_one_cell": 2,
    "abbreviations_of_a_province": 2,
    "a_column_for_each_quarter": 1,
}
"""Layouts in which rows have several times, or a time without a period: a person decides them."""


@pytest.mark.parametrize("registry", [NOBODY, year().registry], ids=["nobody known", "quang-ngai"])
@pytest.mark.parametrize("name", OFFICE)
def test_rows_are_right_or_marked(name: str, registry: Registry) -> None:
    content, suffix, gold = OFFICE[name]()
    reading = read(content, suffix, registry)
    if registry is not NOBODY:  # names are those of the registry then
        gold = [row[:2] for row in gold]
    score = BENCHMARK.score(BENCHMARK.gold_rows(gold), reading)
    assert (score.rows, score.lost, score.wrong) == (len(gold) - 1, 0, ())
    assert score.marked == MARKED.get(name, 0)


@pytest.mark.parametrize("name", OFFICE)
def test_no_word_is_lost(name: str) -> None:
    content, suffix, _ = OFFICE[name]()
    reading = read(content, suffix)
    labels = {word for title in reading.columns.titles for word in words(title)}
    assert lost_words(content, suffix, reading) <= labels


def test_a_plan_in_numbered_paragraphs_is_refused_for_what_it_is() -> None:
    with pytest.raises(ImportRefusedError, match="đoạn văn đánh số") as told:
        read(NUMBERED.encode(), ".txt")
    assert "Lập bảng" in told.value.remedy


AMONG = """KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026
I. MỤC ĐÍCH
1. Nâng cao chất lượng phục vụ.
II. NHIỆM VỤ
1. Rà soát thủ tục. Thời hạn: trước ngày 30/6/2026; Cơ quan chủ trì: Sở Tư pháp.
2. Tuyên truyền.
3. Kiểm tra. Cơ quan chủ trì: Sở Nội vụ. Thời gian: Quý III/2026.
4. Tổng kết.
III. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ theo dõi.
"""


def test_a_numbered_paragraph_without_labels_among_tasks_is_a_marked_task() -> None:
    rows = read(AMONG.encode(), ".txt").rows
    assert [(row.item.kind, row.item.content, len(row.doubts)) for row in rows] == [
        ("section", "NHIỆM VỤ", 0),
        ("task", "Rà soát thủ tục.", 0),
        ("task", "Tuyên truyền.", 2),
        ("task", "Kiểm tra.", 0),
        ("task", "Tổng kết.", 2),
    ]


def rows_of(*rows: list[object]) -> Reading:
    return read(docx([*TITLE, table([HEADS, *rows])]))


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (["Văn phòng", "UBND tỉnh"], ["Văn phòng UBND tỉnh"]),
        (["Sở Khoa học", "và Công nghệ"], ["Sở Khoa học và Công nghệ"]),
        (["Sở Nội vụ", "Sở Tư pháp"], ["Sở Nội vụ", "Sở Tư pháp"]),
        (["Văn phòng", "Thanh tra", "Vụ Pháp chế"], ["Văn phòng", "Thanh tra", "Vụ Pháp chế"]),
        (["Trung tâm Phục vụ hành", "chính công"], ["Trung tâm Phục vụ hành chính công"]),
    ],
)
def test_a_name_may_be_broken_over_lines(lead: list[str], expected: list[str]) -> None:
    (row,) = rows_of(["1", "Một.", lead, "", "Quý I", "Báo cáo"]).rows
    assert [who.name for _, line in row.lines for who in line.roles] == expected
    assert row.doubts == []


@pytest.mark.parametrize(
    "labels", [("Chủ trì:", "Phối hợp:"), ("- CT:", "- PH:"), ("Cơ quan chủ trì:", "Cơ quan phối hợp:")]
)
def test_a_label_stands_over_those_below_it(labels: tuple[str, str]) -> None:
    cell = [labels[0], "- Sở Nội vụ", "- Sở Y tế", labels[1], "- Sở Tư pháp"]
    heads = ["STT", "Nội dung", "Cơ quan thực hiện", "Thời gian", "Kết quả"]
    (row,) = read(docx([*TITLE, table([heads, ["1", "Một.", cell, "Quý I", "Báo cáo"]])])).rows
    roles = {who.name: found for _, line in row.lines for who, found in line.roles.items()}
    assert roles == {"Sở Nội vụ": ("lead",), "Sở Y tế": ("lead",), "Sở Tư pháp": ("coordinate",)}
    assert row.doubts == []


TWO = ["- Quý I", "- Quý III"]


@pytest.mark.parametrize(
    ("content", "lead", "result", "time", "certain"),
    [
        ("Kiểm tra.", "Sở Nội vụ", "Kết luận", TWO, True),
        ("Kiểm tra.", "Sở Nội vụ", ["a) Kế hoạch", "b) Kết luận"], ["a) Quý I", "b) Quý III"], True),
        ("Kiểm tra.", "Sở Nội vụ", ["a) Kế hoạch", "b) Kết luận"], ["b) Quý I", "a) Quý III"], False),
        ("Kiểm tra.", "Sở Nội vụ", ["- Kế hoạch", "- Kết luận"], TWO, False),
        ("Kiểm tra.", ["Sở Nội vụ", "Sở Tư pháp"], "Kết luận", TWO, False),
        (["Lập kế hoạch.", "Kiểm tra."], "Sở Nội vụ", "Kết luận", TWO, False),
        ("Kiểm tra.", "Sở Nội vụ", "Kết luận", ["- Quý I", "- Đầu quý III"], False),
    ],
)
def test_several_deadlines_that_can_be_read_in_one_way_only_are_not_marked(
    content: str | list[str], lead: str | list[str], result: str | list[str], time: list[str], certain: bool
) -> None:
    (row,) = rows_of(["1", content, lead, "Sở Y tế", time, result]).rows
    assert [time.words.by for time in row.times if time.words] == ["2026-Q1", "2026-Q3"]
    assert bool(row.doubts) is not certain
    parts = list(split_row(row))
    assert [[key for key, _ in part.lines] for part in parts] == [[key for key, _ in row.lines]] * 2
    if certain and len(row.results) == 2:
        assert [part.results for part in parts] == [("a) Kế hoạch",), ("b) Kết luận",)]


@pytest.mark.parametrize("label", ["Phối hợp:", "Cơ quan phối hợp:", "Đơn vị thực hiện :"])
def test_a_label_within_a_line_begins_another_role(label: str) -> None:
    heads = ["STT", "Nội dung", "Cơ quan thực hiện", "Thời gian", "Kết quả"]
    cell = f"Chủ trì: Sở Nội vụ {label} Sở Tư pháp"
    (row,) = read(docx([*TITLE, table([heads, ["1", "Một.", cell, "Quý I", "Báo cáo"]])])).rows
    named = [(who.name, found) for _, line in row.lines for who, found in line.roles.items()]
    other = "perform" if "thực hiện" in label else "coordinate"
    assert named == [("Sở Nội vụ", ("lead",)), ("Sở Tư pháp", (other,))]
    assert row.doubts == []


@pytest.mark.parametrize("number", ["(2)", "2/", "2-", "02", "2."])
def test_numbers_are_read_with_the_marks_that_offices_put(number: str) -> None:
    (row,) = rows_of([number, "Một.", "Sở Nội vụ", "", "Quý I", "Báo cáo"]).rows
    assert row.item.label.id in ("2", "02")
    assert row.item.label.printed == number
    assert row.doubts == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["I", "Một.", "Sở Nội vụ", "", "Quý I", "Báo cáo"], "thường là số của mục"),
        (["1", "Một.", "Vụ", "", "Quý I", "Báo cáo"], "chưa rõ là cơ quan nào"),
        (["1", "Một.", "Như trên", "", "Quý I", "Báo cáo"], "Như trên"),
        (["1", "Một.", "Sở Nội vụ", "", "", "Báo cáo"], "cột thời gian để trống"),
        (["", C("Tổng cộng", 5)], "chưa xếp được"),
    ],
)
def test_what_may_be_read_otherwise_is_marked(row: list[object], told: str) -> None:
    last = rows_of(["9", "Chín.", "Sở Nội vụ", "", "Quý I", "Báo cáo"], row).rows[-1]
    assert told in " ".join(last.doubts)


def test_a_number_that_the_task_before_has_is_marked() -> None:
    rest = ["Một.", "Sở Nội vụ", "", "Quý I", "Báo cáo"]
    rows = rows_of(["1", *rest], ["1", *rest], ["2", *rest], ["1", *rest]).rows
    assert [len(row.doubts) for row in rows] == [0, 1, 0, 0]
    assert rows[1].doubts == ["hàng 3, cột 1: số thứ tự “1” là của nhiệm vụ trên"]


def test_a_mark_over_two_quarters_is_a_stretch_and_words_under_a_quarter_are_kept() -> None:
    heads = ["STT", "Nhiệm vụ", "Đơn vị thực hiện", "Quý I", "Quý II", "Quý III"]
    reading = read(
        docx(
            [
                *TITLE,
                table(
                    [
                        heads,
                        ["1", "Một.", "Sở Nội vụ", C("x", 2), ""],
                        ["2", "Hai.", "Sở Y tế", "", "", "Lần 1"],
                    ]
                ),
            ]
        )
    )
    first, second = reading.rows
    assert [(str(t.words.start), str(t.words.by)) for t in first.times if t.words] == [("2026-Q1", "2026-Q2")]
    assert [str(t.words.by) for t in second.times if t.words] == ["2026-Q3"]
    assert first.doubts == []
    assert "“Lần 1” đứng ở cột Quý III" in " ".join(second.doubts)


ISSUED = [
    ("6/2025", "by_date", ["2025-06"]),
    ("T6/2026", "by_date", ["2026-06"]),
    ("30/6", "by_date", ["2025-06-30"]),
    ("Quý I, II", "by_date", ["2025-Q1", "2025-Q2"]),
    ("Quý II, quý IV", "by_date", ["2025-Q2", "2025-Q4"]),
    ("02 lần/năm", "periodic", ["half"]),
    ("Hằng tháng", "periodic", ["month"]),
    ("hằng tuần", "periodic", []),
    ("Hoàn thành trước ngày 15/10/2025", "by_date", ["2025-10-14"]),
    ("Hoàn thành trước 15/10", "by_date", ["2025-10-14"]),
    ("Nhiệm vụ thường xuyên", "ongoing", []),
    ("Cả năm", "by_date", ["2025"]),
    ("Trong 03 ngày làm việc kể từ ngày nhận được văn bản", "on_request", []),
    ("Theo yêu cầu", "on_request", []),
    ("Tháng 3/2027", "by_date", ["2027-03"]),
    ("31/01/2026", "by_date", ["2026-01-31"]),
    ("Trước ngày 20/6 và 20/12", "by_date", ["2025-06-19", "2025-12-19"]),
    ("Hạn chót 20/12/2025", "by_date", ["2025-12-20"]),
    ("Q.II/2025", "by_date", ["2025-Q2"]),
    ("Sáu tháng đầu năm", "by_date", ["2025-H1"]),
    ("Ít nhất 02 lần/năm", "periodic", ["half"]),
    ("Sau 05 ngày làm việc kể từ khi nhận được báo cáo", "on_request", []),
]
"""Words for a time in a plan of 2025: what they ask for, and by when or how often."""


@pytest.mark.parametrize(("text", "kind", "when"), ISSUED)
def test_words_for_a_time_are_read(text: str, kind: str, when: list[str]) -> None:
    times = read_times([text], 2025, {})
    assert {time.kind for time in times} == {kind}
    found = [str(t.words.by) if t.words.by else list(t.words.every) for t in times if t.words]
    assert [one for one in found if one] == (when if kind == "by_date" else [when] if when else [])
    certain = (len(times) == 1 and kind in ("by_date", "ongoing")) or text in (
        "02 lần/năm",
        "Hằng tháng",
        "Theo yêu cầu",
    )
    assert all(bool(time.doubt) is not certain for time in times)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Chánh Văn phòng UBND tỉnh", {"Văn phòng UBND tỉnh": ("lead",)}),
        ("Phòng Nội vụ (tham mưu)", {"Phòng Nội vụ": ("lead",)}),
        ("Sở Nội vụ tham mưu thực hiện", {"Sở Nội vụ": ("lead",)}),
        ("UBND các xã", {"UBND cấp xã": ("lead",)}),
        ("UBND 96 xã, phường, đặc khu", {"UBND cấp xã": ("lead",)}),
        ("Các Cục, Vụ", {"đơn vị thuộc Bộ": ("lead",)}),
    ],
)
def test_names_in_a_column_of_leads(cell: str, expected: dict[str, tuple[str, ...]]) -> None:
    (row,) = rows_of(["1", "Một.", cell, "", "Quý I", "Báo cáo"]).rows
    assert {who.name: roles for _, line in row.lines for who, roles in line.roles.items()} == expected
    assert row.doubts == []


def test_labels_within_brackets_of_prose() -> None:
    lines = "KẾ HOẠCH năm 2026\nI. NHIỆM VỤ\n1. Ban hành kế hoạch (Chủ trì: Sở Nội vụ; thời gian: Quý I).\n"
    reading = read(lines.encode(), ".txt")
    assert [str(time.words.by) for time in reading.rows[1].times if time.words] == ["2026-Q1"]
    assert reading.rows[1].item.content == "Ban hành kế hoạch"


@pytest.mark.parametrize(
    ("cell", "lead", "coordinate"),
    [
        (["Sở Nội vụ", "(chủ trì)", "Sở Y tế", "(phối hợp)"], {"Sở Nội vụ"}, {"Sở Y tế"}),
        (["Chủ trì:", "- Sở Nội vụ", "Các sở, ban, ngành phối hợp"], {"Sở Nội vụ"}, {"sở, ban, ngành"}),
        (["Sở Nội vụ chủ trì,", "phối hợp với Sở Y tế"], {"Sở Nội vụ"}, {"Sở Y tế"}),
        (["Sở Nội vụ chủ trì Sở Y tế phối hợp"], {"Sở Nội vụ"}, {"Sở Y tế"}),
    ],
)
def test_roles_over_several_lines(cell: list[str], lead: set[str], coordinate: set[str]) -> None:
    heads = ["STT", "Nội dung", "Cơ quan thực hiện", "Thời gian", "Kết quả"]
    (row,) = read(docx([*TITLE, table([heads, ["1", "Một.", cell, "Quý I", "Báo cáo"]])])).rows
    found = {(who.name, role) for _, line in row.lines for who, roles in line.roles.items() for role in roles}
    assert found == {(name, "lead") for name in lead} | {(name, "coordinate") for name in coordinate}
    assert row.doubts == []
