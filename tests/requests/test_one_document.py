"""One document that asks for several duties, and answers that name no request."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.running import Result
from tests.support.small_province import small_province

CONTENT = 'content: "Niêm yết, công khai thủ tục hành chính."'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province, where duty 3 has a condition."""
    root = small_province(tmp_path / "kho")
    change_file(root, "plans/2021.yaml", CONTENT, f'{CONTENT}\n        condition: "nếu có"')
    return root


def opened(root: Path, duty: str, due: str = "2021-06-30") -> Result:
    words = ("request", "open", duty, "--due", due, "--document", "45/VPCP-KSTT", "--subject", "Rà soát")
    return call(*words, "--as-of", "2021-06-01", root=root)


def test_a_document_that_opens_a_second_duty_says_nothing_of_the_first(small: Path) -> None:
    first, second = opened(small, "5b"), opened(small, "3")
    assert (first.code, second.code) == (0, 0), second.err
    assert "đã mở" not in second.out
    [request] = [file.stem for file in (small / "requests").rglob("*.yaml") if "-5b-" in file.name]
    again = opened(small, "5b", "2021-07-31").out.splitlines()
    assert again[2] == f"Văn bản này đã mở đầu việc 5b: yêu cầu {request}, hạn 30/06/2021."


@pytest.mark.parametrize("name", ["", " "])
def test_a_blank_name_is_that_of_no_request(name: str, small: Path) -> None:
    assert opened(small, "5b").code == 0
    words = ("record", "5b", "--agency", "so-yt", "--status", "done", "--request", name)
    result = call(*words, "--as-of", "2021-06-10", root=small)
    assert (result.code, result.out, result.err) == (
        4,
        "",
        (
            f"lỗi: Không có yêu cầu “{name}” đối với đầu việc 5b của cơ quan này.\n"
            "  Cách sửa: Xem các yêu cầu: `kst request list`.\n"
        ),
    )
