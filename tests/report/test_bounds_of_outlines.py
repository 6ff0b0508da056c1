"""Where duties stand in an outline, what it leaves out, and what its numbers mean in another plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kstthc_cli.domain.plan.plan import Duty, Plan, Schedule
from kstthc_cli.domain.report.outline import (
    Heading,
    Outline,
    Part,
    Place,
    other_meanings,
    outline_of,
    unknown_names,
)
from kstthc_cli.model.report.outline import OutlineFile

ONGOING = Schedule("ongoing", "Thường xuyên")


def duty(
    name: str, section: str, task: str = "", origin: str | None = None, above: tuple[str, ...] = ()
) -> Duty:
    made = Duty(name, task or name, section, "Nội dung.", (), (), ONGOING)
    return made._replace(origin=origin, above=above)


def plan(*duties: Duty, **sections: str) -> Plan:
    return Plan(
        "2021",
        2021,
        "Kế hoạch",
        "159",
        "quang-ngai",
        "2021",
        sections or {"I": "Chung", "II": "Riêng"},
        {},
        duties,
        "Quyết định",
    )


def outline(*headings: Heading, **more: Any) -> Outline:
    return Outline("Báo cáo", 5, (Part("I", "Phần", headings),), **more)


ONE, TWO, THREE = duty("1", "I"), duty("2", "II"), duty("3a", "II", "3")
FIRST, SECOND = Heading("1", "Một", ("I",)), Heading("2", "Hai", ("riêng",), ("1",))


def test_a_task_that_a_heading_names_stands_only_there() -> None:
    """Sections are named by number, or by title in any case."""
    made, year = outline(FIRST, SECOND), plan(ONE, TWO, THREE)
    assert [[one.id for one in made.duties_under(year, heading)] for heading in made.headings] == [
        [], ["1", "2", "3a"],
    ]  # fmt: skip
    assert made.left_out(year) == ()


@pytest.mark.parametrize(
    ("own_reports", "places", "left"),
    [
        ((), {}, ["2", "3a"]),
        (("3",), {}, ["2"]),
        (("3a", "2"), {}, []),
        ((), {"2": Place("9", "9", "I")}, ["3a"]),
        (("9",), {"2": Place("9", "9", "V")}, ["3a"]),
    ],
)
def test_what_an_outline_leaves_out(
    own_reports: tuple[str, ...], places: Mapping[str, Place], left: list[str]
) -> None:
    made = outline(FIRST, own_reports=own_reports, places=places)
    assert [one.id for one in made.left_out(plan(ONE, TWO, THREE))] == left


def test_a_row_of_a_sub_plan_stands_where_its_duty_does() -> None:
    made = outline(FIRST, places={"2": Place("2", "2", "I")})
    row = duty("2.1", "II", "2", above=("2",))
    assert made.place_of(row) == Place("2", "2", "I")
    assert made.place_of(THREE) == Place("3a", "3", "II")
    assert made.left_out(plan(row, I="Chung", II="Riêng")) == ()


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        (Heading("1", "", ("I", "II")), ["mục II"]),
        (Heading("1", "", ("III",)), []),
        (Heading("1", "", ("IV",)), []),
        (Heading("1", "", (), ("1", "2", "3", "9")), ["nhiệm vụ 2"]),
    ],
)
def test_numbers_that_mean_something_else_in_the_next_plan(heading: Heading, wanted: list[str]) -> None:
    """II has another title; 2 is what was 1, 3 is new, 9 is nowhere."""
    earlier = plan(duty("1", "I"), duty("2", "II"), I="Chung", II="Riêng", IV="Cũ")
    now = plan(
        duty("1", "I", origin="1"),
        duty("2", "I", origin="1"),
        duty("3", "II"),
        I="CHUNG",
        II="Khác",
        III="Mới",
    )
    assert list(other_meanings(outline(heading), now, earlier)) == wanted


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        (
            Heading("1", "", ("i", "RIÊNG", "V", "khác"), ("1", "3", "3a")),
            ["mục V", "mục khác", "nhiệm vụ 3a"],
        ),
        (Heading("1", "", ("I",), ("2",)), []),
    ],
)
def test_what_an_outline_names_that_a_plan_does_not_have(heading: Heading, wanted: list[str]) -> None:
    assert list(unknown_names(outline(heading), plan(ONE, TWO, THREE))) == wanted
    carried = outline(heading, places={"1": Place("1", "1", "I")})
    assert list(unknown_names(carried, plan(ONE, TWO, THREE))) == []


@pytest.mark.parametrize(
    ("more", "own"),
    [
        ({}, []),
        ({"gathers": ["difficulties"]}, [Heading("I", "", gathers=("difficulties",))]),
        ({"prose": "causes"}, [Heading("I", "", prose="causes")]),
    ],
)
def test_a_part_without_headings_holds_prose_or_what_is_gathered(
    more: dict[str, Any], own: list[Heading]
) -> None:
    part = {"title": "Phần", "headings": [{"title": "Một", "tasks": ["1"]}], **more}
    file = {"schema_version": 1, "subject": "Kết quả", "parts": [part]}
    made = outline_of(OutlineFile.model_validate(file))
    assert made.headings == (*own, Heading("I.1", "Một", (), ("1",)))
    assert (made.subject, made.agency_limit, [one.title for one in made.parts]) == ("Kết quả", 12, ["Phần"])
