"""Days as documents write them."""

from __future__ import annotations

from datetime import date

_TWO_DIGIT_MONTHS = 2


def long_date(day: date) -> str:
    """`ngày 05 tháng 01 năm 2021`: days under 10 and months 1 and 2 take a zero (NĐ 30/2020/NĐ-CP)."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def short_date(day: date) -> str:
    """`05/01/2021`, `15/6/2021`: the same zeros as in a long date."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month <= _TWO_DIGIT_MONTHS else str(day.month)
