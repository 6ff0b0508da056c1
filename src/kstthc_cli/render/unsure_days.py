"""What is said of last days whose shift depends on days off that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterable

from kstthc_cli.domain.calendar.calendar import Calendar, Due
from kstthc_cli.render.screen.phrases import count


def unsure_sentence(calendar: Calendar, dues: Iterable[Due | None]) -> str:
    """Which of the days are beyond the calendar, or of a draft, and how to mend it; empty where none is."""
    days = {due.nominal for due in dues if due is not None and calendar.is_unsure(due)}
    if not days:
        return ""
    first, last = f"{min(days):%d/%m/%Y}", f"{max(days):%d/%m/%Y}"
    which = f"hạn {first}" if len(days) == 1 else f"{count(len(days))} ngày hạn (từ {first} đến {last})"
    known = calendar.workdays.covers
    return (
        f"lịch “{calendar.id}” còn là dự thảo, nên {which} chưa chắc đã tránh đúng ngày nghỉ; "
        "đối chiếu với thông báo nghỉ lễ rồi đổi status của lịch thành issued."
        if calendar.draft
        else f"lịch “{calendar.id}” chỉ biết ngày nghỉ từ {known.start:%d/%m/%Y} đến "
        f"{known.last:%d/%m/%Y}, nên {which} mới chỉ tránh thứ Bảy, Chủ nhật; "
        "có lịch nghỉ thì bổ sung days_off và covers trong calendar/."
    )
