"""Every sentence with which `kst amend` refuses, whole: what is wrong, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal
from tests.support.small_province import small_province


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province, with a file of no new words."""
    root = small_province(tmp_path_factory.mktemp("amended") / "kho")
    (root / "chu.yaml").write_text("{}\n", "utf-8", newline="\n")
    return root


REFUSALS = [
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20",
        2,
        "Chưa nêu nội dung sửa.",
        "Thêm --deadline, --add-agency, --drop-agency hoặc --reword; xem --help.",
    ),
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --role lead",
        2,
        "Chưa nêu nội dung sửa.",
        "Thêm --deadline, --add-agency, --drop-agency hoặc --reword; xem --help.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --deadline "Quý IV" --role lead',
        2,
        "Có 0 --add-agency và 1 --role.",
        "Mỗi cơ quan một vai trò theo thứ tự, hoặc một --role cho tất cả.",
    ),
    Refused(
        'amend 99 --ground 512/QĐ-UBND --ground-date 2021-05-20 --deadline "Quý IV"',
        2,
        "Kế hoạch 2021 không có đầu việc, nhiệm vụ hay mục “99”.",
        "Xem các đầu việc: `kst plan show`.",
    ),
    Refused(
        "amend drop-task 99 --ground 512/QĐ-UBND --ground-date 2021-05-20",
        2,
        "Kế hoạch 2021 không có đầu việc, nhiệm vụ hay mục “99”.",
        "Xem các đầu việc: `kst plan show`.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --deadline "hôm nào đó"',
        2,
        "Không hiểu thời gian “hôm nào đó”.",
        "Ví dụ: “Quý IV”, “Tháng 10”, “trước ngày 15/12”, “Tháng 3 - 6”, “Thường xuyên”, “Hàng quý”, "
        "“Khi có yêu cầu”, “Theo kế hoạch ra-soat”.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --deadline "Theo kế hoạch abc"',
        2,
        "Không hiểu thời gian “Theo kế hoạch abc”.",
        "Nêu kế hoạch chi tiết nào: “theo kế hoạch kiem-tra”.",
    ),
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --add-agency so-yt",
        2,
        "Có 1 --add-agency và 0 --role.",
        "Mỗi cơ quan một vai trò theo thứ tự, hoặc một --role cho tất cả.",
    ),
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --add-agency so-yt --add-agency so-tp "
        "--role lead --role perform --role oversee",
        2,
        "Có 2 --add-agency và 3 --role.",
        "Mỗi cơ quan một vai trò theo thứ tự, hoặc một --role cho tất cả.",
    ),
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --add-agency so-yt --role lead "
        "--printed a --printed b",
        2,
        "Có 2 --printed cho 1 dòng phân công.",
        "Mỗi vai trò một dòng: nêu --printed một lần cho mỗi vai trò, theo thứ tự.",
    ),
    Refused(
        'amend add-task --section I --content x --result y --deadline "Quý IV" --ground 512/QĐ-UBND '
        "--ground-date 2021-05-20",
        2,
        "Nhiệm vụ mới chưa giao cho ai.",
        "Thêm --add-agency và --role.",
    ),
    Refused(
        'amend add-task --section IX --content x --result y --deadline "Quý IV" --add-agency so-yt '
        "--role lead --ground 512/QĐ-UBND --ground-date 2021-05-20",
        2,
        "Kế hoạch 2021 không có mục “IX”.",
        "Các mục: I, II, III.",
    ),
    Refused(
        'amend add-task --section I --content x --result y --deadline "Quý IV" --add-agency so-yt '
        "--role lead --ground 512/QĐ-UBND --ground-date 2021-05-20 --after 99",
        2,
        "Mục I không có nhiệm vụ “99”.",
        "Kiểm tra --after.",
    ),
    Refused(
        'amend add-task --section I --content x --result y --deadline "Quý IV" --add-agency so-yt '
        "--role lead --ground 512/QĐ-UBND --ground-date 2021-05-20 --id 2",
        4,
        "Mã “2” đã dùng trong kế hoạch.",
        "Chọn mã khác bằng --id.",
    ),
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --reword KHO/chu.yaml",
        2,
        "Tệp “KHO/chu.yaml” không có chữ mới nào.",
        "Nêu title, content, results hoặc printed.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2022-01-01 --deadline "Quý IV"',
        2,
        "Văn bản sửa đổi không thể ghi ngày sau năm kế hoạch 2021.",
        "Kiểm tra --ground-date, --from.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --from 2022-01-01 --deadline "Quý IV"',
        2,
        "Văn bản sửa đổi không thể ghi ngày sau năm kế hoạch 2021.",
        "Kiểm tra --ground-date, --from.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-01-27 --deadline "Quý IV"',
        2,
        "Văn bản sửa đổi không thể ghi ngày trước ngày ban hành kế hoạch (28/01/2021).",
        "Kiểm tra --ground-date, --from.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --from 2021-01-27 --deadline "Quý IV"',
        2,
        "Văn bản sửa đổi không thể ghi ngày trước ngày ban hành kế hoạch (28/01/2021).",
        "Kiểm tra --ground-date, --from.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-01-27 --from 2021-02-01 --deadline "Quý IV"',
        2,
        "Văn bản sửa đổi không thể ghi ngày trước ngày ban hành kế hoạch (28/01/2021).",
        "Kiểm tra --ground-date, --from.",
    ),
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --drop-agency so-yt",
        4,
        "“so-yt” không được giao việc nào ở 2.",
        "Xem `kst plan show`.",
    ),
    Refused(
        "amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --add-agency abc --role lead",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --add-agency " " --role lead',
        2,
        "Tên cơ quan để trống.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
    Refused(
        'amend 2 --ground 512/QĐ-UBND --ground-date 2021-05-20 --plan abc --deadline "Quý IV"',
        2,
        "Không có kế hoạch “abc”.",
        "Các kế hoạch hiện có: 2021.",
    ),
    Refused(
        'amend 4 --ground 512/QĐ-UBND --ground-date 2021-05-20 --deadline "Quý IV"',
        4,
        "Sửa như vậy thì 1 việc (kể cả phối hợp) đã đến hạn trước ngày 20/05/2021 mất đi.",
        "Bãi bỏ đầu việc từ ngày đó (`kst amend drop-task`), rồi thêm việc mới (`kst amend add-task`).",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, province: Path) -> None:
    assert refusal(case.line, province) == (case.code, case.message)
