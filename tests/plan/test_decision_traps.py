"""What a reader of the Decision gets wrong: each trap by name, with the reading that was chosen."""

from __future__ import annotations

from collections import Counter

import pytest

from kstthc_cli.render.plan import annex
from tests.support.quang_ngai import duty, part, plan_file, repository, roles, task, tasks, year

VP, TTTT, TP, TC, NGV, NN = "vp-ubnd-tinh", "so-tttt", "so-tp", "so-tc", "so-ngv", "so-nnptnt"
HUYEN, XA, ONE_STOP = "huyen-binh-son", "xa-binh-thanh-21091", "tt-pvhcc"

ONGOING = "3b 4 5 6 7 8 9 10 11 15 16 17 18 19 20 21 22 23 24 27 28 29 30 31 32 36"
BY_PLAN = {
    "13": "ra-soat",
    "14": "ra-soat",
    "33": "kiem-tra",
    "35": "kiem-tra",
    "37": "truyen-thong",
}
DATED = {
    "1a": "2021-02",
    "1b": "2021-Q3",
    "2": "2021-Q1",
    "3a": "2021-Q3",
    "12": "2021-Q1",
    "25": "2021-Q2",
    "34": "2021-Q1",
}
PERIODIC = {"26": ("quarter", "year"), "38": ("first_half", "year"), "39a": ("quarter",)}
OPEN_GROUPS = {"don-vi-lien-quan", "don-vi-duoc-giao", "don-vi-co-tham-quyen"}
# In task 14 it is the departments and localities themselves that are "có liên quan": a condition.
OPEN_TASKS = "4 13 15 16 17 18 33 34 35 37 39"
DRAFTING = "được giao chủ trì soạn thảo văn bản"


def given(duty_id: str, role: str) -> set[str]:
    """The agencies and groups that have a role in a duty, as the data read its lines."""
    return {who for line in duty(duty_id).lines for who, has in line.roles.items() if role in has}


# Sections, tasks, duties, schedules


def test_there_are_11_sections_of_39_tasks_numbered_through() -> None:
    assert len(plan_file().sections) == 11
    assert [row.id for row in tasks()] == [str(number) for number in range(1, 40)]


def test_sections_hold_the_printed_tasks() -> None:
    first = {section.id: section.tasks[0].id for section in plan_file().sections}
    assert first == {
        "I": "1",
        "II": "4",
        "III": "7",
        "IV": "12",
        "V": "15",
        "VI": "18",
        "VII": "29",
        "VIII": "33",
        "IX": "37",
        "X": "38",
        "XI": "39",
    }


def test_the_second_section_vii_is_viii_and_keeps_what_was_printed() -> None:
    printed = [section.printed or section.id for section in plan_file().sections]
    assert " ".join(printed) == "I II III IV V VI VII VII IX X XI"
    assert " ".join(year().plan.sections) == "I II III IV V VI VII VIII IX X XI"
    assert [section.id for section in annex(plan_file(), frozenset({"33"}))] == ["VIII"]


def test_the_two_sections_vii_have_the_titles_of_the_decision() -> None:
    vii, viii = (section for section in plan_file().sections if section.id in ("VII", "VIII"))
    assert vii.title == "Thực hiện TTHC trên môi trường điện tử"
    assert viii.title.startswith("Kiểm tra công tác kiểm soát TTHC")


def test_42_schedule_cells_make_42_duties() -> None:
    doubled = {"1": ["1a", "1b"], "3": ["3a", "3b"], "39": ["39a", "39b"]}
    expected = [one for row in tasks() for one in doubled.get(row.id, [row.id])]
    assert [one.id for one in year().plan.duties] == expected
    assert len(expected) == 42


def test_schedules_are_26_ongoing_5_by_plan_7_dated_3_periodic_1_on_request() -> None:
    kinds = Counter(one.schedule.kind for one in year().plan.duties)
    assert kinds == {"ongoing": 26, "by_plan": 5, "by_date": 7, "periodic": 3, "on_request": 1}


def test_thuong_xuyen_is_ongoing() -> None:
    assert [one.id for one in year().plan.duties if one.schedule.kind == "ongoing"] == ONGOING.split()
    assert {duty(one).schedule.text for one in ONGOING.split()} == {"Thường xuyên"}


def test_theo_ke_hoach_points_to_the_sub_plan_that_task_1_orders() -> None:
    assert {one.id: one.schedule.plan for one in year().plan.duties if one.schedule.plan} == BY_PLAN
    assert {duty(one).schedule.text.lower() for one in BY_PLAN} == {"theo kế hoạch"}
    assert {sub.id: sub.ordered_by for sub in plan_file().sub_plans} == dict.fromkeys(BY_PLAN.values(), "1a")


def test_sub_plans_are_the_three_that_the_result_of_1a_names() -> None:
    result = duty("1a").results[0].lower()
    assert len(plan_file().sub_plans) == 3
    assert all(sub.title.lower() in result for sub in plan_file().sub_plans)


def test_dated_windows_are_months_and_calendar_quarters() -> None:
    assert {one.id: one.schedule.by for one in year().plan.duties if one.schedule.by} == DATED


def test_periodic_duties_are_quarterly_half_yearly_and_yearly() -> None:
    assert {one.id: one.schedule.every for one in year().plan.duties if one.schedule.every} == PERIODIC


def test_a_report_at_request_is_its_own_duty() -> None:
    assert duty("39b").schedule.kind == "on_request"
    assert duty("39b").schedule.text == "- Đột xuất theo thời điểm yêu cầu."
    assert duty("39b").lines == duty("39a").lines


def test_the_second_result_of_3_is_conditional_and_ongoing() -> None:
    assert duty("3b").condition == "nếu Trung ương giao thực hiện"
    assert duty("3b").schedule.kind == "ongoing"
    assert duty("3a").condition is None


def test_the_two_results_of_1_have_agencies_of_their_own() -> None:
    assert given("1a", "coordinate") == {"so-ban-nganh"}
    assert given("1b", "coordinate") == {"so-ban-nganh", "ubnd-cap-huyen", "ubnd-cap-xa"}


def test_only_related_departments_coordinate_1a() -> None:
    found = part("1a", TTTT)
    assert found is not None
    assert (found.roles, found.condition) == (("coordinate",), "liên quan")


# Targets and errata


def test_task_13_wants_10_percent_of_cost_and_30_percent_of_time_cut() -> None:
    assert [goal.value for goal in task("13").targets] == [10, 30]
    assert {(goal.comparison, goal.unit) for goal in task("13").targets} == {("at_least", "%")}


def test_task_21_wants_20_percent_more_online_services() -> None:
    (goal,) = task("21").targets
    assert goal.value == 20
    assert (goal.comparison, goal.unit) == ("at_least", "%")


def test_targets_quote_the_content_of_their_task_and_stand_nowhere_else() -> None:
    assert [row.id for row in tasks() if row.targets] == ["13", "21"]
    assert all(goal.text in row.content for row in tasks() for goal in row.targets)


@pytest.mark.parametrize(
    ("where", "printed", "corrected"),
    [
        ("phụ lục", "29/01/2021", "28/01/2021"),
        ("nhiệm vụ 8", "Các sở, ban", "- Các sở, ban"),
        ("nhiệm vụ 9", "quản lý sở dữ liệu", "quản lý cơ sở dữ liệu"),
        ("nhiệm vụ 11", "Cổng thông điện tử", "Cổng thông tin điện tử"),
        ("nhiệm vụ 15", "Cơ quan, đơn vị", "- Cơ quan, đơn vị"),
        ("mục VIII", "VII", "VIII"),
    ],
)
def test_what_the_decision_printed_wrong_is_an_erratum(where: str, printed: str, corrected: str) -> None:
    (erratum,) = (item for item in plan_file().errata if item.where.split(",")[0] == where)
    assert printed in erratum.printed
    assert corrected in erratum.corrected


def test_there_are_six_errata() -> None:
    assert len(plan_file().errata) == 6


def test_the_annex_cites_the_day_of_the_decision() -> None:
    assert f"ngày {plan_file().decision.issued:%d/%m/%Y}" in plan_file().annex.reference


@pytest.mark.parametrize(("number", "line"), [("8", 1), ("15", 0)])
def test_lost_bullets_are_back(number: str, line: int) -> None:
    lines = task(number).assignments
    assert lines is not None
    assert lines[line].printed.startswith("- C")


# Reading the agency cells


def test_a_coordinating_with_b_leads_makes_both_lead_in_22() -> None:
    assert given("22", "lead") == {TTTT, VP}
    assert "phối hợp với Văn phòng UBND tỉnh (Trung tâm" in duty("22").lines[0].printed


def test_the_one_stop_centre_in_brackets_has_a_part_in_22() -> None:
    assert roles("22", ONE_STOP)


def test_in_31_justice_leads_and_the_two_it_works_with_coordinate() -> None:
    assert given("31", "lead") == {TP}
    assert roles("31", VP) == roles("31", TTTT) == ("coordinate",)


@pytest.mark.parametrize("who", ["so-yt", HUYEN, XA])
def test_in_31_phoi_hop_va_thuc_hien_is_both(who: str) -> None:
    assert roles("31", who) == ("perform", "coordinate")


def test_an_opinion_in_brackets_is_a_role_in_4() -> None:
    assert roles("4", VP) == ("appraise",)


def test_quality_control_in_brackets_is_a_role_in_19() -> None:
    assert roles("19", VP) == ("appraise", "oversee")


def test_appraisal_is_the_role_of_justice_in_6() -> None:
    assert roles("6", TP) == ("appraise",)
    assert given("6", "lead") == set()


@pytest.mark.parametrize("duty_id", ["2", "11", "36", "37"])
def test_without_a_role_word_everybody_performs(duty_id: str) -> None:
    who = {name for line in duty(duty_id).lines for name in line.roles}
    assert {"so-ban-nganh", "ubnd-cap-huyen", "ubnd-cap-xa"} <= who
    assert given(duty_id, "perform") == who


def test_two_lines_lead_19() -> None:
    leading = [line.printed for line in duty("19").lines if ("lead",) in line.roles.values()]
    assert given("19", "lead") == {"so-ban-nganh", TTTT}
    assert len(leading) == 2
    assert all("chủ trì" in printed for printed in leading)


def test_one_line_alone_leads_elsewhere() -> None:
    leading = {
        one.id: [line for line in one.lines if any("lead" in has for has in line.roles.values())]
        for one in year().plan.duties
    }
    assert [duty_id for duty_id, lines in leading.items() if len(lines) > 1] == ["19"]


def test_who_leads_is_said_to_lead() -> None:
    for one in year().plan.duties:
        for line in one.lines:
            leads = any("lead" in has for has in line.roles.values())
            drafts = DRAFTING in line.printed
            assert leads == ("chủ trì" in line.printed and not drafts), line.printed


@pytest.mark.parametrize("duty_id", ["4", "5", "6"])
def test_departments_have_4_5_and_6_only_when_they_draft(duty_id: str) -> None:
    found = part(duty_id, "so-yt")
    assert found is not None
    assert found.condition == DRAFTING
    assert "lead" not in found.roles


@pytest.mark.parametrize("duty_id", ["20", "21"])
@pytest.mark.parametrize("who", ["so-yt", HUYEN])
def test_20_and_21_are_led_by_whom_they_are_given_to(duty_id: str, who: str) -> None:
    found = part(duty_id, who)
    assert found is not None
    assert (found.roles, found.condition) == (("lead",), "được giao chủ trì thực hiện")


@pytest.mark.parametrize("duty_id", ["13", "18"])
def test_13_and_18_are_led_by_an_open_group_under_a_condition(duty_id: str) -> None:
    assert given(duty_id, "lead") == {"don-vi-duoc-giao"}
    assert duty(duty_id).lines[0].conditions["don-vi-duoc-giao"].startswith("được giao chủ trì")


def test_conditions_stand_where_the_decision_prints_them() -> None:
    conditional = [
        one.id for one in year().plan.duties if one.condition or any(line.conditions for line in one.lines)
    ]
    assert " ".join(conditional) == "1a 3b 4 5 6 13 14 18 20 21"


@pytest.mark.parametrize("who", ["so-yt", HUYEN, XA])
def test_departments_and_localities_have_14_only_where_it_concerns_them(who: str) -> None:
    found = part("14", who)
    assert found is not None
    assert (found.roles, found.condition) == (("coordinate",), "có liên quan")


def test_a_condition_is_quoted_from_its_line() -> None:
    for one in year().plan.duties:
        for line in one.lines:
            assert all(words in line.printed for words in line.conditions.values())
        assert one.condition is None or one.condition in one.results[0]


def test_open_groups_stand_where_the_decision_names_nobody() -> None:
    unnamed = [
        one.task for one in year().plan.duties if any(OPEN_GROUPS & set(line.roles) for line in one.lines)
    ]
    assert " ".join(dict.fromkeys(unnamed)) == OPEN_TASKS


def test_open_groups_have_no_members() -> None:
    groups = year().registry.groups
    assert {one.id for one in groups.values() if one.kind == "open"} == OPEN_GROUPS
    assert all(year().registry.members(groups[one]) == () for one in OPEN_GROUPS)


def test_nobody_owes_15_until_somebody_is_named() -> None:
    owed = year().owed_by(year().registry.in_order)
    assert "15" not in {obligation.duty.id for obligation in owed}


@pytest.mark.parametrize("duty_id", ["14", "17", "22", "26"])
def test_dia_phuong_is_district_and_commune(duty_id: str) -> None:
    assert "dia-phuong" in given(duty_id, "coordinate")
    assert "coordinate" in roles(duty_id, HUYEN)
    assert "coordinate" in roles(duty_id, XA)


def test_dia_phuong_has_13_districts_and_173_communes() -> None:
    members = year().registry.members(year().registry.groups["dia-phuong"])
    assert Counter(agency.level for agency in members) == {"huyen": 13, "xa": 173}


@pytest.mark.parametrize("duty_id", ["13", "18", "20", "21", "23", "25"])
def test_the_office_oversees_and_neither_leads_nor_coordinates(duty_id: str) -> None:
    assert roles(duty_id, VP) == ("oversee",)


def test_information_and_communications_oversees_30() -> None:
    assert roles("30", TTTT) == ("oversee",)
    assert roles("30", "so-yt") == ("lead",)


def test_the_office_oversees_and_consolidates_38() -> None:
    assert roles("38", VP) == ("oversee", "consolidate")
    assert roles("38", TTTT) == roles("38", HUYEN) == roles("38", XA) == ("perform",)


def test_overseeing_stands_in_no_other_task() -> None:
    overseen = [one.id for one in year().plan.duties if given(one.id, "oversee")]
    assert " ".join(overseen) == "13 18 19 20 21 23 25 30 38"


def test_26_38_and_39_are_consolidated() -> None:
    found = {one.id: who for one in year().plan.duties if (who := given(one.id, "consolidate"))}
    assert found == {"26": {VP, TTTT}, "38": {VP}, "39a": {VP}, "39b": {VP}}


def test_the_office_leads_the_consolidated_report_of_39() -> None:
    assert roles("39a", VP) == roles("39b", VP) == ("lead", "consolidate")
    assert roles("39a", TP) == roles("39a", HUYEN) == roles("39a", XA) == ("perform", "coordinate")


def test_one_stop_units_stand_for_their_committee_in_26() -> None:
    assert given("26", "perform") == {ONE_STOP, "ubnd-cap-huyen", "ubnd-cap-xa"}
    assert roles("26", HUYEN) == roles("26", XA) == ("perform", "coordinate")
    assert roles("26", ONE_STOP) == ("perform",)


@pytest.mark.parametrize(
    ("duty_id", "who", "named"),
    [
        ("10", TTTT, ("lead",)),
        ("12", VP, ("lead",)),
        ("19", TTTT, ("lead",)),
        ("24", NGV, ("coordinate",)),
        ("25", NN, ("lead",)),
        ("26", TTTT, ("consolidate",)),
        ("27", TC, ("lead",)),
        ("28", VP, ("coordinate",)),
        ("29", TTTT, ("lead",)),
        ("30", TTTT, ("oversee",)),
        ("38", VP, ("oversee", "consolidate")),
    ],
)
def test_a_named_role_beats_that_of_the_group(duty_id: str, who: str, named: tuple[str, ...]) -> None:
    found = part(duty_id, who)
    assert found is not None
    assert (found.roles, found.via) == (named, None)


def test_who_is_named_sees_only_its_own_line() -> None:
    found = part("10", TTTT)
    assert found is not None
    assert found.printed == ("- Sở Thông tin và Truyền thông chủ trì.",)


@pytest.mark.parametrize("duty_id", ["7", "10", "29", "30", "32"])
def test_the_office_ranks_as_a_department_where_it_is_not_named(duty_id: str) -> None:
    found = part(duty_id, VP)
    assert found is not None
    assert found.via == "so-ban-nganh"


def test_of_central_branches_only_tax_and_treasury_have_a_task() -> None:
    owed = year().owed_by(a for a in year().registry.in_order if a.level == "nganh-doc")
    assert {(one.agency.id, one.duty.id) for one in owed} == {("cuc-thue", "27"), ("kho-bac", "27")}


def test_the_media_have_37_only() -> None:
    owed = year().owed_by(a for a in year().registry.in_order if a.level == "bao-chi")
    assert {(one.agency.id, one.duty.id) for one in owed} == {("bao-quang-ngai", "37"), ("dai-ptth", "37")}


def test_the_province_itself_owes_nothing_of_its_own_plan() -> None:
    assert list(year().owed_by([year().registry.agencies["ubnd-tinh"]])) == []


def test_the_sample_has_no_problem() -> None:
    assert repository().problems == []
