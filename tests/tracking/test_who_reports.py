"""Who must report: one rule for every list and every count."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Kst, copy_sample, report
from tests.support.slip_files import said

DAY = ("--as-of", "2021-07-20")
QUARTER = ("--quarter", "2", *DAY)
RULE = "reporting: {roles: [lead, perform, appraise, oversee, consolidate], conditional: false}\n"
DONE = {"done", "done_late", "not_arising"}


def with_rule(root: Path, rule: str = RULE) -> Path:
    """The sample repository whose plan says who must report."""
    plan = copy_sample(root) / "plans" / "2021.yaml"
    text = plan.read_text("utf-8")
    assert "\nreporting:" not in text
    plan.write_text(text.replace("\ndecision:\n", f"\n{rule}decision:\n", 1), "utf-8", newline="\n")
    return root


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with the rule and a few statements, only to be read."""
    root = with_rule(tmp_path_factory.mktemp("ruled") / "kho")
    said(root, "25", "so-tttt", "--quarter", "2", "--yes", as_of="2021-07-10")  # it only coordinates
    said(root, "10", "so-tttt", "--quarter", "2", as_of="2021-07-10")
    return root


def listed(kst: Kst, root: Path, *words: str) -> list[dict[str, Any]]:
    """The obligations of a list."""
    found: list[dict[str, Any]] = report(kst(*words, "--format", "json", root=root))["obligations"]
    return found


def must_report(obligation: dict[str, Any]) -> bool:
    """The rule, from what the plan assigns: some role beside coordinating, and no unmet condition."""
    roles = set(obligation["roles"]) - {"coordinate"}
    return bool(roles) and (obligation["condition"] is None or obligation["request"] is not None)


def keys(obligations: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    """What tells obligations apart."""
    return {(o["agency"]["id"], o["duty"], o["period"]) for o in obligations}


def test_due_lists_everybody_and_calls_only_some_late(ruled: Path, kst: Kst) -> None:
    every = listed(kst, ruled, "due", *QUARTER)
    for o in every:
        if must_report(o):
            assert o["status"] != "not_required"
        else:
            assert o["status"] in ("not_required", "done", "in_progress", "not_arising")
    assert any(not must_report(o) and o["status"] == "done" for o in every)  # so-tttt on 25
    assert keys(every) == keys(listed(kst, copy_sample(ruled.parent / "ohne"), "due", *QUARTER))


def test_every_list_and_count_keeps_to_the_rule(ruled: Path, kst: Kst) -> None:
    every = listed(kst, ruled, "due", *QUARTER)
    mine = [o for o in every if must_report(o)]
    assert 0 < len(mine) < len(every)
    total = report(kst("status", *QUARTER, "--format", "json", root=ruled))["total"]
    counts = Counter(o["status"] for o in mine)
    assert total["obligations"] == len(mine)
    assert total["counted"] == len(mine) - counts["waiting"]
    assert total["finished"] == sum(counts[status] for status in DONE)
    assert total["overdue"] == counts["overdue"]
    missing = keys(listed(kst, ruled, "missing", *QUARTER))
    assert missing == keys([o for o in mine if o["due"] and o["status"] in ("not_reported", "overdue")])
    year = [o for o in listed(kst, ruled, "due", "--period", "2021", *DAY) if must_report(o)]
    assert keys(listed(kst, ruled, "overdue", *DAY)) == keys([o for o in year if o["status"] == "overdue"])
    soon = ("upcoming", "--days", "90", *DAY)
    assert all(must_report(o) for o in listed(kst, ruled, *soon))
    assert listed(kst, ruled, *soon)


def test_the_report_counts_what_status_counts(ruled: Path, kst: Kst) -> None:
    total = report(kst("status", *QUARTER, "--format", "json", root=ruled))["total"]
    printed = kst("report", "annex", *QUARTER, "--format", "json", root=ruled)
    assert printed.code == 0
    sums = json.loads(printed.out)["counts"][-1]
    left_out = total["counted"] - sums["planned"]  # the duties that the report itself is
    assert 0 <= left_out <= 3
    assert 0 <= total["finished"] - sums["finished"] <= left_out
    assert 0 <= total["overdue"] - sums["overdue"] <= left_out


def test_all_roles_shows_the_rest(ruled: Path, kst: Kst) -> None:
    every = listed(kst, ruled, "due", *QUARTER)
    total = report(kst("status", *QUARTER, "--all-roles", "--format", "json", root=ruled))["total"]
    assert total["obligations"] == len(every)
    shown = kst("status", *QUARTER, root=ruled).out
    rest = len(every) - sum(map(must_report, every))
    assert f"{rest:,} việc khác không phải báo cáo".replace(",", ".") in shown
    assert "việc phải báo cáo; hoàn thành" in shown
    late = {o["agency"]["id"] for o in listed(kst, ruled, "overdue", *DAY, "--all-roles")}
    assert late >= {o["agency"]["id"] for o in listed(kst, ruled, "overdue", *DAY)}


def test_a_request_meets_the_condition(tmp_path: Path, kst: Kst) -> None:
    root = with_rule(tmp_path / "kho")
    of_3b = [o for o in listed(kst, root, "due", "--period", "2021", "--task", "3b", *DAY) if o["condition"]]
    one = next(o for o in of_3b if set(o["roles"]) != {"coordinate"})
    assert one["status"] == "not_required"
    opened = ("request", "open", "3b", "--agency", one["agency"]["id"], "--due", "2021-07-01")
    words = ("--document", "45/VPCP-KSTT", "--document-date", "2021-05-08", "--subject", "Thực hiện")
    assert kst(*opened, *words, "--as-of", "2021-05-10", root=root).code == 0
    asked = [o for o in listed(kst, root, "overdue", *DAY) if o["request"]]
    assert keys(asked) == {(one["agency"]["id"], one["duty"], "2021-Q3")}


def test_the_plan_says_otherwise(tmp_path: Path, kst: Kst) -> None:
    root = with_rule(tmp_path / "kho", "reporting: {roles: [lead], conditional: true}\n")
    assert kst("validate", root=root).code == 0
    every = listed(kst, root, "due", *QUARTER)
    assert {"lead" in o["roles"] for o in every if o["status"] != "not_required"} == {True}
    assert {"lead" in o["roles"] for o in every if o["status"] == "not_required"} == {False}


def test_an_agency_that_spoke_where_it_need_not_is_not_silent(tmp_path: Path, kst: Kst) -> None:
    root = with_rule(tmp_path / "kho")
    said(root, "25", "so-yt", "--quarter", "2", "--yes", as_of="2021-07-10")
    found = report(kst("missing", *QUARTER, "--format", "json", root=root))
    assert "so-yt" not in found["unheard_agencies"]
    assert "so-tp" in found["unheard_agencies"]
