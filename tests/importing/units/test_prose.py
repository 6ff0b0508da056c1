"""Plans in prose: which lines are headings, tasks and labels, and what stands around the tasks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kstthc_cli.domain.importing.table.column_titles import key_of
from kstthc_cli.domain.importing.table.plans_without_table import prose_rows

Row = tuple[str, str, str, Mapping[str, tuple[str, ...]], list[str]]
NO_TIME, NOBODY, NO_CONTENT = "chưa nêu thời gian", "chưa nêu cơ quan", "nhiệm vụ không có nội dung"
LEAD: dict[str, tuple[str, ...]] = {"lead": ("Sở Y tế",)}


def told(text: str) -> tuple[list[Row], list[str], list[str]] | None:
    """The rows with their places in the doubts, and the lines before and after them."""
    found = prose_rows(text.split("\n"))
    if found is None:
        return None
    items, _, before, after = found
    rows: list[Row] = [
        (
            f"{i.kind}{i.depth or ''}",
            i.label.printed,
            i.content,
            dict(i.cells),
            [d.partition(": ")[2] for d in i.doubts],
        )
        for i in items
    ]
    assert all(doubt.startswith(f"dòng {item.row}: ") for item in items for doubt in item.doubts)
    return rows, before, after


def rows_of(text: str) -> list[Row]:
    found = told(text)
    assert found is not None
    return found[0]


def task(
    label: str, content: str, cells: Mapping[str, tuple[str, ...]], *doubts: str, kind: str = "task"
) -> Row:
    return (kind, label, content, cells, list(doubts))


def section(label: str, title: str, depth: int = 1) -> Row:
    return (f"section{depth}", label, title, {}, [])


def kept(label: str, text: str) -> Row:
    return ("rest", label, text, {}, [f"“{text}” chưa xếp được vào mục hay nhiệm vụ nào"])


def led(label: str, content: str = "Việc", kind: str = "task") -> Row:
    return task(label, content, LEAD, NO_TIME, kind=kind)


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("Chủ trì: Sở Y tế", False),
        ("1. Việc", False),
        ("1. Việc\nThời gian: Quý I", False),
        ("1. Việc\nChủ trì: Sở Y tế", True),
        ("1. Việc\nChủ trì: Sở Y tế\n2. Việc\nThời gian: Quý I", True),
        ("1. Việc\nChủ trì: Sở Y tế\n2. Việc\nThời gian: Quý I\n3. Việc\nThời gian: Quý I", False),
    ],
)
def test_prose_is_a_plan_where_half_of_its_tasks_name_somebody(text: str, is_plan: bool) -> None:
    assert (told(text) is not None) is is_plan


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1.\nLập kế hoạch\nChủ trì: Sở Y tế", [led("1.", "Lập kế hoạch")]),
        ("Việc\nChủ trì: Sở Y tế", [led("")]),
        ("- Việc; chủ trì: Sở Y tế\n- Hai; chủ trì: Sở Y tế", [led(""), led("", "Hai")]),
        (
            "- Việc; chủ trì: Sở Y tế\n- Hai\n- Nội dung: Ba; chủ trì: Sở Y tế",
            [led(""), kept("-", "- Hai"), led("", "Nội dung: Ba")],
        ),
        (
            "1. Việc (Chủ trì: Sở Y tế; thời gian: Quý I).",
            [task("1.", "Việc", LEAD | {"time": ("Quý I",)})],
        ),
        (
            "1. Việc (Chủ trì: Sở Nội vụ (nếu có); thời gian: Quý I (dự kiến)).",
            [task("1.", "Việc", {"lead": ("Sở Nội vụ (nếu có)",), "time": ("Quý I (dự kiến)",)})],
        ),
        (
            "1. Việc; chủ trì: a) Sở Y, b) Sở T.",
            [task("1.", "Việc", {"lead": ("a) Sở Y, b) Sở T.",)}, NO_TIME)],
        ),
        (
            "1. Việc\nChủ trì:\n- Sở Y\n\n- Sở T\nThời gian:\n- Quý I",
            [task("1.", "Việc", {"lead": ("- Sở Y", "- Sở T"), "time": ("- Quý I",)})],
        ),
        (
            "1. Việc\nChủ trì:\nChủ trì: Sở Y\nChủ trì:\n- Sở T",
            [task("1.", "Việc", {"lead": ("Sở Y", "- Sở T")}, NO_TIME)],
        ),
        (
            "1. Việc\nCơ quan chủ trì: Sở Y\nChủ trì: Sở T",
            [task("1.", "Việc", {"lead": ("Sở Y", "Sở T")}, NO_TIME)],
        ),
        (
            "Việc\nchủ trì: Sở Y tế\nchủ trì: Sở Y tế",
            [led(""), task("", "", LEAD, NO_CONTENT, NO_TIME)],
        ),
        ("Chủ trì: Sở Y tế\n1. Việc\nChủ trì: Sở Y tế", [task("", "", LEAD, NO_CONTENT, NO_TIME), led("1.")]),
        (
            "1. Việc\nHạn thực hiện: Quý I\nPhân công: Sở Y\nĐơn vị theo dõi: Sở T\nKết quả: Báo cáo",
            [
                task(
                    "1.",
                    "Việc",
                    {"time": ("Quý I",), "agencies": ("Sở Y",), "oversee": ("Sở T",), "result": ("Báo cáo",)},
                ),
            ],
        ),
        (
            "1. Việc chủ trì: Sở Y tế\nvà tiếp theo\n2. Hai thời gian: Quý I",
            [led("1."), kept("", "và tiếp theo"), task("2.", "Hai", {"time": ("Quý I",)}, NOBODY)],
        ),
        (
            "1. Việc\n- Địa điểm: tỉnh\nChủ trì: Sở Y tế\n- Địa điểm: xã\n- Kinh phí: không",
            [led("1.", "Việc - Địa điểm: tỉnh"), kept("", "- Địa điểm: xã"), kept("", "- Kinh phí: không")],
        ),
    ],
)
def test_what_the_lines_of_a_task_say(text: str, rows: list[Row]) -> None:
    assert rows_of(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            (
                "I. Việc\n1. Việc\nChủ trì: Sở Y tế\nII. Giữa\nlời giữa\n1. Ý\n"
                "III. Cuối\nlời cuối\n1. Việc\nChủ trì: Sở Y tế"
            ),
            [
                section("I.", "Việc"),
                led("1."),
                kept("II.", "II. Giữa lời giữa"),
                kept("1.", "1. Ý"),
                section("III.", "Cuối"),
                kept("III.", "lời cuối"),
                led("1."),
            ],
        ),
        (
            "I. Việc\n1. Việc; chủ trì: Sở Y tế\n2. Hai\n3. Việc; chủ trì: Sở Y tế",
            [section("I.", "Việc"), led("1."), task("2.", "Hai", {}, NOBODY, NO_TIME), led("3.")],
        ),
        (
            "I. Việc\n1. Việc; chủ trì: Sở Y tế\nII. Hai\n1. Ba\nIII. Ba\na) Việc; chủ trì: Sở Y tế",
            [
                section("I.", "Việc"),
                led("1."),
                kept("II.", "II. Hai"),
                kept("1.", "1. Ba"),
                section("III.", "Ba"),
                led("a)", kind="subtask"),
            ],
        ),
        (
            "I. Việc\n1. Một\na) Việc; chủ trì: Sở Y tế\n2. Hai\n3. Ba\na) Việc; chủ trì: Sở Y tế",
            [
                section("I.", "Việc"),
                section("1.", "Một", 2),
                led("a)", kind="subtask"),
                kept("2.", "2. Hai"),
                section("3.", "Ba", 2),
                led("a)", kind="subtask"),
            ],
        ),
        (
            "I. Việc\n1. Việc; chủ trì: Sở Y tế\na) Con\n2. Việc; chủ trì: Sở Y tế",
            [section("I.", "Việc"), led("1."), kept("a)", "a) Con"), led("2.")],
        ),
        (
            (
                "A. Một\n1. Việc; chủ trì: Sở Y tế\nB. Hai\n1. Việc; chủ trì: Sở Y tế\n"
                "C. Ba\n1. Việc; chủ trì: Sở Y tế"
            ),
            [
                section("A.", "Một"),
                led("1."),
                section("B.", "Hai"),
                led("1."),
                section("C.", "Ba"),
                led("1."),
            ],
        ),
    ],
)
def test_headings_without_labels_are_sections_tasks_or_kept(text: str, rows: list[Row]) -> None:
    assert rows_of(text) == rows


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("KẾ HOẠCH\nLời\nI. Chung\n- gạch\n1. Việc\nChủ trì: Sở Y tế", ["KẾ HOẠCH", "Lời"], []),
        ("Lời dẫn\nViệc; chủ trì: Sở Y tế", ["Lời dẫn"], []),
        ("I. Mục đích\nLời\n1. Ý\nII. Việc\n1. Việc\nChủ trì: Sở Y tế", ["I. Mục đích", "Lời", "1. Ý"], []),
        ("1. Việc\nChủ trì: Sở Y tế\n2. Hai\n3. Ba\n5. Năm\nHết", [], ["5. Năm", "Hết"]),
        ("a) Việc\nChủ trì: Sở Y tế\nb) Hai\n3. Ba", [], ["3. Ba"]),
        ("1.1. Việc\nChủ trì: Sở Y tế\n1.2. Hai\n2.3. Ba", [], ["2.3. Ba"]),
        ("1.9. Việc\nChủ trì: Sở Y tế\n1.10. Hai\n1.12. Ba", [], ["1.12. Ba"]),
        ("1.a) Việc\nChủ trì: Sở Y tế\n1.b) Hai\n1.d) Ba", [], ["1.d) Ba"]),
        ("Việc\nChủ trì: Sở Y tế\nHết", [], ["Hết"]),
        ("- Việc; chủ trì: Sở Y tế\n- Hết", [], ["- Hết"]),
        ("1. Việc\nChủ trì:\nSở Y tế\n- Sở Nội vụ", [], ["Sở Y tế", "- Sở Nội vụ"]),
    ],
)
def test_what_stands_before_and_after_the_tasks(text: str, before: list[str], after: list[str]) -> None:
    found = told(text)
    assert found is not None
    assert found[1:] == (before, after)


def test_columns_are_titled_as_the_labels_are_printed() -> None:
    found = prose_rows(["1. Việc; chủ trì: Sở Y", "Thời hạn: Quý I", "2. Hai; Cơ quan chủ trì: Sở T"])
    assert found is not None
    assert found[1].keys == ("stt", "content", "lead", "time")
    assert found[1].titles == ("Số", "Nội dung", "Chủ trì", "Thời hạn")


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Hạn", "time"),
        ("Hạn thực hiện", "time"),
        ("Hạn hoàn thành", "time"),
        ("Đơn vị đôn đốc", "oversee"),
        ("Đơn vị đo", "other"),
        ("Đơn vị tính", "other"),
        ("Đơn vị tính (bản)", "other"),
    ],
)
def test_heads_of_times_and_bodies_are_known(title: str, key: str) -> None:
    assert key_of(title) == key
