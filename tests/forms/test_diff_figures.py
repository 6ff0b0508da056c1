"""`kst diff` tells which figures a branch changes, the totals that move, and the rules that fail after it."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft7Validator

from kstthc_cli.render.json_schema import draft7
from tests.support.repositories import commit, in_git
from tests.support.running import Kst


def record(kst: Kst, root: Path, agency: str, *figures: str, day: str = "2021-06-16") -> None:
    words = [word for figure in figures for word in ("--figure", figure)]
    base = ("record", "--form", "ho-so", "--quarter", "2", "--row", "dat-dai", "--status", "in_progress")
    result = kst(*base, "--agency", agency, *words, "--as-of", day, root=root)
    assert result.code == 0, result.err


def test_figures_totals_and_rules(kst: Kst, office: Path) -> None:
    record(kst, office, "xa-a1", "1=5", "2=3", "3=2")
    record(kst, office, "xa-a2", "2=10")
    in_git(office)
    assert "Không thay đổi nội dung." in kst("diff", root=office).out
    record(kst, office, "xa-a1", "2=4", "3=", day="2021-06-18")
    record(kst, office, "xa-a1", "3=2", day="2021-06-19")
    record(kst, office, "xa-b1", "2=0", "4=kps", day="2021-06-19")
    text = kst("diff", root=office).out
    assert "3 ô số liệu của 2 cơ quan" in text
    assert "Biểu ho-so, quý II năm 2021, UBND xã A1:" in text
    assert "dat-dai, cột (2): 3 → 4" in text
    assert "dat-dai, cột (2): (trống) → 0" in text
    assert "dat-dai, cột (4): (trống) → –" in text
    assert "biểu ho-so, quý II năm 2021, cột (2): 13 → 14" in text
    assert "lỗi: biểu ho-so, quý II năm 2021, UBND xã A1, dat-dai: (1) phải bằng (2) + (3)." in text
    markdown = kst("diff", "--format", "markdown", root=office).out
    assert "~~3~~ → **4**" in markdown


def test_json_fits_its_schema_and_a_committed_branch_is_compared(kst: Kst, office: Path) -> None:
    record(kst, office, "xa-a1", "2=3")
    in_git(office)
    record(kst, office, "xa-a1", "2=5", day="2021-06-18")
    commit(office, "Số liệu mới")
    result = kst("diff", "HEAD~1", "HEAD", "--format", "json", root=office)
    found = json.loads(result.out)
    assert list(Draft7Validator(draft7("diff")).iter_errors(found)) == []
    [figures] = found["figures"]
    assert figures["cells"] == [
        {"form": "ho-so", "period": "2021-Q2", "agency": "xa-a1", "basis": "own", "row": "dat-dai",
         "column": "2", "old": "3", "new": "5"}
    ]  # fmt: skip
    assert figures["totals"][0] == {
        "form": "ho-so", "period": "2021-Q2", "column": "2", "old": "3", "new": "5"
    }  # fmt: skip


def test_what_no_longer_arises(kst: Kst, office: Path) -> None:
    record(kst, office, "xa-a1", "2=3")
    in_git(office)
    words = ("record", "--form", "ho-so", "--quarter", "2", "--agency", "xa-a1", "--status", "not_arising")
    assert kst(*words, "--as-of", "2021-06-20", root=office).code == 0
    text = kst("diff", root=office).out
    assert "cả biểu: (trống) → không phát sinh" in text
    assert "dat-dai, cột (2): 3 → (trống)" in text


def figures(kst: Kst, root: Path) -> list[dict[str, str | None]]:
    """The cells that differ from the last commit, without their form, period and agency."""
    found = json.loads(kst("diff", "--format", "json", root=root).out).get("figures", [])
    return [{key: cell[key] for key in ("column", "old", "new")} for one in found for cell in one["cells"]]


def test_a_figure_said_again_changes_none(kst: Kst, office: Path) -> None:
    record(kst, office, "xa-a1", "2=3")
    in_git(office)
    before = kst("diff", root=office).out
    record(kst, office, "xa-a1", "2=3", "3=1", day="2021-06-18")
    record(kst, office, "xa-a1", "3=", day="2021-06-19")
    assert figures(kst, office) == []
    assert kst("diff", root=office).out == before


def test_a_slip_that_only_withdraws_takes_figures_away(kst: Kst, office: Path) -> None:
    record(kst, office, "xa-a1", "2=3")
    in_git(office)
    [slip] = (office / "progress").rglob("*.yaml")
    words = (
        "record",
        "--withdraw",
        slip.stem,
        "--agency",
        "xa-a1",
        "--text",
        "Ghi nhầm cơ quan.",
        "--as-of",
        "2021-06-20",
    )
    assert kst(*words, root=office).code == 0
    assert figures(kst, office) == [{"column": "2", "old": "3", "new": ""}]
