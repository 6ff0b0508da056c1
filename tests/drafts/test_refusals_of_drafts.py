"""Every sentence with which `kst new-year` and `plan derive` refuse, whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.refusals import Refused, ascii_id, refusal
from tests.support.repositories import change_file
from tests.support.small_province import small_province
from tests.support.sub_plans import sub_plan

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


def taken(root: Path) -> None:
    """A plan of 2022 that has another id."""
    plan = (root / "plans" / "2021.yaml").read_text("utf-8")
    other = plan.replace('id: "2021"', 'id: "ke-hoach-2022"', 1).replace("year: 2021", "year: 2022", 1)
    other = other.replace("issued: 2021-01-28", "issued: 2022-01-28").replace("2021-", "2022-")
    (root / "plans" / "ke-hoach-2022.yaml").write_text(other, "utf-8", newline="\n")
    calendar = (root / "calendar" / "2021.yaml").read_text("utf-8")
    (root / "calendar" / "2022.yaml").write_text(calendar.replace("2021", "2022"), "utf-8", newline="\n")


def drafted(root: Path) -> None:
    """The same, not issued yet."""
    taken(root)
    change_file(root, "plans/ke-hoach-2022.yaml", "year: 2022\n", "year: 2022\nstatus: draft\n")


def derived(root: Path) -> None:
    """An agency's own plan of 2021."""
    made = call("plan", "derive", "--agency", "so-yt", "--as-of", "2021-06-10", root=root)
    (root / "plans" / "2021-so-yt.yaml").write_text(made.out, "utf-8", newline="\n")


def detailed(root: Path) -> None:
    sub_plan(root)


OF_OTHER_PLANS = [
    (
        taken,
        Refused(
            "new-year 2022",
            4,
            "Đã có kế hoạch “ke-hoach-2022” của năm 2022; kst new-year không ghi đè.",
            "Sửa tiếp tệp đó, hoặc xóa nó nếu muốn lập lại: plans/ke-hoach-2022.yaml.",
        ),
    ),
    (
        drafted,
        Refused(
            "new-year 2022 --plan ke-hoach-2022",
            2,
            "Kế hoạch “ke-hoach-2022” không phải kế hoạch của một năm trước 2022.",
            "Sửa --plan hoặc năm.",
        ),
    ),
    (
        derived,
        Refused(
            "new-year 2022 --plan 2021-so-yt",
            2,
            "Kế hoạch “2021-so-yt” thuộc kế hoạch 2021, không phải kế hoạch của cả năm.",
            "Nêu --plan 2021.",
        ),
    ),
    (
        derived,
        Refused(
            "new-year 2021 --plan 2021-so-yt",
            4,
            "Đã có kế hoạch “2021” của năm 2021; kst new-year không ghi đè.",
            "Sửa tiếp tệp đó, hoặc xóa nó nếu muốn lập lại: plans/2021.yaml.",
        ),
    ),
    (
        detailed,
        Refused(
            "new-year 2022 --keep 6.1",
            2,
            "--keep: kế hoạch 2021 không có đầu việc “6.1”.",
            "Xem `kst plan show`.",
        ),
    ),
]


@pytest.mark.parametrize(
    ("beside", "case"), OF_OTHER_PLANS, ids=lambda value: ascii_id(getattr(value, "__name__", value))
)
def test_other_plans_beside_it(beside: Callable[[Path], None], case: Refused, tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    beside(root)
    assert refusal(case.line, root) == (case.code, case.message)
