"""The draft of a plan from small documents: titles, decision, ids, duties, and the questions on the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.importing.document import Document, Paragraph, Table
from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.reading import Wish, read_plan
from tests.importing.units.small_tables import Given, cell_of, table_of

NOBODY = Registry("test", "", {}, {})
HEADS = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Kết quả", "Thời gian"]
ONE = ["1", "Việc", "Sở Y tế", "Báo cáo", "Quý I"]
Rows = Sequence[Sequence[Given]]


WISH = Wish(2026)


def draft(*blocks: str | Rows, wish: Wish = WISH, sub_plans: Mapping[str, str] | None = None) -> Any:
    """The draft of a document: words are paragraphs, rows are a table."""
    made: list[Paragraph | Table] = [Paragraph(b) if isinstance(b, str) else table_of(b) for b in blocks]
    reading = read_plan(Document(tuple(made)), NOBODY, wish, sub_plans or {})
    return draft_of(reading, Frame("2026", "r", "c"))


def tasks_of(*rows: Sequence[Given], **more: Any) -> Any:
    return draft([HEADS, *rows], **more)["sections"][0]["tasks"]


UNKNOWN = "(chưa rõ)"
ISSUED = "địa danh, cơ quan ban hành, thẩm quyền ban hành"
NO_SECTION = "Trước nhiệm vụ đầu tiên không có mục nào: các nhiệm vụ đó xếp chung vào mục I."


def test_a_table_alone_is_a_plan_whose_head_is_asked() -> None:
    assert draft([HEADS, ONE]) == {
        "schema_version": 1,
        "id": "2026",
        "year": 2026,
        "title": "Kế hoạch năm 2026",
        "status": "draft",
        "decide": [
            f"Chưa thấy trong tài liệu: loại văn bản, trích yếu, {ISSUED}.",
            NO_SECTION,
        ],
        "agencies": "r",
        "calendar": "c",
        "decision": {
            "kind": UNKNOWN, "subject": UNKNOWN, "place": UNKNOWN, "authority": UNKNOWN, "issuer": UNKNOWN,
            "grounds": [], "articles": [], "recipients": [],
        },
        "annex": {
            "title": "Kế hoạch năm 2026",
            "reference": "(Ban hành kèm theo Quyết định số …)",
            "columns": [
                {"id": "stt", "title": "STT"}, {"id": "content", "title": "Nhiệm vụ"},
                {"id": "lead", "title": "Cơ quan chủ trì"}, {"id": "result", "title": "Kết quả"},
                {"id": "time", "title": "Thời gian"},
            ],
        },
        "sections": [
            {
                "id": "I",
                "title": "Nhiệm vụ",
                "tasks": [
                    {
                        "id": "1",
                        "content": "Việc",
                        "results": ["Báo cáo"],
                        "assignments": [{"printed": "Sở Y tế", "lead": ["so-y-te"]}],
                        "schedule": {"kind": "by_date", "text": "Quý I", "by": "2026-Q1"},
                    }
                ],
            }
        ],
    }  # fmt: skip


LETTER = ("TỈNH THỬ", "Số: 1/KH-UBND", "Thử, ngày 5 tháng 1 năm 2026")


@pytest.mark.parametrize(
    ("above", "title", "reference", "lacking"),
    [
        (
            ("KẾ HOẠCH", "Rà soát"),
            "Kế hoạch rà soát",
            "(Kèm theo Kế hoạch số … của …)",
            "địa danh, cơ quan ban hành, thẩm quyền ban hành",
        ),
        (
            (*LETTER, "KẾ HOẠCH", "Rà soát"),
            "Kế hoạch rà soát",
            "(Kèm theo Kế hoạch số 1/KH-UBND ngày 05/01/2026 của Tỉnh Thử)",
            "",
        ),
        (
            (*LETTER, "QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch rà soát"),
            "Kế hoạch rà soát",
            "(Ban hành kèm theo Quyết định số …)",
            "",
        ),
        (
            ("PHỤ LỤC", "DANH MỤC", "(Kèm theo Quyết định số 1)"),
            "Phụ lục danh mục",
            "(Kèm theo Quyết định số 1)",
            "loại văn bản, địa danh, cơ quan ban hành, thẩm quyền ban hành",
        ),
    ],
)
def test_the_title_and_the_line_below_it(
    above: tuple[str, ...], title: str, reference: str, lacking: str
) -> None:
    found = draft(*above, [HEADS, ONE])
    assert (found["title"], found["annex"]["title"], found["annex"]["reference"]) == (title, title, reference)
    asked = [f"Chưa thấy trong tài liệu: {lacking}."] if lacking else []
    assert found["decide"] == [*asked, NO_SECTION]


def test_a_decision_takes_its_subject_from_the_annex_and_its_section_too() -> None:
    found = draft("PHỤ LỤC", "DANH MỤC", [HEADS, ONE])
    assert found["decision"]["subject"] == "Phụ lục danh mục"
    assert found["sections"][0]["title"] == "Phụ lục danh mục"


@pytest.mark.parametrize(
    ("below", "signer"),
    [
        (
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn An"),
            {"capacity": "KT. chủ tịch", "post": "Phó chủ tịch", "name": "Nguyễn Văn An"},
        ),
        (("CHỦ TỊCH", "Nguyễn Văn An"), {"post": "Chủ tịch", "name": "Nguyễn Văn An"}),
        (("CHỦ TỊCH",), None),
        ((), None),
    ],
)
def test_who_signed_is_said_where_somebody_did(below: tuple[str, ...], signer: dict[str, str] | None) -> None:
    found = draft(*LETTER, "KẾ HOẠCH", "Rà soát", [HEADS, ONE], "Nơi nhận:", "- A.", *below)
    assert found["decision"].get("signer") == signer


def test_columns_that_are_not_there_are_asked_for_every_task() -> None:
    rows: Rows = [["STT", "Nhiệm vụ", "Kết quả"], ["1", "Việc", "Báo cáo"]]
    found = draft(*LETTER, "KẾ HOẠCH", "A", rows, wish=Wish(2026, 1, ("stt", "content", "result")))
    assert found["decide"] == [
        NO_SECTION,
        "Bảng không có cột thời gian: ghi schedule cho từng nhiệm vụ.",
        "Bảng không có cột cơ quan: ghi assignments cho từng nhiệm vụ.",
    ]
    assert found["sections"][0]["tasks"] == [{"id": "1", "content": "Việc", "results": ["Báo cáo"]}]


def test_tasks_and_sections_without_words_are_said_to_be_unknown() -> None:
    (task,) = tasks_of(["1", "", "Sở Y tế", "", "Quý I"])
    assert task["content"] == UNKNOWN
    found = draft("I.", "1. Việc; chủ trì: Sở Y tế; thời gian: Quý I")
    assert [(section["id"], section["title"]) for section in found["sections"]] == [("I", UNKNOWN)]


def test_words_of_no_place_are_asked_of_the_task_above_or_of_the_plan() -> None:
    kept = "hàng {}: “- lời” chưa xếp được vào mục hay nhiệm vụ nào"
    line: list[Given] = [cell_of("- lời", 5)]
    rows: Rows = [HEADS, line, ONE, line, ["II", cell_of("Mục", 4)], line, ONE]
    found = draft(*LETTER, "KẾ HOẠCH", "A", rows)
    assert found["decide"] == [kept.format(2), NO_SECTION, kept.format(6)]
    assert [task.get("decide") for section in found["sections"] for task in section["tasks"]] == [
        [kept.format(4)],
        None,
    ]


# Ids


@pytest.mark.parametrize(
    ("label", "first", "second"),
    [
        ("I", "I", "II"),
        ("V.", "V", "VI"),
        ("A", "A", "B"),
        ("B.", "B", "C"),
        ("1.", "1", "2"),
        ("a)", "a", "b"),
    ],
)
def test_a_section_whose_number_is_printed_twice_is_the_next_and_asked(
    label: str, first: str, second: str
) -> None:
    heading: list[Given] = [cell_of(f"{label} Mục" if label[-1] in ".)" else f"Mục {label}", 5)]
    found = draft(*LETTER, "KẾ HOẠCH", "A", [HEADS, heading, ONE, heading, ["2", *ONE[1:]]])
    printed = label if label[-1] in ".)" else f"Mục {label}"
    assert [section["id"] for section in found["sections"]] == [first, second]
    assert found["decide"] == [f"Số mục “{printed}” in lặp; mục thứ hai ghi là {second}."]
    assert found["sections"][1]["printed"] == printed.rstrip(".)")


def test_sections_without_numbers_are_numbered() -> None:
    found = draft(
        *LETTER, "KẾ HOẠCH", "A", [HEADS, [cell_of("Mục đầu", 5)], ONE, [cell_of("Mục sau", 5)], ONE]
    )
    assert [(s["id"], s["title"]) for s in found["sections"]] == [("I", "Mục đầu"), ("II", "Mục sau")]
    assert [task["id"] for s in found["sections"] for task in s["tasks"]] == ["1", "II.1"]


def test_tasks_without_a_number_of_their_own_get_ids_from_those_above() -> None:
    labels = ("a)", "-", "", "1", "a)", "-", "", "1.1", "a)")
    found = tasks_of(*([label, *ONE[1:]] for label in labels))
    assert [(task["id"], task.get("label")) for task in found] == [
        ("I.a", "a)"),
        ("2", "-"),
        ("3", None),
        ("1", None),
        ("1.a", "a)"),
        ("1-1", "-"),
        ("7", None),
        ("1.1", None),
        ("1.1.a", "a)"),
    ]


# Duties

Q1, Q2 = ({"kind": "by_date", "text": f"Quý {n}", "by": f"2026-Q{len(n)}"} for n in ("I", "II"))
LED = [{"printed": "Sở Y tế", "lead": ["so-y-te"]}]


def test_letters_of_results_are_labels_of_duties() -> None:
    row = ["1", "Việc", "Sở Y tế", "a) Báo cáo|b) Kế hoạch|c)", "a) Quý I|b) Quý II|c) Quý I"]
    assert tasks_of(row) == [
        {
            "id": "1",
            "content": "Việc",
            "assignments": LED,
            "duties": [
                {"id": "1a", "label": "a)", "results": ["Báo cáo"], "schedule": Q1 | {"text": "a) Quý I"}},
                {"id": "1b", "label": "b)", "results": ["Kế hoạch"], "schedule": Q2 | {"text": "b) Quý II"}},
                {"id": "1c", "results": ["c)"], "schedule": Q1 | {"text": "c) Quý I"}},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("agencies", "results", "times", "duties", "asked"),
    [
        ("Sở Y tế", "Báo cáo", "Quý I|Quý II", [{}, {}], ""),
        ("Sở Y tế", "", "Quý I|Quý II", [{}, {}], ""),
        (
            "Sở Y tế",
            "A|B",
            "Quý I|Quý II",
            [{}, {}],
            "2 thời gian, chưa rõ kết quả và cơ quan nào ứng với thời gian nào",
        ),
        (
            "Sở Y tế",
            "a) A|b) B",
            "Quý I|Quý II",
            [{"label": "a)", "results": ["A"]}, {"label": "b)", "results": ["B"]}],
            "đọc là 2 đầu việc, mỗi thời gian một kết quả",
        ),
        (
            "Sở Y|Sở T",
            "Báo cáo",
            "Quý I|Quý II",
            [{}, {}],
            "2 thời gian, chưa rõ kết quả và cơ quan nào ứng với thời gian nào",
        ),
    ],
)
def test_several_times_make_several_duties_and_are_asked_where_they_may_be_otherwise(
    agencies: str, results: str, times: str, duties: list[dict[str, Any]], asked: str
) -> None:
    (task,) = tasks_of(["1", "Việc", agencies, results, times])
    assert task.get("decide") == ([f"hàng 2, cột 5: {asked}"] if asked else None)
    ends = zip("ab", duties, (Q1, Q2), strict=True)
    assert task["duties"] == [{"id": f"1{letter}"} | duty | {"schedule": time} for letter, duty, time in ends]


def test_times_that_share_a_line_are_asked_beside_their_letters() -> None:
    (task,) = tasks_of(["1", "Việc", "Sở Y tế", "a) A|b) B", "a) Quý I, II/2026|b) Quý III"])
    assert task["decide"] == [
        "hàng 2, cột 5: “a) Quý I, II/2026” đọc là 2 thời hạn",
        "hàng 2, cột 5: 3 thời gian, chưa rõ kết quả và cơ quan nào ứng với thời gian nào",
    ]
    assert task["results"] == ["a) A", "b) B"]


def test_each_step_of_a_row_has_its_doer_result_and_time() -> None:
    (task,) = tasks_of(["1", "Lập|Trình", "Sở Y|Sở T", "Dự thảo|Tờ trình", "Quý I|Quý II"])
    assert task["decide"] == ["hàng 2, cột 5: đọc là 2 đầu việc, mỗi thời gian một kết quả"]
    assert task["duties"] == [
        {
            "id": "1a",
            "results": ["Dự thảo"],
            "assignments": [{"printed": "Sở Y", "lead": ["so-y"]}],
            "schedule": Q1,
        },
        {
            "id": "1b",
            "results": ["Tờ trình"],
            "assignments": [{"printed": "Sở T", "lead": ["so-t"]}],
            "schedule": Q2,
        },
    ]
    for steps in ("Lập|Trình|Xin|Hết", "Lập"):
        (other,) = tasks_of(["1", steps, "Sở Y|Sở T", "Dự thảo|Tờ trình", "Quý I|Quý II"])
        assert other["results"] == ["Dự thảo", "Tờ trình"]
    (headed,) = tasks_of(["1", "Việc|Lập|Trình", "Sở Y|Sở T", "Dự thảo|Tờ trình", "Quý I|Quý II"])
    assert headed["duties"] == task["duties"]


def test_rows_below_a_task_are_duties_that_say_what_is_not_shared() -> None:
    heads = [*HEADS, "Ghi chú"]
    rows: Rows = [
        heads,
        [*ONE, "gấp"],
        ["", "", "Sở Y tế", "Báo cáo hai", "Quý II", "lắm"],
        ["", "", "Sở T", "Báo cáo", "Quý II", ""],
        ["", "", "", "Báo cáo", "", ""],
    ]
    assert draft(rows)["sections"][0]["tasks"] == [
        {
            "id": "1",
            "decide": ["hàng 5, cột 5: cột thời gian để trống"],
            "content": "Việc",
            "assignments": LED,
            "duties": [
                {"id": "1a", "results": ["Báo cáo"], "schedule": Q1, "columns": {"ghi-chu": "gấp"}},
                {"id": "1b", "results": ["Báo cáo hai"], "schedule": Q2, "columns": {"ghi-chu": "lắm"}},
                {
                    "id": "1c",
                    "results": ["Báo cáo"],
                    "assignments": [{"printed": "Sở T", "lead": ["so-t"]}],
                    "schedule": Q2,
                },
                {"id": "1d", "results": ["Báo cáo"], "schedule": {"kind": "on_request", "text": UNKNOWN}},
            ],
        }
    ]


def test_a_result_that_all_duties_have_is_said_once() -> None:
    (task,) = tasks_of(ONE, ["", "", "Sở T", "", "Quý II"], ["", "", "Sở Y tế", "Báo cáo", "Quý II"])
    assert task == {
        "id": "1",
        "content": "Việc",
        "results": ["Báo cáo"],
        "assignments": LED,
        "duties": [
            {"id": "1a", "schedule": Q1},
            {"id": "1b", "assignments": [{"printed": "Sở T", "lead": ["so-t"]}], "schedule": Q2},
            {"id": "1c", "schedule": Q2},
        ],
    }


def test_a_condition_in_brackets_behind_the_only_result_is_one() -> None:
    found = tasks_of(
        ["1", "Việc", "Sở Y tế", "Báo cáo (nếu cấp trên yêu cầu).", "Quý I"],
        ["2", "Việc", "Sở Y tế", "Báo cáo (nếu có)", "Quý I"],
        ["3", "Việc", "Sở Y tế", "Báo cáo|Tờ trình (nếu cần)", "Quý I"],
    )
    assert [task.get("condition") for task in found] == ["nếu cấp trên yêu cầu", None, None]


@pytest.mark.parametrize(
    ("sub_plans", "schedule", "is_asked"),
    [
        ({"x": "Kế hoạch X"}, {"kind": "by_plan", "text": "Theo kế hoạch", "plan": "x"}, False),
        ({}, {"kind": "on_request", "text": "Theo kế hoạch"}, True),
    ],
)
def test_a_time_by_a_plan_waits_for_a_request_until_the_plan_is_known(
    sub_plans: dict[str, str], schedule: dict[str, str], is_asked: bool
) -> None:
    (task,) = tasks_of(["1", "Việc", "Sở Y tế", "", "Theo kế hoạch"], sub_plans=sub_plans)
    asked = "“Theo kế hoạch” là kế hoạch nào: khai ở sub_plans, rồi ghi kind: by_plan và plan"
    assert task["schedule"] == schedule
    assert task.get("decide") == ([f"hàng 2, cột 5: {asked}"] if is_asked else None)


def test_a_line_names_its_column_where_its_roles_would_print_it_in_another() -> None:
    heads = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Cơ quan hỗ trợ", "Thời gian"]
    row = ["1", "Việc", "Sở Y; phối hợp: Sở T", "Sở N chủ trì; UBND cấp xã có liên quan", "Sở H", "Quý I"]
    assert draft([heads, row])["sections"][0]["tasks"][0]["assignments"] == [
        {"printed": "Sở Y; phối hợp: Sở T", "lead": ["so-y"], "coordinate": ["so-t"]},
        {
            "printed": "Sở N chủ trì; UBND cấp xã có liên quan",
            "column": "coordinate",
            "lead": ["so-n"],
            "coordinate": ["ubnd-cap-xa"],
            "conditions": {"ubnd-cap-xa": "có liên quan"},
        },
        {"printed": "Sở H", "column": "support", "coordinate": ["so-h"]},
    ]


def test_a_line_whose_roles_have_no_column_is_printed_in_the_first() -> None:
    (task,) = tasks_of(["1", "Việc", "Sở Y đôn đốc", "", "Quý I"])
    assert task["assignments"] == [{"printed": "Sở Y đôn đốc", "oversee": ["so-y"]}]


def test_a_line_of_a_table_without_a_column_of_bodies_names_what_it_stands_for() -> None:
    lines = ("STT", "Nhiệm vụ", "Thời gian", "1", "Việc", "x", "Sở Y tế", "Quý I")
    document = Document(tuple(map(Paragraph, lines)), flowing=True)
    found = draft_of(read_plan(document, NOBODY, Wish(2026), {}), Frame("2026", "r", "c"))
    assert found["sections"][0]["tasks"] == [
        {
            "id": "1",
            "content": "Việc",
            "results": ["x"],
            "assignments": [{"printed": "Sở Y tế", "column": "agencies", "perform": ["so-y-te"]}],
            "schedule": Q1,
        }
    ]


def test_words_of_other_columns_stand_at_the_first_of_several_times() -> None:
    heads = [*HEADS, "Ghi chú"]
    row = [*ONE[:3], "a) Báo cáo|b) Tờ trình", "a) Quý I|b) Quý II", "gấp"]
    (task,) = draft([heads, row])["sections"][0]["tasks"]
    assert [(duty["results"], duty.get("columns")) for duty in task["duties"]] == [
        (["Báo cáo"], {"ghi-chu": "gấp"}),
        (["Tờ trình"], None),
    ]


@pytest.mark.parametrize(
    ("years", "found"),
    [(("2027", "2026", "2027"), 2027), (("2027", "2026", "2026"), 2026), (("2027", "2026"), 2026)],
)
def test_a_year_that_nothing_names_is_the_one_of_most_deadlines_or_the_first(
    years: tuple[str, ...], found: int
) -> None:
    rows = [[str(n), f"Việc {n}", "Sở Y tế", "Báo cáo", f"Quý I/{y}"] for n, y in enumerate(years, 1)]
    made = draft([HEADS, *rows], wish=Wish())
    asked = f"Năm {found} suy từ các thời hạn trong bảng: kiểm tra year."
    assert (made["year"], made["decide"][0]) == (found, asked)


def test_marks_in_columns_of_periods_are_times_and_several_are_asked() -> None:
    heads = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Quý I", "Quý II"]
    (task,) = draft([heads, ["1", "Việc", "Sở Y tế", "x", "x"]])["sections"][0]["tasks"]
    assert task["decide"] == ["hàng 2, cột 4: 2 cột thời gian được đánh dấu"]
    assert [duty["schedule"]["text"] for duty in task["duties"]] == ["Quý I", "Quý II"]


def test_an_end_of_several_lines_is_one_time_that_is_asked() -> None:
    heads = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian bắt đầu", "Thời gian kết thúc"]
    (task,) = draft([heads, ["1", "Việc", "Sở Y tế", "- Tháng 1", "- Tháng 3|- Tháng 6"]])["sections"][0][
        "tasks"
    ]
    asked = "“- Tháng 1 - - Tháng 3 - Tháng 6” chưa đọc được thành thời gian; ghi schedule"
    assert task["decide"] == [f"hàng 2, cột 5: {asked}"]
