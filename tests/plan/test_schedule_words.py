"""The words in which plans say when, read as schedules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.calendar.periods import Kind, Period, deadline_span
from kstthc_cli.domain.errors import BadScheduleError
from kstthc_cli.domain.plan.plan import Schedule
from kstthc_cli.domain.plan.schedule_words import read_schedule
from tests.support.quang_ngai import year

SUB_PLANS = {
    "ra-soat": "Kế hoạch rà soát, đánh giá TTHC",
    "truyen-thong": "Kế hoạch truyền thông về kiểm soát TTHC",
}


def read(text: str) -> dict[str, Any]:
    return read_schedule(text, 2021, SUB_PLANS).data()


DUTIES = [duty for duty in year().plan.duties if duty.schedule.kind != "by_plan"]


@pytest.mark.parametrize("schedule", [d.schedule for d in DUTIES], ids=[d.id for d in DUTIES])
def test_every_cell_of_the_decision_is_read_as_it_is_encoded(schedule: Schedule) -> None:
    found = read(schedule.text)
    assert found["kind"] == schedule.kind
    assert found["text"] == schedule.text
    assert found.get("by") == schedule.by
    assert tuple(found.get("every", ())) == schedule.every


@pytest.mark.parametrize(
    ("typed", "text", "by"),
    [
        ("Q4", "Quý IV", "2021-Q4"),
        ("quy iv", "Quý IV", "2021-Q4"),
        ("quý  iv", "Quý iv", "2021-Q4"),
        ("2022-Q1", "Quý I/2022", "2022-Q1"),
        ("2021-10", "Tháng 10/2021", "2021-10"),
        ("Tháng 10", "Tháng 10", "2021-10"),
        ("H1", "6 tháng đầu năm", "2021-H1"),
        ("Trong năm", "Trong năm", "2021"),
        ("15/12", "Ngày 15/12/2021", date(2021, 12, 15)),
        ("ngày 15 tháng 12 năm 2021", "Ngày 15 tháng 12 năm 2021", date(2021, 12, 15)),
        ("chậm nhất 15/12/2021", "Chậm nhất 15/12/2021", date(2021, 12, 15)),
        ("đến hết ngày 15/12", "Đến hết ngày 15/12", date(2021, 12, 15)),
        ("trước ngày 15/12", "Trước ngày 15/12", date(2021, 12, 14)),
        ("truoc 15/12", "Trước ngày 15/12/2021", date(2021, 12, 14)),
        ("đến hết quý III", "Đến hết quý III", "2021-Q3"),
    ],
)
def test_a_day_or_period(typed: str, text: str, by: str | date) -> None:
    assert read(typed) == {"kind": "by_date", "text": text, "by": by}


@pytest.mark.parametrize(
    ("typed", "start", "by"),
    [
        ("Tháng 3 - 6", "2021-03", "2021-06"),
        ("Quý I – II", "2021-Q1", "2021-Q2"),
        ("từ tháng 3 đến tháng 6", "2021-03", "2021-06"),
        ("từ ngày 01/3 đến hết ngày 15/6", date(2021, 3, 1), date(2021, 6, 15)),
        ("từ ngày 5/6 đến ngày 6/6", date(2021, 6, 5), date(2021, 6, 6)),
    ],
)
def test_a_stretch_has_a_start(typed: str, start: str | date, by: str | date) -> None:
    found = read(typed)
    assert (found["start"], found["by"]) == (start, by)


@pytest.mark.parametrize(
    ("typed", "every"),
    [
        ("Hàng tháng", ["month"]),
        ("Hằng quý, hằng năm", ["quarter", "year"]),
        ("Định kỳ 6 tháng", ["half"]),
        ("6 tháng/lần", ["half"]),
        ("Hằng quý, 6 tháng", ["quarter", "half"]),
        ("Hằng năm, 6 tháng", ["year", "first_half"]),
        ("hàng quý, 6 tháng, 9 tháng và năm", ["quarter", "first_half", "nine_months", "year"]),
    ],
)
def test_periods_that_come_again(typed: str, every: list[str]) -> None:
    assert (read(typed)["kind"], read(typed)["every"]) == ("periodic", every)


@pytest.mark.parametrize("typed", ["Khi có yêu cầu", "Khi phát sinh", "Đột xuất", "dot xuat"])
def test_on_request(typed: str) -> None:
    assert read(typed)["kind"] == "on_request"


@pytest.mark.parametrize(
    ("typed", "text", "plan"),
    [
        ("theo kế hoạch ra-soat", "Theo kế hoạch", "ra-soat"),
        ("Theo kế hoạch truyền thông", "Theo kế hoạch truyền thông", "truyen-thong"),
    ],
)
def test_by_a_sub_plan(typed: str, text: str, plan: str) -> None:
    assert read(typed) == {"kind": "by_plan", "text": text, "plan": plan}


@pytest.mark.parametrize(
    "typed",
    ["", "Quý I, II", "Theo quy định", "Theo kế hoạch", "theo kế hoạch kiểm tra", "30/2", "2021-Q5", "quý",
     "tháng 6 - 3", "hằng tuần", "trước tháng 12", "khi", "sớm nhất", "hàng",
     "từ quý II đến 30/9", "từ 01/4 đến quý III", "từ quý II đến quý II", "từ ngày 5/6 đến ngày 5/6",
     "từ ngày 6/6 đến ngày 5/6", "tháng 6 - 6", "hằng quý, hằng tuần"],
)  # fmt: skip
def test_what_is_not_certain_is_not_guessed(typed: str) -> None:
    with pytest.raises(BadScheduleError):
        read(typed)


@pytest.mark.parametrize(
    ("sub_plans", "hint"),
    [
        (SUB_PLANS, "Nêu kế hoạch chi tiết nào: “theo kế hoạch ra-soat”, “theo kế hoạch truyen-thong”."),
        ({"ra-soat": "Rà soát"}, "Nêu kế hoạch chi tiết nào: “theo kế hoạch ra-soat”."),
        ({}, ""),
    ],
)
def test_of_an_unknown_sub_plan_the_known_ones_are_named(sub_plans: dict[str, str], hint: str) -> None:
    with pytest.raises(BadScheduleError) as refused:
        read_schedule("theo kế hoạch khác", 2021, sub_plans)
    assert (refused.value.args, refused.value.hint) == (("theo ke hoach khac",), hint)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except BadScheduleError:
        return
    assert found["text"].strip()


@given(st.sampled_from(list(Kind)), st.data())
def test_written_out_periods_are_read_back(kind: Kind, data: st.DataObject) -> None:
    period = Period(
        data.draw(st.sampled_from([2021, 2022])), kind, data.draw(st.integers(1, 12 // kind.value))
    )
    text = read(str(period))["text"]
    assert deadline_span(text, 2021) == period.span
