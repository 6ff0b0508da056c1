"""What an export takes: figures in one order, slips up to the day, days late, totals that may be added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kstthc_cli.domain.export.facts import Facts, FormTotal, StatedFigure
from kstthc_cli.domain.export.progress_tables import FIGURES
from kstthc_cli.domain.forms.counted_figures import tables_of
from kstthc_cli.domain.forms.form import Column
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement
from kstthc_cli.domain.progress.slips import Entry, Key, Slip, state_of
from kstthc_cli.domain.requests import Request, Withdrawal
from kstthc_cli.store.plan.repository import load_repository
from tests.support.quang_ngai import plan_year
from tests.support.small_province import small_province

DAY = date(2021, 6, 10)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> PlanYear:
    return plan_year(load_repository(small_province(tmp_path_factory.mktemp("facts") / "kho")))


def slip(
    name: str, day: date, agency: str = "so-tp", duty: str = "2", period: str = "2021", **more: Any
) -> Slip:
    entry = Entry(Key(agency, duty, period), "done")
    return Slip(name, "2021", agency, "2021-Q2", day, None, (), (entry,), **more)


def facts(year: PlanYear, *slips: Slip) -> Facts:
    return Facts(
        year, DAY, slips, state_of([one for one in slips if one.day <= DAY]), (), tables=tables_of(slips)
    )


def test_slips_count_up_to_and_including_the_day(year: PlanYear) -> None:
    known = facts(year, slip("p3", date(2021, 6, 11)), slip("p2", DAY), slip("p1", date(2021, 6, 9)))
    assert [one.slip.id for one in known.entries()] == ["p1", "p2"]


def test_days_late_of_what_was_late_and_of_what_is_overdue(year: PlanYear) -> None:
    """The duty 2 was due on Saturday 05/6, so by Monday 07/6."""
    late = facts(year, slip("p1", date(2021, 6, 9)))
    assert [late.days_late(row) for row in late.rows if row.obligation.duty.id == "2"] == [2]
    open_ = facts(year)
    assert [open_.days_late(row) for row in open_.rows if row.obligation.duty.id == "2"] == [3]
    done = facts(year, slip("p1", date(2021, 6, 7)))
    assert [done.days_late(row) for row in done.rows if row.obligation.duty.id == "2"] == [None]


def test_keys_of_what_is_there_and_of_what_is_not(year: PlanYear) -> None:
    known = facts(year)
    assert (known.agency("so-tp"), known.agency("so-la")) == ("quang-ngai/2021/so-tp", None)
    assert (known.duty("5a"), known.duty("9")) == ("quang-ngai/2021/5a", None)
    assert known.obligation(Key("so-tp", "2", "2021")) == "quang-ngai/2021/so-tp/2@2021"
    assert known.obligation(Key("so-tp", "4", "2021-Q2")) is None


def stated(name: str, form: str, cells: Mapping[tuple[str, str], int] | None, agency: str = "so-tp") -> Slip:
    rows: dict[str, dict[str, int]] = {}
    for (row, column), value in (cells or {}).items():
        rows.setdefault(row, {})[column] = value
    said = FormStatement(
        form, "2021-Q2", "own", "done" if cells else "not_arising",
        tuple(RowStatement(row, given) for row, given in rows.items()),
    )  # fmt: skip
    return Slip(name, "2021", agency, "2021-Q2", DAY, None, (), (), forms=(said,))


def test_figures_come_by_form_and_place_and_what_does_not_arise_is_one_line(year: PlanYear) -> None:
    known = facts(
        year, stated("p1", "b", {("y", "2"): 1, ("x", "3"): 2, ("x", "2"): 0}), stated("p2", "a", None),
        stated("p3", "b", {("x", "2"): 5}, "so-yt"),
    )  # fmt: skip
    assert [(one.form, one.agency, one.row, one.column, one.value) for one in known.figures()] == [
        ("a", "so-tp", "", "", None),
        ("b", "so-tp", "x", "2", 0),
        ("b", "so-tp", "x", "3", 2),
        ("b", "so-tp", "y", "2", 1),
        ("b", "so-yt", "x", "2", 5),
    ]


@pytest.mark.parametrize(
    ("over", "ratio", "wanted"),
    [("sum", None, True), ("mean", None, False), ("none", None, False), ("sum", "x", False)],
)
def test_totals_that_may_be_added_over_plans(over: str, ratio: Any, wanted: bool) -> None:
    column = Column("1", ("Tổng",), "count", "hồ sơ", 0, "sum", over, "sum", ratio)
    total = FormTotal(None, column, None, 1)  # type: ignore[arg-type]
    assert total.adds_up == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"form": "b", "value": 3}, (3, None, False)),
        ({"form": "b", "value": Decimal("1.5")}, (1.5, None, False)),
        ({"form": "b", "value": "Đang làm"}, (None, "Đang làm", False)),
        ({"form": "b", "value": "12"}, (None, "12", False)),
        ({"form": "b", "value": None}, (None, None, True)),
        ({"duty": "4", "value": "12.5"}, (12.5, None, False)),
    ],
)
def test_a_figure_is_a_number_or_words(
    value: dict[str, Any], wanted: tuple[Any, ...], year: PlanYear
) -> None:
    known = facts(year)
    one = StatedFigure("so-tp", "2021-Q2", "1", slip=slip("p1", DAY), **value)
    by_name = {column.name: column for column in FIGURES.columns}
    found = [by_name[name].value(known, one) for name in ("value", "value_text", "not_arising")]
    assert tuple(found) == wanted
    assert by_name["id"].value(known, one) == f"quang-ngai/2021/so-tp/{value.get('form', '4')}/2021-Q2/1"


def test_a_request_that_was_withdrawn_opens_nothing(year: PlanYear) -> None:
    asked = Request("r1", "2021", "5b", DAY, DAY, "1/VPUB", None, "Báo cáo", ())
    taken = asked._replace(id="r2", withdrawn=Withdrawal("w1", "2021", DAY, ("r2",), "Nhầm"))
    opened = [
        sum(row.obligation.request != "" for row in facts(year)._replace(requests=given).rows)
        for given in ((), (taken,), (asked, taken))
    ]
    assert opened == [0, 0, 5]
