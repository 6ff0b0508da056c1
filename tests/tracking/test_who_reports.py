"""Who must report: one rule for every list and every count."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.reporting import with_reporting
from tests.support.running import Kst, copy_sample, report
from tests.support.slip_files import said

DAY = ("--as-of", "2021-07-20")
QUARTER = ("--quarter", "2", *DAY)
RULE = "reporting: {roles: [lead, perform, appraise, oversee, consolidate], conditional: false}\n"
DONE = {"done", "done_late", "not_arising"}


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, which says nothing of who must report, with a few statements; only to be read."""
    root = copy_sample(tmp_path_factory.mktemp("ruled") / "kho")
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
        assert o["reports"] == must_report(o)
        if must_report(o):
            assert o["status"] != "not_required"
        else:
            assert o["status"] in ("not_required", "done", "in_progress", "not_arising")
    assert any(not must_report(o) and o["status"] == "done" for o in every)  # so-tttt on 25
    assert keys(every) == keys(listed(kst, ruled, "due", *QUARTER, "--all-roles"))


def test_a_plan_that_says_nothing_asks_as_the_rule_does(tmp_path: Path, kst: Kst) -> None:
    silent, ruled = copy_sample(tmp_path / "a"), with_reporting(copy_sample(tmp_path / "b"), RULE)
    for words in (("due", *QUARTER), ("status", *QUARTER), ("missing", *QUARTER), ("overdue", *DAY)):
        assert kst(*words, "--format", "json", root=silent) == kst(*words, "--format", "json", root=ruled)


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
    root = copy_sample(tmp_path / "kho")
    of_3b = [o for o in listed(kst, root, "due", "--period", "2021", "--task", "3b", *DAY) if o["condition"]]
    one = next(o for o in of_3b if set(o["roles"]) != {"coordinate"})
    assert one["status"] == "not_required"
    opened = ("request", "open", "3b", "--agency", one["agency"]["id"], "--due", "2021-07-01")
    words = ("--document", "45/VPCP-KSTT", "--document-date", "2021-05-08", "--subject", "Thực hiện")
    assert kst(*opened, *words, "--as-of", "2021-05-10", root=root).code == 0
    asked = [o for o in listed(kst, root, "overdue", *DAY) if o["request"]]
    assert keys(asked) == {(one["agency"]["id"], one["duty"], "2021-Q3")}


def test_the_plan_says_otherwise(tmp_path: Path, kst: Kst) -> None:
    root = with_reporting(copy_sample(tmp_path / "kho"), "reporting: {roles: [lead], conditional: true}\n")
    assert kst("validate", root=root).code == 0
    every = listed(kst, root, "due", *QUARTER)
    assert {"lead" in o["roles"] for o in every if o["status"] != "not_required"} == {True}
    assert {"lead" in o["roles"] for o in every if o["status"] == "not_required"} == {False}


def test_an_agency_that_spoke_where_it_need_not_is_not_silent(tmp_path: Path, kst: Kst) -> None:
    root = copy_sample(tmp_path / "kho")
    said(root, "25", "so-yt", "--quarter", "2", "--yes", as_of="2021-07-10")
    found = report(kst("missing", *QUARTER, "--format", "json", root=root))
    assert "so-yt" not in found["unheard_agencies"]
    assert "so-tp" in found["unheard_agencies"]


def test_a_request_that_names_an_agency_asks_it_whatever_its_role(tmp_path: Path, kst: Kst) -> None:
    root = copy_sample(tmp_path / "kho")
    of_3b = listed(kst, root, "due", "--period", "2021", "--task", "3b", *DAY)
    one = next(o["agency"]["id"] for o in of_3b if o["roles"] == ["coordinate"])
    words = ("--document", "45/VPCP-KSTT", "--document-date", "2021-05-08", "--subject", "Thực hiện")
    opened = ("request", "open", "3b", "--agency", one, "--due", "2021-07-01", *words)
    assert kst(*opened, "--as-of", "2021-05-10", root=root).code == 0
    assert {o["agency"]["id"] for o in listed(kst, root, "overdue", *DAY) if o["request"]} == {one}


def test_a_calendar_has_the_days_of_those_that_must_report(ruled: Path, kst: Kst) -> None:
    asked = ("calendar", "export", "--agency", "so-tttt", *DAY)
    year = listed(kst, ruled, "due", "--agency", "so-tttt", "--period", "2021", *DAY)
    dated = [o for o in year if o["due"]]
    assert kst(*asked, root=ruled).out.count("BEGIN:VEVENT") == sum(map(must_report, dated))
    assert kst(*asked, "--all-roles", root=ruled).out.count("BEGIN:VEVENT") == len(dated)


def test_a_workbook_counts_what_must_be_reported(tmp_path: Path, ruled: Path, kst: Kst) -> None:
    owing, made = Counter[str](), dict[str, int]()
    for level in ("so", "don-vi", "huyen"):
        due = listed(kst, ruled, "due", *QUARTER, "--level", level, "--carry-over")
        words = ("collect", "export", "--quarter", "2", "--level", level, "-o", str(tmp_path / level))
        books = json.loads(kst(*words, *DAY, "--format", "json", root=ruled).out)["workbooks"]
        owing.update(o["agency"]["id"] for o in due if must_report(o))
        made |= {book["agency"]: book["duties"] for book in books}
    assert {agency: duties for agency, duties in made.items() if duties} == dict(owing)
    assert listed(kst, ruled, "due", *QUARTER, "--agency", "kho-bac")  # but it only coordinates
    words = ("collect", "export", "--quarter", "2", "--level", "nganh-doc", "-o", str(tmp_path / "none"))
    assert "Không cơ quan nào có việc" in kst(*words, *DAY, root=ruled).err


def test_the_page_for_a_leader_and_a_closing_count_what_must_be_reported(tmp_path: Path, kst: Kst) -> None:
    root = copy_sample(tmp_path / "kho")
    total = report(kst("status", *QUARTER, "--format", "json", root=root))["total"]
    page = report(kst("overview", *QUARTER, "--format", "json", root=root))
    assert page["all"]["counted"] == total["counted"]
    assert page["all"]["overdue"] == total["overdue"]
    closed = report(kst("report", "close", *QUARTER, "--dry-run", "--format", "json", root=root))
    assert closed["obligations"] == total["obligations"]
