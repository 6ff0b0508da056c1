"""`kst calendar draft`: days off are proposed, never believed."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from kstthc_cli.domain.calendar.draft import Proposal, calendar_draft, rules_after, usual_rules
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.store.agencies import program_data
from kstthc_cli.store.calendar import calendar_text, proposed_days
from tests.support.quang_ngai import read_yaml
from tests.support.running import Kst

DAYS = {date(2027, 2, 8): "Mùng ba Tết", date(2027, 2, 6): "Tết", date(2027, 1, 1): "Tết Dương lịch"}


class _Found(dict[date, str]):
    weekend_workdays = (date(2027, 2, 20), date(2019, 1, 5))


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library of days off, with days of its own."""
    module = ModuleType("holidays")
    module.__dict__.update(__version__="0.0", country_holidays=lambda *_, **__: _Found(DAYS))
    monkeypatch.setitem(sys.modules, "holidays", module)


@pytest.mark.usefixtures("library")
def test_every_day_is_marked_to_be_confirmed(repo: Path, kst: Kst) -> None:
    result = kst("calendar", "draft", "2027", root=repo)
    assert (result.code, result.err) == (0, "")
    made = read_yaml((repo / "calendar/2027.yaml").read_text("utf-8"))
    assert [(str(d["first"]), d["name"], len(d["decide"])) for d in made["days_off"]["days"]] == [
        ("2027-01-01", "Tết Dương lịch", 1), ("2027-02-08", "Mùng ba Tết", 1),
    ]  # fmt: skip
    assert made["days_off"]["working_saturdays"] == [date(2027, 2, 20)]
    assert "Ngày làm bù 20/02/2027" in made["decide"][0]
    checked = kst("validate", root=repo)
    assert checked.code == 0
    assert checked.out.count("cảnh báo[KST073] calendar/2027.yaml") == 4


@pytest.mark.usefixtures("library")
def test_a_calendar_in_force_may_not_have_open_questions(repo: Path, kst: Kst) -> None:
    assert kst("calendar", "draft", "2027", root=repo).code == 0
    file = repo / "calendar/2027.yaml"
    file.write_text(
        file.read_text("utf-8").replace('status: "draft"', 'status: "issued"'), "utf-8", newline="\n"
    )
    result = kst("validate", root=repo)
    assert (result.code, "lỗi[KST074] calendar/2027.yaml" in result.out) == (1, True)


@pytest.mark.usefixtures("library")
def test_the_rules_of_the_latest_calendar_are_kept(repo: Path, kst: Kst) -> None:
    kst("calendar", "draft", "2027", root=repo)
    made = read_yaml((repo / "calendar/2027.yaml").read_text("utf-8"))
    old = read_yaml((repo / "calendar/2021.yaml").read_text("utf-8"))
    assert all(made[key] == old[key] for key in ("send_by", "reporting_windows", "shift"))
    assert any("chép từ lịch “2021”" in text for text in made["decide"])


@pytest.mark.usefixtures("library")
def test_a_receiver_that_has_ended_is_asked_about(repo: Path, kst: Kst) -> None:
    told = kst("calendar", "draft", "2027", root=repo).out
    assert "Dòng send_by của cấp “xa” còn ghi “UBND cấp huyện”, nay không còn: sửa thành “UBND tỉnh”?" in told
    assert "không còn gửi" not in kst("calendar", "draft", "2022", root=repo).out


def test_levels_without_a_rule_in_an_earlier_calendar_get_the_usual_one() -> None:
    usual = program_data("usual_calendar")
    latest = {
        "id": "2025",
        "reporting_windows": {},
        "shift": {},
        "send_by": [{"level": "so", "day": 7, "to": "A"}],
    }
    rules = rules_after(latest, usual, 2026, {"so", "xa"})
    assert [(rule["level"], rule["day"], rule["to"]) for rule in rules.send_by] == [
        ("so", 7, "A"), ("xa", 16, "UBND tỉnh"),
    ]  # fmt: skip


@pytest.mark.usefixtures("library")
def test_a_calendar_that_is_there_stays(repo: Path, kst: Kst) -> None:
    before = (repo / "calendar/2021.yaml").read_bytes()
    assert kst("calendar", "draft", "2021", root=repo).code == 4
    assert (repo / "calendar/2021.yaml").read_bytes() == before


@pytest.mark.usefixtures("library")
def test_days_are_printed_as_json(repo: Path, kst: Kst) -> None:
    result = kst("calendar", "draft", "2027", "--format", "json", root=repo)
    assert [day["first"] for day in json.loads(result.out)["days_off"]] == ["2027-01-01", "2027-02-08"]


def test_without_the_library_no_day_is_proposed_and_it_says_how_to_get_it(
    repo: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    result = kst("calendar", "draft", "2027", root=repo)
    assert (result.code, "kstthc-cli[calendar]" in result.out) == (0, True)
    assert read_yaml((repo / "calendar/2027.yaml").read_text("utf-8"))["days_off"]["days"] == []


@pytest.mark.parametrize(("year", "to"), [(2024, "UBND cấp huyện"), (2026, "UBND tỉnh")])
def test_communes_send_to_whoever_is_above_them_that_year(year: int, to: str) -> None:
    rules = usual_rules(program_data("usual_calendar"), year, frozenset(("xa", "so")))
    content = calendar_draft(year, (date(year, 1, 1), date(year, 12, 31)), Proposal("thử", {}), rules)
    file = CalendarFile.model_validate(content)
    assert [(rule.level, rule.to) for rule in file.send_by] == [("xa", to), ("so", "UBND tỉnh")]


@pytest.mark.usefixtures("library")
def test_where_the_days_of_a_draft_come_from_is_said() -> None:
    source = "Thư viện holidays 0.0 đề xuất, chưa đối chiếu thông báo"
    worked = (date(2019, 1, 5), date(2027, 2, 20))
    assert proposed_days(date(2027, 1, 1), date(2027, 12, 31)) == Proposal(source, DAYS, worked)
    assert calendar_text({"id": "2027", "year": 2027, "covers": ["x"]}) == (
        "# yaml-language-server: $schema=../schemas/calendar.schema.json\n"
        "# Dự thảo lịch năm 2027: mỗi ngày nghỉ phải đối chiếu với thông báo chính thức.\n"
        'id: "2027"\nyear: 2027\ncovers: [x]\n'
    )
