"""What `kst new-year` says of a draft, whole, with few and with many who have not finished, and with none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.slip_files import said
from tests.support.small_province import small_province

TRIED = ("new-year", "2022", "--dry-run", "--as-of", "2021-12-20")
HEAD = "Dự thảo kế hoạch 2022: 6 nhiệm vụ, lập từ kế hoạch 2021.\n\n"
DECREE = "  - Quyết định chưa có số, ký hiệu, ngày ban hành, ngày có hiệu lực, người ký.\n"
COPIED = "  - Căn cứ, các điều, nơi nhận chép từ kế hoạch 2021: xem lại từng dòng.\n"
CALENDAR = (
    "  - Chưa có lịch năm 2022, đang dùng tạm lịch “2021”: lập calendar/2022.yaml bằng "
    "kst calendar draft 2022, xác nhận ngày nghỉ theo thông báo chính thức, rồi sửa calendar.\n"
)
AGAIN = "  - Nhiệm vụ {}: Việc có hạn một lần trong năm 2021 ({}): năm 2022 có làm lại không, hạn nào?\n"
FIRST = AGAIN.format("1", "Quý I")
TARGET = "  - Nhiệm vụ 4: Chỉ tiêu là của năm 2021: giữ hay đổi?\n"
ROWS = FIRST + AGAIN.format("2", "Trước ngày 05/6") + TARGET
END = "\nChạy thử: chưa ghi gì.\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


@pytest.mark.parametrize(
    ("roles", "who"),
    [
        ("perform: [so-tp]", "Sở Tư pháp"),
        ("perform: [so-tp, so-yt, vp-ubnd-tinh]", "Sở Tư pháp, Sở Y tế, Văn phòng UBND tỉnh"),
        ("perform: [so-tp, so-yt, vp-ubnd-tinh, huyen-ba-to]", "4 cơ quan"),
    ],
)
def test_up_to_three_who_have_not_finished_are_named(roles: str, who: str, small: Path) -> None:
    line = 'assignments: [{printed: "- Sở Tư pháp.", perform: [so-tp]}]\n        schedule: {kind: by_date'
    change_file(small, "plans/2021.yaml", line, line.replace("perform: [so-tp]", roles))
    result = call(*TRIED, root=small)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        HEAD + "Chưa hoàn thành của năm cũ: 3 đầu việc\n"
        f"  1: Văn phòng UBND tỉnh\n  2: {who}\n  6: Sở Tư pháp\n\n"
        "Cần quyết định: 7 điều\n"
        + DECREE
        + COPIED
        + CALENDAR
        + "  - Việc năm 2021 chưa hoàn thành (1, 2, 6; xem follows.unfinished): làm tiếp hay kết thúc?\n"
        + ROWS
        + END
    )


def test_where_all_is_finished_only_what_is_left_out_is_told(small: Path) -> None:
    """Duty 1 orders a sub-plan, and so it stays."""
    for duty, agency in (("1", "vp-ubnd-tinh"), ("2", "so-tp"), ("6", "so-tp")):
        said(small, duty, agency, as_of="2021-12-01")
    result = call(*TRIED, root=small)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        HEAD.replace("6 nhiệm vụ", "5 nhiệm vụ")
        + "Không chuyển sang: 1\n  2. Việc có hạn một lần, đã hoàn thành trong năm 2021.\n\n"
        + "Cần quyết định: 5 điều\n"
        + DECREE
        + COPIED
        + CALENDAR
        + FIRST
        + TARGET.replace("4:", "3 (trước là 4):")
        + END
    )


def test_what_is_dropped_is_told_with_its_reason(small: Path) -> None:
    result = call(*TRIED, "--drop", "5b", root=small)
    assert (result.code, "Không chuyển sang: 1\n  5b. " in result.out) == (0, True)


def test_a_draft_says_what_it_was_made_from(small: Path) -> None:
    assert call(*(word for word in TRIED if word != "--dry-run"), root=small).code == 0
    assert (small / "plans" / "2022.yaml").read_text("utf-8").splitlines()[:2] == [
        "# yaml-language-server: $schema=../schemas/plan.schema.json",
        "# Dự thảo kế hoạch năm 2022, do kst new-year lập từ kế hoạch 2021.",
    ]
