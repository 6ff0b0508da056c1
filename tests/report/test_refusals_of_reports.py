"""Every sentence with which reports, letters and closings refuse, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.refusals import Refused, ascii_id, refusal

LETTERS = [
    Refused(
        "report assignment",
        2,
        "Thiếu tùy chọn --agency.",
        "Chỉ chọn một: --agency TÊN, --level CẤP, hoặc --all.",
    ),
    Refused(
        "report assignment --agency so-yt --all",
        2,
        "Người nhận được nêu bằng nhiều cách.",
        "Chỉ chọn một: --agency TÊN, --level CẤP, hoặc --all.",
    ),
    Refused(
        "report assignment --all",
        2,
        "Mỗi cơ quan một công văn, mỗi công văn một tệp, nên phải nêu thư mục để ghi.",
        "Thêm -o THƯ_MỤC; hoặc --together để lập một công văn chung kèm danh sách.",
    ),
    Refused(
        "report assignment --all -o x.docx",
        2,
        "Mỗi cơ quan một công văn, mỗi công văn một tệp, nên phải nêu thư mục để ghi.",
        "Thêm -o THƯ_MỤC; hoặc --together để lập một công văn chung kèm danh sách.",
    ),
    Refused(
        "report assignment --agency ubnd-tinh",
        4,
        "UBND tỉnh Quảng Ngãi không được giao việc nào trong kế hoạch 2021.",
        "",
    ),
    Refused(
        "report assignment --level tinh --together",
        4,
        "Không cơ quan nào được giao việc trong kế hoạch 2021.",
        "",
    ),
    Refused(
        "report assignment --agency vp-ubnd-tinh",
        4,
        "Văn phòng UBND tỉnh là cơ quan ký văn bản này, nên không gửi cho chính mình.",
        "Xem việc của cơ quan đó: `kst due --agency vp-ubnd-tinh`.",
    ),
    Refused(
        "report assignment --all -o x --number 5",
        2,
        "Một số không dùng cho 4 công văn.",
        "Dùng --number-from SỐ để đánh số lần lượt.",
    ),
    Refused(
        "report assignment --all -o x --number 5 --number-from 5",
        2,
        "Số văn bản được nêu bằng hai cách.",
        "Chỉ dùng --number hoặc --number-from.",
    ),
    Refused(
        "report reminder",
        2,
        "Chưa rõ đôn đốc ai.",
        "Chỉ chọn một: --agency TÊN, --level CẤP, hoặc --all-missing.",
    ),
    Refused(
        "report reminder --agency so-yt --level so",
        2,
        "Người nhận được nêu bằng nhiều cách.",
        "Chỉ chọn một: --agency TÊN, --level CẤP, hoặc --all-missing.",
    ),
    Refused(
        "report reminder --level so --all-missing",
        2,
        "Người nhận được nêu bằng nhiều cách.",
        "Chỉ chọn một: --agency TÊN, --level CẤP, hoặc --all-missing.",
    ),
    Refused(
        "report reminder --level so",
        2,
        "Mỗi cơ quan một công văn, mỗi công văn một tệp, nên phải nêu thư mục để ghi.",
        "Thêm -o THƯ_MỤC; hoặc --together để lập một công văn chung kèm danh sách.",
    ),
    Refused(
        "report reminder --agency huyen-ba-to --answer-by 2021-06-09",
        2,
        "Ngày trả lời 09/6/2021 trước ngày của công văn 10/6/2021.",
        "Sửa --answer-by hoặc --date.",
    ),
    Refused(
        "report reminder --agency huyen-ba-to --date 2021-06-12 --answer-by 2021-06-11",
        2,
        "Ngày trả lời 11/6/2021 trước ngày của công văn 12/6/2021.",
        "Sửa --answer-by hoặc --date.",
    ),
    Refused(
        "report reminder --all-missing -o x --number 7",
        2,
        "Một số không dùng cho 4 công văn.",
        "Dùng --number-from SỐ để đánh số lần lượt.",
    ),
    Refused(
        "report reminder --agency abc",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
    Refused(
        "report reminder --agency ubnd-tinh",
        4,
        "Tính đến 10/6/2021 không có việc quá hạn của UBND tỉnh Quảng Ngãi, nên không lập văn bản.",
        "",
    ),
    Refused(
        "report reminder --level tinh --together",
        4,
        "Tính đến 10/6/2021 không có việc quá hạn của cơ quan nào, nên không lập văn bản.",
        "",
    ),
]


@pytest.mark.parametrize("case", LETTERS, ids=ascii_id)
def test_a_letter_says_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)


REPORTS = [
    Refused(
        "report plan --as-amended", 2, "Kế hoạch 2021 chưa có văn bản sửa đổi, bổ sung.", "Bỏ --as-amended."
    ),
    Refused("report plan --plan abc", 2, "Không có kế hoạch “abc”.", "Các kế hoạch hiện có: 2021."),
    Refused(
        "report quarterly --quarter 2 --agency abc",
        4,
        "Không có cơ quan nào tên “abc”.",
        "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ.",
    ),
    Refused(
        "report adhoc --request abc",
        2,
        "Không có yêu cầu “abc”.",
        "Các yêu cầu: chưa có. Xem `kst request list`.",
    ),
    Refused(
        'report adhoc --request ""',
        2,
        "Không có yêu cầu “”.",
        "Các yêu cầu: chưa có. Xem `kst request list`.",
    ),
    Refused(
        "report annex --quarter 2 --period 2021-Q2",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter hoặc --period.",
    ),
    Refused(
        "report annex --period 2022-Q1",
        2,
        "Kế hoạch 2021 không có quý I năm 2022.",
        "Chọn kế hoạch bằng --plan.",
    ),
    Refused(
        "report prepare --quarter 2 --period 2021",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter hoặc --period.",
    ),
    Refused(
        "report prepare --period 2020-Q4",
        2,
        "Kế hoạch 2021 không có quý IV năm 2020.",
        "Chọn kế hoạch bằng --plan.",
    ),
    Refused(
        "report close --quarter 2",
        4,
        "Kỳ số liệu quý II và 6 tháng đầu năm 2021 đến ngày 14/6/2021 mới hết.",
        "Chốt từ ngày đó trở đi.",
    ),
    Refused(
        "report close --quarter 1 --period 2021-Q1",
        2,
        "Kỳ được nêu bằng nhiều cách.",
        "Chỉ dùng một: --quarter hoặc --period.",
    ),
    Refused(
        "report highlight abc --quarter 2",
        4,
        "Không có phiếu “abc”.",
        "Xem mã phiếu bằng `kst history` hoặc `kst search`.",
    ),
]


@pytest.mark.parametrize("case", REPORTS, ids=ascii_id)
def test_a_report_says_what_is_wrong_and_how_to_mend_it(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged) == (case.code, case.message)


LAST_DAYS = [
    Refused(
        "report close --quarter 2",
        4,
        "Kỳ số liệu quý II và 6 tháng đầu năm 2021 đến ngày 14/6/2021 mới hết.",
        "Chốt từ ngày đó trở đi.",
    ),
]


@pytest.mark.parametrize("case", LAST_DAYS, ids=ascii_id)
def test_a_period_is_not_closed_before_its_data_end(case: Refused, unchanged: Path) -> None:
    assert refusal(case.line, unchanged, "2021-06-13") == (case.code, case.message)
