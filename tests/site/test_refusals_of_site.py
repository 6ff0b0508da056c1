"""Every sentence with which `kst site` refuses, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

REFUSALS = [
    Refused("site", 2, "Chưa nêu ghi ra đâu.", "Thêm -o, ví dụ: -o public."),
    Refused(
        "site -o x.html",
        2,
        "Một cơ quan thì ghi ra một tệp .html, cả kế hoạch thì ghi ra một thư mục.",
        "Ví dụ: --agency so-yt -o so-yt.html, hoặc -o public.",
    ),
    Refused(
        "site -o x --agency so-yt",
        2,
        "Một cơ quan thì ghi ra một tệp .html, cả kế hoạch thì ghi ra một thư mục.",
        "Ví dụ: --agency so-yt -o so-yt.html, hoặc -o public.",
    ),
    Refused(
        "site -o x.html --agency abc",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)
