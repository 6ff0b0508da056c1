"""Who reports what besides an assignment: consolidated reports, agencies in results, classes, figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.domain.obligations.agency_classes import AgencyClasses
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.matching import figures_wrong
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.store.plan.repository import load_repository
from tests.support.quang_ngai import plan_year
from tests.support.small_province import small_province

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
        part = f"{'+'.join(one.part.roles)} {one.part.condition or '-'}"
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
