"""Checks the day of a report or request: not in the future, and not before the plan's year."""

from __future__ import annotations

from datetime import date

from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.errors import RefusedError


def checked_day(day: date, as_of: date, year: PlanYear, what: str) -> date:
    """The day, if it is between the first day of the plan's data and `as_of`, both inclusive.

    Data of a plan's year begin with those of its first quarter (Nghị định 09/2019/NĐ-CP, Điều 12). `what`
    names the day in the message. Raises RefusedError otherwise.
    """
    from kstthc_cli.domain.calendar.reporting_windows import reporting_window

    if day > as_of:
        raise RefusedError(
            f"{what} {day:%d/%m/%Y} ở sau ngày {as_of:%d/%m/%Y}.",
            "Ghi ngày hôm nay (--as-of) hoặc một ngày trước đó.",
        )
    first = reporting_window(Period(year.plan.year, Kind.YEAR), year.calendar.window_first_day).start
    if day < first:
        raise RefusedError(
            f"{what} {day:%d/%m/%Y} ở trước năm kế hoạch {year.plan.year} (kỳ số liệu bắt đầu ngày "
            f"{first:%d/%m/%Y}).",
            "Kiểm tra năm của --date (hoặc --as-of); việc của năm khác thì chọn kế hoạch bằng --plan.",
        )
    return day
