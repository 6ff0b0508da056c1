"""The words of a time cell, one or several: each time with its period and every doubt."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.importing.schedules import read_times

Told = list[tuple[str, str, str]]


def told(*lines: str, sub_plans: tuple[str, ...] = ()) -> Told:
    """Each time: its kind, its periods (from and by, how often, or the plan), and its doubt."""
    found = []
    for time in read_times(lines, 2026, dict.fromkeys(sub_plans, "Kế hoạch")):
        words = time.words
        parts = (words.start, words.by, *words.every, words.plan) if words else ("?",)
        found.append((time.kind, " ".join(str(part) for part in parts if part is not None), time.doubt))
    return found


def dated(*periods: str) -> Told:
    return [("by_date", period, "") for period in periods]


def unread(text: str) -> Told:
    return [("", "?", f"“{text}” chưa đọc được thành thời gian; ghi schedule")]


def likely(kind: str, when: str, text: str, shown: str) -> Told:
    return [(kind, when, f"“{text}” đọc là {shown}; kiểm tra lại")]


@pytest.mark.parametrize(
    ("lines", "times"),
    [
        (("", " "), []),
        ((" ", "Quý I"), dated("2026-Q1")),
        (("Quý", "I"), dated("2026-Q1")),
        (("Quý I", "Quý II"), dated("2026-Q1", "2026-Q2")),
        (("Quý I", "năm 2026"), dated("2026-Q1")),
        (("Tháng 6", "2025"), dated("2025-06")),
        (("Tháng 6", "12/2026"), dated("2026-06", "2026-12")),
        (("Năm 2026", "Năm 2027"), dated("2026", "2027")),
        (("- Quý I", "- Quý III"), dated("2026-Q1", "2026-Q3")),
        (("a) Quý I", "b) Năm 2026"), dated("2026-Q1", "2026")),
        (("Từ 01/01/2026", "- 30/6/2026"), dated("2026-01-01 2026-06-30")),
        (("Từ quý I", "đến quý II"), dated("2026-Q1 2026-Q2")),
        (("Quý I", "mai"), [*dated("2026-Q1"), *unread("mai")]),
        (("Trước ngày", "30/6/2026"), dated("2026-06-29")),
    ],
)
def test_lines_are_times_of_their_own_unless_together_they_are_one(
    lines: tuple[str, ...], times: Told
) -> None:
    assert told(*lines) == times


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Quý I, II và IV/2026", "2026-Q1 2026-Q2 2026-Q4"),
        ("Tháng 3, 6,, 9", "2026-03 2026-06 2026-09"),
        ("Quý I, II/2025", "2025-Q1 2025-Q2"),
        ("Quý I, II/2026, Quý III", "2026-Q1 2026-Q2 2026-Q3"),
        ("Tháng 3 & tháng 5 + 6", "2026-03 2026-05 2026-06"),
    ],
)
def test_dates_in_one_line_are_several(text: str, periods: str) -> None:
    found = periods.split()
    assert told(text) == [("by_date", period, f"“{text}” đọc là {len(found)} thời hạn") for period in found]


SEVERAL = "“{}” đọc là nhiều thời gian"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Quý I, hằng quý", [("by_date", "2026-Q1"), ("periodic", "quarter")]),
        ("Quý I; 30/6", [("by_date", "2026-Q1"), ("by_date", "2026-06-30")]),
        ("Thường xuyên; ; hằng quý", [("ongoing", ""), ("periodic", "quarter")]),
    ],
)
def test_times_of_several_kinds_in_one_line_are_several(text: str, times: list[tuple[str, str]]) -> None:
    assert told(text) == [(kind, when, SEVERAL.format(text)) for kind, when in times]


@pytest.mark.parametrize(
    "text",
    [
        "3, 6",
        "I, II",
        "; ",
        "dự kiến",
        "(dự kiến)",
        "2 lần",
        "Cuối hằng tháng",
        "hằng quý và các năm tiếp theo",
        "Từ khi có",
        "Trước quý 5",
        "Trước từ quý I đến quý II",
        "Trước quý I đến quý II",
    ],
)
def test_words_that_are_no_time_are_asked(text: str) -> None:
    assert told(text) == unread(text)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Trước tháng 1/2026", "2025-12"),
        ("Trước tháng 2", "2026-01"),
        ("Trước quý II", "2026-Q1"),
        ("Trước quý I", "2025-Q4"),
        ("Trước 6 tháng cuối năm", "2026-H1"),
        ("Trước 6 tháng đầu năm", "2025-H2"),
        ("Trước 9 tháng đầu năm", "2025"),
        ("Trước năm 2026", "2025"),
        ("Hoàn thành trước tháng 3", "2026-02"),
        ("Đầu tháng 6", "2026-06"),
        ("Đầu năm", "2026-Q1"),
        ("Đầu năm 2026", "2026-Q1"),
        ("Đầu năm 2025", "2025"),
        ("Giữa năm", "2026"),
        ("Dự kiến Quý I", "2026-Q1"),
        ("Quý I (nếu kịp)", "2026-Q1"),
    ],
)
def test_a_time_that_is_near_another_is_read_as_that_and_marked(text: str, by: str) -> None:
    assert told(text) == likely("by_date", by, text, f"thời hạn {by}")


@pytest.mark.parametrize("text", ["Từ quý II", "Quý I và các năm tiếp theo", "Quý I, những năm sau"])
def test_a_beginning_without_an_end_is_ongoing(text: str) -> None:
    assert told(text) == likely("ongoing", "", text, "thường xuyên")


@pytest.mark.parametrize(("sub_plans", "plan"), [((), ""), (("a",), "a"), (("a", "b"), "")])
def test_a_plan_that_is_not_named_is_the_only_one_there_is(sub_plans: tuple[str, ...], plan: str) -> None:
    asked = "“Theo lộ trình” là kế hoạch nào: khai ở sub_plans, rồi ghi kind: by_plan và plan"
    assert told("Theo lộ trình", sub_plans=sub_plans) == [("by_plan", plan, asked)]
