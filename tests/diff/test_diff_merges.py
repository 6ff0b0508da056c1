"""Branches that amend, record and roll over, merged in every order by plain git: each step is told right."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from tests.support.repositories import change_file, commit, git, in_git
from tests.support.running import Kst
from tests.support.small_province import small_province

pytestmark = pytest.mark.unheld

PLAN, CALENDAR = "plans/2021.yaml", "calendar/2021.yaml"
GROUND = 'amendments:\n  - number: "512/QĐ-UBND"\n    date: 2021-05-20\n    changes: ["1", "4"]\n'


def amend(root: Path, _kst: Kst) -> None:
    """Task 1 a quarter later, task 4 once a year; with the ground."""
    change_file(root, PLAN, 'text: "Quý I", by: "2021-Q1"', 'text: "Quý II", by: "2021-Q2"')
    change_file(root, PLAN, "every: [quarter, year]", "every: [year]")
    change_file(root, PLAN, "sections:\n", f"{GROUND}sections:\n")


def record(root: Path, kst: Kst) -> None:
    """What was done of both tasks in the first quarter."""
    for duty, agency, period in (("1", "vp-ubnd-tinh", ()), ("4", "so-yt", ("--quarter", "1"))):
        said = ("--agency", agency, *period, "--status", "done", "--text", "Xong.", "--as-of", "2021-03-10")
        assert kst("record", duty, *said, root=root).code == 0


def roll_over(root: Path, _kst: Kst) -> None:
    """The plan of the next year, from this one."""
    for path in (PLAN, CALENDAR):
        text = (root / path).read_text("utf-8").replace("2022", "2023").replace("2021", "2022")
        (root / path.replace("2021", "2022")).write_text(text, "utf-8", newline="\n")


BRANCHES: dict[str, Callable[[Path, Kst], None]] = {
    "sua-doi": amend,
    "tien-do": record,
    "nam-sau": roll_over,
}
AMENDED = [
    "Kế hoạch 2021: Kế hoạch kiểm soát thủ tục hành chính năm 2021",
    "Văn bản sửa đổi, bổ sung: [thêm: 512/QĐ-UBND ngày 20/05/2021: 1, 4]",
    "Nhiệm vụ 1 (mục I): Ban hành kế hoạch kiểm tra.",
    "Thời gian: Quý I (hạn 31/03/2021) → Quý II (hạn 30/06/2021)",
    "Nhiệm vụ 4 (mục II): Đánh giá chất lượng giải quyết thủ tục hành chính.",
    "Thời gian: Hàng quý/năm (hằng quý, cả năm) → Hàng quý/năm (cả năm)",
    "Hệ quả với kế hoạch 2021",
    "Mất 4 việc (kể cả phối hợp):",
    "- đầu việc 4: Sở Y tế; quý I, II, III, IV năm 2021",
    "Dời hạn của 1 việc (kể cả phối hợp):",
    "- đầu việc 1: Văn phòng UBND tỉnh; quý II năm 2021, hạn 31/03/2021 → 30/06/2021",
]
UNFIT = "1 dòng tiến độ không còn khớp với kế hoạch (phiếu vẫn giữ làm lịch sử):"
ROLLED = [
    "Tóm tắt: thêm 1 kế hoạch; thêm 1 lịch; thêm 41 việc (kể cả phối hợp).",
    "Thêm kế hoạch 2022: Kế hoạch kiểm soát thủ tục hành chính năm 2022",
    "6 nhiệm vụ.",
    "Lịch 2022",
    "Lịch mới.",
    "Hệ quả với kế hoạch 2022",
    "Thêm 41 việc (kể cả phối hợp) của 5 cơ quan.",
]


def expected(step: str, before: tuple[str, ...]) -> list[str]:
    """What the step must be told as, line by line; slips that are cut off their end at their moment."""
    if step == "tien-do":
        return ["Không thay đổi nội dung."]
    if step == "nam-sau":
        return ROLLED
    summary = "Tóm tắt: sửa 2 nhiệm vụ; mất 4, dời hạn 1 việc (kể cả phối hợp)"
    if "tien-do" not in before:
        return [f"{summary}.", *AMENDED]
    slip = "- đầu việc 4, quý I năm 2021, Sở Y tế: phiếu 2021-03-10-"
    return [f"{summary}; 1 dòng tiến độ không còn khớp.", *AMENDED, UNFIT, slip]


def told(kst: Kst, root: Path, *words: str) -> list[str]:
    result = kst("diff", *words, root=root)
    assert (result.code, result.err) == (0, "")
    lines = [line.strip() for line in result.out.split("\n")[1:] if line.strip()]
    return [
        line[: line.index("phiếu 2021-03-10-") + 17] if "phiếu 2021-03-10-" in line else line
        for line in lines
    ]


@pytest.fixture
def branched(tmp_path: Path, kst: Kst) -> Path:
    """The small province with three branches that each did one thing."""
    root = in_git(small_province(tmp_path / "kho"))
    for name, work in BRANCHES.items():
        git(root, "switch", "-q", "-c", name, "main")
        work(root, kst)
        commit(root, name)
    git(root, "switch", "-q", "main")
    return root


def test_every_branch_tells_only_its_own_work(branched: Path, kst: Kst) -> None:
    for name in BRANCHES:
        assert told(kst, branched, f"main...{name}") == expected(name, ())


@pytest.mark.parametrize("order", list(permutations(BRANCHES)), ids="-".join)
def test_each_step_of_every_order_is_told_right(order: tuple[str, ...], branched: Path, kst: Kst) -> None:
    base = git(branched, "rev-parse", "HEAD")
    for n, name in enumerate(order):
        git(branched, "merge", "-q", "--no-ff", "--no-edit", name)
        assert told(kst, branched, "HEAD^1", "HEAD") == expected(name, order[:n])
        assert kst("validate", "--base", "HEAD^1", root=branched).code == 0
    whole = told(kst, branched, base)
    assert whole[0] == (
        "Tóm tắt: thêm 1 kế hoạch; sửa 2 nhiệm vụ; thêm 1 lịch; thêm 41, mất 4, "
        "dời hạn 1 việc (kể cả phối hợp); 1 dòng tiến độ không còn khớp."
    )
    assert set(whole[1:]) >= {*AMENDED, *ROLLED[1:], UNFIT}
    assert len(git(branched, "ls-files", "progress").split("\n")) == 2
