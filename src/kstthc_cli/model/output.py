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


class DueOutput(_Output, title="Danh sách việc phải làm"):
    """What `kst due --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi, hoặc khoảng ngày (tính cả hai đầu).")
    as_of: date = Field(description="Trạng thái tính đến hết ngày này.")
    earlier_unfinished: int = Field(ge=0, description="Số việc chưa xong của các kỳ trước.")
    obligations: list[ObligationOutput]


# kst diff


class FieldOutput(_Output, title="Trường đã đổi"):
    """A field before and after; a list where the file has one."""

    field: str = Field(
        description="Tên trường trong tệp, tầng sâu nối bằng dấu chấm; `party.MÃ` là vai trò của một cơ quan "
        "hay nhóm, `if.MÃ` là điều kiện của nó."
    )
    old: str | list[str] | None = Field(description="Giá trị cũ; null khi trước chưa có.")
    new: str | list[str] | None = Field(description="Giá trị mới; null khi nay không còn.")


class ChangeOutput(_Output, title="Thay đổi"):
    """A thing that was added, dropped or changed; it is known by its id."""

    kind: Literal[
        "plan", "sub_plan", "section", "task", "duty", "target", "registry", "agency", "group", "calendar"
    ]
    in_: str = Field(alias="in", description="Mã kế hoạch, danh mục hay lịch chứa nó.")
    id: str = Field(description="Mã.")
    change: Literal["added", "dropped", "changed"]
    fields: list[FieldOutput] = Field(description="Những trường khác nhau.")


class DayOutput(_Output, title="Hạn"):
    """A last day as written and as it counts."""

    due: date = Field(description="Hạn như đã định.")
    effective_due: date = Field(description="Hạn sau khi dời ngày nghỉ.")


class BundleOutput(_Output, title="Nghĩa vụ thêm hoặc mất"):
    """Every duty for every agency in every period."""

    duties: list[str] = Field(description="Mã đầu việc.")
    agencies: list[str] = Field(description="Mã cơ quan.")
    periods: list[PeriodName] = Field(description="Các kỳ.")
    due: DayOutput | None = Field(description="Hạn, khi chỉ có một kỳ và kỳ đó có hạn.")
    count: int = Field(description="Số nghĩa vụ: đầu việc × cơ quan × kỳ.")


class MovedOutput(_Output, title="Nghĩa vụ dời hạn"):
    """Every duty for every agency, in one period."""

    duties: list[str] = Field(description="Mã đầu việc.")
    agencies: list[str] = Field(description="Mã cơ quan.")
    period: PeriodName = Field(description="Kỳ mới.")
    old: DayOutput | None = Field(description="Hạn cũ; null khi chưa có ngày.")
    new: DayOutput | None = Field(description="Hạn mới; null khi chưa có ngày.")
    count: int = Field(description="Số nghĩa vụ.")


class UnfitOutput(_Output, title="Dòng phiếu không còn khớp"):
    """An entry of a slip whose obligation the plan has no more."""

    slip: str = Field(description="Mã phiếu.")
    agency: str = Field(description="Mã cơ quan.")
    duty: str = Field(description="Mã đầu việc.")
    period: str = Field(description="Kỳ.")


class ConsequencesOutput(_Output, title="Hệ quả"):
    """What follows for one plan."""

    plan: str = Field(description="Mã kế hoạch.")
    appear: list[BundleOutput] = Field(description="Nghĩa vụ thêm.")
    vanish: list[BundleOutput] = Field(description="Nghĩa vụ mất.")
    moved: list[MovedOutput] = Field(description="Nghĩa vụ dời hạn.")
    slips: list[UnfitOutput] = Field(description="Dòng phiếu không còn khớp.")


class DiffOutput(_Output, title="Thay đổi giữa hai bản"):
    """What `kst diff --format json` prints."""

    schema_version: Literal[1]
    from_: str = Field(alias="from", description="Bản cũ.")
    to: str = Field(description="Bản mới.")
    summary: str = Field(description="Câu tóm tắt.")
    changes: list[ChangeOutput]
    consequences: list[ConsequencesOutput] = Field(description="Hệ quả, mỗi kế hoạch một mục.")
