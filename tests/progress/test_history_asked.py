"""`kst history` asked about a period; its order, its sums, and figures that miss their target."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.progress.test_history import Q2, text, told
from tests.support.repositories import change_file
from tests.support.running import Kst
from tests.support.slip_files import said

# Order and sums


def test_of_one_day_agencies_stand_as_in_the_registry(small: Path, kst: Kst) -> None:
    for agency in ("huyen-ba-to", "vp-ubnd-tinh", "so-yt", "so-tp"):
        said(small, "3", agency, *Q2, "--date", "2021-06-10")
    said(small, "3", "huyen-ly-son", *Q2, "--date", "2021-06-09")
    assert [entry["agency"] for entry in told(kst, small, "3")] == [
        "huyen-ly-son", "so-tp", "so-yt", "vp-ubnd-tinh", "huyen-ba-to",
    ]  # fmt: skip


def test_the_last_line_counts(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    said(small, "3", "so-yt", *Q2, "--supersede", old)
    said(small, "3", "so-tp", *Q2)
    assert text(kst, small, "3").splitlines()[-2:] == [
        "Cộng: 3 dòng tiến độ của 2 cơ quan.",
        "1 dòng không còn tính, vì đã được thay hoặc rút.",
    ]


# Figures


@pytest.mark.parametrize(
    ("figure", "mark"),
    [
        ("ty-le=9.5", "Số liệu ty-le: 9,5% [chưa đạt chỉ tiêu: tối thiểu 10%]"),
        ("ty-le=10", "Số liệu ty-le: 10%"),
        ("so-ngay=5.5", "Số liệu so-ngay: 5,5 ngày [chưa đạt chỉ tiêu: tối đa 5 ngày]"),
        ("so-ngay=5", "Số liệu so-ngay: 5 ngày"),
    ],
)
def test_a_figure_that_misses_its_target_is_marked(figure: str, mark: str, small: Path, kst: Kst) -> None:
    said(small, "4", "so-yt", *Q2, "--figure", figure)
    lines = [line.strip() for line in text(kst, small, "4").splitlines()]
    assert mark in lines
    missed = [figure.partition("=")[0]] if "chưa đạt" in mark else []
    assert told(kst, small, "4")[0]["missed_targets"] == missed
    assert ("1 dòng có số liệu chưa đạt chỉ tiêu." in lines) == bool(missed)


# A period


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (("--quarter", "1"), ["2021-03-10"]),
        (("--quarter", "2"), ["2021-06-10"]),
        (("--period", "2021-H1"), ["2021-03-10", "2021-06-10"]),
        (("--month", "6"), ["2021-06-10"]),
        (("--month", "5"), []),
        (("--period", "2021"), ["2021-03-10", "2021-06-10"]),
    ],
)
def test_a_period_may_be_asked_for(asked: tuple[str, str], days: list[str], small: Path, kst: Kst) -> None:
    said(small, "3", "so-yt", "--quarter", "1", "--date", "2021-03-10")
    said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")
    assert [entry["date"] for entry in told(kst, small, "3", *asked)] == days
    assert "Chỉ xem: " in text(kst, small, "3", *asked)


@pytest.mark.parametrize(("quarter", "slips_there"), [("1", 1), ("2", 0)])
def test_a_dated_duty_belongs_to_the_period_of_its_slip(
    quarter: str, slips_there: int, small: Path, kst: Kst
) -> None:
    said(small, "1", "vp-ubnd-tinh", "--quarter", "1", "--date", "2021-03-30")
    assert len(told(kst, small, "1", "--quarter", quarter)) == slips_there


# Who has left, and what is gone


def test_of_a_successor_its_own_slips_are_told(small: Path, kst: Kst) -> None:
    """The slips of those before it are read as well: it may owe their duties."""
    change_file(
        small,
        "agencies/quang-ngai.yaml",
        'name: "Sở Y tế", level: so, parent: ubnd-tinh}',
        'name: "Sở Y tế", level: so, parent: ubnd-tinh, valid_to: 2021-06-30, successors: [so-tp]}',
    )
    said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")
    said(small, "3", "so-tp", *Q2, "--date", "2021-06-11")
    assert [one["agency"] for one in told(kst, small, "3", "--agency", "so-tp")] == ["so-tp"]
    assert [one["agency"] for one in told(kst, small, "3")] == ["so-yt", "so-tp"]


def test_of_a_duty_that_is_gone_the_content_is_not_known(small: Path, kst: Kst) -> None:
    said(small, "2", "so-tp", "--period", "2021", "--date", "2021-06-04")
    plan = small / "plans" / "2021.yaml"
    before, _, rest = plan.read_text("utf-8").partition('      - id: "2"\n')
    after = rest.partition('  - id: "II"\n')[2]
    plan.write_text(f'{before}  - id: "II"\n{after}', "utf-8", newline="\n")
    assert text(kst, small, "2").splitlines()[0] == "2. Đầu việc này không còn trong kế hoạch."
