"""Figures beside those of the same period of last year: more, fewer, as many, and where there is nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.report.made import under, values
from tests.support.example_files import MINIMAL
from tests.support.running import PROJECT
from tests.support.slip_files import ran

FORMS = ("cong-bo-cong-khai", "hai-long")
OUTLINE = """\
schema_version: 1
subject: "Kết quả kiểm soát thủ tục hành chính"
parts:
  - title: "Kết quả"
    headings:
      - {title: "Công khai", forms: [cong-bo-cong-khai, hai-long]}
"""
AS_OF = "2022-12-28"


@pytest.fixture
def second(silent: Path) -> Path:
    """The small province with a plan of 2022 and two forms; nobody has stated anything."""
    for folder, source in (("plans", MINIMAL), ("calendar", silent)):
        text = (source / folder / "2021.yaml").read_text("utf-8")
        later = text.replace("2022", "2023").replace("2021", "2022")
        (silent / folder / "2022.yaml").write_text(later, "utf-8", newline="\n")
    (silent / "forms").mkdir()
    for form in FORMS:
        shutil.copy(PROJECT / "forms" / f"{form}.yaml", silent / "forms")
    (silent / "templates" / "outline.yaml").write_text(OUTLINE, "utf-8", newline="\n")
    return silent


def state(root: Path, period: str, cells: str, *, form: str = FORMS[0], agency: str = "so-yt") -> None:
    """State cells of a form for a quarter of either year: `1=6 2=9`."""
    year, _, quarter = period.partition("-Q")
    figures = [word for cell in cells.split() for word in ("--figure", cell)]
    when = ("--plan", year, "--quarter", quarter, "--date", f"{year}-{3 * int(quarter):02}-16")
    words = ("--form", form, "--agency", agency, *when, *figures, "--status", "done", "--as-of", AS_OF)
    result = ran("record", *words, root=root)
    assert result.code == 0, result.err


def told(root: Path, *words: str) -> str:
    asked = words or ("quarterly", "--quarter", "2")
    return " ".join(under(values(root, *asked, "--plan", "2022", as_of=AS_OF), "1. Công khai"))


@pytest.mark.parametrize(
    ("last_year", "before", "words"),
    [
        (4, None, " (tăng 02 quyết định so với quý II năm 2021)"),
        (9, None, " (giảm 03 quyết định so với quý II năm 2021)"),
        (6, None, " (bằng quý II năm 2021)"),
        (0, 1, " (tăng 05 quyết định so với quý I năm 2022; tăng 06 quyết định so với quý II năm 2021)"),
        (20, 6, " (bằng quý I năm 2022; giảm 14 quyết định so với quý II năm 2021)"),
        (None, None, ""),
    ],
)
def test_a_count_beside_the_same_quarter_of_last_year(
    second: Path, last_year: int | None, before: int | None, words: str
) -> None:
    for period, number in (("2021-Q2", last_year), ("2022-Q1", before), ("2022-Q2", 6)):
        if number is not None:
            state(second, period, f"1={number} 2=0")
    assert told(second).startswith(
        f"Trong kỳ, toàn tỉnh ban hành 06 quyết định công bố{words}, không có TTHC"
    )


def test_nothing_this_year_is_told_without_a_comparison(second: Path) -> None:
    state(second, "2021-Q2", "1=4 2=9")
    state(second, "2022-Q2", "1=0 2=0")
    assert told(second) == "Trong kỳ, toàn tỉnh không phát sinh quyết định công bố TTHC."


@pytest.mark.parametrize(
    ("very", "not_pleased", "words"),
    [
        (96, 4, "đạt 90% (giảm 6 điểm phần trăm so với quý II năm 2021)"),
        (80, 20, "đạt 90% (tăng 10 điểm phần trăm so với quý II năm 2021)"),
        (90, 10, "đạt 90% (bằng quý II năm 2021)"),
        (9, 0, "đạt 90%,"),
    ],
)
def test_a_rate_beside_that_of_last_year(second: Path, very: int, not_pleased: int, words: str) -> None:
    """A rate of fewer than ten cases is compared with none."""
    of = {"form": "hai-long", "agency": "huyen-ba-to"}
    state(second, "2021-Q2", f"1={very + not_pleased} 2={very} 3=0 4={not_pleased}", **of)
    state(second, "2022-Q2", "1=200 2=180 3=0 4=20", **of)
    assert words in told(second)


def test_sums_of_other_agencies_are_not_compared_with_last_year(second: Path) -> None:
    state(second, "2021-Q2", "1=4 2=9")
    for agency in ("so-yt", "so-tp"):
        state(second, "2022-Q2", "1=6 2=9", agency=agency)
    assert "so với" not in told(second)
    assert "(tăng 02 quyết định so với quý II năm 2021)" in told(
        second, "quarterly", "--quarter", "2", "--agency", "so-yt"
    )


def test_longer_periods_are_compared_with_their_own_kind(second: Path) -> None:
    for year, number in (("2021", 3), ("2022", 4)):
        for quarter in range(1, 5):
            state(second, f"{year}-Q{quarter}", f"1={number} 2=0")
    for asked, words in (
        (
            ("half-year", "--half", "1"),
            "08 quyết định công bố (tăng 02 quyết định so với 6 tháng cuối năm 2021;",
        ),
        (("half-year", "--half", "1"), "; tăng 02 quyết định so với 6 tháng đầu năm 2021)"),
        (("nine-month",), "12 quyết định công bố (tăng 03 quyết định so với 9 tháng đầu năm 2021)"),
        (("yearly",), "16 quyết định công bố (tăng 04 quyết định so với năm 2021)"),
    ):
        assert words in told(second, *asked)


def test_the_appendix_has_a_column_for_each_compared_period(second: Path) -> None:
    for period, number in (("2021-Q2", 4), ("2022-Q1", 5), ("2022-Q2", 6)):
        state(second, period, f"1={number} 2=0")
    found = values(second, "quarterly", "--plan", "2022", "--quarter", "2", as_of=AS_OF)["appendices"]
    assert found["figures"]["columns"][-2:] == ["Quý I năm 2022", "Quý II năm 2021"]
    [group] = found["figures"]["groups"]
    assert group["rows"][0]["cells"][-3:] == ["6", "5", "4"]
