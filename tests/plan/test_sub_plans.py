"""Sub-plans give waiting duties dates and agencies; what was said before keeps its meaning."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.plan.plan import Duty, Line, Schedule, Target
from kstthc_cli.domain.plan.sub_plans import content_hash
from kstthc_cli.store.plan.plan_years import plan_years
from tests.support.quang_ngai import duty
from tests.support.running import PROJECT, Kst
from tests.support.sub_plans import DIGEST, change, sub_plan

YEAR = ("--period", "2021", "--as-of", "2021-06-01", "--format", "json")


def due(kst: Kst, root: Path, *more: str) -> list[dict[str, Any]]:
    result = kst("due", *YEAR, *more, root=root)
    assert (result.code, result.err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(result.out)["obligations"]
    return rows


def brief(rows: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    return [(row["duty"], row["agency"]["id"], row["due"]) for row in rows]


def validate(kst: Kst, root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(kst("validate", "--format", "json", root=root).out)["problems"]
    return found


# The samples and the Decision

SAMPLES = sorted((PROJECT / "examples" / "sub-plans").glob("*.yaml"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_sample_says_that_it_is_no_fact(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.splitlines()[1].startswith("# MẪU, dữ liệu minh họa")
    for key in ("title", "subject"):
        assert f'{key}: "MẪU, dữ liệu minh họa' in text
    assert 'number: "MẪU-' in text


def test_the_samples_are_valid_beside_the_decision(kst: Kst, detailed: Path) -> None:
    assert kst("validate", root=detailed).out == "Đã kiểm tra 21 tệp: không có lỗi.\n"


def test_the_samples_detail_what_the_decision_leaves_to_sub_plans(detailed: Path) -> None:
    plans = [year.plan for year in plan_years(detailed)]
    told = {name for plan in plans for name in plan.detailed}
    waiting = {d.id for d in plans[0].duties if d.schedule.kind == "by_plan"}
    assert told == {"13", "14", "33", "35", "37"}
    assert waiting == {"35"}  # nobody is named beside its rows, which wait for a request


def test_waiting_work_gets_dates_and_agencies(kst: Kst, detailed: Path) -> None:
    rows = due(kst, detailed, "--all-roles", "--task", "13", "--task", "14")
    assert brief(rows) == [
        ("13.2", "so-tnmt", "2021-08-15"),
        ("14.3", "so-tnmt", "2021-09-30"),
        ("13.1", "so-yt", "2021-06-30"),
        ("14.3", "so-yt", "2021-09-30"),
        ("13", "vp-ubnd-tinh", "2021-08-15"),
        ("14.3", "vp-ubnd-tinh", "2021-09-30"),
        ("13.2", "huyen-binh-son", "2021-08-15"),
        ("13.2", "huyen-ly-son", "2021-08-15"),
    ]
    assert {row["sub_plan"] for row in rows} == {"2021-ra-soat"}
    assert {row["status"] for row in rows} == {"not_reported"}


def test_a_sub_plan_takes_no_firm_work_away(kst: Kst, detailed: Path) -> None:
    """Task 37 is given to every commune without a condition; the sample names only sở and districts."""
    rows = due(kst, detailed, "--task", "37", "--level", "xa")
    assert len(rows) == 173
    assert {(row["duty"], row["due"]) for row in rows} == {("37", "2021-10-31")}


def test_every_command_knows_the_rows(kst: Kst, detailed: Path) -> None:
    as_of = ("--as-of", "2021-07-10")
    assert "13.1" in kst("overdue", "--agency", "so-yt", *as_of, root=detailed).out
    assert "13.1" in kst("missing", "--agency", "so-yt", "--quarter", "2", *as_of, root=detailed).out
    status = json.loads(
        kst("status", "--section", "IV", "--period", "2021", *as_of, "--format", "json", root=detailed).out
    )
    assert status["total"]["waiting"] == 0
    assert "Đã chi tiết hóa: 13.1, 13.2" in kst("plan", "show", "13", root=detailed).out
    shown = kst("plan", "show", "--plan", "2021-ra-soat", "3", root=detailed).out
    assert "Từ đầu việc 14 của kế hoạch 2021." in shown
    assert "13.1" in kst("agencies", "show", "so-yt", "--plan", "2021", root=detailed).out


def test_a_spreadsheet_takes_no_id_for_a_number(kst: Kst, detailed: Path) -> None:
    """35.10 would become 35.1."""
    words = ("due", "--agency", "so-yt", "--task", "13", "--format", "csv", "--as-of", "2021-06-01")
    rows = list(csv.DictReader(io.StringIO(kst(*words, root=detailed).out)))
    assert {row["Đầu việc"] for row in rows} == {"'13.1"}
    assert {row["Nhiệm vụ"] for row in rows} <= {"13"}


def test_a_sub_plan_is_asked_under_its_parent(kst: Kst, detailed: Path) -> None:
    result = kst("due", "--plan", "2021-ra-soat", root=detailed)
    assert result.code == 2
    assert "--plan 2021" in result.err
    assert kst("due", "--quarter", "2", "--as-of", "2021-06-01", "--format", "csv", root=detailed).code == 0


def test_a_row_on_request_is_opened_by_its_own_id(kst: Kst, detailed: Path) -> None:
    how = ("--due", "2021-07-01", "--document", "1/UBND", "--subject", "Kiểm tra", "--as-of", "2021-06-01")
    assert kst("request", "open", "35.2", *how, root=detailed).code == 0
    rows = due(kst, detailed, "--task", "35")
    assert brief(rows) == [("35.2", "thanh-tra-tinh", "2021-07-01"), ("35.2", "vp-ubnd-tinh", "2021-07-01")]


# Slips before, after, and when the sub-plan goes


def say(
    kst: Kst, root: Path, duty_id: str, status: str, agency: str = "so-tp", day: str = "2021-02-10"
) -> Any:
    words = ("--agency", agency, "--status", status, "--as-of", day)
    return kst("record", duty_id, *words, root=root)


def state(kst: Kst, root: Path, *more: str) -> list[tuple[str, str, str]]:
    return [(r["duty"], r["agency"]["id"], r["status"]) for r in due(kst, root, "--task", "6", *more)]


def test_what_was_said_while_waiting_counts_for_the_row(kst: Kst, small: Path) -> None:
    assert say(kst, small, "6", "in_progress").code == 0
    sub_plan(small)
    assert state(kst, small) == [("6.1", "so-tp", "in_progress")]
    assert validate(kst, small) == []
    status = json.loads(kst("status", "--as-of", "2021-06-01", "--format", "json", root=small).out)
    assert status["unmatched"] == 0


def test_a_word_of_its_own_is_stronger(kst: Kst, small: Path) -> None:
    say(kst, small, "6", "in_progress")
    sub_plan(small)
    assert say(kst, small, "6.1", "done", day="2021-03-10").code == 0
    assert state(kst, small) == [("6.1", "so-tp", "done")]


def test_the_only_row_may_be_called_by_its_duty(kst: Kst, small: Path) -> None:
    sub_plan(small)
    said = say(kst, small, "6", "done")
    assert (said.code, said.out.splitlines()[0]) == (0, "6.1. Tự kiểm tra tại trụ sở.")


def test_of_several_rows_one_must_be_named(kst: Kst, small: Path) -> None:
    file = sub_plan(small)
    text = file.read_text("utf-8")
    second = text.partition("tasks:\n")[2].replace('id: "1"', 'id: "2"').replace("tại trụ sở", "qua mạng")
    file.write_text(text + second, "utf-8", newline="\n")
    assert [row[0] for row in state(kst, small)] == ["6.1", "6.2"]
    refused = say(kst, small, "6", "done")
    assert refused.code == 4
    assert "6.1, 6.2" in refused.err
    assert say(kst, small, "6.2", "done").code == 0


def test_a_recurring_row_does_not_take_a_word_for_the_whole_year(kst: Kst, small: Path) -> None:
    say(kst, small, "6", "done")
    sub_plan(small)
    change(
        small,
        'kind: by_date, text: "Quý II", by: "2021-Q2"',
        'kind: periodic, text: "Hàng quý", every: [quarter]',
    )
    assert {status for _, _, status in state(kst, small)} == {"not_reported", "overdue"}
    assert validate(kst, small) == []


def test_words_on_what_the_sub_plan_left_stay_when_it_goes(kst: Kst, small: Path) -> None:
    file = sub_plan(small)
    change(small, "perform: [so-tp]", "perform: [so-yt]")
    assert say(kst, small, "6", "done").code == 0
    assert state(kst, small)[0] == ("6", "so-tp", "done")
    file.unlink()
    assert state(kst, small) == [("6", "so-tp", "done")]
    assert validate(kst, small) == []


def test_dates_of_a_row_may_move(kst: Kst, small: Path) -> None:
    sub_plan(small)
    say(kst, small, "6.1", "done")
    change(small, 'text: "Quý II", by: "2021-Q2"', 'text: "Quý IV", by: "2021-Q4"')
    assert state(kst, small) == [("6.1", "so-tp", "done")]


def test_a_draft_gives_nobody_work(kst: Kst, small: Path) -> None:
    sub_plan(small)
    change(small, "year: 2021\n", "year: 2021\nstatus: draft\n")
    assert state(kst, small) == [("6", "so-tp", "waiting")]
    refused = kst("record", "1", "--agency", "so-tp", "--status", "done", "--plan", "2021-kt", root=small)
    assert refused.code == 4
    assert "dự thảo" in refused.err


def test_a_sub_plan_may_have_a_sub_plan(kst: Kst, small: Path) -> None:
    sub_plan(small)
    change(
        small,
        'schedule: {kind: by_date, text: "Quý II", by: "2021-Q2"}',
        'schedule: {kind: by_plan, text: "Theo kế hoạch", plan: "sau"}',
    )
    change(
        small,
        "sections:\n",
        'sub_plans:\n  - {id: "sau", title: "Kế hoạch sau", ordered_by: "1"}\nsections:\n',
    )
    say(kst, small, "6", "in_progress")
    assert state(kst, small) == [("6.1", "so-tp", "in_progress")]
    sub_plan(small, "2021-sau", parent="2021-kt", duty_id="1")
    assert state(kst, small) == [("6.1.1", "so-tp", "in_progress")]


# Confirmation


def test_a_changed_parent_makes_the_sub_plan_suspect_until_it_is_confirmed(kst: Kst, small: Path) -> None:
    file = sub_plan(small)
    assert validate(kst, small) == []
    parent = small / "plans" / "2021.yaml"
    parent.write_text(
        parent.read_text("utf-8").replace('"Tự kiểm tra."', '"Tự kiểm tra hằng tháng."'),
        "utf-8",
        newline="\n",
    )
    [problem] = validate(kst, small)
    assert (problem["code"], problem["severity"], problem["path"]) == (
        "KST071",
        "warning",
        "plans/2021-kt.yaml",
    )
    line = problem["message"].partition("confirmed: ")[2]
    text = file.read_text("utf-8").replace(f'{{"6": "{DIGEST}"}}', line)
    file.write_text(text, "utf-8", newline="\n")
    assert validate(kst, small) == []


@pytest.mark.parametrize("old", ['number: "159/QĐ-UBND"', "# không có gì", 'title: "Ban hành văn bản"'])
def test_what_changes_beside_the_duty_asks_for_nothing(kst: Kst, small: Path, old: str) -> None:
    sub_plan(small)
    parent = small / "plans" / "2021.yaml"
    text = parent.read_text("utf-8") + "# không có gì\n"
    parent.write_text(
        text.replace(old, old.replace("159", "160").replace("Ban", "Soạn, ban")), "utf-8", newline="\n"
    )
    assert validate(kst, small) == []


def test_the_digest_of_a_duty_stays_the_same_in_every_version() -> None:
    """It stands in people's files."""
    line = Line("- Sở Y tế.", {"so-yt": ("lead",)}, {"so-yt": "được giao"})
    target = Target("ty-le", "tối thiểu 10%", "at_least", "10", "%")
    made = Duty(
        "1",
        "1",
        "I",
        "Rà soát.",
        ("Báo cáo.",),
        (line,),
        Schedule("by_plan", "Theo kế hoạch", plan="x"),
        None,
        (target,),
    )
    assert content_hash(made) == "d9e0f030d223"
    assert content_hash(duty("13")) == "0bc613848c17"


def test_rows_of_a_sub_plan_name_the_plan_they_wait_for(kst: Kst, small: Path) -> None:
    """Those of a sub-plan of a sub-plan, too, where it gives no last day."""
    sub_plan(small)
    change(
        small,
        'schedule: {kind: by_date, text: "Quý II", by: "2021-Q2"}',
        'schedule: {kind: by_plan, text: "Theo kế hoạch", plan: "sau"}',
    )
    plans = 'sub_plans:\n  - {id: "sau", title: "Kế hoạch sau", ordered_by: "1"}\nsections:\n'
    change(small, "sections:\n", plans)
    [row] = due(kst, small, "--task", "6")
    assert (row["duty"], row["waits_for"]) == ("6.1", "Kế hoạch sau")
    sub_plan(small, "2021-sau", parent="2021-kt", duty_id="1")
    waiting = 'schedule: {kind: by_plan, text: "Theo kế hoạch", plan: "cuoi"}'
    change(small, 'schedule: {kind: by_date, text: "Quý II", by: "2021-Q2"}', waiting, "2021-sau")
    change(small, "sections:\n", plans.replace("sau", "cuoi"), "2021-sau")
    [row] = due(kst, small, "--task", "6")
    assert (row["duty"], row["waits_for"]) == ("6.1.1", "Kế hoạch cuoi")


def test_a_sub_plan_with_another_registry_is_told(kst: Kst, small: Path) -> None:
    sub_plan(small)
    registry = small / "agencies" / "quang-ngai.yaml"
    other = re.sub(r'^id: "?quang-ngai"?$', 'id: "khac"', registry.read_text("utf-8"), flags=re.MULTILINE)
    (small / "agencies" / "khac.yaml").write_text(other, "utf-8", newline="\n")
    change(small, 'agencies: "quang-ngai"', 'agencies: "khac"')
    assert [(p["code"], p["path"], p["message"]) for p in validate(kst, small) if p["code"] == "KST068"] == [
        ("KST068", "plans/2021-kt.yaml", "Kế hoạch “2021” dùng danh mục “quang-ngai”, khác “khac”.")
    ]
