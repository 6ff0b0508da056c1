"""What a change of a plan says of days at its bounds, of slips, of sub-plans and of drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.running import Result
from tests.support.slip_files import laid
from tests.support.small_province import small_province
from tests.support.sub_plans import sub_plan
from trees import tree

PLAN = "plans/2021.yaml"
GROUND = ("--ground", "512/QĐ-UBND", "--ground-date")
LATER = ("--deadline", "Quý IV")
ONGOING = ("--deadline", "Thường xuyên")
OPEN_AGAIN = (
    "lưu ý: tính đến 10/06/2021, 1 việc (kể cả phối hợp) từ quá hạn sang chưa báo cáo: "
    "đầu việc 2 (Sở Tư pháp).\n"
)

Tried = Callable[..., Result]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


@pytest.fixture
def tried(small: Path) -> Tried:
    """`kst amend` on trial, which writes nothing."""

    def try_(*words: str, ground: str = "2021-05-20", as_of: str = "2021-06-10") -> Result:
        before = tree(small)
        result = call("amend", *words, *GROUND, ground, "--dry-run", "--as-of", as_of, root=small)
        assert tree(small) == before
        return result

    return try_


# Days


@pytest.mark.parametrize("day", ["2021-01-28", "2021-12-31"])
def test_a_document_is_of_the_day_of_issue_up_to_the_last_day_of_the_year(day: str, tried: Tried) -> None:
    assert tried("3", "--drop-agency", "ubnd-cap-huyen", ground=day).code == 0


def moved(day: str) -> str:
    return (
        f"lưu ý: hạn cũ của đầu việc 2 đã qua trước ngày {day}; "
        "việc quá hạn theo hạn cũ nay tính theo hạn mới.\n"
    )


LOST = (
    "lỗi: Sửa như vậy thì 1 việc (kể cả phối hợp) đã đến hạn trước ngày 06/06/2021 mất đi.\n"
    "  Cách sửa: Bãi bỏ đầu việc từ ngày đó (`kst amend drop-task`), "
    "rồi thêm việc mới (`kst amend add-task`).\n"
)


@pytest.mark.parametrize(
    ("start", "words", "code", "said"),
    [
        ("2021-06-04", LATER, 0, OPEN_AGAIN),
        ("2021-06-05", LATER, 0, OPEN_AGAIN),
        ("2021-06-06", LATER, 0, moved("06/06/2021") + OPEN_AGAIN),
        ("2021-06-05", ONGOING, 0, ""),
        ("2021-06-06", ONGOING, 4, LOST),
        ("2021-06-06", ("--deadline", "trước ngày 04/6"), 0, ""),
    ],
)
def test_what_fell_due_on_the_first_day_of_the_document_has_not_passed(
    start: str, words: tuple[str, ...], code: int, said: str, tried: Tried
) -> None:
    """Duty 2 is due on 5 June."""
    result = tried("2", *words, "--from", start)
    assert (result.code, result.err) == (code, said)


def test_work_that_now_waits_for_a_request_is_not_lost(tried: Tried, small: Path) -> None:
    change_file(small, PLAN, "every: [quarter, year]", "every: [year]")
    result = tried("4", "--deadline", "Khi có yêu cầu", "--from", "2021-12-25", as_of="2021-12-26")
    assert (result.code, result.err) == (
        0,
        "lưu ý: tính đến 26/12/2021, 1 việc (kể cả phối hợp) từ quá hạn sang chờ: đầu việc 4 (Sở Y tế).\n",
    )


# Names


def test_a_group_and_an_agency_are_called_by_their_names_in_a_line_of_the_program(tried: Tried) -> None:
    result = tried("2", "--add-agency", "ubnd-cap-huyen", "--add-agency", "so-yt", "--role", "coordinate")
    line = "- UBND cấp huyện, Sở Y tế phối hợp (theo Quyết định số 512/QĐ-UBND)."
    assert (result.code, f'{{printed: "{line}", coordinate: [ubnd-cap-huyen, so-yt]' in result.out) == (
        0,
        True,
    )
    assert result.err == (
        "lưu ý: chưa nêu --printed nên dòng phân công mới mang chữ do kst đặt; "
        "chép chữ của văn bản vào --printed thì đúng bản in hơn.\n"
    )


# Slips


def test_only_slips_that_fit_no_longer_are_told(tried: Tried, small: Path) -> None:
    """One slip fitted nothing before, one lacks its evidence as before."""
    lost = {"kind": "file", "path": "mat.pdf", "sha256": "0" * 64}
    laid(small, "a", [{"duty": "2", "period": "2021-Q2", "status": "done"}])
    laid(small, "b", [{"duty": "3", "period": "2021-Q2", "status": "done", "evidence": [lost]}])
    result = tried("3", "--drop-agency", "so-ban-nganh")
    assert (result.code, result.err) == (
        0,
        (
            "cảnh báo[KST052] progress/2021/Q2/so-yt/b.yaml:8:11\n"
            '  |   - duty: "3"\n'
            "  |           ^\n"
            "  Cơ quan này không có đầu việc 3 ở quý II năm 2021.\n"
            "  Cách sửa: Nếu phiếu ghi nhầm, ghi phiếu mới thay nó (--supersede); "
            "nếu kế hoạch đã đổi thì giữ phiếu làm lịch sử.\n"
            "\n"
        ),
    )


LOOK_AGAIN = """cảnh báo[KST071] plans/2021-kt.yaml:5:51
  | details: {plan: "2021", duties: ["6"], confirmed: {"6": "1932a8ead27e"}}
  |                                                   ^
  Đầu việc của kế hoạch 2021 đã đổi từ khi kế hoạch này được đối chiếu: 6. Xem lại rồi ghi: \
confirmed: {"6": "f9e3d62f05ad"}
  Cách sửa: Đọc lại đầu việc bằng `kst plan show`, sửa kế hoạch chi tiết nếu cần, \
rồi chép dòng confirmed vào details.

"""


def test_a_sub_plan_that_must_be_looked_at_again_is_told(tried: Tried, small: Path) -> None:
    """The duty that it details has changed."""
    (small / "chu.yaml").write_text('content: "Tự kiểm tra hằng tháng."\n', "utf-8", newline="\n")
    sub_plan(small)
    result = tried("6", "--reword", str(small / "chu.yaml"))
    assert (result.code, result.err) == (0, LOOK_AGAIN)


# Plans that cannot be amended

DRAFT = (
    "lỗi: Kế hoạch 2021 là dự thảo, chưa ban hành nên không cần văn bản sửa đổi.\n"
    "  Cách sửa: Sửa thẳng trong plans/2021.yaml.\n"
)


@pytest.mark.parametrize("day", ["  issued: 2021-01-28\n", ""], ids=["with its day", "without"])
def test_a_draft_is_changed_without_a_document(day: str, tried: Tried, small: Path) -> None:
    change_file(small, PLAN, "year: 2021\n", "year: 2021\nstatus: draft\n")
    change_file(small, PLAN, "  issued: 2021-01-28\n", day)
    result = tried("2", *LATER, "--plan", "2021")
    assert (result.code, result.out, result.err) == (4, "", DRAFT)


def test_where_there_is_but_a_faulty_draft_it_is_named(tried: Tried, small: Path) -> None:
    change_file(small, PLAN, "year: 2021\n", "year: 2021\nstatus: draft\n")
    change_file(small, PLAN, 'by: "2021-Q1"', 'by: "2021-Q9"')
    result = tried("2", *LATER)
    assert (result.code, result.out, result.err) == (
        4,
        "",
        (
            "lỗi: Kho chưa có kế hoạch nào đã ban hành; dự thảo còn lỗi: plans/2021.yaml.\n"
            "  Cách sửa: Xem lỗi: kst validate plans/2021.yaml; hết lỗi thì xem dự thảo bằng --plan MÃ.\n"
        ),
    )


def test_a_faulty_plan_is_not_amended(tried: Tried, small: Path) -> None:
    change_file(small, PLAN, 'by: "2021-Q1"', 'by: "2021-Q9"')
    result = tried("2", *LATER)
    assert (result.code, result.out, result.err.rpartition("\n\n")[2]) == (
        3,
        "",
        "lỗi: Dữ liệu có 1 lỗi nên chưa sửa gì.\n  Cách sửa: Sửa các lỗi trên rồi chạy lại.\n",
    )
