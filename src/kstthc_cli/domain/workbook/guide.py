"""The first sheet of a workbook: whom it is for, by which day to send it, to whom, how to fill it."""

from __future__ import annotations

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.calendar.reporting_windows import reporting_window
from kstthc_cli.domain.obligations.plan_year import PlanYear

_FILL = "Chỉ điền các ô nền vàng; ô khác đã khóa. Tình trạng chọn trong danh sách; ngày gõ dạng 16/6/2021."
_FIGURES = (
    "Không có thì gõ 0; chưa có số liệu thì để trống; biểu hay ô không phát sinh thì gõ dấu –. Gõ số liền, "
    "không ngăn hàng nghìn. Ô tổng tự tính; ô đỏ là chỗ số liệu chưa khớp."
)
_BACK = (
    "Lưu dạng .xlsx, không đặt mật khẩu, gửi lại nguyên tệp này. Đổi tên tệp, sắp xếp dòng được; không xóa "
    "trang, không xóa hay gộp cột."
)
_HOW = (("Cách điền", _FILL), ("Số liệu", _FIGURES), ("Gửi lại", _BACK))


def guide_lines(year: PlanYear, agency: Agency, period: Period) -> tuple[tuple[str, str], ...]:
    """The lines of the first sheet: label and text."""
    window = reporting_window(period, year.calendar.window_first_day)
    days = f"từ ngày {window.start:%d/%m/%Y} đến hết ngày {window.last:%d/%m/%Y}"
    return (
        ("Cơ quan báo cáo", year.registry.full_name(agency)),
        ("Kỳ báo cáo", f"{period.vietnamese[:1].upper()}{period.vietnamese[1:]}; kỳ số liệu {days}"),
        *_deadline(year, agency, period),
        *_HOW,
    )


def _deadline(year: PlanYear, agency: Agency, period: Period) -> tuple[tuple[str, str], ...]:
    """The line with the send-by day; none for a level that has no such day."""
    if agency.level not in year.calendar.send_by:
        return ()
    day = year.calendar.send_by_day(period, agency.level).effective
    to = year.calendar.send_to.get(agency.level)
    return (("Hạn gửi", f"Chậm nhất ngày {day:%d/%m/%Y}" + (f", gửi về {to}" if to else "")),)
