"""A calendar file (`calendar/*.yaml`): days off, reporting windows, send-by days."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, Strict, WithJsonSchema

from kstthc_cli.model.agencies import Level
from kstthc_cli.model.base import Count, Day, FileModel, Flag, Id, SchemaVersion, Text


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        raise ValueError(f"không có múi giờ “{name[:60]}”") from None
    return name


TimeZone = Annotated[str, Strict(), AfterValidator(_time_zone), WithJsonSchema({"type": "string"})]
"""A name of the IANA time zone database, `Asia/Ho_Chi_Minh`."""

Confirm = Annotated[
    list[Text],
    Field(
        title="Cần xác nhận", description="Điều còn phải đối chiếu với thông báo; đã đối chiếu thì xóa dòng."
    ),
]

DayOfMonth = Annotated[int, Strict(), Field(ge=1, le=31)]


class Coverage(FileModel, title="Phạm vi"):
    """The days that this calendar covers, both ends inclusive."""

    first: Day = Field(title="Từ ngày")
    last: Day = Field(title="Đến hết ngày")


class DayOff(FileModel, title="Đợt nghỉ"):
    """A run of days off, both ends inclusive."""

    first: Day = Field(title="Từ ngày")
    last: Day | None = Field(None, title="Đến hết ngày", description="Bỏ trống nếu nghỉ một ngày.")
    name: Text = Field(title="Tên ngày nghỉ")
    decide: Confirm = Field([])


class DaysOff(FileModel, title="Ngày nghỉ"):
    """Official days off, in addition to Saturdays and Sundays."""

    source: Text = Field(title="Nguồn")
    days: list[DayOff] = Field(title="Ngày nghỉ")
    working_saturdays: list[Day] = Field(
        [], title="Ngày làm bù", description="Thứ Bảy, Chủ nhật phải đi làm."
    )


class ReportingWindows(FileModel, title="Kỳ số liệu"):
    """The day of the month on which the data of a period begin."""

    source: Text = Field(title="Nguồn")
    first_day: DayOfMonth = Field(
        title="Ngày mở kỳ số liệu",
        description="Kỳ tính từ ngày này của tháng liền trước kỳ đến ngày liền trước nó của tháng cuối kỳ.",
    )


class SendBy(FileModel, title="Ngày gửi báo cáo"):
    """The last day, in the last month of a period, on which a level sends its report."""

    level: Level = Field(title="Cấp gửi")
    day: DayOfMonth = Field(title="Ngày trong tháng cuối kỳ")
    to: Text = Field(title="Nơi nhận")
    source: Text = Field(title="Nguồn")


class Shift(FileModel, title="Dời ngày"):
    """Which deadlines move to the next working day when they fall on a day off."""

    source: Text = Field(title="Nguồn")
    deadlines: Flag = Field(title="Dời thời hạn công việc")
    send_by: Flag = Field(title="Dời ngày gửi báo cáo")


class CalendarFile(FileModel, title="Lịch"):
    """The calendar that a plan uses."""

    schema_name = "calendar"

    schema_version: SchemaVersion
    id: Id = Field(title="Mã lịch")
    year: Count = Field(ge=1900, le=2999, title="Năm")
    status: Literal["issued", "draft"] = Field(
        "issued",
        title="Tình trạng",
        description="issued (theo thông báo chính thức) hoặc draft (dự thảo, ngày nghỉ chưa đối chiếu).",
    )
    decide: Confirm = Field([])
    time_zone: TimeZone = Field(
        "Asia/Ho_Chi_Minh",
        title="Múi giờ",
        description="Múi giờ quyết định hôm nay là ngày nào khi không nêu --as-of, ví dụ Asia/Ho_Chi_Minh.",
    )
    covers: Coverage = Field(title="Phạm vi")
    days_off: DaysOff = Field(title="Ngày nghỉ")
    reporting_windows: ReportingWindows = Field(title="Kỳ số liệu")
    send_by: list[SendBy] = Field(min_length=1, title="Ngày gửi báo cáo")
    shift: Shift = Field(title="Dời ngày")
