"""Drafts of calendars: what the library `holidays` proposes, and the text of the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kstthc_cli.domain.calendar.draft import Proposal
from kstthc_cli.store.yaml.writer import to_yaml

_SCHEMA = "# yaml-language-server: $schema=../schemas/calendar.schema.json\n"
_FLOW = ("covers", "days", "send_by", "working_saturdays")


def proposed_days(first: date, last: date) -> Proposal | None:
    """The days off of Vietnam from `first` to `last` by the library; None where it is not installed."""
    try:
        import holidays
    except ImportError:
        return None
    found = holidays.country_holidays("VN", years=range(first.year, last.year + 1), language="vi")
    worked = sorted(getattr(found, "weekend_workdays", ()))
    source = f"Thư viện holidays {holidays.__version__} đề xuất, chưa đối chiếu thông báo"
    return Proposal(source, {day: str(name) for day, name in found.items()}, tuple(worked))


def calendar_text(content: Mapping[str, Any]) -> str:
    """The text of a new calendar file."""
    remark = f"# Dự thảo lịch năm {content['year']}: mỗi ngày nghỉ phải đối chiếu với thông báo chính thức.\n"
    return _SCHEMA + remark + to_yaml(content, _FLOW)
