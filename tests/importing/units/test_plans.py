"""A document read as a plan: its tables, its issuer, what is refused; sub-plans; labels of headings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.importing.document import Block, Document, ImportRefusedError, Paragraph, Table
from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.labels import (
    Label,
    comes_next,
    heading_label,
    label_of,
    number_of,
    printed_in,
)
from kstthc_cli.domain.importing.ordered_plans import with_ordered_plans
from kstthc_cli.domain.importing.reading import Reading, Wish, read_plan
from kstthc_cli.domain.importing.registry_fit import check_year
from tests.importing.units.small_tables import Given, cell_of, table_of

NOBODY = Registry("test", "", {}, {})
HEADS: list[Given] = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]
ONE: list[Given] = ["1", "Việc", "Sở Y tế", "Quý I"]
TWO: list[Given] = ["2", "Hai", "Sở Y tế", "Quý I"]
PLAN = table_of([HEADS, ONE])
OTHER = table_of([["Họ tên", "Điện thoại"], ["An", "1"]])


def read(*blocks: Block | str, wish: Wish | None = None, registry: Registry = NOBODY, **more: Any) -> Reading:
    made = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    return read_plan(Document(made, **more), registry, wish or Wish(2026), {})


def contents(reading: Reading) -> list[str]:
    return [f"{row.item.kind} {row.item.content}" for row in reading.rows]


@pytest.mark.parametrize(
    ("blocks", "wish", "message", "remedy"),
    [
        (
            (table_of([["Số", "Gì"], ["1", "Việc"]]),),
            Wish(2026, None, ("stt", "content")),
            "Không tìm thấy bảng nhiệm vụ: tài liệu có 1 bảng, không bảng nào có cột nhiệm vụ.",
            "Kiểm tra tài liệu, hoặc nêu --table N và --columns.",
        ),
        (
            (PLAN,),
            Wish(),
            "Không rõ kế hoạch của năm nào.",
            "Nêu --plan-id NĂM, ví dụ --plan-id 2026.",
        ),
        (
            (PLAN, OTHER),
            Wish(2026, 3),
            "Tài liệu có 2 bảng, không có bảng 3.",
            "Nêu số khác ở --table.",
        ),
        (
            (PLAN, OTHER),
            Wish(2026, 0),
            "Tài liệu có 2 bảng, không có bảng 0.",
            "Nêu số khác ở --table.",
        ),
        (
            (PLAN, OTHER),
            Wish(2026, 2),
            "Bảng 2 không có tiêu đề của bảng nhiệm vụ.",
            "Nêu các cột bằng --columns.",
        ),
        (
            (OTHER, "1. Một", "2. Hai", "3. Ba"),
            Wish(2026),
            "Không tìm thấy bảng nhiệm vụ: tài liệu có 1 bảng, không bảng nào có cột nhiệm vụ.",
            "Kiểm tra tài liệu, hoặc nêu --table N và --columns.",
        ),
        (
            ("1. Một", "2. Hai"),
            Wish(2026),
            "Không tìm thấy bảng nhiệm vụ: tài liệu không có bảng nào.",
            "Kiểm tra tài liệu, hoặc nêu --table N và --columns.",
        ),
        (
            ("1. Một", "a) Hai", "2.1. Ba"),
            Wish(2026),
            (
                "Kế hoạch viết thành đoạn văn đánh số, không có bảng, cũng không có dòng “Chủ trì:”, "
                "“Thời gian:” dưới từng nhiệm vụ: không đọc được ai làm gì, khi nào."
            ),
            (
                "Lập bảng trong Word (STT, Nhiệm vụ, Chủ trì, Phối hợp, Thời gian, Kết quả), hoặc ghi các "
                "dòng ấy dưới từng nhiệm vụ, rồi nhập lại."
            ),
        ),
        (
            (table_of([HEADS, ["", "", "", ""]]),),
            Wish(2026),
            "Bảng không có nhiệm vụ nào.",
            "Chọn bảng khác bằng --table N.",
        ),
        (
            (PLAN,),
            Wish(2026, None, ("stt", "viec")),
            "--columns: không có cột “viec”.",
            (
                "Dùng: stt, content, group, lead, coordinate, perform, support, appraise, oversee, agencies, "
                "result, start, time, period, other."
            ),
        ),
    ],
)
def test_what_no_plan_can_be_taken_from_is_refused(
    blocks: tuple[Block | str, ...], wish: Wish, message: str, remedy: str
) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read(*blocks, wish=wish)
    assert (refused.value.message, refused.value.remedy) == (message, remedy)


@pytest.mark.parametrize(
    ("blocks", "wish", "rows"),
    [
        ((Table(()), OTHER, PLAN), Wish(2026), ["task Việc"]),
        ((OTHER, PLAN), Wish(2026, 2), ["task Việc"]),
        ((PLAN, Table(())), Wish(2026), ["task Việc"]),
        (
            (table_of([["Số", "Gì", "Ai"], ONE[:3]]),),
            Wish(2026, None, ("stt", "content", "lead")),
            ["task Việc"],
        ),
        ((PLAN, table_of([TWO])), Wish(2026), ["task Việc", "task Hai"]),
        ((PLAN, table_of([TWO])), Wish(2026, 1), ["task Việc"]),
        ((PLAN, table_of([TWO[:3]])), Wish(2026), ["task Việc"]),
        (
            (OTHER, table_of([["Số", "Gì", "Ai", "Hạn"], ONE])),
            Wish(2026, None, ("stt", "content", "lead")),
            ["task Việc"],
        ),
        ((table_of([["Số", "Gì"], ["1", "Việc"]]),), Wish(2026, 1, ("stt", "content")), ["task Việc"]),
        ((table_of([HEADS[:3], ONE[:3]]),), Wish(2026, None, ("stt", "content", "lead")), ["task Việc"]),
        (
            ("I. Một", PLAN, "II. Hai", table_of([HEADS, TWO])),
            Wish(2026),
            ["section Một", "task Việc", "section Hai", "task Hai"],
        ),
        (("Một", PLAN, "Lời", table_of([HEADS, TWO])), Wish(2026), ["task Việc", "rest Lời", "task Hai"]),
        (
            (PLAN, OTHER, table_of([HEADS, TWO])),
            Wish(2026),
            ["task Việc", "rest Họ tên", "rest An", "rest Điện thoại", "rest 1", "task Hai"],
        ),
    ],
)
def test_the_tables_of_a_plan(blocks: tuple[Block | str, ...], wish: Wish, rows: list[str]) -> None:
    assert contents(read(*blocks, wish=wish)) == rows


def test_words_between_tables_and_heads_of_a_further_table_are_kept() -> None:
    further = table_of([["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn", "Kết quả"], [*TWO, "Báo cáo"]])
    reading = read("Một", PLAN, "Lời", further, "Cuối")
    assert reading.rows[1].doubts == ["hàng 3: “Lời” chưa xếp được vào mục hay nhiệm vụ nào"]
    assert reading.head.rest == ["Một"]
    assert reading.head.after == ["STT · Nhiệm vụ · Cơ quan chủ trì · Hạn · Kết quả", "Cuối"]


def test_a_table_that_is_no_plan_is_read_down_its_columns_each_cell_once() -> None:
    letterhead = table_of(
        [
            [cell_of("TỈNH THỬ", 2), "CỘNG HÒA"],
            ["Số: 1/KH-A", cell_of("Mật", 1, 2), "Thử, ngày 1 tháng 2 năm 2026"],
            ["Khẩn", "Gấp"],
        ]
    )
    head = read(letterhead, "KẾ HOẠCH", "A", PLAN).head
    assert (head.authority, head.number, head.issued) == ("Tỉnh Thử", "1/KH-A", date(2026, 2, 1))
    assert head.rest == ["Khẩn", "Mật", "CỘNG HÒA", "Gấp"]


def test_words_in_rows_above_the_heads_are_those_of_the_document() -> None:
    row = ["", "Biểu số 01/TH", "Ngắn", ""]
    reading = read("KẾ HOẠCH", "A", table_of([row, ["", "Biểu số 1/TH", "", ""], HEADS, ONE]))
    assert reading.head.body == ["Biểu số 01/TH"]


# Issuers


def issued(
    parent: str | None, above: str = "ỦY BAN NHÂN DÂN TỈNH THỬ", own: str = "SỞ NỘI VỤ"
) -> tuple[str, list[str]]:
    agencies = (
        Agency("ubnd", "Ủy ban nhân dân tỉnh Thử", "UBND tỉnh", "tinh"),
        Agency("hdnd", "Hội đồng nhân dân tỉnh Thử", "HĐND tỉnh", "tinh"),
        Agency("so", "Sở Nội vụ", "SNV", "so", parent=parent),
    )
    registry = Registry("test", "Thử", {agency.id: agency for agency in agencies}, {})
    head = read(above, own, "KẾ HOẠCH", "A", PLAN, registry=registry).head
    return head.authority, head.rest


@pytest.mark.parametrize(
    ("parent", "above", "own", "authority", "rest"),
    [
        ("ubnd", "ỦY BAN NHÂN DÂN TỈNH THỬ", "SỞ NỘI VỤ", "Sở Nội vụ", []),
        ("hdnd", "ỦY BAN NHÂN DÂN TỈNH THỬ", "SỞ NỘI VỤ", "Sở Nội vụ", ["Ủy ban nhân dân tỉnh thử"]),
        (None, "ỦY BAN NHÂN DÂN TỈNH THỬ", "SỞ NỘI VỤ", "Sở Nội vụ", ["Ủy ban nhân dân tỉnh thử"]),
        (None, "TỔNG CÔNG TY", "SỞ NỘI VỤ", "Sở Nội vụ", ["Tổng công ty"]),
        ("ubnd", "ỦY BAN NHÂN DÂN TỈNH THỬ", "SỞ Y TẾ", "Sở y tế", ["Ủy ban nhân dân tỉnh thử"]),
    ],
)
def test_the_issuer_is_written_as_registered_and_the_body_above_it_kept_unless_registered(
    parent: str | None, above: str, own: str, authority: str, rest: list[str]
) -> None:
    assert issued(parent, above, own) == (authority, rest)


def test_names_mean_the_agencies_of_the_year() -> None:
    ends, begins = date(2024, 12, 31), date(2025, 1, 1)
    agencies = (
        Agency("ubnd", "Ủy ban nhân dân tỉnh Thử", "UBND tỉnh", "tinh"),
        Agency("cu", "Sở Nội vụ cũ", "SNV cũ", "so", aliases=("Sở Nội vụ",), parent="khac", last=ends),
        Agency("moi", "Sở Nội vụ mới", "SNV mới", "so", aliases=("Sở Nội vụ",), parent="ubnd", first=begins),
    )
    registry = Registry("test", "Thử", {agency.id: agency for agency in agencies}, {})
    table = table_of([HEADS, ["1", "Việc", "Sở Nội vụ", "Quý I"]])
    above = ("ỦY BAN NHÂN DÂN TỈNH THỬ", "SỞ NỘI VỤ", "KẾ HOẠCH", "A")
    for year, who, rest in ((2026, "moi", []), (2024, "cu", ["Ủy ban nhân dân tỉnh thử"])):
        reading = read(*above, table, registry=registry, wish=Wish(year))
        assert [who.id for _, line in reading.rows[0].lines for who in line.roles] == [who]
        assert reading.head.rest == rest


# Registries of another year

ENDED = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "group_is_empty", "absent"),
    [(1, 1, False, 0), (2, 1, False, 2), (2, 2, False, 0), (0, 1, True, 0), (1, 1, True, 2)],
)
def test_a_registry_in_which_most_who_are_named_did_not_exist_is_refused(
    old: int, new: int, group_is_empty: bool, absent: int
) -> None:
    agencies = {
        f"{kind}{n}": Agency(
            f"{kind}{n}", f"Sở {kind} {n}", f"S{kind}{n}", kind, last=ENDED if kind == "Cũ" else None
        )
        for kind, count in (("Cũ", old), ("Mới", new))
        for n in range(count)
    }
    groups = {"g": Group("g", "nhóm sở", "levels", ("Cũ" if group_is_empty else "Mới",))}
    registry = Registry("dm", "Thử", agencies, groups)
    names = [agency.name for agency in agencies.values()] + (["nhóm sở"] if group_is_empty else [])
    rows: list[list[Given]] = [[str(n), "Việc", name, "Quý I"] for n, name in enumerate([*names, "Sở Lạ"], 1)]
    reading = read(table_of([HEADS, *rows]), registry=registry)
    if not absent:
        check_year(reading, registry)
        return
    with pytest.raises(ImportRefusedError) as refused:
        check_year(reading, registry)
    shown = ", ".join(f"“{name}”" for name in names if "Mới" not in name)
    assert refused.value.message == (
        f"Danh mục “dm” không phải của năm 2026: {absent}/{len(names)} cơ quan, nhóm được giao việc "
        f"không có trong năm đó, ví dụ {shown}."
    )
    assert refused.value.remedy == (
        'Lập kho có danh mục năm 2026: kst init THƯ_MỤC --province "Thử" --year 2026; kế hoạch của năm khác '
        "thì nêu --plan-id NĂM."
    )


# Sub-plans


def task(
    name: str, content: str, results: list[str] | None = None, waits: bool = False, **more: Any
) -> dict[str, Any]:
    schedule = {"schedule": {"kind": "on_request", "text": "Theo kế hoạch"}} if waits else {}
    return {"id": name, "content": content} | ({"results": results} if results else {}) | schedule | more


def planned(*tasks: dict[str, Any], title: str = "Chung") -> tuple[list[Any], list[Any]]:
    """The sub-plans used, and the plan that each task waits for."""
    used = with_ordered_plans([{"id": "I", "title": title, "tasks": list(tasks)}])
    return used, [t.get("schedule", {}).get("plan") for t in tasks]


SURVEY, AUDIT = "Kế hoạch rà soát đất đai", "Kế hoạch kiểm tra đất đai"
ID, OTHER_ID = "ra-soat-dat-dai", "kiem-tra-dat-dai"


@pytest.mark.parametrize(
    ("results", "content", "title", "plan"),
    [
        ([SURVEY], "Rà soát đất đai", "Chung", ID),
        ([SURVEY], "Rà soát", "Đất đai", ID),
        ([SURVEY], "Rà soát", "Chung", None),
        ([SURVEY, AUDIT], "Rà soát đất đai", "Chung", ID),
        ([SURVEY, AUDIT], "Rà soát, kiểm tra đất đai", "Chung", None),
        ([f"{SURVEY} và {AUDIT.lower()}"], "Kiểm tra đất đai", "Chung", OTHER_ID),
        ([SURVEY, SURVEY], "Rà soát đất đai", "Chung", ID),
        ([SURVEY], "Rà soát đất đai", "Rà soát", ID),
        (["Kế hoạch năm 2026"], "Rà soát", "Chung", None),
        (["Báo cáo"], "Rà soát", "Chung", None),
    ],
)
def test_a_task_waits_for_the_only_plan_that_it_can_mean(
    results: list[str], content: str, title: str, plan: str | None
) -> None:
    used, plans = planned(task("1", "Lập", results), task("2", content, waits=True), title=title)
    shown = {ID: SURVEY, OTHER_ID: AUDIT}
    assert plans == [None, plan]
    assert used == ([{"id": plan, "title": shown[plan], "ordered_by": "1"}] if plan else [])


def test_a_plan_is_not_meant_by_the_task_that_orders_it() -> None:
    assert planned(task("1", "Rà soát đất đai", [SURVEY], waits=True)) == ([], [None])


def test_duties_without_results_order_what_their_task_does() -> None:
    duties = [{"id": "1a"}, {"id": "1b", "results": [AUDIT]}]
    used, _ = planned(task("1", "Lập", [SURVEY], duties=duties), task("2", "Rà soát đất đai", waits=True))
    assert used == [{"id": ID, "title": SURVEY, "ordered_by": "1a"}]


def test_the_question_which_plan_is_answered_and_others_stay() -> None:
    waiting = task(
        "2", "Rà soát đất đai", waits=True, label="b", decide=["“Theo kế hoạch” là kế hoạch nào: …", "khác"]
    )
    planned(task("1", "Lập", [SURVEY]), waiting)
    assert list(waiting.items()) == [
        ("id", "2"),
        ("label", "b"),
        ("decide", ["khác"]),
        ("content", "Rà soát đất đai"),
        ("schedule", {"kind": "by_plan", "text": "Theo kế hoạch", "plan": ID}),
    ]


# Labels


@pytest.mark.parametrize(
    ("text", "label", "heading"),
    [
        ("I. Một", Label("I.", "roman", ("I",), "Một"), None),
        ("I Một", Label("I", "roman", ("I",), "Một"), Label("", "", (), "I Một")),
        ("Phần I Một", Label("Phần I", "roman", ("I",), "Một"), None),
        ("Mục A Một", Label("Mục A", "capital", ("A",), "Một"), None),
        ("A Một", Label("A", "capital", ("A",), "Một"), Label("", "", (), "A Một")),
        ("I", Label("I", "roman", ("I",), ""), None),
        ("IIII. Một", Label("", "", (), "IIII. Một"), None),
        ("Đ. Một", Label("Đ.", "capital", ("DD",), "Một"), None),
        ("đ) Một", Label("đ)", "letter", ("dd",), "Một"), None),
        ("12) Một", Label("12)", "decimal", ("12",), "Một"), None),
        ("1.2. Một", Label("1.2.", "dotted", ("1", "2"), "Một"), None),
        ("- Một", Label("-", "bullet", (), "Một"), None),
        ("-Một", Label("", "", (), "-Một"), None),
        ("Một", Label("", "", (), "Một"), None),
    ],
)
def test_labels_of_lines_and_of_headings(text: str, label: Label, heading: Label | None) -> None:
    assert label_of(f" {text} ") == label
    assert heading_label(text) == (heading or label)


@pytest.mark.parametrize(
    ("text", "number"),
    [("IV.", 4), ("12.", 12), ("c)", 3), ("C.", 100), ("B.", 2), ("-", None), ("1.2", None), ("x y", None)],
)
def test_the_place_that_a_label_counts(text: str, number: int | None) -> None:
    assert number_of(label_of(text)) == number


@pytest.mark.parametrize(
    "pair",
    ["3.|4.", "IV.|V.", "a)|b)", "d)|đ)", "đ)|e)", "d)|e)", "e)|g)", "e)|f)", "f)|g)", "i)|k)", "i)|j)",
     "D.|Đ.", "Đ.|E.", "1.2.|1.3.", "2.a|2.b", "9.|10."],
)  # fmt: skip
def test_a_label_comes_next(pair: str) -> None:
    """Lists in Vietnamese count đ after d and leave out f, j, w and z; those of word processors do not."""
    above, below = map(label_of, pair.split("|"))
    assert comes_next(above, below)
    assert not comes_next(below, above)


@pytest.mark.parametrize(
    "pair",
    [
        "3.|5.",
        "3.|3.",
        "IV.|VI.",
        "a)|c)",
        "c)|đ)",
        "đ)|g)",
        "đ)|d)",
        "3.|d)",
        "1.2.|2.3.",
        "1.|1.2",
        "-|-",
        "1.|Hai",
    ],
)
def test_a_label_does_not_come_next(pair: str) -> None:
    assert not comes_next(*map(label_of, pair.split("|")))


def test_a_label_of_another_style_counts_nothing() -> None:
    assert number_of(Label("II.", "group", ("II",), "")) is None


def test_a_number_as_labels_print_it() -> None:
    styles = ("roman", "capital", "letter", "decimal", "")
    assert [printed_in(style, 4) for style in styles] == ["IV", "D", "d", "4", "IV"]


def test_sections_with_vietnamese_letters_keep_them() -> None:
    """D and Đ are two letters; E that is printed twice is F the second time."""
    rows: list[list[Given]] = [["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"]]
    for n, letter in enumerate("ABCDĐEE", 1):
        rows += [[cell_of(f"{letter}. Mục {letter}", 4)], [str(n), "Việc", "Sở Nội vụ", "Quý I"]]
    document = Document((Paragraph("KẾ HOẠCH năm 2026"), table_of(rows)))
    draft = draft_of(read_plan(document, NOBODY, Wish(), {}), Frame("2026", "test", "2026"))
    assert [section["id"] for section in draft["sections"]] == ["A", "B", "C", "D", "DD", "E", "F"]
    assert [ask for ask in draft["decide"] if "in lặp" in ask] == [
        "Số mục “E.” in lặp; mục thứ hai ghi là F."
    ]


def test_paragraphs_that_go_on_with_vietnamese_letters_are_not_left_out() -> None:
    """Behind the last task: they are tasks of the list, whose doers are to be asked for."""
    head, told = "KẾ HOẠCH năm 2026|1. Kiểm tra", "- Chủ trì: Sở Nội vụ|- Thời gian: Quý I"
    lines = f"{head}|a) Bước a|b) Bước b|c) Bước c|{told}|d) Bước d|đ) Bước đ|e) Bước e|g) Bước g".split("|")
    reading = read_plan(Document(tuple(map(Paragraph, lines))), NOBODY, Wish(), {})
    assert [row.item.content for row in reading.rows][1:] == [f"Bước {letter}" for letter in "abcdđeg"]
