"""What a finding says is what to write, not only that something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.slip_files import ran
from tests.support.small_province import small_province

FAULTS = {
    "KST022": ("lead: [vp-ubnd-tinh]", "lead: vp-ubnd-tinh", ["“lead” phải là danh sách: [vp-ubnd-tinh]."]),
    "KST026": (
        '{kind: ongoing, text: "Thường',
        '{text: "Thường',
        ["by_date, periodic, ongoing, by_plan, on_request"],
    ),
    "KST036": (
        'by: "2021-Q1"',
        'by: "2021-Q9"',
        ["“2021-Q9” không phải là ngày hay kỳ.", "Viết như 2021-Q3, 2021-09-30"],
    ),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_finding_says_what_to_write(tmp_path: Path, code: str) -> None:
    old, new, sentences = FAULTS[code]
    root = small_province(tmp_path / "kho")
    plan = root / "plans" / "2021.yaml"
    text = plan.read_text("utf-8")
    assert text.count(old) == 1
    plan.write_text(text.replace(old, new), "utf-8", newline="\n")
    told = " ".join(ran("validate", root=root).out.split())
    assert f"lỗi[{code}]" in told
    assert all(sentence in told for sentence in sentences)


def test_a_draft_without_a_number_asks_to_fill_it_in(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    assert ran("new-year", "2022", "--as-of", "2021-12-20", root=root).code == 0
    told = " ".join(ran("validate", root=root).out.split())
    assert "điền chỗ nêu trên; có dòng decide thì xóa dòng đó." in told


def test_an_empty_file_has_no_content_yet(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    empty = tmp_path / "phieu.yaml"
    empty.write_text("", "utf-8")
    result = ran("record", "--file", str(empty), "--as-of", "2021-06-10", root=root)
    assert (result.code, result.out) == (3, "")
    assert "Chưa có nội dung." in result.err
    assert "nêu --file TỆP" in result.err


def test_help_begins_with_what_the_tool_is_for(tmp_path: Path) -> None:
    told = " ".join(ran("--help", root=tmp_path).out.split())
    assert "LỆNH … Theo dõi nhiệm vụ, thời hạn, tiến độ của kế hoạch" in told
