"""Every sentence with which `kst request` refuses, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

REFUSALS = [
    Refused(
        'request open 99 --due 2021-06-30 --document 45/VPCP --subject "Báo cáo"',
        2,
        "Kế hoạch 2021 không có đầu việc “99”.",
        "Xem các đầu việc: `kst plan show`.",
    ),
    Refused(
        'request open 3 --due 2021-06-30 --document 45/VPCP --subject "Báo cáo"',
        4,
        "Đầu việc 3 không phải việc đột xuất hay có điều kiện.",
        "Mở được: 5b.",
    ),
    Refused(
        'request open 5b --due 2021-06-09 --document 45/VPCP --subject "Báo cáo"',
        4,
        "Hạn 09/06/2021 trước ngày yêu cầu 10/06/2021.",
        "Sửa --due.",
    ),
    Refused(
        'request open 5b --due 2021-06-30 --document 45/VPCP --subject "Báo cáo" --agency ubnd-tinh',
        4,
        "UBND tỉnh Quảng Ngãi không được giao đầu việc 5b.",
        "Xem `kst plan show`.",
    ),
    Refused(
        'request open 5b --due 2021-06-30 --document 45/VPCP --subject "Báo cáo" --agency abc',
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
    Refused(
        'request open 5b --due 2021-06-30 --document 45/VPCP --subject "Báo cáo" --supersede abc',
        4,
        "Kế hoạch 2021 không có yêu cầu “abc”.",
        "Xem mã bằng `kst request list --all`; yêu cầu của năm khác thì thêm --plan.",
    ),
    Refused(
        'request open 5b --due 2021-06-30 --document 45/VPCP --subject "Báo cáo" --supersede ""',
        4,
        "Kế hoạch 2021 không có yêu cầu “”.",
        "Xem mã bằng `kst request list --all`; yêu cầu của năm khác thì thêm --plan.",
    ),
    Refused(
        'request open 5b --due 2021-06-30 --document 45/VPCP --subject "Báo cáo" --supersede '
        "KHO/requests/2021/abc.yaml",
        4,
        "Kế hoạch 2021 không có yêu cầu “abc”.",
        "Xem mã bằng `kst request list --all`; yêu cầu của năm khác thì thêm --plan.",
    ),
    Refused(
        'request withdraw abc --reason "Văn bản đã thu hồi."',
        4,
        "Kế hoạch 2021 không có yêu cầu “abc”.",
        "Xem mã bằng `kst request list --all`; yêu cầu của năm khác thì thêm --plan.",
    ),
    Refused(
        'request withdraw " " --reason "Văn bản đã thu hồi."',
        4,
        "Kế hoạch 2021 không có yêu cầu “”.",
        "Xem mã bằng `kst request list --all`; yêu cầu của năm khác thì thêm --plan.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)
