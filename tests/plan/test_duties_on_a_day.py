"""A duty on a day: parts begin with `since`, and end before `ended`."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.plan.plan import Duty, Line, Schedule

DAYS = st.dates(date(2021, 1, 1), date(2021, 12, 31))
MAYBE = st.none() | DAYS
LEAD = Line("- A chủ trì.", {"a": ("lead",)})
GROUP = Line("- Nhóm, B phối hợp.", {"nhom": ("coordinate",), "b": ("coordinate", "oversee")})


def duty(*lines: Line, since: date | None = None, ended: date | None = None) -> Duty:
    schedule = Schedule("ongoing", "Thường xuyên")
    return Duty("1", "1", "I", "Việc", ("Kết quả",), lines, schedule, since=since, ended=ended)


@given(MAYBE)
def test_without_amendments_every_day_is_alike(day: date | None) -> None:
    plain = duty(LEAD, GROUP)
    assert plain.on(day) is plain


@given(MAYBE, MAYBE, DAYS)
def test_a_duty_is_in_force_from_since_until_before_ended(
    since: date | None, ended: date | None, day: date
) -> None:
    inside = (since is None or since <= day) and (ended is None or day < ended)
    assert (duty(LEAD, since=since, ended=ended).on(day) is not None) == inside


@given(DAYS, DAYS)
def test_a_line_loses_those_who_have_left(left: date, day: date) -> None:
    line = Line(GROUP.printed, GROUP.roles, ended={"b": left, "thanh-vien": left})
    [now] = (duty(line).on(day) or duty()).lines
    gone = left <= day
    assert set(now.roles) == ({"nhom"} if gone else {"nhom", "b"})
    assert now.without == (("b", "thanh-vien") if gone else ())
    assert now.printed == GROUP.printed


@given(DAYS, st.integers(1, 200))
def test_after_every_change(start: date, length: int) -> None:
    ended = {"a": start + timedelta(days=length)}
    assert (
        duty(GROUP, Line(LEAD.printed, LEAD.roles, since=start, ended=ended)).on(None) or duty()
    ).lines == (GROUP,)
    assert duty(LEAD, ended=start).on(None) is None
    assert duty(LEAD, since=start).on(None) is not None
