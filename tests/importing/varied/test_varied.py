"""Plans of varied layouts, read row by row and held against their gold; what is left to a person is marked."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.importing.assignees.lines import read_line
from kstthc_cli.domain.importing.assignees.names import names_of
from kstthc_cli.domain.importing.table.column_titles import key_of
from kstthc_cli.domain.text.normalize import words
from tests.importing.test_layouts import BENCHMARK, NOBODY, lost_words, read
from tests.importing.varied import departments, formats, heads, provinces, tables, wordings
from tests.importing.varied.making import VARIED
from tests.support.quang_ngai import year

assert all((departments, formats, heads, provinces, tables, wordings))
MARKED = {
    "results_and_times_before_bodies": 2,  # after an event
    "both_roles_in_one_column": 1,  # whose role stands in brackets
    "the_same_as_above": 5,
    "notes_totals_and_a_title_within": 4,  # an event, every day, a sum, a note
    "steps_in_one_cell": 6,  # several times in a cell, a day of every month, an event
    "targets_beside_the_tasks": 1,  # twice a month
    "no_numbers_at_all": 1,  # before a month
    "headers_with_line_breaks": 1,  # days after an event
    "plan_within_a_frame": 1,  # every week
    "pipes_with_breaks": 1,  # a day of every month
    "times_worded_freely": 9,
    "bodies_by_abbreviation": 2,  # units in brackets
    "posts_and_conditions": 2,  # whose role stands in brackets, a verb that is unknown
    "headings_in_the_rows": 2,  # a bare row over letters
    "two_header_rows_and_an_index": 3,  # an event, from a day on, every week
    "bodies_that_only_issue": 1,  # a session of the council
    "several_paragraphs_in_a_cell": 1,  # a verb that is unknown
    "heads_in_a_table_of_their_own": 1,  # every week
    "labels_of_other_things": 2,  # where it is, what is looked at
    "a_line_for_each_cell": 1,  # which of three names lead
    "a_column_for_each_month": 1,  # crosses in four months
}
"""How many rows of a layout a person has to look at, and why; none where a layout is not named."""


@pytest.mark.parametrize("name", VARIED)
def test_names_of_a_registry_change_nothing_but_themselves(name: str) -> None:
    made = VARIED[name]()
    score = BENCHMARK.score(
        BENCHMARK.gold_rows([row[:2] for row in made.gold]), read(made.content, made.suffix, year().registry)
    )
    assert (score.lost, score.wrong, score.marked) == (0, (), MARKED.get(name, 0))


@pytest.mark.parametrize("name", VARIED)
def test_rows_are_right_or_marked_and_no_word_is_lost(name: str) -> None:
    made = VARIED[name]()
    reading = read(made.content, made.suffix)
    score = BENCHMARK.score(BENCHMARK.gold_rows(made.gold), reading)
    assert (score.rows, score.lost, score.wrong) == (len(made.gold) - 1, 0, ())
    assert score.marked == MARKED.get(name, 0)
    labels = {word for title in reading.columns.titles for word in words(title)}
    lost = {word for word in lost_words(made.content, made.suffix, reading) if len(word) > 1}  # columns A, B
    assert lost <= labels


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("Sở Nội vụ - Chủ trì", {"lead": ["Sở Nội vụ"]}),
        ("* Chủ trì: Sở Nội vụ", {"lead": ["Sở Nội vụ"]}),
        ("b) Sở Nội vụ", {"perform": ["Sở Nội vụ"]}),
        ("CQ chủ trì: Sở Nội vụ; CQ phối hợp: Sở Y tế", {"lead": ["Sở Nội vụ"], "coordinate": ["Sở Y tế"]}),
        ("CQCT: Sở Nội vụ; CQPH: Sở Y tế", {"lead": ["Sở Nội vụ"], "coordinate": ["Sở Y tế"]}),
        ("Các Sở: Nội vụ, Y tế", {"perform": ["Sở Nội vụ", "Sở Y tế"]}),
        ("Sở Nội vụ & Sở Y tế", {"perform": ["Sở Nội vụ", "Sở Y tế"]}),
        ("Báo và Đài PT-TH tỉnh", {"perform": ["Báo và Đài PT-TH tỉnh"]}),
        ("Báo Ví Dụ và Đài PT-TH tỉnh", {"perform": ["Báo Ví Dụ", "Đài PT-TH tỉnh"]}),
        (
            "Ban Quản lý Khu kinh tế, các Khu công nghiệp",
            {"perform": ["Ban Quản lý Khu kinh tế, các Khu công nghiệp"]},
        ),
        ("Thuế tỉnh, Viettel tỉnh", {"perform": ["Thuế tỉnh", "Viettel tỉnh"]}),
        ("Các cơ quan chuyên môn thuộc UBND tỉnh", {"perform": ["sở, ban, ngành"]}),
        ("Các phòng, đơn vị trực thuộc Sở", {"perform": ["phòng, ban, đơn vị"]}),
        ("Bộ phận Một cửa, các thôn", {"perform": ["Bộ phận Một cửa", "thôn, tổ dân phố"]}),
        ("Công chức Tư pháp - Hộ tịch", {"perform": ["Công chức Tư pháp - Hộ tịch"]}),
    ],
)
def test_lines_that_can_be_read_in_one_way_only(line: str, roles: dict[str, list[str]]) -> None:
    reading = read_line(line, names_of(NOBODY, 2026), "")
    found: dict[str, list[str]] = {}
    for who, given in reading.roles.items():
        for role in given:
            found.setdefault(role, []).append(who.name)
    assert (found, reading.doubts) == (roles, [])


def test_a_role_in_brackets_may_be_of_all_that_stand_before_it() -> None:
    line, names = "Sở Nội vụ, Sở Y tế (phối hợp)", names_of(NOBODY, 2026)
    assert read_line(line, names, "").doubts == ["“(phối hợp)” của một hay của mọi cơ quan đứng trước"]
    assert read_line(line, names, "lead").doubts == []


@pytest.mark.parametrize(
    ("key", "titles"),
    {
        "content": "Tên TTHC|Hạng mục công việc|Việc phải làm|Nhiệm vụ, chỉ tiêu|Tên văn bản",
        "result": "Kết quả, chỉ tiêu|Sản phẩm dự kiến",
        "coordinate": "Cơ quan, đơn vị liên quan|Cơ quan tham gia",
        "agencies": "Cán bộ thực hiện|Thực hiện|Người thực hiện",
        "time": "TG hoàn thành|T/gian thực hiện|Dự kiến hoàn thành|Kết thúc",
        "other": "Đơn vị tính|Cơ quan trình|Cơ quan ban hành|Đơn vị được kiểm tra|Thời hạn giải quyết|Kết quả năm 2025",
    }.items(),
)
def test_heads_of_columns(key: str, titles: str) -> None:
    assert {title: key_of(title) for title in titles.split("|")} == dict.fromkeys(titles.split("|"), key)


@pytest.mark.parametrize(
    "label", ["Đơn vị đầu mối", "Cơ quan, đơn vị chủ trì", "Chủ trì tham mưu", "Phòng chủ trì"]
)
@pytest.mark.parametrize(
    "time", ["Thời gian triển khai thực hiện", "Thời hạn hoàn thành", "Thời điểm ban hành"]
)
def test_labels_of_prose(label: str, time: str) -> None:
    text = f"KẾ HOẠCH năm 2026\n1. Kiểm tra\n– {label} : Sở Nội vụ\n– {time} : Quý I\n2. Báo cáo\n- Chủ trì: Sở Y tế\n"
    row = read(text.encode(), ".txt").rows[0]
    assert [(who.name, roles) for _, line in row.lines for who, roles in line.roles.items()] == [
        ("Sở Nội vụ", ("lead",))
    ]
    assert [time.kind for time in row.times] == ["by_date"]
    assert row.doubts == []


def test_notes_in_lines_of_their_own_are_kept() -> None:
    exact, more = (
        ["Rà soát", "Sở Nội vụ", "Quý I", "Khẩn cấp"],
        ["Báo cáo", "Sở Y tế", "Sở Tư pháp", "Quý II", "Rất", "gấp"],
    )
    heads = ["KẾ HOẠCH năm 2026", "STT", "Nội dung", "Chủ trì", "Thời gian", "Ghi chú"]
    for rows in ([exact, more, exact, more], [exact, more, more, more]):
        lines = [line for n, row in enumerate(rows, 1) for line in (str(n), *row)]
        text = "\n".join([*heads, *lines]).encode()
        reading = read(text, ".txt")
        assert not lost_words(text, ".txt", reading)
        assert {row.item.others.get(4) for row in reading.rows if row.item.content == "Rà soát"} == {
            ("Khẩn cấp",)
        }
