"""Targets: what meets them, whose figure counts, and what is judged for all agencies together."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.obligations.derivation import Obligation, Part
from kstthc_cli.domain.plan.plan import Duty, Plan, Schedule, Target
from kstthc_cli.domain.progress.slips import Entry, Figure, Key, ReportedProgress, Slip, Statement
from kstthc_cli.domain.tracking.agency_summary import agency_summaries
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.targets import (
    Ratio,
    by_target,
    compares,
    missed_by,
    misses,
    reached,
    reaches,
)

YEAR = parse_period("2021")


def target(comparison: str = "at_least", unit: str = "%", form: str = "", name: str = "t") -> Target:
    return Target(name, "tối thiểu 10%", comparison, "10", unit, form)


@pytest.mark.parametrize(
    ("comparison", "below", "at", "above"),
    [("at_least", False, True, True), ("at_most", True, True, False), ("equal", False, True, False)],
)
def test_a_target_at_its_number(comparison: str, below: bool, at: bool, above: bool) -> None:
    given = [Fraction(99, 10), Fraction(10), Fraction(101, 10)]
    assert [compares(target(comparison), number) for number in given] == [below, at, above]
    assert [reaches(target(comparison), Figure(text, "%")) for text in ("9.9", "10", "10.1")] == [
        below,
        at,
        above,
    ]


def test_a_figure_in_another_unit_passes() -> None:
    assert reaches(target(), Figure("1", "hồ sơ"))


def duty(*targets: Target, name: str = "4") -> Duty:
    return cast("Duty", SimpleNamespace(id=name, targets=targets))


def entry(name: str, **figures: str) -> Entry:
    return Entry(
        Key(name, "4", "2021-Q2"), "done", figures={key: Figure(value, "%") for key, value in figures.items()}
    )


def row(agency: str, *said: tuple[int, str], duty_: Duty | None = None) -> Row:
    """A row with statements: day of June, figure of the target t (empty: none)."""
    statements = tuple(
        Statement(
            Slip(f"{agency}-{day}", "2021", agency, "2021-Q2", date(2021, 6, day), None, (), ()),
            entry(agency, t=value) if value else entry(agency),
        )
        for day, value in said
    )
    owed = SimpleNamespace(
        agency=SimpleNamespace(id=agency),
        duty=duty_ or duty(target()),
        key=Key(agency, "4", "2021-Q2"),
        period="2021-Q2",
    )
    return Row(cast("Any", owed), "done", ReportedProgress(statements) if statements else None)


def told(rows: list[Row], one: Target) -> list[tuple[str, str, bool]]:
    return [(found.row.obligation.agency.id, found.figure.value, found.met) for found in reached(rows, one)]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([row("a")], []),
        ([row("a", (1, "9"), (2, "11"))], [("a", "11", True)]),
        ([row("a", (1, "9"), (2, ""))], [("a", "9", False)]),
        # two rows of an agency: the later day counts, and on one day the later row
        ([row("a", (2, "11")), row("a", (1, "9"))], [("a", "11", True)]),
        ([row("a", (1, "9")), row("a", (2, "11"))], [("a", "11", True)]),
        ([row("a", (1, "9")), row("a", (1, "11"))], [("a", "11", True)]),
        ([row("b", (1, "9")), row("a", (1, "11"))], [("b", "9", False), ("a", "11", True)]),
    ],
)
def test_the_newest_figure_of_each_agency_counts(
    rows: list[Row], wanted: list[tuple[str, str, bool]]
) -> None:
    assert told(rows, target()) == wanted
    assert told(rows, target(form="dich-vu-cong")) == []


def test_what_an_entry_misses_leaves_out_what_is_judged_for_all() -> None:
    judged = duty(target(), target(name="u"), target(form="dich-vu-cong", name="v"), target(name="w"))
    found = missed_by(entry("a", t="9", u="11", v="9"), judged)
    assert list(found) == ["t"]


def test_every_target_of_a_plan_is_told_also_where_nobody_has_its_duty() -> None:
    with_target, without = duty(target()), duty(target(name="u"), name="5")
    plan = cast("Plan", SimpleNamespace(duties=(with_target, without)))
    found = list(by_target(plan, [row("a", (1, "9"), duty_=with_target)]))
    assert [(one.id, aim.id, len(figures)) for one, aim, figures in found] == [("4", "t", 1), ("5", "u", 0)]


def test_misses_name_key_period_target_and_figure() -> None:
    rows = [row("a", (1, "9")), row("b", (1, "10")), row("c", (1, "1"), duty_=duty())]
    assert [(one.key.agency, one.period, one.target.id, one.figure.value) for one in misses(rows)] == [
        ("a", "2021-Q2", "t", "9")
    ]


@pytest.mark.parametrize(
    ("numerator", "denominator", "unit", "value", "met"),
    [
        (1, 10, "%", Fraction(10), True),
        (99, 1000, "%", Fraction(99, 10), False),
        (20, 2, "lần", Fraction(10), True),
        (1, 10, "lần", Fraction(1, 10), False),
        (5, 0, "%", None, None),
    ],
)
def test_a_ratio_in_the_unit_of_its_target(
    numerator: int, denominator: int, unit: str, value: Fraction | None, met: bool | None
) -> None:
    ratio = Ratio(numerator, denominator, "6 tháng đầu năm 2021", 1, 2)
    assert (ratio.value(target(unit=unit)), ratio.meets(target(unit=unit))) == (value, met)


def test_only_agencies_that_were_asked_about_have_a_summary() -> None:
    """Rows of a relative may be among them; what is said for a third one stands alone."""
    duty = Duty("4", "4", "I", "Việc", (), (), Schedule("ongoing", "Thường xuyên"))
    rows = [
        Row(
            Obligation(duty, Agency(who, who, who, "so"), Part(("lead",), (), None, None), YEAR, None, 2021),
            "done",
        )
        for who in ("so-a", "so-b")
    ]
    stated = [Key("so-a", "4", "2021"), Key("so-c", "4", "2021"), Key("so-d", "9", "2021")]
    also: dict[str, list[Key]] = {"so-c": [stated[1]], "so-d": []}
    asked = [rows[0].obligation.agency]
    found = agency_summaries(rows, asked, stated, lambda _: True, also.__getitem__)
    assert {name: (one.total.total, one.unmatched) for name, one in found.items()} == {
        "so-a": (1, 0), "so-d": (0, 1),
    }  # fmt: skip
    none = agency_summaries(rows, asked, [], lambda _: False, also.__getitem__)
    assert {name: (one.total.total, one.unmatched) for name, one in none.items()} == {"so-a": (0, 0)}
