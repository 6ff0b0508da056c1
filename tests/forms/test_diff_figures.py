"""`kst diff` tells which figures a branch changes, the totals that move, and the rules that fail after it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from kstthc_cli.domain.diff.figure_changes import figure_changes
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.render.json_schema import draft7
from tests.forms.made import calendar, form, registry, slip
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


# Changes of slips in memory: also those that git takes back


YEAR = PlanYear(
    Plan("2021", 2021, "Kế hoạch", "1/KH-UBND", "quang-ngai", "2021", {}, {}, ()), registry(), calendar()
)
TWO, THREE, ONE = ("dat-dai", "2"), ("dat-dai", "3"), ("dat-dai", "1")
FIGURES = slip("xa-a1", {TWO: 3, THREE: 2})
NONE = slip("xa-a1", name="p2", status="not_arising", day=date(2021, 6, 18))
EARLY = slip("xa-a2", {TWO: 7}, period="2021-Q1", name="p0", day=date(2021, 3, 17))
WRONG = slip("xa-a1", {ONE: 9}, name="p3", day=date(2021, 6, 19))
WORSE = slip("xa-a1", {ONE: 8}, name="p4", day=date(2021, 6, 20))
BESIDE = slip("xa-a2", {TWO: 4}, name="p6")
OTHER = slip("xa-a1", {("dat-dai", "99"): 1}, name="p5")


def told(old: list[Slip], new: list[Slip]) -> dict[str, list[str]]:
    """The cells, totals and rules of the comparison, each as one line."""
    found = figure_changes({"ho-so": form("ho-so")}, YEAR, old, new)
    assert {one[0] for one in (*found.cells, *found.totals, *found.failing)} <= {"ho-so"}
    cells = [f"{c.period} {c.agency} {c.basis} {c.row}({c.column}): {c.old} → {c.new}" for c in found.cells]
    totals = [f"{t.period} ({t.column}): {t.old} → {t.new}" for t in found.totals]
    return {"cells": cells, "totals": totals, "failing": [f"{f.agency} {f.sentence}" for f in found.failing]}


GONE = {
    "cells": ["2021-Q2 xa-a1 own dat-dai(2): 3 → ", "2021-Q2 xa-a1 own dat-dai(3): 2 → "],
    "totals": ["2021-Q2 (2): 3 → ", "2021-Q2 (3): 2 → "],
}
HELD = {"2": 3, "3": 2}
FAILS = "xa-a1 (1) phải bằng (2) + (3). Ở đây (1) = {}; (2) + (3) = 3 + 2 = 5."


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ([], [], {}),
        ([FIGURES], [FIGURES], {}),
        ([FIGURES], [], GONE),
        (
            [FIGURES],
            [FIGURES, NONE],
            {
                "cells": ["2021-Q2 xa-a1 own ():  → không phát sinh", *GONE["cells"]],
                "totals": [f"2021-Q2 ({column}): {HELD.get(column, '')} → –" for column in "123457"],
            },
        ),
        (
            [NONE],
            [],
            {
                "cells": ["2021-Q2 xa-a1 own (): không phát sinh → "],
                "totals": [f"2021-Q2 ({column}): – → " for column in "123457"],
            },
        ),
        (
            [],
            [FIGURES, EARLY],
            {
                "cells": [
                    "2021-Q1 xa-a2 own dat-dai(2):  → 7",
                    "2021-Q2 xa-a1 own dat-dai(2):  → 3",
                    "2021-Q2 xa-a1 own dat-dai(3):  → 2",
                ],
                "totals": ["2021-Q1 (2):  → 7", "2021-Q2 (2):  → 3", "2021-Q2 (3):  → 2"],
            },
        ),
        (
            [FIGURES],
            [FIGURES, WRONG],
            {
                "cells": ["2021-Q2 xa-a1 own dat-dai(1):  → 9"],
                "totals": ["2021-Q2 (1):  → 9"],
                "failing": [FAILS.format(9)],
            },
        ),
        (
            [FIGURES, WRONG],
            [FIGURES, WRONG, WORSE],
            {
                "cells": ["2021-Q2 xa-a1 own dat-dai(1): 9 → 8"],
                "totals": ["2021-Q2 (1): 9 → 8"],
                "failing": [FAILS.format(8)],
            },
        ),
        (
            [FIGURES, WRONG],
            [FIGURES, WRONG, BESIDE],
            {"cells": ["2021-Q2 xa-a2 own dat-dai(2):  → 4"], "totals": ["2021-Q2 (2): 3 → 7"]},
        ),
        ([], [OTHER], {}),
    ],
    ids=[
        "none",
        "same",
        "gone",
        "not arising",
        "neither",
        "periods",
        "fails",
        "worse",
        "as before",
        "column",
    ],
)
def test_what_slips_change(old: list[Slip], new: list[Slip], wanted: dict[str, list[str]]) -> None:
    """In each order: also what was stated and is gone, and a column that the form no longer has."""
    assert told(old, new) == {"cells": [], "totals": [], "failing": [], **wanted}
    assert told(new, old)["cells"] == [reversed_line(line) for line in wanted.get("cells", ())]


def reversed_line(line: str) -> str:
    """`x: 3 → 4` as `x: 4 → 3`."""
    place, _, change = line.partition(": ")
    was, _, now = change.partition(" → ")
    return f"{place}: {now} → {was}"
