"""What `kst search` finds in slips, from their day on, and what it says where there is nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.slip_files import laid
from tests.support.small_province import small_province


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province with two slips of two agencies on two days, the later one written first."""
    root = small_province(tmp_path_factory.mktemp("told") / "kho")
    for name, agency, day, text in (
        ("b", "so-tp", date(2021, 6, 10), "Đã lập bộ phận một cửa."),
        ("a", "so-yt", date(2021, 6, 9), "Đã niêm yết tại một cửa."),
    ):
        entry = {"duty": "3", "period": "2021-Q2", "status": "done", "text": text}
        laid(root, name, [entry], agency=agency, date=day)
    return root


@pytest.mark.parametrize(
    ("as_of", "agencies"),
    [("2021-06-08", []), ("2021-06-09", ["so-yt"]), ("2021-06-10", ["so-yt", "so-tp"])],
)
def test_a_slip_is_found_from_its_day_on(as_of: str, agencies: list[str], told: Path) -> None:
    result = call("search", "một", "cửa", "--format", "text", "--as-of", as_of, root=told)
    assert (result.code, result.err) == (0, "")
    shown = [line.rpartition("--agency ")[2].split("\t")[0] for line in result.out.splitlines()]
    assert shown == agencies


def test_where_nothing_is_found_it_says_so(told: Path) -> None:
    result = call("search", "tàu cá", "--as-of", "2021-06-10", root=told)
    said = "Tìm “tàu cá” trong kế hoạch 2021\n\nCộng: 0 chỗ có “tàu cá”.\n"
    assert (result.code, result.out, result.err) == (0, said, "")
