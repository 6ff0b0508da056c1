"""What `kst agencies update` says, whole, in its first year and before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.refusals import Refused, ascii_id, refusal
from tests.support.repositories import change_file
from tests.support.small_province import small_province

REGISTRY = "agencies/quang-ngai.yaml"
DONE = (
    "agencies/quang-ngai.yaml: 2 cơ quan kết thúc ngày 30/6/2025, thêm 96 UBND cấp xã từ 01/7/2025.\n"
    "Chưa rõ cơ quan kế thừa: UBND huyện Ba Tơ, UBND huyện Lý Sơn.\n"
)
ENDS = {"": "Điều phải xác nhận: kst validate\n", "--dry-run": "Chạy thử: chưa ghi gì.\n"}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


@pytest.mark.parametrize("trial", ENDS)
def test_the_year_of_the_change_is_the_first_one(trial: str, small: Path) -> None:
    before = (small / REGISTRY).read_bytes()
    result = call("agencies", "update", "--year", "2025", *trial.split(), root=small)
    assert (result.code, result.out, result.err) == (0, DONE + ENDS[trial], "")
    assert ((small / REGISTRY).read_bytes() == before) == bool(trial)


def test_once_carried_over_there_is_nothing_to_do(small: Path) -> None:
    assert call("agencies", "update", "--year", "2025", root=small).code == 0
    result = call("agencies", "update", "--year", "2025", root=small)
    assert (result.code, result.out, result.err) == (
        0,
        "agencies/quang-ngai.yaml đã theo năm 2025, không có gì để chuyển.\n",
        "",
    )


def test_a_place_that_was_no_province_is_named(small: Path) -> None:
    change_file(small, REGISTRY, 'place: "Quảng Ngãi"', 'place: "Quảng Lạ"')
    assert refusal("agencies update --year 2025", small, None) == (
        4,
        Refused(
            "",
            4,
            "agencies/quang-ngai.yaml: không có tỉnh “Quảng Lạ” năm 2024.",
            "Sửa place của danh mục.",
        ).message,
    )


REFUSALS = [
    Refused(
        "agencies update --year 2024",
        2,
        "Năm 2024 ở trước ngày 01/7/2025, không có gì để chuyển.",
        "Nêu --year 2025 trở đi.",
    ),
    Refused(
        "agencies update --year 2025 --registry abc",
        2,
        "Không có danh mục cơ quan “abc”.",
        "Các danh mục: quang-ngai.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged, None) == (case.code, case.message)


def test_of_several_registries_one_must_be_named(small: Path) -> None:
    text = (small / REGISTRY).read_text("utf-8")
    other = small / "agencies" / "khac.yaml"
    other.write_text(text.replace('id: "quang-ngai"', 'id: "khac"'), "utf-8", newline="\n")
    why = "Kho có 2 danh mục cơ quan."
    how = "Nêu một danh mục bằng --registry: khac, quang-ngai."
    said = Refused("", 2, why, how).message
    assert refusal("agencies update --year 2025", small, None) == (2, said)
    result = call("agencies", "update", "--year", "2025", "--registry", "khac", root=small)
    assert (result.code, (small / REGISTRY).read_text("utf-8")) == (0, text)
    assert result.out.startswith("agencies/khac.yaml: 2 cơ quan kết thúc ngày 30/6/2025, ")


def test_a_registry_laid_out_in_another_way_is_changed_by_hand(small: Path) -> None:
    change_file(small, REGISTRY, "groups:\n", "? groups\n:\n")
    before = (small / REGISTRY).read_bytes()
    result = call("agencies", "update", "--year", "2026", root=small)
    assert (result.code, result.out, result.err, (small / REGISTRY).read_bytes()) == (
        4,
        "",
        (
            "lỗi: Không sửa được agencies/quang-ngai.yaml (dòng 114).\n"
            "  Cách sửa: Sửa tay chỗ viết khác tệp do `kst init` tạo, hoặc chạy `kst fmt`, "
            "rồi chạy lại lệnh.\n"
        ),
        before,
    )
