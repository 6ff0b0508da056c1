"""An outline numbered by one plan, for the plan that follows it: new, renamed and renumbered sections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kstthc_cli.domain.plan.plan import Duty, Plan, Schedule
from kstthc_cli.domain.report.outline import Heading, Outline, Part, places_in
from tests.support.slip_files import ran

TITLES = {"I": "Công khai", "II": "Rà soát", "III": "Báo cáo"}
HEADINGS = (
    Heading("I.1", "Công khai", ("I",)),
    Heading("I.2", "Rà soát", ("II",)),
    Heading("I.3", "Khác", ("III",), ("4",)),
)


def duty(number: str, section: str, origin: str | None = None, above: tuple[str, ...] = ()) -> Duty:
    task = number.split(".", maxsplit=1)[0]
    return Duty(number, task, section, "", (), (), Schedule("ongoing", ""), origin=origin, above=above)


def plan(name: str, sections: dict[str, str], *duties: Duty) -> Plan:
    return Plan(name, int(name), "", "", "", "", sections, {}, duties)


FIRST = plan("2021", TITLES, *(duty(str(n), s) for n, s in enumerate(("I", "I", "II", "II", "III"), start=1)))


def headings(second: Plan, outline: Outline | None = None) -> dict[str, str]:
    """Duty → the title of the heading it stands under."""
    outline = outline or Outline("", 5, (Part("I", "", HEADINGS),), "2021")
    outline = replace(outline, places=places_in((FIRST, second)))
    return {d.id: heading.title for heading in HEADINGS for d in outline.duties_under(second, heading)}


def test_a_new_task_of_a_renamed_section_stands_with_those_beside_it() -> None:
    second = plan(
        "2022",
        {"I": "Rà soát, đơn giản hóa", "II": "Công bố, công khai"},
        duty("1", "I", "3"), duty("2", "I"), duty("3", "II", "1"), duty("4", "II", "2"), duty("5", "II"),
    )  # fmt: skip
    assert headings(second) == {
        "1": "Rà soát",
        "2": "Rà soát",
        "3": "Công khai",
        "4": "Công khai",
        "5": "Công khai",
    }


def test_one_moved_task_does_not_carry_a_new_one_with_it() -> None:
    second = plan(
        "2022",
        {"I": "Công bố, công khai"},
        duty("1", "I", "1"), duty("2", "I", "2"), duty("3", "I", "3"), duty("4", "I"),
    )  # fmt: skip
    assert headings(second)["4"] == "Công khai"
    assert headings(second)["3"] == "Rà soát"


def test_a_task_of_a_new_section_stands_nowhere_and_is_known() -> None:
    second = plan("2022", {"I": "Chuyển đổi số", "II": "Công khai"}, duty("1", "I"), duty("2", "II", "1"))
    outline = Outline("", 5, (Part("I", "", HEADINGS),), "2021", places=places_in((FIRST, second)))
    assert [d.id for d in outline.left_out(second)] == ["1"]


def test_a_heading_may_name_a_section_by_its_title() -> None:
    second = plan("2022", {"I": "Chuyển đổi số"}, duty("1", "I"))
    digital = Heading("I.4", "Môi trường điện tử", ("chuyển đổi số",))
    outline = Outline(
        "", 5, (Part("I", "", (*HEADINGS, digital)),), "2021", places=places_in((FIRST, second))
    )
    assert [d.id for d in outline.duties_under(second, digital)] == ["1"]
    assert not outline.left_out(second)


def test_rows_of_a_sub_plan_stand_with_the_duty_that_they_detail() -> None:
    second = plan(
        "2022", {"I": "Mới", "II": "Rà soát"}, duty("1", "II", "3"), duty("1.1", "II", above=("1",))
    )
    assert headings(second) == {"1": "Rà soát", "1.1": "Rà soát"}


@pytest.mark.parametrize("named", [False, True])
def test_a_section_without_a_heading_is_a_finding(played: Path, *, named: bool) -> None:
    """And so it is where the report is written, until the outline names the section."""
    outline, plan_file = played / "templates" / "outline.yaml", played / "plans" / "2021.yaml"
    sections = '["I", "Thông tin, báo cáo"]' if named else '["I"]'
    outline.write_text(outline.read_text("utf-8").replace('["I", "III"]', sections), "utf-8")
    assert 'title: "Thông tin, báo cáo"' in plan_file.read_text("utf-8")
    found = ran("validate", "--format", "json", root=played).out
    told = ran("report", "quarterly", "--quarter", "2", "--format", "json", root=played).err
    assert ("KST088" in found, "đề cương không có chỗ cho nhiệm vụ" in told) == (not named, not named)
