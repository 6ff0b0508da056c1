"""The `schedule` of a duty in a plan file: when the duty is due."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kstthc_cli.model.base import DayOrPeriod, FileModel, Id, Text

Every = Literal["month", "quarter", "half", "first_half", "nine_months", "year"]


class ByDate(FileModel, title="Có thời hạn"):
    """To be finished by a day, or within a calendar month, quarter, half-year or year."""

    kind: Literal["by_date"] = Field(title="Loại: có thời hạn")
    text: Text = Field(title="Thời gian như đã in", description="Ví dụ: Quý III.")
    by: DayOrPeriod = Field(
        title="Hạn",
        description='Ngày (2021-12-15) hoặc kỳ ("2021-Q3", "2021-02", "2021-H1", "2021"); '
        "hạn của một kỳ là ngày cuối kỳ theo lịch.",
    )
    start: DayOrPeriod | None = Field(
        None, title="Bắt đầu", description="Khi văn bản ghi khoảng thời gian, ví dụ Tháng 3 - 6."
    )


class Ongoing(FileModel, title="Thường xuyên"):
    """Always to be done; progress is reported every quarter."""

    kind: Literal["ongoing"] = Field(title="Loại: thường xuyên")
    text: Text = Field(title="Thời gian như đã in")


class Periodic(FileModel, title="Định kỳ"):
    """Due again in every period of the named kinds."""

    kind: Literal["periodic"] = Field(title="Loại: định kỳ")
    text: Text = Field(title="Thời gian như đã in")
    every: list[Every] = Field(
        min_length=1,
        title="Các kỳ",
        description="month (hằng tháng), quarter (hằng quý), half (6 tháng đầu năm và 6 tháng cuối năm), "
        "first_half (6 tháng đầu năm), nine_months (9 tháng), year (cả năm).",
    )


class ByPlan(FileModel, title="Theo kế hoạch chi tiết"):
    """The dates are set in a sub-plan that is still to be issued."""

    kind: Literal["by_plan"] = Field(title="Loại: theo kế hoạch chi tiết")
    text: Text = Field(title="Thời gian như đã in")
    plan: Id = Field(title="Mã kế hoạch chi tiết", description="Một mã trong sub_plans.")


class OnRequest(FileModel, title="Đột xuất, khi có yêu cầu"):
    """Due only when a request is made."""

    kind: Literal["on_request"] = Field(title="Loại: đột xuất, khi có yêu cầu")
    text: Text = Field(title="Thời gian như đã in")


Schedule = Annotated[ByDate | Ongoing | Periodic | ByPlan | OnRequest, Field(discriminator="kind")]
