"""The period of a collection, and the day by which each level sends its workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.workbook.records import WorkbookRecord
from kstthc_cli.errors import UsageError


def collected_period(year: PlanYear, quarter: int | None, period: str | None) -> Period | None:
    """The period that the options name, None without any. Raises UsageError for two or another year."""
    if quarter is not None and period is not None:
        raise UsageError("Kỳ được nêu bằng hai cách.", "Chỉ dùng --quarter hoặc --period.")
    if quarter is not None:
        return Period(year.plan.year, Kind.QUARTER, quarter)
    if period is None:
        return None
    found = period_argument(period, year.plan.year)
    if found.year != year.plan.year:
        why = f"Kế hoạch {year.plan.id} không có {found.vietnamese}."
        raise UsageError(why, "Chọn kế hoạch bằng --plan.")
    return found


def required_period(year: PlanYear, quarter: int | None, period: str | None) -> Period:
    """The period that the options name. Raises UsageError without any."""
    found = collected_period(year, quarter, period)
    if found is None:
        raise UsageError("Chưa nêu kỳ.", "Thêm --quarter N, ví dụ --quarter 2.")
    return found


def send_by_days(year: PlanYear, period: Period) -> Mapping[str, Due]:
    """Level → the day on which its report of a period is due."""
    return {level: year.calendar.send_by_day(period, level) for level in year.calendar.send_by}


def last_sent(records: Iterable[WorkbookRecord]) -> str | None:
    """The name of the period for which workbooks were made last; None if there were none."""
    sent = [record for record in records if record.sent]
    return max(sent, key=lambda record: (record.day, record.id)).period if sent else None
