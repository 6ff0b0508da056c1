"""What `kst request open` and `withdraw` say, whole, up to the days from which they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.running import Result
from tests.support.small_province import small_province

WORDS = ("request", "open", "5b", "--document", "45/VPCP", "--subject", "Báo cáo")
HEAD = "5b. Báo cáo tình hình kiểm soát thủ tục hành chính.\n"
ALL = "mọi cơ quan có đầu việc này"
TRIAL = "Chạy thử: chưa ghi gì.\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


def opened(root: Path, due: str, *more: str, as_of: str = "2021-06-10") -> Result:
    return call(*WORDS, "--due", due, *more, "--as-of", as_of, root=root)


def ids(root: Path) -> list[str]:
    """The requests, in the order in which they were written."""
    return sorted(file.stem for file in (root / "requests").rglob("*.yaml"))


def written(root: Path, request: str) -> str:
    """The last lines about the request that was written last."""
    last = ids(root)[-1]
    return f"Đã ghi requests/2021/{last}.yaml\nTrả lời bằng: kst record 5b --request {request} …\n"


def test_a_request_may_be_due_on_its_day(small: Path) -> None:
    result = opened(small, "2021-06-10", "--dry-run")
    about = f"    Hạn 10/06/2021, {ALL}, theo Văn bản số 45/VPCP.\n"
    assert (result.code, result.out, result.err) == (0, HEAD + about + TRIAL, "")


def test_a_request_is_told_with_whom_it_asks_and_what_it_corrects(small: Path) -> None:
    two = ("--agency", "so-yt", "--agency", "Sở Tư pháp")
    first = opened(small, "2021-06-30", *two)
    [name] = ids(small)
    about = "    Hạn 30/06/2021, Sở Y tế, Sở Tư pháp, theo Văn bản số 45/VPCP.\n"
    assert (first.code, first.out) == (0, HEAD + about + written(small, name))

    again = opened(small, "2021-06-30", *two)
    assert (again.code, again.err) == (
        4,
        (
            f"lỗi: Văn bản số 45/VPCP đã mở đầu việc 5b ngày 10/06/2021, hạn 30/06/2021 (yêu cầu {name}).\n"
            f"  Cách sửa: Đổi nội dung hay cơ quan thì mở lại với --supersede {name}.\n"
        ),
    )
    beside = opened(small, "2021-06-25", "--dry-run")
    assert beside.out == (
        HEAD + f"    Hạn 25/06/2021, {ALL}, theo Văn bản số 45/VPCP.\n"
        f"Văn bản này đã mở đầu việc 5b: yêu cầu {name}, hạn 30/06/2021.\n" + TRIAL
    )

    corrected = opened(small, "2021-07-05", "--supersede", name[:-3], as_of="2021-06-11")
    before = "trước: hạn 30/06/2021, Sở Y tế, Sở Tư pháp, theo Văn bản số 45/VPCP"
    about = f"    Hạn 05/07/2021, {ALL}, theo Văn bản số 45/VPCP.\nSửa yêu cầu {name} ({before}).\n"
    assert (corrected.code, corrected.out) == (0, HEAD + about + written(small, name))
    once_more = opened(small, "2021-07-06", "--supersede", name, "--dry-run", as_of="2021-06-11")
    assert f"Sửa yêu cầu {name} (trước: hạn 05/07/2021, {ALL}, theo Văn bản số 45/VPCP).\n" in once_more.out

    early = opened(small, "2021-07-06", "--supersede", name, "--date", "2021-06-10", as_of="2021-06-11")
    assert (early.code, early.err) == (
        4,
        (
            f"lỗi: Yêu cầu “{name}” ghi ngày 11/06/2021, sau ngày 10/06/2021.\n"
            "  Cách sửa: Sửa --date hoặc --as-of.\n"
        ),
    )


def test_a_withdrawn_request_is_neither_corrected_nor_withdrawn_again(small: Path) -> None:
    assert opened(small, "2021-06-30").code == 0
    [name] = ids(small)
    words = ("request", "withdraw", name, "--reason", "Thu hồi.", "--as-of", "2021-06-12")
    gone = f"Rút yêu cầu {name} (đầu việc 5b, hạn 30/06/2021, theo Văn bản số 45/VPCP).\n"
    assert call(*words, "--dry-run", root=small).out == gone + TRIAL
    result = call(*words, root=small)
    [_, last] = ids(small)
    end = f"Không cơ quan nào còn phải trả lời yêu cầu này.\nĐã ghi requests/2021/{last}.yaml\n"
    assert (result.code, result.out) == (0, gone + end)
    why = f"lỗi: Yêu cầu “{name}” đã bị rút ngày 12/06/2021.\n  Cách sửa: "
    assert call(*words, root=small).err == why + "Không cần rút lần nữa.\n"
    corrected = opened(small, "2021-07-06", "--supersede", name, as_of="2021-06-13")
    assert corrected.err == why + "Mở yêu cầu mới, không nêu --supersede.\n"


@pytest.mark.parametrize(("due", "code"), [("2021-08-31", 0), ("2021-09-01", 4)])
def test_nothing_is_asked_for_from_the_day_on_which_the_work_ends(due: str, code: int, small: Path) -> None:
    schedule = '            schedule: {kind: on_request, text: "Đột xuất"}\n'
    change_file(small, "plans/2021.yaml", schedule, f"{schedule}            ended: 2021-09-01\n")
    ground = 'amendments: [{number: "1/QĐ-UBND", date: 2021-05-01, changes: ["5b"]}]\nannex:\n'
    change_file(small, "plans/2021.yaml", "annex:\n", ground)
    result = opened(small, due, "--dry-run")
    said = (
        "lỗi: Đầu việc 5b không còn (hoặc chưa có) vào ngày 01/09/2021.\n  Cách sửa: Xem `kst plan show`.\n"
    )
    assert (result.code, result.err) == (code, said if code else "")
