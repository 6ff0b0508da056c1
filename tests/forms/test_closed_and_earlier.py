"""Figures of closed periods, of the year before, and of agencies that have left the registry."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.commands.forms.figure_sources import earlier_plans
from kstthc_cli.store.plan.plan_years import plan_year
from tests.support.in_process import call
from tests.support.repositories import change_file


def record(root: Path, agency: str, period: str, day: str, *figures: str, **more: str) -> None:
    """State figures of a row."""
    words = [word for figure in figures for word in ("--figure", figure)]
    given = {"row": "dat-dai", "form": "ho-so", "status": "in_progress"} | more
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    result = call(
        "record", *options, "--agency", agency, "--period", period, *words, "--as-of", day, root=root
    )
    assert result.code == 0, result.err


@pytest.fixture
def two_years(office: Path) -> Path:
    """The same plan and calendar again for 2022; quarter IV of 2021 ended with 4 in column 5."""
    record(office, "xa-a1", "2021-Q4", "2021-12-16", "5=4")
    for folder in ("plans", "calendar"):
        text = (office / folder / "2021.yaml").read_text("utf-8")
        (office / folder / "2022.yaml").write_text(
            text.replace("2022-", "2023-").replace("2021", "2022"), "utf-8", newline="\n"
        )
    return office


A2 = '  - {id: xa-a2, name: "UBND xã A2", level: xa, parent: huyen-a}\n'


def shown(root: Path, period: str, as_of: str, form: str = "ho-so") -> dict[str, Any]:
    words = ("form", "show", form, "--period", period, "--as-of", as_of, "--format", "json")
    result = call(*words, root=root)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2022-Q1", ""),
        ("2021-Q4", ""),
        (
            "2020-Q4",
            (
                "lưu ý: kế hoạch 2022 là kế hoạch của năm 2022, không giao việc quý IV năm 2020; "
                "chọn kế hoạch khác bằng --plan.\n"
            ),
        ),
    ],
)
def test_a_period_of_a_year_with_figures_is_shown_without_a_remark(
    period: str, told: str, two_years: Path
) -> None:
    words = ("form", "show", "ho-so", "--period", period, "--plan", "2022", "--as-of", "2022-03-20")
    assert call(*words, root=two_years).err == told


def test_the_history_of_figures_is_that_of_the_plans_of_the_province(two_years: Path) -> None:
    """An agency's own plan of the same year is none of them."""
    made = call(
        "plan", "derive", "--agency", "so-tp", "--plan", "2021", "--as-of", "2021-06-10", root=two_years
    )
    (two_years / "plans" / "2021-so-tp.yaml").write_text(made.out, "utf-8", newline="\n")
    year = plan_year(two_years, "2022", date(2022, 3, 1))
    assert earlier_plans(two_years, year) == {"2021": 2021}


def test_a_rule_about_the_period_before_holds_after_the_period_is_closed(two_years: Path) -> None:
    record(two_years, "xa-a1", "2022-Q1", "2022-03-16", "3=2")
    before = shown(two_years, "2022-Q1", "2022-03-31")
    assert call("report", "close", "--quarter", "1", "--as-of", "2022-03-31", root=two_years).code == 0
    after = shown(two_years, "2022-Q1", "2022-03-31")
    assert {**after, "closed": ""} == {**before, "closed": ""}
    told = json.dumps(after, ensure_ascii=False)
    assert "(3) thường bằng (5) kỳ trước." in told, told


def test_figures_of_an_agency_that_has_left_the_registry_count_for_nothing(office: Path) -> None:
    record(office, "xa-a1", "2021-Q2", "2021-06-16", "2=3")
    record(office, "xa-a2", "2021-Q2", "2021-06-16", "1=10", "2=10", "3=0", "4=1", "5=1")
    change_file(office, "agencies/quang-ngai.yaml", A2, "")
    words = ("form", "show", "ho-so", "--quarter", "2", "--trace", "2", "--format", "json")
    cells = json.loads(call(*words, "--as-of", "2021-06-30", root=office).out)["cells"]
    assert [(one["agency"], one["text"]) for one in cells] == [("xa-a1", "3")]
    rows = {one["id"]: one["cells"]["2"]["value"] for one in shown(office, "2021-Q2", "2021-06-30")["rows"]}
    assert rows["dat-dai"] == 3


def test_rows_that_only_somebody_who_left_has_named_are_gone(office: Path) -> None:
    record(office, "xa-a1", "2021-Q2", "2021-06-16", "1=3", form="tu-do", row="Hộ tịch")
    record(office, "xa-a2", "2021-Q2", "2021-06-16", "1=10", form="tu-do", row="Đất đai")
    change_file(office, "agencies/quang-ngai.yaml", A2, "")
    rows = [one["label"] for one in shown(office, "2021-Q2", "2021-06-30", "tu-do")["rows"]]
    assert rows == ["Hộ tịch"]


# What is exported


def exported(root: Path, table: str, as_of: str) -> list[dict[str, str]]:
    """A table of the export of a day."""
    folder = root.parent / "bang" / as_of
    assert call("export", "--plan", "2021", "-o", str(folder), "--as-of", as_of, root=root).code == 0
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_totals_of_a_closed_period_are_those_it_was_closed_with(office: Path) -> None:
    record(office, "xa-a1", "2021-Q2", "2021-06-16", "2=3")
    assert call("report", "close", "--quarter", "2", "--as-of", "2021-06-20", root=office).code == 0
    record(office, "xa-a1", "2021-Q2", "2021-06-22", "2=7")

    def total(as_of: str) -> list[str]:
        rows = exported(office, "form_totals", as_of)
        return [one["value"] for one in rows if one["period"] == "2021-Q2" and one["value"]]

    assert [total("2021-06-16"), total("2021-06-22")] == [["3"], ["3"]]


def test_a_form_of_which_everything_was_withdrawn_has_no_totals(office: Path) -> None:
    record(office, "xa-a1", "2021-Q2", "2021-06-16", "2=3")
    record(office, "xa-a1", "2021-Q2", "2021-06-18", "2=")
    assert exported(office, "form_totals", "2021-06-17") != []
    assert exported(office, "form_totals", "2021-06-18") == []


def test_a_number_of_rows_that_agencies_name_is_followed_whatever_the_row(office: Path) -> None:
    record(office, "xa-a1", "2021-Q2", "2021-06-16", "1=3", form="tu-do", row="Hộ tịch")

    def trace(name: str) -> tuple[int, Any]:
        words = ("form", "show", "tu-do", "--quarter", "2", "--trace", name, "--format", "json")
        result = call(*words, "--as-of", "2021-06-30", root=office)
        return result.code, [one["text"] for one in json.loads(result.out)["cells"]]

    assert [trace("Hộ tịch/1"), trace("Đất đai/1"), trace("1")] == [(0, ["3"]), (0, []), (0, ["3"])]


def test_a_slip_of_work_and_figures_is_of_the_period_of_its_work(office: Path) -> None:
    file = office.parent / "phieu.yaml"
    file.write_text(
        """agency: so-tp
entries:
  - {duty: "1", period: "2021-Q3", status: in_progress, text: "Đang làm."}
forms:
  - {form: phong, period: "2021-Q2", status: in_progress, rows: [{row: dat-dai, cells: {"2": 3}}]}
""",
        "utf-8",
        newline="\n",
    )
    change_file(office, "forms/ho-so.yaml", 'id: "ho-so"', 'id: "phong"')
    change_file(office, "forms/ho-so.yaml", "levels: [huyen, xa]", "levels: [so]")
    result = call("record", "--file", str(file), "--as-of", "2021-07-10", "--format", "json", root=office)
    assert result.code == 0, result.err
    assert json.loads(result.out)["period"] == "2021-Q3"
