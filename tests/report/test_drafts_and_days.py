"""Drafts are not closed; a period is closed from the last day of its data on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.small_province import small_province


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


def test_a_draft_is_not_closed(small: Path) -> None:
    change_file(small, "plans/2021.yaml", "year: 2021\n", "year: 2021\nstatus: draft\n")
    words = ("report", "close", "--quarter", "1", "--plan", "2021", "--as-of", "2021-06-10")
    result = call(*words, root=small)
    assert (result.code, result.out, (small / "reports").exists()) == (4, "", False)
    assert result.err == (
        "lỗi: Kế hoạch “2021” còn là dự thảo, chưa giao việc cho ai.\n"
        "  Cách sửa: Đã ban hành thì ghi status: issued; hoặc chọn kế hoạch khác bằng --plan.\n"
    )


@pytest.mark.parametrize("day", ["2021-03-14", "2021-03-15"])
def test_a_period_is_closed_from_the_last_day_of_its_data_on(day: str, small: Path) -> None:
    result = call("report", "close", "--quarter", "1", "--dry-run", "--as-of", day, root=small)
    assert (result.code, result.err) == (0, "")
    said, digest = result.out.splitlines()
    assert said == (
        f"Chạy thử, sẽ chốt số liệu quý I năm 2021, tính đến hết ngày {int(day[8:])}/3/2021: "
        "15 việc phải báo cáo (chưa báo cáo 9, chưa có kế hoạch chi tiết hoặc văn bản yêu cầu 6), 0 phiếu."
    )
    assert digest.startswith("Mã kiểm tra của dữ liệu đã dùng: ")
