"""What is said of slips that lie astray or were edited, whole, with one file and with many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.slip_files import laid
from tests.support.small_province import small_province

ASKED = ("due", "--agency", "so-yt", "--as-of", "2021-06-10")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


@pytest.mark.parametrize(("count", "more"), [(1, ""), (5, ""), (6, " và 1 mục khác"), (8, " và 3 mục khác")])
def test_up_to_five_that_lie_astray_are_named(count: int, more: str, small: Path) -> None:
    (small / "progress").mkdir()
    for number in range(count):
        (small / "progress" / f"lac-{number}.yaml").write_text("x", "utf-8")
    names = ", ".join(f"progress/lac-{number}.yaml" for number in range(min(count, 5)))
    result = call(*ASKED, root=small)
    said = f"cảnh báo: {names}{more} không ở đúng chỗ nên không được tính; chạy `kst validate`.\n"
    assert (result.code, result.err) == (0, said)


@pytest.mark.parametrize(("count", "more"), [(1, ""), (2, " và 1 tệp khác"), (3, " và 2 tệp khác")])
def test_the_first_that_was_edited_is_named(count: int, more: str, small: Path) -> None:
    for number in range(count):
        entry = {"duty": "3", "period": "2021-Q2", "status": "in_progress", "text": f"Bước {number}."}
        file = laid(small, f"phieu-{number}", [entry])
        file.write_text(file.read_text("utf-8").replace("Bước", "Buoc"), "utf-8", newline="\n")
    result = call(*ASKED, root=small)
    said = (
        f"cảnh báo: progress/2021/Q2/so-yt/phieu-0.yaml{more} đã bị sửa sau khi ghi; chạy `kst validate`.\n"
    )
    assert (result.code, result.err) == (0, said)
