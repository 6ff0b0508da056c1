"""Reporting windows: the days whose data a periodic report covers.

Nghị định 09/2019/NĐ-CP, Điều 12: data of a period run from the 15th of the month before it to the
14th of its last month. The reporting year therefore begins on 15 December of the year before.
"""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from kstthc_cli.domain.calendar.periods import Period, Span


def reporting_window(period: Period, first_day: int = 15) -> Span:
    """The half-open span of days whose data belong to `period`.

    `first_day` is the day of the month on which windows open; in a month without that day, its last day is
    used (Bộ luật Dân sự 2015, Điều 148 khoản 3).
    """
    start, end = period.span.start, period.span.end
    return Span(_opening(start, first_day), _opening(end, first_day))


def _opening(first_of_month: date, first_day: int) -> date:
    return first_of_month + relativedelta(months=-1, day=first_day)
