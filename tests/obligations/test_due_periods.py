"""For which time `kst due` answers: periods, days, default, and plans and calendars of other years."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.obligations.due_lists import asked, duties, refused_as_wrong_use, rows
from tests.support.running import Kst

# When


@pytest.mark.parametrize(
    ("arguments", "period"),
    [
        (("--quarter", "2"), "2021-Q2"),
        (("--quarter", "II"), "2021-Q2"),
        (("--quarter", "ii"), "2021-Q2"),
        (("--quarter", "Q2"), "2021-Q2"),
        (("--quarter", "Quý II"), "2021-Q2"),
        (("--period", "2021-Q2"), "2021-Q2"),
        (("--period", "Quý II/2021"), "2021-Q2"),
        (("--period", "quý 2 năm 2021"), "2021-Q2"),
        (("--period", "Quý II"), "2021-Q2"),
        (("--period", "2021-06"), "2021-06"),
        (("--period", "Tháng 06/2021"), "2021-06"),
        (("--month", "6"), "2021-06"),
        (("--month", "06"), "2021-06"),
        (("--period", "2021-H1"), "2021-H1"),
        (("--period", "6 tháng đầu năm 2021"), "2021-H1"),
        (("--period", "2021-9M"), "2021-9M"),
        (("--period", "9 tháng năm 2021"), "2021-9M"),
        (("--period", "2021"), "2021"),
        (("--period", "Cả năm"), "2021"),
        (("--from", "2021-06-01", "--to", "2021-06-30"), "2021-06-01..2021-06-30"),
        (("--from", "1/6/2021", "--to", "30/6/2021"), "2021-06-01..2021-06-30"),
        (("--from", "2021-11-01"), "2021-11-01..2021-12-31"),
        (("--to", "2021-02-28"), "2021-01-01..2021-02-28"),
    ],
)
def test_a_period_is_named_in_iso_or_vietnamese(
    arguments: tuple[str, ...], period: str, kst: Kst, sample: Path
) -> None:
    assert asked(kst, sample, "--agency", "so-tttt", *arguments)["period"] == period


def test_the_same_quarter_by_any_name_is_the_same_answer(kst: Kst, sample: Path) -> None:
    assert rows(kst, sample, "--quarter", "2") == rows(kst, sample, "--period", "Quý II/2021")


@pytest.mark.parametrize(
    ("arguments", "dated"),
    [
        (("--month", "2"), ["1a"]),
        (("--month", "1"), []),
        (("--month", "4"), []),
        (("--from", "2021-02-28", "--to", "2021-02-28"), ["1a"]),
        (("--from", "2021-03-01", "--to", "2021-03-01"), []),
        (("--from", "2021-06-19", "--to", "2021-06-30"), ["25"]),
        (("--from", "2021-06-19", "--to", "2021-06-29"), []),
        (("--from", "2021-06-30", "--to", "2021-09-30"), ["25", "1b", "3a"]),
    ],
)
def test_a_dated_duty_is_listed_where_its_day_lies(
    arguments: tuple[str, ...], dated: list[str], kst: Kst, sample: Path
) -> None:
    found = rows(kst, sample, *arguments)
    assert duties([row for row in found if row["schedule"]["kind"] == "by_date"]) == dated


def test_from_and_to_are_inclusive(kst: Kst, sample: Path) -> None:
    day = rows(kst, sample, "--from", "2021-06-18", "--to", "2021-06-18", "--status", "not_reported")
    assert len(day) == 3 + 24
    assert {row["due"] for row in day} == {"2021-06-18"}


def test_what_waits_is_in_every_list_of_its_year(kst: Kst, sample: Path) -> None:
    for arguments in (("--month", "1"), ("--quarter", "3"), ("--from", "2021-08-01", "--to", "2021-08-02")):
        assert duties(rows(kst, sample, *arguments, "--status", "waiting")) == ["14", "37", "39b"]


def test_another_year_than_the_plans_is_empty(kst: Kst, sample: Path) -> None:
    words = ("due", "--agency", "Sở TTTT", "--period", "2022-Q2", "--format", "json")
    assert json.loads(kst(*words, root=sample).out)["obligations"] == []


def test_the_reporting_year_does_not_move_a_deadline(kst: Kst, sample: Path) -> None:
    assert {row["period"] for row in rows(kst, sample, "--from", "2021-12-15", "--to", "2021-12-31")} == {
        "2021",
        "2021-Q4",
    }


@pytest.mark.parametrize(
    ("as_of", "period"),
    [
        ("2021-01-01", "2021-Q1"),
        ("2021-06-30", "2021-Q2"),
        ("2021-07-01", "2021-Q3"),
        ("2021-12-31", "2021-Q4"),
    ],
)
def test_without_a_period_it_is_the_quarter_of_the_day(
    as_of: str, period: str, kst: Kst, sample: Path
) -> None:
    assert asked(kst, sample, "--agency", "so-tttt", as_of=as_of)["period"] == period


@pytest.mark.parametrize("as_of", ["2020-12-31", "2022-01-01"])
def test_without_a_period_and_in_another_year_it_is_the_whole_year(
    as_of: str, kst: Kst, sample: Path
) -> None:
    assert asked(kst, sample, "--agency", "so-tttt", as_of=as_of)["period"] == "2021"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--quarter", "2", "--month", "6"),
        ("--quarter", "2", "--period", "2021-Q2"),
        ("--month", "6", "--period", "2021-06"),
        ("--quarter", "2", "--from", "2021-04-01"),
        ("--period", "2021", "--to", "2021-04-01"),
        ("--from", "2021-07-01", "--to", "2021-06-01"),
    ],
)
def test_a_period_named_in_two_ways_or_backwards_is_wrong_use(
    arguments: tuple[str, ...], kst: Kst, sample: Path
) -> None:
    refused_as_wrong_use(kst, sample, *arguments)


@pytest.mark.parametrize("quarter", ["5", "0", "x", "-1", "", "V", "2.5", "22"])
def test_there_are_four_quarters(quarter: str, kst: Kst, sample: Path) -> None:
    refused_as_wrong_use(kst, sample, "--quarter", quarter)


@pytest.mark.parametrize("month", ["0", "13", "x", "", "-1", "006", "²"])
def test_there_are_twelve_months(month: str, kst: Kst, sample: Path) -> None:
    refused_as_wrong_use(kst, sample, "--month", month)


@pytest.mark.parametrize(
    "period", ["2021-Q9", "2021-13", "2021-H3", "", "mai", "Quý V/2021", "2021-02-30", "21-Q2"]
)
def test_a_period_that_is_none_is_wrong_use(period: str, kst: Kst, sample: Path) -> None:
    refused_as_wrong_use(kst, sample, "--period", period)


@pytest.mark.parametrize("option", ["--as-of", "--from", "--to"])
@pytest.mark.parametrize(
    "day", ["2021-02-30", "30/2/2021", "hôm nay", "", "2021", "2021-6-1T00:00", "06-01-21"]
)
def test_a_day_that_is_none_is_wrong_use(option: str, day: str, kst: Kst, sample: Path) -> None:
    refused_as_wrong_use(kst, sample, option, day)


# Other plans, other calendars


@pytest.fixture
def two_years(repo: Path) -> Path:
    """The sample with a plan and a calendar of 2022 beside those of 2021."""
    plan = (repo / "plans/2021.yaml").read_text("utf-8")
    plan = plan.replace('\nid: "2021"\nyear: 2021\n', '\nid: "2022"\nyear: 2022\n')
    plan = plan.replace('calendar: "2021"', 'calendar: "2022"').replace('by: "2021-', 'by: "2022-')
    (repo / "plans/2022.yaml").write_text(plan, "utf-8", newline="\n")
    calendar = (repo / "calendar/2021.yaml").read_text("utf-8")
    calendar = re.sub(r"    - \{first: 2021.*\n", "", calendar)
    calendar = calendar.replace('\nid: "2021"\nyear: 2021\n', '\nid: "2022"\nyear: 2022\n')
    calendar = re.sub(r"covers: .*", "covers: {first: 2022-01-01, last: 2022-12-31}", calendar)
    (repo / "calendar/2022.yaml").write_text(calendar, "utf-8", newline="\n")
    return repo


@pytest.mark.parametrize(
    ("arguments", "as_of", "plan", "due"),
    [
        (("--plan", "2022", "--quarter", "2"), "2021-06-01", "2022", "2022-06-18"),
        (("--plan", "2021", "--quarter", "2"), "2022-06-01", "2021", "2021-06-18"),
        (("--quarter", "2"), "2021-06-01", "2021", "2021-06-18"),
        (("--quarter", "2"), "2022-06-01", "2022", "2022-06-18"),
        (("--quarter", "2"), "2030-06-01", "2022", "2022-06-18"),
    ],
)
def test_the_plan_is_the_one_named_or_that_of_the_year(
    arguments: tuple[str, ...], as_of: str, plan: str, due: str, kst: Kst, two_years: Path
) -> None:
    answer = asked(kst, two_years, "--agency", "so-tttt", "--task", "10", *arguments, as_of=as_of)
    assert (answer["plan"], answer["period"]) == (plan, f"{plan}-Q2")
    assert [row["due"] for row in answer["obligations"]] == [due]


def test_a_plan_of_another_year_counts_with_its_own_calendar(kst: Kst, two_years: Path) -> None:
    (row,) = rows(kst, two_years, "--plan", "2022", "--task", "1a", "--period", "2022")
    assert (row["period"], row["due"], row["effective_due"]) == ("2022-02", "2022-02-28", "2022-02-28")


def test_a_calendar_that_does_not_cover_the_year_still_serves(kst: Kst, repo: Path) -> None:
    plan = (repo / "plans/2021.yaml").read_text("utf-8")
    plan = plan.replace('\nid: "2021"\nyear: 2021\n', '\nid: "2022"\nyear: 2022\n').replace(
        'by: "2021-', 'by: "2022-'
    )
    (repo / "plans/2022.yaml").write_text(plan, "utf-8", newline="\n")
    words = ("due", "--agency", "so-tttt", "--plan", "2022", "--quarter", "3", "--task", "10")
    shown = kst(*words, "--all-roles", "--as-of", "2021-06-01", "--format", "json", root=repo)
    assert shown.code == 0
    assert "hạn 18/09/2022" in shown.err
    assert [row["due"] for row in json.loads(shown.out)["obligations"]] == ["2022-09-18"]


def _calendar(repo: Path, old: str, new: str) -> None:
    file = repo / "calendar/2021.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8", newline="\n")


@pytest.mark.parametrize(
    ("agency", "quarter", "nominal", "effective"),
    [
        ("so-tttt", "3", "2021-09-18", "2021-09-20"),
        ("huyen-binh-son", "2", "2021-06-19", "2021-06-21"),
        ("so-tttt", "1", "2021-03-18", "2021-03-18"),
    ],
)
def test_a_province_may_move_its_send_by_days(
    agency: str, quarter: str, nominal: str, effective: str, kst: Kst, repo: Path
) -> None:
    _calendar(repo, "send_by: false", "send_by: true")
    found = asked(kst, repo, "--agency", agency, "--quarter", quarter, "--task", "39a")["obligations"]
    assert [(row["due"], row["effective_due"]) for row in found] == [(nominal, effective)]


def test_a_province_may_leave_its_deadlines_where_they_are(kst: Kst, repo: Path) -> None:
    _calendar(repo, "deadlines: true", "deadlines: false")
    (row,) = rows(kst, repo, "--quarter", "1", "--task", "1a")
    assert (row["due"], row["effective_due"]) == ("2021-02-28", "2021-02-28")


def test_a_province_may_send_on_another_day(kst: Kst, repo: Path) -> None:
    _calendar(repo, "{level: so, day: 18,", "{level: so, day: 31,")
    assert [row["due"] for row in rows(kst, repo, "--quarter", "2", "--task", "39a")] == ["2021-06-30"]


@pytest.mark.parametrize("command", ["due", "status", "missing", "history"])
@pytest.mark.parametrize(
    ("period", "name"),
    [("2022-Q1", "quý I năm 2022"), ("2020", "năm 2020")],
)
def test_a_period_outside_the_year_of_the_plan_is_said(
    kst: Kst, sample: Path, command: str, period: str, name: str
) -> None:
    what = ["10"] if command == "history" else []
    for output in ((), ("--format", "json")):
        result = kst(command, *what, "--period", period, "--as-of", "2021-12-20", *output, root=sample)
        assert result.code == 0
        assert result.err == (
            f"lưu ý: kế hoạch 2021 là kế hoạch của năm 2021, không giao việc {name}; "
            "chọn kế hoạch khác bằng --plan.\n"
        )


def test_the_numbers_of_tasks_in_an_error_are_those_of_the_plan(kst: Kst, repo: Path) -> None:
    new = ("--section", "II", "--after", "5", "--content", "Báo cáo thêm.", "--result", "Báo cáo.")
    who = ("--add-agency", "Sở Y tế", "--role", "lead", "--printed", "- Sở Y tế chủ trì.")
    ground = ("--ground", "9/QĐ-UBND", "--ground-date", "2021-05-20", "--as-of", "2021-06-01")
    made = kst("amend", "add-task", *new, *who, "--deadline", "Quý IV", *ground, root=repo)
    assert made.code == 0, made.err
    for words in (("due", "--task", "99"), ("plan", "show", "99")):
        result = kst(*words, root=repo)
        assert result.code == 2
        assert "Các nhiệm vụ: 1 đến 40." in result.err
