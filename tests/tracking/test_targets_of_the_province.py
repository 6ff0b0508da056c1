"""A target that is one for all agencies: overview, site and report say the same ratio and its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kstthc_cli.domain.plan.plan import Target
from kstthc_cli.domain.tracking.targets import Ratio
from kstthc_cli.render.screen.ratios import ratio_text
from tests.support.in_process import call
from tests.support.refusals import ascii_id
from tests.support.repositories import change_file
from tests.support.running import Kst, report

DAY = ("--as-of", "2021-06-25")
RATIO = "24% (12/50, 6 tháng đầu năm 2021, số liệu của 1/33 cơ quan)"
SHORT = "18% (9/50, 6 tháng đầu năm 2021, số liệu của 1/33 cơ quan)"


def state(root: Path, added: int) -> None:
    words = ("record", "--form", "dich-vu-cong", "--agency", "so-tp", "--quarter", "1", "--status", "done")
    result = call(*words, "--figure", "1=50", "--figure", f"2={added}", *DAY, root=root)
    assert result.code == 0, result.err


def on_one_line(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize(("added", "told"), [(12, f"đạt: {RATIO}"), (9, f"chưa đạt: {SHORT}")])
def test_the_overview_judges_it(kst: Kst, province: Path, added: int, told: str) -> None:
    state(province, added)
    words = ("overview", "--quarter", "2", *DAY)
    assert f"| {told} |" in on_one_line(kst(*words, "--format", "markdown", root=province).out)
    assert told in on_one_line(kst(*words, "--format", "html", root=province).out)
    targets = report(kst(*words, "--format", "json", root=province))["targets"]
    [ratio] = [one["ratio"] for one in targets if one["ratio"]]
    assert (ratio["numerator"], ratio["denominator"], ratio["met"]) == (added, 50, added >= 10)


def test_site_and_report_say_the_same(province: Path, tmp_path: Path) -> None:
    state(province, 12)
    site, paper = tmp_path / "public", tmp_path / "a.md"
    assert call("site", "-o", str(site), *DAY, root=province).code == 0
    assert f"đạt: {RATIO}" in (site / "index.html").read_text("utf-8")
    assert call("report", "quarterly", "--quarter", "2", *DAY, "-o", str(paper), root=province).code == 0
    assert RATIO in paper.read_text("utf-8")


def test_figures_of_a_closed_quarter_stay_those_of_its_closing(province: Path, kst: Kst) -> None:
    state(province, 12)
    assert call("report", "close", "--quarter", "2", *DAY, root=province).code == 0
    state(province, 9)
    words = ("overview", "--quarter", "2", *DAY, "--format", "markdown")
    assert RATIO in on_one_line(kst(*words, root=province).out)


def test_a_quarter_and_the_closed_half_year_that_it_ends_say_one_number(
    province: Path, tmp_path: Path
) -> None:
    """The half-year was closed, the quarter was not, and a figure was corrected since."""
    state(province, 12)
    assert call("report", "close", "--period", "2021-H1", *DAY, root=province).code == 0
    state(province, 9)
    for number, words in enumerate((("quarterly", "--quarter", "2"), ("half-year", "--half", "1"))):
        paper = tmp_path / f"{number}.md"
        assert call("report", *words, *DAY, "-o", str(paper), root=province).code == 0
        assert RATIO in paper.read_text("utf-8")
        assert SHORT not in paper.read_text("utf-8")


def test_without_figures_nothing_is_said(province: Path, kst: Kst) -> None:
    page = report(kst("overview", "--quarter", "2", *DAY, "--format", "json", root=province))
    assert {one["ratio"] for one in page["targets"]} == {None}
    assert "Chỉ tiêu" not in kst("overview", "--quarter", "2", *DAY, root=province).out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--month", "1"), RATIO),
        (("--month", "4"), RATIO),
        (("--month", "6"), RATIO),
        (("--quarter", "1"), "24% (12/50, quý I năm 2021, số liệu của 1/33 cơ quan)"),
    ],
    ids=ascii_id,
)
def test_within_a_quarter_the_ratio_is_that_up_to_the_quarter_of_the_day(
    asked: tuple[str, ...], told: str, province: Path, kst: Kst
) -> None:
    state(province, 12)
    assert told in on_one_line(kst("overview", *asked, *DAY, "--format", "markdown", root=province).out)


def test_figures_stated_after_the_day_asked_about_are_not_in_it(province: Path, kst: Kst) -> None:
    state(province, 12)
    page = report(
        kst("overview", "--quarter", "2", "--as-of", "2021-06-24", "--format", "json", root=province)
    )
    assert {one["ratio"] for one in page["targets"]} == {None}


def test_figures_of_a_year_make_no_ratio_within_it(province: Path, kst: Kst) -> None:
    change_file(province, "forms/dich-vu-cong.yaml", "frequency: quarter", "frequency: year")
    words = ("record", "--form", "dich-vu-cong", "--agency", "so-tp", "--period", "2021", "--status", "done")
    assert kst(*words, "--figure", "1=50", "--figure", "2=12", *DAY, root=province).code == 0
    for asked, ratios in ((("--quarter", "2"), 0), (("--period", "2021"), 1)):
        page = report(kst("overview", *asked, *DAY, "--format", "json", root=province))
        assert sum(one["ratio"] is not None for one in page["targets"]) == ratios


@pytest.mark.parametrize(
    ("parts", "wanted", "met", "share"),
    [
        ((300, 1000), "30", True, "30%"),
        ((2996, 10_000), "30", False, "29,96%"),
        ((299_999, 1_000_000), "30", False, "29,9999%"),
        ((281, 1000), "30", False, "28,1%"),
        ((125, 1000), "12.5", True, "12,5%"),
        ((12_499, 100_000), "12.5", False, "12,499%"),
        ((0, 10), "30", False, "0%"),
        ((465, 1725), "30", False, "26,96% (465/1.725"),
        ((1, 1), "30", True, "100%"),
        ((0, 0), "30", None, "chưa có số liệu"),
    ],
)
def test_a_ratio_is_told_on_its_side_of_the_target(
    parts: tuple[int, int], wanted: str, met: bool | None, share: str
) -> None:
    """“Chưa đạt: 30%” where 30% is asked would be false."""
    target = Target("ty-le", f"tối thiểu {wanted}%", "at_least", wanted, "%", "ra-soat", "5")
    ratio = Ratio(*parts, "quý II năm 2021", 1, 2)
    assert ratio.meets(target) is met
    assert ratio_text(target, ratio).startswith(share)
