"""The JSON that commands print, described for whoever reads it.

Rendering builds plain data without Pydantic, to be quick; a test holds the two together.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kstthc_cli.model.plan import RoleName

PeriodName = Annotated[str, Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$")]
SpanName = Annotated[
    str,
    Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$|^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$"),
]


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AgencyName(_Output, title="Cơ quan"):
    """An agency by id and full name."""

    id: str
    name: str


class ScheduleOutput(_Output, title="Thời gian"):
    """When a duty is due, in kind and in print."""

    kind: Literal["by_date", "periodic", "ongoing", "by_plan", "on_request"] = Field(
        description="Có thời hạn, định kỳ, thường xuyên, theo kế hoạch chi tiết, đột xuất."
    )
    text: str = Field(description="Thời gian như đã in.")


class ObligationOutput(_Output, title="Nghĩa vụ"):
    """One agency's share in one duty in one period."""

    duty: str = Field(title="Đầu việc", description="Mã đầu việc, ví dụ 39a.")
    task: str = Field(description="Số nhiệm vụ (STT).")
    section: str = Field(description="Số mục.")
    content: str = Field(description="Nội dung công việc.")
    results: list[str] = Field(description="Kết quả công việc.")
    agency: AgencyName = Field(description="Cơ quan có nghĩa vụ.")
    roles: list[RoleName] = Field(min_length=1, description="Vai trò, quan trọng trước.")
    printed: list[str] = Field(min_length=1, description="Dòng phân công như đã in.")
    via: str | None = Field(description="Mã nhóm mà qua đó cơ quan được giao; null nếu được nêu tên.")
    condition: str | None = Field(description="Điều kiện như đã in.")
    schedule: ScheduleOutput = Field(description="Thời gian thực hiện.")
    waits_for: str | None = Field(description="Đang chờ kế hoạch chi tiết hay yêu cầu nào.")
    period: PeriodName = Field(description="Kỳ của nghĩa vụ.")
    request: str | None = Field(description="Mã yêu cầu đã mở nghĩa vụ này; null nếu theo kế hoạch.")
    due: date | None = Field(description="Hạn như đã định; null khi chưa có ngày.")
    effective_due: date | None = Field(description="Hạn sau khi dời ngày nghỉ, nếu lịch cho dời.")
    status: Literal["not_reported", "in_progress", "done", "not_arising", "overdue", "done_late", "waiting"]
    carried: bool = Field(description="Chưa xong từ kỳ trước.")
    sub_plan: str | None = Field(description="Kế hoạch chi tiết đã định hạn; null nếu kế hoạch tự định.")
    stands_for: list[str] = Field(
        description="Cơ quan đã kết thúc (hoặc chưa bắt đầu) mà cơ quan này làm thay."
    )


class DueOutput(_Output, title="Danh sách việc phải làm"):
    """What `kst due --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi, hoặc khoảng ngày (tính cả hai đầu).")
    as_of: date = Field(description="Trạng thái tính đến hết ngày này.")
    earlier_unfinished: int = Field(ge=0, description="Số việc chưa xong của các kỳ trước.")
    obligations: list[ObligationOutput]
