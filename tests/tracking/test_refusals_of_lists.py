"""Every sentence with which lists and calendars of what is owed refuse, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

REFUSALS = [
    Refused(
        "due --quarter 2 --month 3",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to.",
    ),
    Refused(
        "due --quarter 2 --period 2021-Q2",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to.",
    ),
    Refused(
        "due --period 2021 --from 2021-02-01",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to.",
    ),
    Refused(
        "due --from 2021-03-01 --to 2021-02-28",
        2,
        "Khoảng ngày ngược: từ 01/03/2021 đến 28/02/2021.",
        "Đổi chỗ --from và --to.",
    ),
    Refused(
        "due --period abc",
        2,
        "“abc” không phải là một kỳ.",
        "Ví dụ: 2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021, “Quý II/2021”.",
    ),
    Refused("due --section IX --section IV", 2, "Kế hoạch 2021 không có mục “IV”.", "Các mục: I, II, III."),
    Refused("due --task 99 --task 98", 2, "Kế hoạch 2021 không có nhiệm vụ “98”.", "Các nhiệm vụ: 1 đến 6."),
    Refused(
        "due --role abc",
        2,
        "Không có vai trò “abc”.",
        "Chọn một trong: lead (chủ trì), perform (thực hiện), coordinate (phối hợp), appraise (có ý "
        "kiến/thẩm định), oversee (theo dõi/hướng dẫn), consolidate (tổng hợp).",
    ),
    Refused(
        "due --agency abc",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
    Refused(
        "due --level abc",
        2,
        "Không có cấp “abc”.",
        "Chọn một trong: tinh (Cấp tỉnh), so (Sở, ban, ngành), don-vi (Đơn vị trực thuộc), nganh-doc "
        "(Cơ quan trung ương tại tỉnh), bao-chi (Báo, đài), huyen (Cấp huyện), xa (Cấp xã).",
    ),
    Refused(
        "status --section IX --section IV", 2, "Kế hoạch 2021 không có mục “IV”.", "Các mục: I, II, III."
    ),
    Refused(
        "status --quarter 2 --level abc",
        2,
        "Không có cấp “abc”.",
        "Chọn một trong: tinh (Cấp tỉnh), so (Sở, ban, ngành), don-vi (Đơn vị trực thuộc), nganh-doc "
        "(Cơ quan trung ương tại tỉnh), bao-chi (Báo, đài), huyen (Cấp huyện), xa (Cấp xã).",
    ),
    Refused(
        "missing --quarter 2 --month 5",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to.",
    ),
    Refused("overdue --section VIII", 2, "Kế hoạch 2021 không có mục “VIII”.", "Các mục: I, II, III."),
    Refused(
        "overview --quarter 2 --period 2021",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to.",
    ),
    Refused("overview --month 13", 2, "Không có tháng “13”.", "Tháng là số từ 1 đến 12."),
    Refused("history 99", 2, "Kế hoạch 2021 không có đầu việc “99”.", "Xem các đầu việc: `kst plan show`."),
    Refused(
        "history 3 --quarter 2 --month 3",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)
