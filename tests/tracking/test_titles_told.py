"""The titles of lists say every filter, in one order however they are typed; the same work stands in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.in_process import DAY, call

LEAD = ("--role", "perform", "--role", "lead")
PARTS = ("--section", "iii", "--section", "I")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("missing", "--quarter", "2"), "Chưa báo cáo quý II năm 2021"),
        (("missing", "--quarter", "2", "--level", "huyen"), "Chưa báo cáo quý II năm 2021: cấp huyện"),
        (
            ("missing", "--quarter", "2", *PARTS, *LEAD),
            "Chưa báo cáo quý II năm 2021: mục I, III; vai trò chủ trì, thực hiện",
        ),
        (
            ("overdue", "--agency", "so-yt", "--level", "so", "--all-roles"),
            "Việc quá hạn chưa hoàn thành: Sở Y tế; kể cả ai không phải báo cáo",
        ),
        (
            ("upcoming", "--days", "9", "--section", "i"),
            "Việc đến hạn từ 10/06/2021 đến 19/06/2021: mục I",
        ),
    ],
)
def test_a_title_says_every_filter(words: tuple[str, ...], title: str, unchanged: Path) -> None:
    result = call(*words, "--format", "markdown", *DAY, root=unchanged)
    assert (result.code, result.out.splitlines()[0].lstrip("# ").strip("*")) == (0, title)


def listed(root: Path, *words: str, as_of: str) -> list[str]:
    """The duties of a list."""
    result = call(*words, "--format", "json", "--as-of", as_of, root=root)
    assert result.code == 0, result.err
    return [row["duty"] for row in json.loads(result.out)["obligations"]]


def test_what_falls_due_is_listed_within_the_filter_only(unchanged: Path) -> None:
    """Duty 2 is due on 7 June in truth, others on the 18th and 19th."""
    within = ("upcoming", "--days", "18")
    assert listed(unchanged, *within, "--section", "I", as_of="2021-06-01") == ["2"]
    assert listed(unchanged, *within, "--section", "III", as_of="2021-06-01") == ["5a", "5a"]


@pytest.mark.parametrize(("days", "there"), [("5", []), ("6", ["2"])])
def test_the_last_day_within_so_many_days_is_among_them(days: str, there: list[str], unchanged: Path) -> None:
    asked = ("upcoming", "--days", days, "--agency", "so-tp", "--section", "I")
    assert listed(unchanged, *asked, as_of="2021-06-01") == there
