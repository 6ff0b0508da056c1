"""Who reports what besides an assignment: consolidated reports, agencies in results, classes, figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.domain.obligations.agency_classes import AgencyClasses
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.matching import figures_wrong, reportable_on
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.requests import Request
from kstthc_cli.store.plan.plan_years import plan_years
from kstthc_cli.store.plan.repository import load_repository
from tests.support.quang_ngai import plan_year
from tests.support.small_province import small_province
from tests.support.sub_plans import change, sub_plan

Edit = tuple[str, str]


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., PlanYear]:
    """The small province with some texts replaced."""

    def build(*edits: Edit) -> PlanYear:
        root = small_province(tmp_path / "kho")
        for name in ("plans/2021.yaml", "agencies/quang-ngai.yaml", "calendar/2021.yaml"):
            text = (root / name).read_text("utf-8")
            for old, new in edits:
                text = text.replace(old, new)
            (root / name).write_text(text, "utf-8", newline="\n")
        return plan_year(load_repository(root))

    return build


def told(found: list[Obligation]) -> list[str]:
    """Duty, period, nominal day, roles and condition of each."""
    lines = []
    for one in found:
        day = one.due.nominal if one.due else "-"
        condition = "-" if one.part.condition is None else one.part.condition
        part = f"{'+'.join(one.part.roles)} {condition}"
        lines.append(f"{one.duty.id} {one.period} {day} {part}")
    return lines


def owed(year: PlanYear, agency: str, *duties: str) -> list[Obligation]:
    every = year.owed_by([year.registry.agencies[agency]], ())
    return [one for one in every if one.duty.id in duties]


LINE = 'assignments: [{printed: "- Sở Y tế.", perform: [so-yt]}]\n        schedule: {kind: periodic'


HELPS = '{printed: "- Sở Y tế phối hợp.", coordinate: [so-yt], conditions: {so-yt: nếu cần}'


def yt(more: str) -> Edit:
    """The line of the duty 4, which is reported every quarter and year."""
    return (LINE, LINE.replace("perform: [so-yt]}", f"{more}}}"))


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        ([], ["4 2021-Q1 2021-03-18 perform -", "4 2021-Q2 2021-06-18 perform -"]),
        (
            [yt("consolidate: [so-yt]")],
            ["4 2021-Q1 2021-03-25 consolidate -", "4 2021-Q2 2021-06-25 consolidate -"],
        ),
        (
            [
                yt("consolidate: [so-yt]"),
                ("  - {level: tinh, day: 25", "  - {level: bao-chi, day: 25"),
            ],
            ["4 2021-Q1 2021-03-18 consolidate -", "4 2021-Q2 2021-06-18 consolidate -"],
        ),
        (
            [
                yt("consolidate: [so-yt]"),
                (
                    'id: so-yt, name: "Sở Y tế", level: so, parent: ubnd-tinh',
                    'id: so-yt, name: "Sở Y tế", level: so',
                ),
            ],
            ["4 2021-Q1 2021-03-18 consolidate -", "4 2021-Q2 2021-06-18 consolidate -"],
        ),
        (
            [yt("perform: [so-yt], conditions: {so-yt: nếu có}")],
            ["4 2021-Q1 2021-03-18 perform nếu có", "4 2021-Q2 2021-06-18 perform nếu có"],
        ),
        (
            [yt(f"perform: [so-yt]}}, {HELPS}")],
            [
                "4 2021-Q1 2021-03-18 perform+coordinate nếu cần",
                "4 2021-Q2 2021-06-18 perform+coordinate nếu cần",
            ],
        ),
        (
            [yt("perform: [so-ban-nganh, so-yt], oversee: [so-yt]")],
            ["4 2021-Q1 2021-03-18 perform+oversee -", "4 2021-Q2 2021-06-18 perform+oversee -"],
        ),
    ],
)
def test_what_one_agency_owes_of_one_duty(
    edits: list[Edit], wanted: list[str], made: Callable[..., PlanYear]
) -> None:
    assert seen(made(*edits)) == wanted


def seen(year: PlanYear) -> list[str]:
    return told(owed(year, "so-yt", "4"))[:2]


RESULT = ('results: ["Văn bản góp ý."]', 'results: ["Văn bản góp ý của Sở Y tế."]')
LEFT = (
    'id: so-yt, name: "Sở Y tế", level: so',
    'id: so-yt, name: "Sở Y tế", level: so, valid_to: 2021-06-04',
)


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        ([], []),
        ([RESULT], ["2 2021-Q2 2021-06-05  -"]),
        ([RESULT, LEFT], []),
        ([RESULT, (LEFT[0], LEFT[1].replace("06-04", "06-05"))], ["2 2021-Q2 2021-06-05  -"]),
        ([('results: ["Biên bản."]', 'results: ["Biên bản của Sở Y tế."]')], ["6 2021 -  -"]),
    ],
)
def test_an_agency_named_in_a_result_may_report_while_it_exists(
    edits: list[Edit], wanted: list[str], made: Callable[..., PlanYear]
) -> None:
    year = made(*edits)
    mine = year.reportable_by(year.registry.agencies["so-yt"])
    assert told([one for one in mine if not one.part.roles]) == wanted


def test_agencies_with_another_level_above_them_are_of_another_class(made: Callable[..., PlanYear]) -> None:
    year = made(
        (
            'id: huyen-ly-son, name: "UBND huyện Lý Sơn", level: huyen, parent: ubnd-tinh',
            'id: huyen-ly-son, name: "UBND huyện Lý Sơn", level: huyen',
        )
    )
    classes = AgencyClasses(year.plan, year.registry)
    of = {name: classes.of(agency) for name, agency in year.registry.agencies.items()}
    assert of["so-tp"] == "so-tp"
    assert of["huyen-ba-to"] == ("huyen", "tinh", ("ubnd-cap-huyen",), date(2021, 1, 1), None)
    assert of["huyen-ly-son"] == ("huyen", None, ("ubnd-cap-huyen",), date(2021, 1, 1), None)


@pytest.mark.parametrize(
    ("given", "known", "wanted"),
    [
        ({}, {}, []),
        ({"a": "%"}, {"a": "%"}, []),
        ({"a": "%"}, {}, ["Số liệu “a” thừa: nhiệm vụ không có chỉ tiêu nào."]),
        (
            {"a": "%", "c": "%"},
            {"b": "%", "c": "hồ sơ"},
            [
                "Số liệu “a” không có trong nhiệm vụ (có: b, c).",
                "Số liệu “c” tính bằng “hồ sơ”, không phải “%”.",
            ],
        ),
    ],
)
def test_figures_that_fit_no_target(given: dict[str, str], known: dict[str, str], wanted: list[str]) -> None:
    assert figures_wrong(given, known) == wanted


NAMED_BOTH = yt("perform: [so-yt], coordinate: [so-tp], conditions: {so-yt: nếu có, so-tp: khi cần}")
SAME = yt("perform: [so-yt], coordinate: [so-tp], conditions: {so-yt: nếu có, so-tp: nếu có}")
HALF = yt("perform: [so-yt], coordinate: [so-tp], conditions: {so-tp: khi cần}")
NONE = yt("perform: [so-yt], coordinate: [so-tp]")
GONE = (
    'id: so-tp, name: "Sở Tư pháp", level: so',
    'id: so-tp, name: "Sở Tư pháp", level: so, valid_to: 2021-04-30, successors: [so-yt]',
)


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (NAMED_BOTH, "perform+coordinate nếu có; khi cần"),
        (SAME, "perform+coordinate nếu có"),
        (HALF, "perform+coordinate khi cần"),
        (NONE, "perform+coordinate -"),
    ],
)
def test_whoever_succeeds_an_agency_of_the_same_duty_has_both_parts(
    edit: Edit, wanted: str, made: Callable[..., PlanYear]
) -> None:
    """From the quarter in which the other one ended."""
    assert seen(made(edit, GONE))[1] == f"4 2021-Q2 2021-06-18 {wanted}"


def test_a_duty_that_has_ended_is_not_reported_because_a_result_names_the_agency(
    made: Callable[..., PlanYear],
) -> None:
    year = made(RESULT)
    for ended, wanted in ((date(2021, 6, 5), []), (date(2021, 6, 6), ["2 2021-Q2 2021-06-05  -"])):
        duties = tuple(d._replace(ended=ended) if d.id == "2" else d for d in year.plan.duties)
        changed = year._replace(plan=year.plan._replace(duties=duties))
        mine = changed.reportable_by(year.registry.agencies["so-yt"])
        assert told([one for one in mine if not one.part.roles]) == wanted


def test_of_periods_that_end_together_the_shortest_is_reported(made: Callable[..., PlanYear]) -> None:
    every = owed(made(), "so-yt", "4")
    last = [one for one in every if str(one.period) in ("2021-Q4", "2021")]
    assert len(last) == 2
    for day, wanted in ((date(2021, 12, 16), "2021-Q4"), (date(2021, 12, 31), "2021-Q4")):
        for given in (last, last[::-1]):
            assert [str(one.period) for one in reportable_on(given, day, 15, ())] == [wanted]


def test_a_row_that_a_request_opens_answers_for_the_request_only(tmp_path: Path) -> None:
    """What was said of the year before the sub-plan was there counts for its date, not for a request."""
    root = small_province(tmp_path / "kho")
    sub_plan(root)
    line = 'assignments: [{printed: "- Sở Tư pháp.", perform: [so-tp]}]'
    change(root, line, f'condition: "nếu có"\n        {line}')
    [year] = [one for one in plan_years(root) if one.plan.id == "2021"]
    asked = Request("r1", "2021", "6", date(2021, 6, 1), date(2021, 6, 20), "1/VPUB", None, "", ())
    found = [one for one in year.owed_by([year.registry.agencies["so-tp"]], [asked]) if one.duty.id == "6.1"]
    assert [(one.key.local, [key.local for key in one.former]) for one in found] == [
        ("6.1@2021", ["6@2021"]), ("6.1@2021/r1", []),
    ]  # fmt: skip
