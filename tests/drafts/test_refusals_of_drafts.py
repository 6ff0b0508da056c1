"""Every sentence with which `kst new-year` and `plan derive` refuse, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

REFUSALS = [
    Refused(
        "new-year 2021",
        4,
        "Đã có kế hoạch “2021” của năm 2021; kst new-year không ghi đè.",
        "Sửa tiếp tệp đó, hoặc xóa nó nếu muốn lập lại: plans/2021.yaml.",
    ),
    Refused(
        "new-year 2020",
        2,
        "Không có kế hoạch nào đã ban hành trước năm 2020.",
        "Nêu kế hoạch gốc bằng --plan.",
    ),
    Refused(
        "new-year 2022 --keep 99", 2, "--keep: kế hoạch 2021 không có đầu việc “99”.", "Xem `kst plan show`."
    ),
    Refused("new-year 2022 --keep 1 --drop 1", 2, "Đầu việc 1 vừa --keep vừa --drop.", "Bỏ một trong hai."),
    Refused(
        "new-year 2022 --keep 2 --keep 3 --drop 3 --drop 2",
        2,
        "Đầu việc 2 vừa --keep vừa --drop.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "new-year 2022 --drop 1",
        2,
        "Đầu việc 1 giao lập “Kế hoạch kiểm tra” nên không bỏ được.",
        "Bỏ tay sau khi ghi.",
    ),
    Refused(
        "new-year 2022 --drop 5b --drop x",
        2,
        "--drop: kế hoạch 2021 không có đầu việc “x”.",
        "Xem `kst plan show`.",
    ),
    Refused("new-year 2022 --plan abc", 2, "Không có kế hoạch “abc”.", "Các kế hoạch hiện có: 2021."),
    Refused(
        "new-year 2020 --plan 2021",
        2,
        "Kế hoạch “2021” không phải kế hoạch của một năm trước 2020.",
        "Sửa --plan hoặc năm.",
    ),
    Refused(
        "plan derive --agency ubnd-tinh",
        2,
        "Kế hoạch 2021 không giao việc nào cho UBND tỉnh Quảng Ngãi.",
        "Xem việc của cơ quan: `kst agencies show TÊN`.",
    ),
    Refused(
        "plan derive --agency abc",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)
