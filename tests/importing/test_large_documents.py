"""Documents of many rows are read in time in proportion, and rows that can be parted in many ways too."""

from __future__ import annotations

import time

import pytest

from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.reading import Wish, read_plan
from kstthc_cli.store.importing.reader import document_of
from tests.support.quang_ngai import year

SECONDS = 4.0
"""Many times what any of these takes (0.2 to 0.6); what is quadratic takes minutes."""
HEADS = (
    *("STT", "Nội dung", "Ghi chú", "Mục tiêu", "Chỉ tiêu", "Địa điểm", "Kinh phí", "Căn cứ"),
    *("Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian"),
)
BETWEEN = [f"x{n}" for n in range(6)]
BODIES = ["Sở Y tế", "Sở Nội vụ", "Báo cáo", "Quý II"]


def lines_that_can_be_parted_in_many_ways() -> str:
    rows: list[str] = []
    for n in range(1, 61):
        further = [f"thêm {k}" for k in range(6)] if n % 3 == 0 else []
        rows += [str(n), f"Việc {n}", *BETWEEN[:2], *further, *BETWEEN[2:], *BODIES]
    return "\n".join(("KẾ HOẠCH năm 2021", "", *HEADS, *rows))


def rows_under_numbers_of_their_own() -> str:
    table = "".join(
        f"| {n // 10}.{n % 10} | Việc {n} | Sở mới {n} | Quý {['I', 'II', 'III', 'IV'][n % 4]} |\n"
        for n in range(10, 700)
    )
    return f"KẾ HOẠCH năm 2021\n\n| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n{table}"


def one_number_again_and_again() -> str:
    table = "| 1 | Việc | Sở Y tế | Quý II |\n" * 700
    return f"KẾ HOẠCH năm 2021\n\n| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n{table}"


def items_of_one_list() -> str:
    return f"<h1>KẾ HOẠCH năm 2021</h1><ol>{'<li>Chủ trì: Sở Y tế' * 20_000}</ol>{ROW}"


ROW = (
    "<table><tr><td>STT</td><td>Nội dung</td><td>Chủ trì</td><td>Thời gian</td></tr>"
    "<tr><td>1</td><td>Việc</td><td>Sở Y tế</td><td>Quý II</td></tr></table>"
)


@pytest.mark.parametrize(
    ("text", "suffix", "tasks"),
    [
        (lines_that_can_be_parted_in_many_ways(), ".txt", 60),
        (rows_under_numbers_of_their_own(), ".md", 690),
        (one_number_again_and_again(), ".md", 700),
        (items_of_one_list(), ".html", 1),
    ],
    ids=["many ways", "sub-tasks", "one number", "one list"],
)
def test_many_rows_are_soon_read(text: str, suffix: str, tasks: int) -> None:
    begin = time.process_time()
    registry = year().registry
    reading = read_plan(document_of(text.encode(), suffix), registry, Wish(year=2021), {})
    draft = draft_of(reading, Frame("2021", registry.id, "2021"))
    assert time.process_time() - begin < SECONDS
    ids = [task["id"] for section in draft["sections"] for task in section["tasks"]]
    assert (len(ids), len(set(ids))) == (tasks, tasks)
