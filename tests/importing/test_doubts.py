"""What a reading is not sure of: the words of every doubt and its place; and where words belong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kstthc_cli.domain.importing.assignees.broken_lines import whole_lines
from kstthc_cli.domain.importing.assignees.lines import read_line
from kstthc_cli.domain.importing.assignees.names import names_of, tokens_of
from kstthc_cli.domain.importing.assignees.verbs import verbs_at
from kstthc_cli.domain.importing.capitals import Case
from kstthc_cli.domain.importing.document import Cell, Document, Paragraph, Table
from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.head import Head, read_head
from kstthc_cli.domain.importing.reading import Reading
from kstthc_cli.domain.importing.schedules import read_times
from kstthc_cli.domain.plan.schedule_words import ScheduleWords
from tests.importing.docx_made import C, docx, paragraph, table
from tests.importing.test_layouts import NOBODY, read
from tests.support.refusals import ascii_id

# Agencies


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Sở Nội vụ, Sở", "Tư pháp"], ["Sở Nội vụ, Sở Tư pháp"]),
        (["Sở Nội vụ; UBND", "Ba Tơ"], ["Sở Nội vụ; UBND Ba Tơ"]),
        (["Công an tỉnh và Cục", "Thuế tỉnh"], ["Công an tỉnh và Cục Thuế tỉnh"]),
        (["Sở Y tế - Trung tâm", "Phục vụ hành chính công"], ["Sở Y tế - Trung tâm Phục vụ hành chính công"]),
        (["Các Sở", "Tài chính"], ["Các Sở Tài chính"]),
        (["Sở Tư pháp, Văn phòng", "UBND tỉnh"], ["Sở Tư pháp, Văn phòng UBND tỉnh"]),
        (["Sở Tư pháp và", "Sở Nội vụ"], ["Sở Tư pháp và Sở Nội vụ"]),
        (["Sở Lao động -", "Thương binh"], ["Sở Lao động - Thương binh"]),
        (["Sở Nội vụ", "(phối hợp)"], ["Sở Nội vụ (phối hợp)"]),
        (["Sở Nội vụ", "Sở Tư pháp"], ["Sở Nội vụ", "Sở Tư pháp"]),
        (["Văn phòng", "Sở Tư pháp"], ["Văn phòng", "Sở Tư pháp"]),
        (["Sở Nội vụ, Sở.", "Tư pháp"], ["Sở Nội vụ, Sở.", "Tư pháp"]),
        (["Sở Nội vụ, Sở", "- Tư pháp"], ["Sở Nội vụ, Sở", "- Tư pháp"]),
        (["Chủ trì:", "Sở Nội vụ", "Phối hợp: Sở Y tế"], ["Chủ trì: Sở Nội vụ", "Phối hợp: Sở Y tế"]),
    ],
)
def test_lines_that_were_broken_within_a_name_are_joined(lines: list[str], whole: list[str]) -> None:
    assert whole_lines(lines, names_of(NOBODY, 2026)) == whole


@pytest.mark.parametrize(
    ("line", "named", "doubts"),
    [
        ("bạn bè Ban quản lý", [], ["chưa đọc được “bạn bè Ban quản lý”"]),
        ("Theo phân công Đội quản lý", [], ["chưa đọc được “Theo phân công Đội quản lý”"]),
        ("bạn bè, Đội quản lý", ["Đội quản lý"], ["chưa đọc được “bạn bè”"]),
        ("Đội quản lý", ["Đội quản lý"], []),
        ("toàn Đội quản lý", ["Đội quản lý"], []),
        ("Sở Nội vụ 2 Đội quản lý", ["Sở Nội vụ 2 Đội quản lý"], []),
    ],
)
def test_a_name_that_nobody_knows_begins_only_where_names_begin(
    line: str, named: list[str], doubts: list[str]
) -> None:
    reading = read_line(line, names_of(NOBODY, 2026), "lead")
    assert ([who.name for who in reading.roles], reading.doubts) == (named, doubts)


# The head

LETTERHEAD = ["TỈNH THỬ", "Số: 12/KH-UBND", "Thử, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH"]
SUBJECT = "Kiểm soát thủ tục hành chính năm 2026"


@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [
        (SUBJECT, "trên địa bàn tỉnh", True),
        (SUBJECT, "Giai đoạn một", True),
        (f"{SUBJECT},", "Giai đoạn một", True),
        *((f"{SUBJECT}{mark}", "trên địa bàn tỉnh", True) for mark in ".;:"),
        *((f"{SUBJECT}{mark}", "Giai đoạn một", False) for mark in ".;:"),
        *((SUBJECT, f"trên địa bàn tỉnh{mark}", False) for mark in ".;:"),
        (SUBJECT, "1. Mục đích", False),
        (SUBJECT, "II) Yêu cầu", False),
        (SUBJECT, "TRÊN ĐỊA BÀN TỈNH", False),
        (SUBJECT.upper(), "TRÊN ĐỊA BÀN TỈNH", True),
    ],
)
def test_a_subject_goes_on_until_a_mark_or_another_kind_of_line(
    first: str, second: str, goes_on: bool
) -> None:
    head = read_head([*LETTERHEAD, first, second], [])
    assert (head.subject.casefold() == f"{first} {second}".casefold()) is goes_on
    assert (head.body == [second]) is not goes_on


# The year

GUESSED = "Năm {} suy từ các thời hạn trong bảng: kiểm tra year."


@pytest.mark.parametrize(
    ("before", "time", "year", "guessed"),
    [
        (["KẾ HOẠCH NĂM 2026"], "Quý I/2025", 2026, False),
        (["Kế hoạch năm 2026"], "Quý I/2025", 2026, False),
        (["Thử, ngày 05 tháng 12 năm 2024", "Kế hoạch năm 2026"], "Quý I/2025", 2026, False),
        (["THỬ, NGÀY 05 THÁNG 12 NĂM 2024", "KẾ HOẠCH NĂM 2026"], "Quý I/2025", 2026, False),
        (["Căn cứ Kế hoạch năm 2023;", "Kế hoạch năm 2026"], "Quý I/2025", 2026, False),
        (["Thử, ngày 05 tháng 12 năm 2024", "Kế hoạch"], "Quý I/2025", 2024, False),
        (["Thử, ngày … tháng 12 năm 2024", "Kế hoạch"], "Quý I/2025", 2024, False),
        (["Kế hoạch"], "Quý I/2025, quý II/2025, quý I/2026", 2025, True),
        (["Kế hoạch"], "Quý I/2026, quý I/2025", 2025, True),
    ],
)
def test_the_year_is_that_of_the_title_else_of_the_date_else_of_most_times(
    before: list[str], time: str, year: int, guessed: bool
) -> None:
    rows = [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"], ["1", "Việc một", "Sở Nội vụ", time]]
    found = read(docx([*map(paragraph, before), table(rows)]))
    assert (found.year, found.notes) == (year, [GUESSED.format(year)] if guessed else [])


# Rows

HEADS = [
    "STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian", "…", "Ghi chú",
    "Ghi chú",
]  # fmt: skip
ROWS: list[tuple[list[Any], str, str, list[str]]] = [
    (
        ["", "", "Sở Y tế", "", "", "", "Gấp", "", ""], "rest", "Sở Y tế | Gấp",
        ["hàng 2: “Sở Y tế | Gấp” chưa xếp được vào mục hay nhiệm vụ nào"],
    ),
    (["Phần I.", "Chỉ đạo", "", "", "", "", "", "", ""], "section", "Chỉ đạo", []),
    (
        ["1", "Việc một", "Sở Nội vụ", C("Sở Y tế", 2), "Quý I", "x", "y", "z"], "task", "Việc một",
        ["hàng 4, cột 4: ô “Sở Y tế” trùm nhiều cột"],
    ),
    (
        ["", "", "", "Sở Tư pháp", "", "", "a", "b", ""], "duty", "",
        [
            "hàng 5, cột 4: hàng chỉ có thêm chữ, chưa rõ của đầu việc nào",
            "hàng 5, cột 6: cột thời gian để trống",
        ],
    ),
    ([C("Các việc khác.", 9)], "section", "Các việc khác.", ["hàng 6, cột 1: mục không có số"]),
    (["2", "Việc hai", "Sở Nội vụ", "", "KQ", "Quý I", "", "", ""], "task", "Việc hai", []),
    (["", "", "", "", "KQ3", "Quý II", "", "", ""], "duty", "", []),
    (
        ["", "Việc hai rưỡi", "", "", "KQ2", "Quý II", "", "", ""], "task", "Việc hai rưỡi",
        [
            "hàng 9, cột 2: nhiệm vụ không có số thứ tự",
            "hàng 9, cột 3: chưa thấy ai chủ trì, thực hiện",
        ],
    ),
    (
        ["3", "Việc ba", "", "", "", "", "", "", ""], "task", "Việc ba",
        [
            "hàng 10, cột 2: nhiệm vụ chỉ có số và nội dung",
            "hàng 10, cột 3: chưa thấy ai chủ trì, thực hiện",
            "hàng 10, cột 6: cột thời gian để trống",
        ],
    ),
    (
        ["4", "", "Sở Y tế", "", "", "Quý I", "", "", ""], "task", "",
        ["hàng 11, cột 1: nhiệm vụ không có nội dung"],
    ),
    (
        ["4", "Việc tư", "nt", "", "", "Quý II", "", "", ""], "task", "Việc tư",
        [
            "hàng 12, cột 3: “nt” đọc là “Sở Y tế” của hàng trên",
            "hàng 12, cột 1: số thứ tự “4” là của nhiệm vụ trên",
        ],
    ),
]  # fmt: skip
"""Rows as given, and what each is read as: kind, content, doubts."""


@pytest.fixture(scope="module")
def reading() -> Reading:
    rows = [HEADS, *(given for given, _, _, _ in ROWS)]
    return read(docx([paragraph("KẾ HOẠCH năm 2026"), table(rows)]))


def test_every_row_is_read_as_what_it_is_with_its_doubts(reading: Reading) -> None:
    found = [(row.item.kind, row.item.content, row.doubts) for row in reading.rows]
    assert found == [(kind, content, doubts) for _, kind, content, doubts in ROWS]


def test_a_draft_keeps_what_is_printed_beside_its_ids(reading: Reading) -> None:
    draft = draft_of(reading, Frame("2026", "quang-ngai", "2026"))
    sections = [{key: value for key, value in s.items() if key != "tasks"} for s in draft["sections"]]
    assert sections == [
        {"id": "I", "printed": "Phần I", "title": "Chỉ đạo"},
        {"id": "I.I", "under": "I", "title": "Các việc khác."},
    ]
    assert [(c["id"], c["title"]) for c in draft["annex"]["columns"]][5:] == [
        ("time", "Thời gian"), ("cot-7", "…"), ("ghi-chu", "Ghi chú"), ("ghi-chu-9", "Ghi chú"),
    ]  # fmt: skip
    first, second = draft["sections"][0]["tasks"][0]["duties"]
    assert first["columns"] == {"cot-7": "x", "ghi-chu": "y", "ghi-chu-9": "z"}
    assert second["columns"] == {"cot-7": "a", "ghi-chu": "b"}
    assert second["schedule"] == {"kind": "on_request", "text": "(chưa rõ)"}
    tasks = [task for section in draft["sections"] for task in section["tasks"]]
    assert [(task["id"], task.get("label")) for task in tasks][-2:] == [("4", None), ("I.I.4", "4")]


# Times


@pytest.mark.parametrize(
    ("text", "when", "doubt"),
    [
        ("Quý II (dự kiến)", "2025-Q2", "“Quý II (dự kiến)” đọc là thời hạn 2025-Q2; kiểm tra lại"),
        ("Đầu quý II", "2025-Q2", "“Đầu quý II” đọc là thời hạn 2025-Q2; kiểm tra lại"),
        ("Đầu năm", "2025-Q1", "“Đầu năm” đọc là thời hạn 2025-Q1; kiểm tra lại"),
        ("Cuối năm 2025", "2025", "“Cuối năm 2025” đọc là thời hạn 2025; kiểm tra lại"),
        ("Trước tháng 12/2025", "2025-11", "“Trước tháng 12/2025” đọc là thời hạn 2025-11; kiểm tra lại"),
        ("Trước quý I", "2024-Q4", "“Trước quý I” đọc là thời hạn 2024-Q4; kiểm tra lại"),
        (
            "Trước 6 tháng cuối năm",
            "2025-H1",
            "“Trước 6 tháng cuối năm” đọc là thời hạn 2025-H1; kiểm tra lại",
        ),
        ("Ngày 20 hằng tháng", "month", "“Ngày 20 hằng tháng” đọc là định kỳ (tháng); kiểm tra lại"),
        (
            "Trước ngày 25 của tháng cuối quý",
            "quarter",
            "“Trước ngày 25 của tháng cuối quý” đọc là định kỳ (quý); kiểm tra lại",
        ),
        (
            "Hằng quý, hằng năm (dự kiến)",
            "quarter year",
            "“Hằng quý, hằng năm (dự kiến)” đọc là định kỳ (quý, năm); kiểm tra lại",
        ),
        ("Từ quý II", "ongoing", "“Từ quý II” đọc là thường xuyên; kiểm tra lại"),
        ("Theo tiến độ", "ongoing", "“Theo tiến độ” đọc là thường xuyên; kiểm tra lại"),
        ("Khi có chỉ đạo", "on_request", "“Khi có chỉ đạo” đọc là khi có yêu cầu; kiểm tra lại"),
        ("Đột xuất (nếu có)", "on_request", "“Đột xuất (nếu có)” đọc là khi có yêu cầu; kiểm tra lại"),
        (
            "Theo kế hoạch",
            "by_plan",
            "“Theo kế hoạch” là kế hoạch nào: khai ở sub_plans, rồi ghi kind: by_plan và plan",
        ),
        ("Định kỳ", "", "“Định kỳ” là định kỳ, chưa rõ kỳ nào; ghi schedule"),
        ("Bao giờ xong", "", "“Bao giờ xong” chưa đọc được thành thời gian; ghi schedule"),
    ],
)
def test_a_time_that_is_only_likely_says_what_it_was_read_as(text: str, when: str, doubt: str) -> None:
    (time,) = read_times([text], 2025, {})
    assert (_when(time.words), time.doubt) == (when, doubt)
    assert time.words is None or time.words.text == text


def _when(words: ScheduleWords | None) -> str:
    """When something is due, or how often; else what kind of time it is."""
    return "" if words is None else str(words.by or " ".join(words.every) or words.kind)


@pytest.mark.parametrize(
    ("text", "when", "doubt"),
    [
        ("Quý I, II/2025", ["2025-Q1", "2025-Q2"], "“Quý I, II/2025” đọc là 2 thời hạn"),
        (
            "Thường xuyên; hằng quý",
            ["ongoing", "quarter"],
            "“Thường xuyên; hằng quý” đọc là nhiều thời gian",
        ),
    ],
)
def test_several_times_of_one_line_share_its_doubt(text: str, when: list[str], doubt: str) -> None:
    times = read_times([text], 2025, {})
    assert ([_when(time.words) for time in times], {time.doubt for time in times}) == (when, {doubt})


# What a draft says where the document says nothing


NOTHING = {
    "kind": "(chưa rõ)", "subject": "(chưa rõ)", "place": "(chưa rõ)", "authority": "(chưa rõ)",
    "issuer": "(chưa rõ)", "grounds": [], "articles": [], "recipients": [],
}  # fmt: skip
DECREE = "(Ban hành kèm theo Quyết định số …)"
PLAN = {"kind": "Kế hoạch"}


@pytest.mark.parametrize(
    ("head", "decision", "title", "reference"),
    [
        ({}, {}, "Kế hoạch năm 2026", DECREE),
        (
            PLAN,
            PLAN,
            "Kế hoạch năm 2026",
            "(Kèm theo Kế hoạch số … của …)",
        ),
        (
            {**PLAN, "number": "5/KH-UBND", "authority": "UBND tỉnh", "issued": date(2026, 1, 5)},
            {
                **PLAN,
                "number": "5/KH-UBND",
                "issued": date(2026, 1, 5),
                "authority": "UBND tỉnh",
                "issuer": "UBND tỉnh",
            },
            "Kế hoạch năm 2026",
            "(Kèm theo Kế hoạch số 5/KH-UBND ngày 05/01/2026 của UBND tỉnh)",
        ),
        (
            {"subject": "ban hành Kế hoạch cải cách", "reference": "(Kèm theo)", "branch": "TTHC"},
            {"subject": "ban hành Kế hoạch cải cách", "field": "TTHC"},
            "Kế hoạch cải cách",
            "(Kèm theo)",
        ),
        (
            {**PLAN, "annex": "Cải cách hành chính", "authority": "A", "issuer": "B", "at_once": True},
            {**PLAN, "subject": "Cải cách hành chính", "authority": "A", "issuer": "B"},
            "Kế hoạch cải cách hành chính",
            "(Kèm theo Kế hoạch số … của A)",
        ),
        (
            {"issued": date(2026, 1, 5), "at_once": True, "place": "Quảng Ngãi", "name": "Nguyễn Văn A"},
            {"issued": date(2026, 1, 5), "effective": date(2026, 1, 5), "place": "Quảng Ngãi"},
            "Kế hoạch năm 2026",
            DECREE,
        ),
        (
            {"name": "Nguyễn Văn A", "post": "Chủ tịch", "body": ["Đoạn."], "after": ["Cuối."]},
            {"signer": {"post": "Chủ tịch", "name": "Nguyễn Văn A"}, "body": ["Đoạn."], "after": ["Cuối."]},
            "Kế hoạch năm 2026",
            DECREE,
        ),
        (
            {"name": "Nguyễn Văn A", "post": "Chủ tịch", "capacity": "TM."},
            {"signer": {"capacity": "TM.", "post": "Chủ tịch", "name": "Nguyễn Văn A"}},
            "Kế hoạch năm 2026",
            DECREE,
        ),
        ({"post": "Chủ tịch", "capacity": "TM."}, {}, "Kế hoạch năm 2026", DECREE),
    ],
    ids=range(9),
)
def test_the_head_of_a_draft(
    head: dict[str, Any], decision: dict[str, Any], title: str, reference: str, reading: Reading
) -> None:
    draft = draft_of(replace(reading, head=Head(**head)), Frame("2026", "quang-ngai", "2026"))
    assert draft["decision"] == {**NOTHING, **decision}
    assert (draft["annex"]["title"], draft["annex"]["reference"], draft["title"]) == (title, reference, title)


# Words of roles, capitals, tables


@pytest.mark.parametrize(
    ("text", "roles", "end"),
    [
        ("chủ trì Sở Y tế", ("lead",), 2),
        ("chủ trì tổng hợp", ("lead", "consolidate"), 4),
        ("chủ trì phối hợp", ("lead",), 4),
        ("chủ trì, phối hợp", ("lead", "coordinate"), 5),
        ("chủ trì, thực hiện", ("lead",), 5),
        ("phối hợp tổng hợp", ("coordinate",), 4),
        ("PH: Sở Y tế", ("coordinate",), 1),
        ("CQCT: Sở Y tế", ("lead",), 1),
    ],
    ids=ascii_id,
)
def test_the_roles_that_words_mean_together(text: str, roles: tuple[str, ...], end: int) -> None:
    found = verbs_at(tokens_of(text), 0)
    assert (found and (found.roles, found.end)) == (roles, end)


@pytest.mark.parametrize("text", ["PH Sở Y tế", "PH", "Sở Y tế", ""], ids=ascii_id)
def test_words_that_are_no_role(text: str) -> None:
    assert verbs_at(tokens_of(text), 0) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("KIỂM SOÁT THỦ TỤC HÀNH CHÍNH", "Kiểm soát thủ tục Hành chính"),
        ("VỀ KIỂM SOÁT THỦ TỤC HÀNH CHÍNH", "Về Kiểm soát thủ tục Hành chính"),
        ("SỞ TƯ PHÁP", "Sở tư pháp"),
    ],
    ids=ascii_id,
)
def test_capitals_are_turned_back_as_a_line_has_them_from_its_first_word_on(text: str, wanted: str) -> None:
    assert Case(["Kiểm soát thủ tục Hành chính năm 2026."]).of(text) == wanted


@pytest.mark.parametrize(("inside", "wanted"), [("abcd", False), ("abcde", True), ("", False)])
def test_most_words_stand_in_tables_where_more_than_half_do(inside: str, wanted: bool) -> None:
    table_of_one = Table(((Cell((inside,)),),))
    assert Document((Paragraph("abcd"), table_of_one)).tables_of_many == wanted


@pytest.mark.parametrize(
    ("text", "start", "wanted"),
    [
        ("Đội quản lý", 0, "Đội quản lý"),
        ("Đội quản lý", 3, None),
        ("các", 0, None),
        ("các , Đội quản lý", 0, None),
        (", Đội quản lý", 0, None),
        ("các Đội quản lý", 0, "Đội quản lý"),
        ("các bạn", 0, None),
        ("các bạn bè", 0, "bạn bè"),
        ("bạn bè", 0, None),
    ],
    ids=ascii_id,
)
def test_a_name_that_nobody_knows_is_proposed(text: str, start: int, wanted: str | None) -> None:
    found = names_of(NOBODY, 2026).unknown(tokens_of(text), start)
    assert (found and found[0].name) == wanted
