"""Every sentence with which `kst export` and `national` refuse, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

EXPORTS = [
    Refused("export", 2, "Chưa nêu ghi ra đâu.", "Thêm -o, ví dụ: -o bang (thư mục), -o kho.sqlite."),
    Refused(
        "export -o x --format xyz",
        2,
        "Không có định dạng “xyz”.",
        "Chọn một trong: csv, sqlite, xlsx, parquet, duckdb.",
    ),
    Refused(
        "export -o x.abc",
        2,
        "Không biết ghi tệp đuôi “.abc” theo định dạng nào.",
        "Dùng đuôi .xlsx, .sqlite, .duckdb, hoặc --format.",
    ),
    Refused("export -o x --plan abc", 2, "Không có kế hoạch “abc”.", "Các kế hoạch hiện có: 2021."),
    Refused("export -o KHO/plans", 4, "“KHO/plans” nằm trong thư mục dữ liệu của kho.", "Chọn thư mục khác."),
]


@pytest.mark.parametrize("case", EXPORTS, ids=ascii_id)
def test_an_export_says_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)
