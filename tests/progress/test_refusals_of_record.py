"""Every sentence with which `kst record` refuses, whole: what is wrong, and how to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.refusals import Refused, ascii_id, refusal
from tests.support.request_files import opened, withdrawn
from tests.support.slip_files import laid
from tests.support.small_province import small_province

DRAFTS = {
    "trong.yaml": 'quarter: 2\nentries: [{duty: "3", status: done}]\n',
    "hai-ky.yaml": 'agency: so-yt\nperiod: 2021-Q2\nquarter: 2\nentries: [{duty: "3", status: done}]\n',
    "lap.yaml": "agency: so-yt\nentries:\n" + 2 * '  - {duty: "4", period: "2021-Q4", status: in_progress}\n',
    "lap-3.yaml": "agency: so-yt\nentries:\n" + 2 * '  - {duty: "3", period: "2021-Q2", status: done}\n',
    "hai-cho.yaml": """agency: so-yt
quarter: 2
entries:
  - {duty: "3", status: done}
  - {duty: "99", period: "2021-Q1", status: done}
  - {duty: "4", status: done, figures: {ty-le: x}}
""",
}


def entry(duty: str, status: str) -> dict[str, str]:
    return {"duty": duty, "period": "2021-Q2", "status": status}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province with slips of Sở Y tế, a withdrawn request, an open one, and drafts of slips."""
    root = small_province(tmp_path_factory.mktemp("asked") / "kho")
    laid(
        root,
        "2021-06-01-hai-dong",
        [entry("3", "done"), entry("4", "in_progress")],
        date=date(2021, 6, 1),
    )
    laid(root, "2021-06-01-cu", [entry("3", "in_progress")], date=date(2021, 6, 1))
    laid(
        root,
        "2021-06-02-rut",
        [],
        date=date(2021, 6, 2),
        supersedes=["2021-06-01-cu"],
        note="Ghi nhầm.",
    )
    laid(root, "2021-06-09-sau", [entry("4", "in_progress")], date=date(2021, 6, 9))
    opened(call, root, as_of="2021-05-10")
    withdrawn(call, root, "2021-05-10", as_of="2021-05-20")
    opened(call, root, as_of="2021-06-01", due="2021-06-30")
    for name, text in DRAFTS.items():
        (root / name).write_text(text, "utf-8", newline="\n")
    return root


REFUSALS = [
    Refused(
        "record 3 --agency so-yt --status done --row x",
        2,
        "--row chỉ dùng khi ghi một biểu.",
        "Thêm --form, ví dụ --form II.06a.",
    ),
    Refused(
        "record 3 --agency so-yt --status done --consolidated",
        2,
        "--consolidated chỉ dùng khi ghi một biểu.",
        "Thêm --form, ví dụ --form II.06a.",
    ),
    Refused(
        "record --agency so-yt --status done",
        2,
        "Thiếu mã đầu việc.",
        "Xem cách dùng: kst record --help, hoặc ghi cả phiếu bằng --file.",
    ),
    Refused(
        "record 3 --status done",
        2,
        "Thiếu --agency.",
        "Xem cách dùng: kst record --help, hoặc ghi cả phiếu bằng --file.",
    ),
    Refused(
        "record 3 --agency so-yt",
        2,
        "Thiếu --status.",
        "Xem cách dùng: kst record --help, hoặc ghi cả phiếu bằng --file.",
    ),
    Refused(
        "record --role perform --agency so-yt --status done --request x",
        2,
        "--request chỉ dùng khi ghi một đầu việc.",
        "Ghi riêng đầu việc đó, hoặc dùng --file.",
    ),
    Refused(
        "record --role perform --agency so-yt --status done --supersede x",
        2,
        "--supersede chỉ dùng khi ghi một đầu việc.",
        "Ghi riêng đầu việc đó, hoặc dùng --file.",
    ),
    Refused(
        "record --role perform --agency so-yt --status done --figure a=1",
        2,
        "--figure chỉ dùng khi ghi một đầu việc.",
        "Ghi riêng đầu việc đó, hoặc dùng --file.",
    ),
    Refused(
        "record 3,4 --agency so-yt --status done --figure a=1",
        2,
        "--figure chỉ dùng khi ghi một đầu việc.",
        "Ghi riêng đầu việc đó, hoặc dùng --file.",
    ),
    Refused(
        "record 3 --role perform --agency so-yt --status done",
        2,
        "Không dùng mã đầu việc cùng với --role.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "record 3 --agency so-yt --status done --document-date 2021-06-01",
        2,
        "Có ngày hoặc trích yếu văn bản nhưng thiếu --document.",
        "Thêm số, ký hiệu văn bản.",
    ),
    Refused(
        'record 3 --agency so-yt --status done --document-subject "Báo cáo"',
        2,
        "Có ngày hoặc trích yếu văn bản nhưng thiếu --document.",
        "Thêm số, ký hiệu văn bản.",
    ),
    Refused("record --form II.06a --agency so-yt", 2, "Thiếu --status.", "Xem cách dùng: kst record --help."),
    Refused("record --form II.06a --status done", 2, "Thiếu --agency.", "Xem cách dùng: kst record --help."),
    Refused(
        "record --form II.06a --status done --agency so-yt --text abc",
        2,
        "Không dùng --text cùng với --form.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "record 3 --form II.06a --status done --agency so-yt",
        2,
        "Không dùng mã đầu việc cùng với --form.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "record --form II.06a --status done --agency so-yt --document-date 2021-06-01",
        2,
        "Không dùng --document-date cùng với --form.",
        "Bỏ một trong hai.",
    ),
    Refused("record --withdraw abc --agency so-yt", 2, "Thiếu lý do rút phiếu.", 'Thêm --text "lý do".'),
    Refused("record --withdraw abc --text abc", 2, "Thiếu --agency.", "Nêu cơ quan đã ghi phiếu cần rút."),
    Refused(
        "record --withdraw abc --agency so-yt --text abc",
        4,
        "Không có phiếu “abc” của cơ quan này.",
        "Xem mã phiếu bằng `kst history`.",
    ),
    Refused(
        "record --withdraw abc --agency so-yt --text abc --quarter 2",
        2,
        "Không dùng --quarter hay --period cùng với --withdraw.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "record --withdraw abc --agency so-yt --text abc --file x.yaml",
        2,
        "Không dùng --file cùng với --withdraw.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "record --file x.yaml --status done", 2, "Không dùng --status cùng với --file.", "Bỏ một trong hai."
    ),
    Refused(
        "record --file KHO/trong.yaml",
        2,
        "Phiếu chưa nêu cơ quan báo cáo.",
        "Thêm agency vào tệp, hoặc dùng --agency.",
    ),
    Refused(
        "record --file KHO/hai-ky.yaml", 2, "Tệp nêu kỳ hai lần: period và quarter.", "Giữ một trong hai."
    ),
    Refused(
        "record --file KHO/hai-ky.yaml --agency so-tp",
        2,
        "Tệp ghi cơ quan “so-yt”, dòng lệnh ghi “so-tp”.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "record --file KHO/trong.yaml --agency so-yt --period 2021-Q1",
        2,
        "Tệp ghi kỳ “Q2”, dòng lệnh ghi “2021-Q1”.",
        "Bỏ một trong hai.",
    ),
    Refused(
        "record --file KHO/lap.yaml",
        4,
        "Đầu việc 4, quý IV năm 2021 xuất hiện hai lần trong phiếu.",
        "Gộp làm một dòng; nếu một dòng là của kỳ khác thì ghi ở dòng đó period: 2021.",
    ),
    Refused(
        "record --file KHO/lap-3.yaml",
        4,
        "Đầu việc 3, quý II năm 2021 xuất hiện hai lần trong phiếu.",
        "Gộp làm một dòng.",
    ),
    Refused(
        "record --file KHO/hai-cho.yaml",
        4,
        "Phiếu bị từ chối, chưa dòng nào được ghi.\n  3: được\n  99, kỳ 2021-Q1: Kế hoạch 2021 không "
        "có đầu việc “99”. Xem các đầu việc: `kst plan show`.\n  4: Số liệu ty-le: “x” không phải là "
        "một con số. Viết liền, không ngăn hàng nghìn. Ví dụ: ty-le=12,5",
        "Sửa các dòng bị từ chối.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status xong",
        2,
        "Không có trạng thái “xong”.",
        "Có phải là done (hoàn thành)?",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status foo",
        2,
        "Không có trạng thái “foo”.",
        "Chọn một trong: in_progress (đang thực hiện), done (hoàn thành), not_arising (không phát sinh).",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status done --document 12/BC --document-date 2021-06-11",
        4,
        "Ngày văn bản 11/06/2021 ở sau ngày 10/06/2021.",
        "Sửa --document-date.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status done --evidence http://",
        4,
        "“http://” không phải là một địa chỉ web.",
        "Ví dụ: https://quangngai.gov.vn/…",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status done --evidence nope.pdf",
        4,
        "Không có tệp minh chứng “nope.pdf”.",
        "Chép tệp vào kho rồi ghi lại.",
    ),
    Refused(
        'record 3 --agency so-yt --quarter 2 --status done --text " "',
        4,
        "Nội dung text để trống.",
        "Bỏ hẳn tùy chọn này, hoặc viết nội dung.",
    ),
    Refused(
        "record 4 --agency so-yt --quarter 2 --status done --figure ty-le",
        2,
        "Số liệu “ty-le” phải viết tên=giá trị.",
        "Ví dụ: --figure ty-le-cat-giam-chi-phi=12.5",
    ),
    Refused(
        "record 4 --agency so-yt --quarter 2 --status done --figure =5",
        2,
        "Số liệu “=5” phải viết tên=giá trị.",
        "Ví dụ: --figure ty-le-cat-giam-chi-phi=12.5",
    ),
    Refused(
        "record 4 --agency so-yt --quarter 2 --status done --figure ty-le=1 --figure ty-le=2",
        2,
        "Số liệu “ty-le” nêu hai lần.",
        "Giữ một giá trị.",
    ),
    Refused(
        "record 4 --agency so-yt --quarter 2 --status done --figure ty-le=abc",
        4,
        "Số liệu ty-le: “abc” không phải là một con số.",
        "Viết liền, không ngăn hàng nghìn. Ví dụ: ty-le=12,5",
    ),
    Refused(
        "record 4 --agency so-yt --quarter 2 --status done --figure ty-le=1,234",
        4,
        "Số liệu ty-le: “1,234” có thể là 1234 hoặc 1,234.",
        "Viết ty-le=1234 nếu dấu ngăn hàng nghìn, ty-le=1,2340 nếu là số thập phân.",
    ),
    Refused(
        'record 4 --agency so-yt --quarter 2 --status done --figure "ty-le=5 ngày"',
        4,
        "Số liệu “ty-le” tính bằng “%”, không phải “ngày”.",
        "Xem chỉ tiêu: `kst plan show 4`.",
    ),
    Refused(
        "record 4 --agency so-yt --quarter 2 --status done --figure khac=5",
        4,
        "Số liệu “khac” không có trong nhiệm vụ (có: ty-le, so-ngay).",
        "Xem chỉ tiêu: `kst plan show 4`.",
    ),
    Refused(
        "record 99 --agency so-yt --status done",
        4,
        "Kế hoạch 2021 không có đầu việc “99”.",
        "Xem các đầu việc: `kst plan show`.",
    ),
    Refused(
        "record 5 --agency so-yt --status done",
        4,
        "Kế hoạch 2021 không có đầu việc “5”. Nhiệm vụ 5 có các đầu việc: 5a, 5b.",
        "Xem các đầu việc: `kst plan show`.",
    ),
    Refused(
        "record 2 --agency so-yt --status done",
        4,
        "Cơ quan này không được giao đầu việc 2 (Góp ý dự thảo quy chế.).",
        "Xem việc của cơ quan: `kst agencies show TÊN`.",
    ),
    Refused(
        "record 4 --agency so-yt --status done --request abc",
        4,
        "Không có yêu cầu “abc” đối với đầu việc 4 của cơ quan này.",
        "Xem các yêu cầu: `kst request list`.",
    ),
    Refused(
        "record 5b --agency so-yt --status done --request 2021-05-10",
        4,
        "Yêu cầu “2021-05-10” đã bị rút ngày 20/05/2021 (Văn bản đã thu hồi.).",
        "Không còn phải trả lời; xem `kst request list --all`.",
    ),
    Refused(
        "record 5b --agency so-yt --status done --period 2021-Q4",
        4,
        "Đầu việc 5b không có ở quý IV năm 2021 (các kỳ: quý II năm 2021 theo yêu cầu YÊU_CẦU).",
        "Nêu rõ --request YÊU_CẦU.",
    ),
    Refused(
        "record 4 --agency so-yt --status done --period 2021-05",
        4,
        "Đầu việc 4 không có ở tháng 05 năm 2021 (các kỳ: quý I năm 2021, quý II năm 2021, quý III "
        "năm 2021, quý IV năm 2021, năm 2021).",
        "Nêu rõ --period 2021-Q1 hoặc --period 2021-Q2 hoặc --period 2021-Q3 hoặc --period 2021-Q4 "
        "hoặc --period 2021.",
    ),
    Refused(
        "record 3,99 --agency so-yt --quarter 2 --status done",
        4,
        "Phiếu bị từ chối, chưa dòng nào được ghi.\n  3: được\n  99: Kế hoạch 2021 không có đầu việc "
        "“99”. Xem các đầu việc: `kst plan show`.",
        "Sửa các dòng bị từ chối.",
    ),
    Refused(
        "record --role lead --agency so-yt --status done",
        4,
        "Sở Y tế không còn việc nào chưa hoàn thành với vai trò chủ trì ở kỳ này.",
        "Xem việc của cơ quan: `kst due --agency TÊN`; hoặc nêu kỳ khác bằng --quarter, --period.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 3 --status done",
        4,
        "Đầu việc 3, quý III năm 2021: kỳ bắt đầu ngày 15/06/2021, mà ngày 10/06/2021 đã báo cáo hoàn thành.",
        "Kiểm tra --quarter, --period; đúng là báo cáo trước kỳ thì thêm --yes.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 3 --status not_arising",
        4,
        "Đầu việc 3, quý III năm 2021: kỳ bắt đầu ngày 15/06/2021, mà ngày 10/06/2021 đã báo cáo "
        "không phát sinh.",
        "Kiểm tra --quarter, --period; đúng là báo cáo trước kỳ thì thêm --yes.",
    ),
    Refused(
        "record 3 --agency so-yt --period abc --status done",
        4,
        "“abc” không phải là một kỳ.",
        "Ví dụ: 2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021, “Quý II/2021”.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status done --supersede nope",
        4,
        "Không có phiếu “nope” của cơ quan này.",
        "Xem mã phiếu bằng `kst history`.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status done --supersede 2021-06-01",
        4,
        "Có 2 phiếu có mã bắt đầu bằng “2021-06-01”:\n  2021-06-01-cu\n  2021-06-01-hai-dong",
        "Viết mã dài hơn, hoặc đủ cả mã.",
    ),
    Refused(
        "record 4 --agency so-yt --quarter 2 --status done --date 2021-06-08 --supersede 2021-06-09",
        4,
        "Phiếu “2021-06-09-sau” ghi ngày 09/06/2021, sau ngày 08/06/2021.",
        "Sửa --date hoặc --as-of.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status done --supersede 2021-06-02-rut",
        4,
        "Phiếu “2021-06-02-rut” chỉ rút phiếu khác, không có dòng nào để thay.",
        "Muốn bỏ việc rút, dùng --withdraw 2021-06-02-rut.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 1 --status done --supersede 2021-06-01-hai-dong",
        4,
        "Phiếu “2021-06-01-hai-dong” có các dòng 3@2021-Q2, 4@2021-Q2, không dòng nào trùng với dòng mới.",
        "Nêu rõ dòng cần thay, ví dụ --supersede 2021-06-01-hai-dong#3@2021-Q2.",
    ),
    Refused(
        "record 3 --agency so-yt --quarter 2 --status done --supersede 2021-06-01-hai-dong#99@2021-Q2",
        4,
        "Phiếu “2021-06-01-hai-dong” có các dòng 3@2021-Q2, 4@2021-Q2, không dòng nào trùng với dòng mới.",
        "Nêu rõ dòng cần thay, ví dụ --supersede 2021-06-01-hai-dong#3@2021-Q2.",
    ),
    Refused(
        'record --withdraw 2021-06-01-cu --agency so-yt --text "Ghi nhầm."',
        4,
        "Phiếu “2021-06-01-cu” đã được rút hoặc thay bởi phiếu 2021-06-02-rut.",
        "Xem `kst history`.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, asked: Path) -> None:
    [request] = (asked / "requests").rglob("2021-06-01-*")
    code, message = refusal(case.line, asked)
    assert (code, message.replace(request.stem, "YÊU_CẦU")) == (case.code, case.message)


IN_JANUARY = [
    Refused(
        "record 3 --agency so-yt --quarter 2 --status in_progress",
        4,
        "Ngày báo cáo 05/01/2022 đã sang năm 2022, còn phiếu này thuộc kế hoạch 2021 (năm 2021).",
        "Đúng là báo cáo của năm 2021 thì nêu rõ --plan 2021 hoặc thêm --yes.",
    ),
    Refused(
        "record 3 --agency so-yt --status in_progress --quarter 4",
        4,
        "Ngày báo cáo 05/01/2022 đã sang năm 2022, còn phiếu này thuộc kế hoạch 2021 (năm 2021).",
        "Đúng là báo cáo của năm 2021 thì nêu rõ --plan 2021 hoặc thêm --yes.",
    ),
]


@pytest.mark.parametrize("case", IN_JANUARY, ids=ascii_id)
def test_a_report_of_january_says_of_which_year_it_is(case: Refused, asked: Path) -> None:
    assert refusal(case.line, asked, "2022-01-05") == (case.code, case.message)
