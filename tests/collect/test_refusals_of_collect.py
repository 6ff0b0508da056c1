"""Every sentence with which `kst collect` refuses a command line, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

REFUSALS = [
    Refused("collect export -o x", 2, "Chưa nêu kỳ.", "Thêm --quarter N, ví dụ --quarter 2."),
    Refused(
        "collect export --quarter 2 --period 2021-Q2 -o x",
        2,
        "Kỳ được nêu bằng hai cách.",
        "Chỉ dùng --quarter hoặc --period.",
    ),
    Refused(
        "collect export --period 2022-Q1 -o x",
        2,
        "Kế hoạch 2021 không có quý I năm 2022.",
        "Chọn kế hoạch bằng --plan.",
    ),
    Refused(
        "collect export --quarter 2 --agency ubnd-tinh -o x",
        4,
        "Không cơ quan nào có việc hay biểu phải báo cáo quý II năm 2021.",
        "Kiểm tra --agency, --level.",
    ),
    Refused(
        "collect export --quarter 2 --level tinh -o x",
        4,
        "Không cơ quan nào có việc hay biểu phải báo cáo quý II năm 2021.",
        "Kiểm tra --agency, --level.",
    ),
    Refused("collect import KHO/nope", 2, "Không có tệp hay thư mục “KHO/nope”.", "Kiểm tra đường dẫn."),
    Refused("collect status", 2, "Chưa nêu kỳ.", "Thêm --quarter N, ví dụ --quarter 2."),
    Refused(
        "collect status --quarter 1 --period 2021-Q1",
        2,
        "Kỳ được nêu bằng hai cách.",
        "Chỉ dùng --quarter hoặc --period.",
    ),
    Refused(
        "collect status --period 2020-Q1",
        2,
        "Kế hoạch 2021 không có quý I năm 2020.",
        "Chọn kế hoạch bằng --plan.",
    ),
    Refused(
        "collect status --quarter 1 --agency abc",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)
