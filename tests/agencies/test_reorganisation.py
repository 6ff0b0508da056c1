"""Organisations change within a year: who owes what before the day and after it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import Kind, Period, Span
from kstthc_cli.domain.calendar.workdays import Workdays
from kstthc_cli.domain.obligations.derivation import claims_of, obligations
from kstthc_cli.domain.obligations.orphans import orphans
from kstthc_cli.domain.obligations.timetable import Timetable
from kstthc_cli.domain.plan.plan import Duty, Line, Plan, Schedule
from tests.agencies.reorganised import AGENCIES, calendar
from tests.support.running import Kst

YEAR = 2025


def owed(kst: Kst, root: Path, *more: str) -> list[dict[str, Any]]:
    result = kst("due", "--period", "2025", "--as-of", "2025-01-15", "--format", "json", *more, root=root)
    found: list[dict[str, Any]] = json.loads(result.out)["obligations"]
    return found


def periods(rows: list[dict[str, Any]], duty: str, agency: str) -> list[str]:
    return [row["period"] for row in rows if (row["duty"], row["agency"]["id"]) == (duty, agency)]


def test_an_agency_owes_until_its_end_and_its_successor_from_then_on(kst: Kst, reorganised: Path) -> None:
    rows = owed(kst, reorganised)
    assert periods(rows, "1", "so-cu") == []  # ended on 28/02, before the first report is due
    assert periods(rows, "1", "so-moi") == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert periods(rows, "3", "huyen-a") == ["2025-H1"]
    assert periods(rows, "3", "xa-moi-1") == periods(rows, "3", "xa-moi-2") == ["2025-H2"]
    assert periods(rows, "4", "xa-cu") == ["2025-H1"]
    assert periods(rows, "4", "xa-moi-2") == ["2025-H2"]


def test_a_successor_keeps_the_named_role_and_says_for_whom(kst: Kst, reorganised: Path) -> None:
    [row] = [
        r for r in owed(kst, reorganised, "--agency", "so-moi", "--task", "1") if r["period"] == "2025-Q2"
    ]
    assert (row["roles"], row["via"], row["stands_for"]) == (["lead"], None, ["so-cu"])
    shown = kst("due", "--agency", "so-moi", "--task", "2", "--period", "2025", root=reorganised).out
    assert "Thay cho: Sở Cũ." in shown


def test_what_the_old_agency_said_counts_for_its_successor(kst: Kst, reorganised: Path) -> None:
    said = kst(
        "record", "1", "--agency", "so-cu", "--quarter", "1", "--status", "done", "--as-of", "2025-02-20",
        root=reorganised,
    )  # fmt: skip
    assert said.code == 4  # it does not owe the report that falls due after its end
    done = ("--status", "done", "--as-of", "2025-03-10")
    assert kst("record", "2", "--agency", "so-moi", *done, root=reorganised).code == 0
    [row] = owed(kst, reorganised, "--agency", "so-moi", "--task", "2", "--as-of", "2025-04-01")
    assert row["status"] == "done"


def test_a_word_of_before_the_end_was_known_stays(kst: Kst, reorganised: Path) -> None:
    """The slip was written when the registry did not know yet that the agency would end."""
    file = reorganised / "agencies" / "quang-ngai.yaml"
    file.write_text(AGENCIES.replace("valid_to: 2025-02-28, ", ""), "utf-8", newline="\n")
    words = ("--status", "in_progress", "--as-of", "2025-02-10")
    assert kst("record", "2", "--agency", "so-cu", *words, root=reorganised).code == 0
    file.write_text(AGENCIES, "utf-8", newline="\n")
    [row] = owed(kst, reorganised, "--agency", "so-moi", "--task", "2", "--as-of", "2025-03-05")
    assert row["status"] == "in_progress"
    assert "KST052" not in kst("validate", root=reorganised).out
    status = json.loads(kst("status", "--as-of", "2025-03-05", "--format", "json", root=reorganised).out)
    assert status["unmatched"] == 0


def test_validate_names_what_nobody_owes_any_more(kst: Kst, reorganised: Path) -> None:
    found = json.loads(kst("validate", "--format", "json", root=reorganised).out)["problems"]
    assert [(p["code"], p["line"]) for p in found] == [("KST075", 13)]
    assert "UBND huyện Đảo hết hoạt động sau ngày 30/06/2025" in found[0]["message"]
    assert "(3)" in found[0]["message"]


def test_the_next_year_goes_to_those_who_are_there(kst: Kst, reorganised: Path) -> None:
    (reorganised / "calendar" / "2026.yaml").write_text(calendar(2026), "utf-8", newline="\n")
    result = kst("new-year", "2026", "--as-of", "2025-12-20", root=reorganised)
    assert (result.code, result.err) == (0, "")
    assert "Sở Cũ không còn, đã thay bằng Sở Mới: đúng chưa?" in result.out
    assert "Nhóm “UBND cấp huyện” không còn ai, đã thay bằng nhóm “UBND cấp xã”" in result.out
    text = (reorganised / "plans" / "2026.yaml").read_text("utf-8")
    assert 'calendar: "2026"' in text
    assert "lead: [so-moi]" in text
    problems = json.loads(kst("validate", "--format", "json", root=reorganised).out)["problems"]
    assert {p["code"] for p in problems if p["severity"] == "error"} == set()


def test_without_successors_the_duty_is_left_out_and_a_person_is_asked(kst: Kst, reorganised: Path) -> None:
    file = reorganised / "agencies" / "quang-ngai.yaml"
    text = AGENCIES.replace(", successors: [xa-moi-1, xa-moi-2]", "").replace(", successors: [so-moi]", "")
    file.write_text(text, "utf-8", newline="\n")
    result = kst("new-year", "2026", "--as-of", "2025-12-20", "--format", "json", root=reorganised)
    made = json.loads(result.out)
    assert [(item["duty"], item["reason"]) for item in made["left_out"]] == [
        ("1", "Không còn cơ quan nào chủ trì, thực hiện."),
        ("2", "Không còn cơ quan nào chủ trì, thực hiện."),
        ("3", "Không còn cơ quan nào chủ trì, thực hiện."),
    ]
    assert "Đầu việc 3 cũ không còn cơ quan nào chủ trì, thực hiện: giao cho ai, hay bỏ?" in made["decide"]


# The law: every claim has an owner, or is reported

DAYS = st.dates(date(YEAR - 1, 6, 1), date(YEAR + 1, 6, 1))
NAMES = ("a", "b", "c", "d")


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    agencies = {}
    for name in NAMES:
        first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
        if first and last and last < first:
            first, last = last, first
        heirs = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)))
        level = draw(st.sampled_from(("so", "huyen")))
        agencies[name] = Agency(name, name, name, level, first=first, last=last, successors=heirs)
    groups = {"huyen": Group("huyen", "huyện", "levels", levels=("huyen",))}
    return Registry("thu", "Thử", agencies, groups)


PARTIES = st.sampled_from((*NAMES, "huyen"))
SCHEDULES = st.one_of(
    st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31)).map(lambda d: Schedule("by_date", "", by=d.isoformat())),
    st.just(Schedule("ongoing", "")),
    st.just(Schedule("periodic", "", every=("half", "year"))),
    st.just(Schedule("by_plan", "", plan="x")),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    duties = tuple(
        Duty(
            str(n), str(n), "I", "", (),
            (Line("", dict.fromkeys(draw(st.lists(PARTIES, min_size=1, max_size=3)), ("lead",))),),
            draw(SCHEDULES),
        )
        for n in range(draw(st.integers(1, 3)))
    )  # fmt: skip
    return Plan("p", YEAR, "", "", "thu", "c", {"I": ""}, {"x": ""}, duties)


CALENDAR = Calendar(
    "c",
    Workdays(Span(date(YEAR, 1, 1), date(YEAR + 1, 1, 1)), frozenset(), frozenset()),
    15,
    {"so": 18, "huyen": 25},
    shift_deadlines=False,
    shift_send_by=False,
)


@given(plans(), registries())
def test_every_duty_of_every_period_has_an_owner_or_is_reported(plan: Plan, registry: Registry) -> None:
    year = Period(YEAR, Kind.YEAR).span
    have = {(o.agency.id, o.duty.id, o.period) for o in all_owed(plan, registry)}
    reported = {
        (c.assignee.id, c.duty.id, c.period) for o in orphans(plan, registry, CALENDAR) for c in o.claims
    }
    for party in registry.agencies.values():
        for claim in claims_of(plan, registry, Timetable(plan.year, CALENDAR), party):
            owners = [agency.id for agency in registry.responsible_on(party, claim.day)]
            held = [who for who in owners if (who, claim.duty.id, claim.period) in have]
            if claim.counts and claim.due and party.valid_within(year):
                assert held == owners
                assert bool(owners) != ((party.id, claim.duty.id, claim.period) in reported)


@given(plans(), registries())
def test_nobody_owes_what_falls_due_when_it_does_not_exist(plan: Plan, registry: Registry) -> None:
    for obligation in all_owed(plan, registry):
        agency, day = obligation.agency, obligation.due and obligation.due.nominal
        if day is None:
            assert agency.valid_within(obligation.period.span)
        else:
            assert agency.exists_on(day)


@given(plans(), registries())
def test_no_agency_owes_the_same_thing_twice(plan: Plan, registry: Registry) -> None:
    keys = [obligation.key for obligation in all_owed(plan, registry)]
    assert len(keys) == len(set(keys))


@given(plans(), registries())
def test_the_answer_for_one_agency_is_its_part_of_the_answer_for_all(plan: Plan, registry: Registry) -> None:
    everything = list(all_owed(plan, registry))
    for agency in registry.in_order:
        alone = list(obligations(plan, registry, CALENDAR, [agency]))
        assert alone == [o for o in everything if o.agency == agency]


@given(registries(), DAYS)
def test_who_exists_stands_for_itself_alone(registry: Registry, day: date) -> None:
    for agency in registry.agencies.values():
        responsible_on = registry.responsible_on(agency, day)
        assert all(bearer.exists_on(day) for bearer in responsible_on)
        if agency.exists_on(day):
            assert responsible_on == (agency,)
        assert set(responsible_on) <= {agency, *registry.relatives(agency)}


def all_owed(plan: Plan, registry: Registry) -> Any:
    return obligations(plan, registry, CALENDAR, registry.in_order)


@pytest.mark.parametrize("days", [0, 1])
def test_the_last_day_still_belongs_to_the_old_one(days: int) -> None:
    end = date(YEAR, 6, 30)
    old = Agency("a", "A", "A", "so", last=end, successors=("b",))
    new = Agency("b", "B", "B", "so", first=end + timedelta(days=1))
    registry = Registry("thu", "Thử", {"a": old, "b": new}, {})
    assert registry.responsible_on(old, end + timedelta(days=days)) == ((old, new)[days],)
    assert registry.responsible_on(new, end + timedelta(days=days)) == ((old, new)[days],)
