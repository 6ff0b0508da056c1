"""The JSON that commands print, described for whoever reads it.

The rows of a list are described by its columns (`render.screen.columns`), and `row_model` makes a model of
them; here stands what is around the rows. Rendering builds plain data without Pydantic, to be quick; a test
holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day  # noqa: N812 - fields are called date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from kstthc_cli.model.base import StatusName  # noqa: F401 - columns name it as a type
from kstthc_cli.model.plan import RoleName

PeriodName = Annotated[str, Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$")]
SpanName = Annotated[
    str,
    Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$|^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$"),
]


DutyName = Annotated[str, Field(title="Đầu việc")]
Roles = Annotated[list[RoleName], Field(min_length=1)]
PrintedLines = Annotated[list[str], Field(min_length=1)]
SaidName = Literal["in_progress", "done", "not_arising"]
Count = Annotated[int, Field(ge=0)]
Percent = Annotated[int | float | None, Field(ge=0, le=100)]

Row = TypeVar("Row")
Levels = TypeVar("Levels")
Sections = TypeVar("Sections")
Agencies = TypeVar("Agencies")


class OutputModel(BaseModel):
    """An object of a result: no other keys than these."""

    model_config = ConfigDict(extra="forbid")


def row_model(
    name: str,
    title: str,
    fields: Iterable[tuple[str, str, str]],
    base: type[OutputModel] = OutputModel,
) -> type[OutputModel]:
    """A model of the rows of a list. A field is its key, its type as written in this module, its meaning."""
    definitions: dict[str, Any] = {
        key: (type_name, Field(description=meaning or None)) for key, type_name, meaning in fields
    }
    return create_model(
        name, __base__=base, __module__=__name__, __cls_kwargs__={"title": title}, **definitions
    )


class AgencyName(OutputModel, title="Cơ quan"):
    """An agency by id and full name."""

    id: str
    name: str


class ScheduleOutput(OutputModel, title="Thời gian"):
    """When a duty is due, in kind and in print."""

    kind: Literal["by_date", "periodic", "ongoing", "by_plan", "on_request"] = Field(
        description="Có thời hạn, định kỳ, thường xuyên, theo kế hoạch chi tiết, đột xuất."
    )
    text: str = Field(description="Thời gian như đã in.")


class DueOutput(OutputModel, Generic[Row], title="Danh sách việc phải làm"):
    """What `kst due --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi, hoặc khoảng ngày (tính cả hai đầu).")
    as_of: Day = Field(description="Trạng thái tính đến hết ngày này.")
    earlier_unfinished: int = Field(ge=0, description="Số việc chưa hoàn thành của các kỳ trước.")
    obligations: list[Row]


# kst status


class MissedTarget(OutputModel, title="Chỉ tiêu chưa đạt"):
    """A figure of the last word on an obligation that does not reach its target."""

    agency: str = Field(description="Mã cơ quan.")
    duty: str = Field(description="Mã đầu việc.")
    period: PeriodName = Field(description="Kỳ của việc.")
    request: str | None = Field(description="Mã yêu cầu đã mở việc này.")
    target: str = Field(description="Mã chỉ tiêu.")
    text: str = Field(description="Chỉ tiêu như đã in.")
    comparison: Literal["at_least", "at_most", "equal"] = Field(description="Cách so sánh.")
    wanted: str = Field(description="Số mà kế hoạch đòi hỏi, dấu chấm thập phân.")
    value: str = Field(description="Số đã báo, dấu chấm thập phân.")
    unit: str = Field(description="Đơn vị.")


class StatusOutput(OutputModel, Generic[Row, Levels, Sections, Agencies], title="Tiến độ"):
    """What `kst status --format json` prints."""

    schema_version: Literal[1] = Field(description="Phiên bản lược đồ của kết quả.")
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    total: Row = Field(description="Tất cả.")
    contradictory: Count = Field(description="Số việc có phiếu trái nhau.")
    unmatched: Count = Field(description="Số dòng tiến độ không khớp với kế hoạch hiện nay.")
    levels: list[Levels] = Field(description="Theo cấp.")
    sections: list[Sections] = Field(description="Theo mục, thứ tự của kế hoạch.")
    agencies: list[Agencies] = Field(description="Theo cơ quan, thứ tự của danh mục.")
    missed_targets: list[MissedTarget] = Field(description="Số liệu chưa đạt chỉ tiêu của kế hoạch.")


# kst missing, kst overdue


class LateAgency(OutputModel, title="Cơ quan phải nhắc"):
    """An agency with its place in the province."""

    id: str = Field(description="Mã cơ quan.")
    name: str = Field(description="Tên đầy đủ.")
    level: str = Field(description="Mã cấp.")
    parent: str | None = Field(description="Mã cơ quan cấp trên.")


class OverdueOutput(OutputModel, Generic[Row], title="Việc quá hạn"):
    """What `kst overdue --format json` prints."""

    schema_version: Literal[1] = Field(description="Phiên bản lược đồ của kết quả.")
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName | None = Field(description="Kỳ được hỏi; null: mọi kỳ.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    obligations: list[Row] = Field(description="Các việc, theo thứ tự của danh sách.")


class MissingOutput(OverdueOutput[Row], Generic[Row], title="Chưa báo cáo"):
    """What `kst missing --format json` prints."""

    unheard_agencies: list[str] = Field(description="Mã các cơ quan cả kỳ chưa gửi gì.")


# kst history


class CommitOutput(OutputModel, title="Lần lưu (commit) vào git"):
    """The commit that added a slip."""

    hash: str = Field(description="Mã ngắn.")
    author: str = Field(description="Người ghi.")
    day: Day = Field(description="Ngày ghi.")


class HistoryEntry(OutputModel, title="Dòng tiến độ"):
    """One entry of a slip."""

    slip: str = Field(description="Mã phiếu.")
    path: str = Field(description="Tệp của phiếu.")
    date: Day = Field(description="Ngày báo cáo.")
    by: str | None = Field(description="Người báo cáo.")
    agency: str = Field(description="Mã cơ quan.")
    duty: str = Field(description="Mã đầu việc.")
    period: PeriodName = Field(description="Kỳ.")
    request: str | None = Field(description="Mã yêu cầu được trả lời.")
    status: SaidName = Field(description="Trạng thái mà phiếu này báo cáo.")
    before: SaidName | None = Field(description="Trạng thái đã báo cáo trước đó.")
    text: str | None = Field(description="Đã làm gì.")
    difficulty: str | None = Field(description="Khó khăn, vướng mắc.")
    proposal: str | None = Field(description="Kiến nghị, đề xuất.")
    evidence: list[str] = Field(description="Minh chứng.")
    figures: dict[str, str] = Field(description="Số liệu: số và đơn vị, dấu chấm thập phân.")
    missed_targets: list[str] = Field(description="Mã các chỉ tiêu mà số liệu chưa đạt.")
    supersedes: list[str] = Field(description="Các phiếu mà phiếu này thay.")
    superseded_by: str | None = Field(description="Phiếu đã thay hoặc rút dòng này; null nếu còn tính.")
    superseded_note: str | None = Field(description="Lý do rút.")
    commit: CommitOutput | None = Field(description="Lần lưu (commit) vào git, nếu có.")
    commit_unknown: str | None = Field(
        description="Vì sao git không biết ai ghi phiếu đã lưu; null khi biết, hoặc khi phiếu chưa lưu."
    )


class HistoryOutput(OutputModel, title="Các phiếu về một đầu việc"):
    """What `kst history --format json` prints."""

    schema_version: Literal[1] = Field(description="Phiên bản lược đồ của kết quả.")
    plan: str = Field(description="Mã kế hoạch.")
    duty: str = Field(description="Đầu việc hoặc nhiệm vụ được hỏi.")
    period: SpanName | None = Field(description="Kỳ được hỏi; null: mọi kỳ.")
    as_of: Day = Field(description="Các phiếu đến hết ngày này.")
    entries: list[HistoryEntry] = Field(description="Theo ngày, rồi theo thứ tự cơ quan trong danh mục.")


# kst request list


class WithdrawnOutput(OutputModel, title="Việc rút yêu cầu"):
    """When and why a request was withdrawn."""

    date: Day = Field(description="Ngày rút.")
    reason: str = Field(description="Lý do.")
    path: str = Field(description="Đường dẫn trong kho.")


class RequestsOutput(OutputModel, Generic[Row], title="Các yêu cầu"):
    """What `kst request list --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    requests: list[Row] = Field(description="Theo ngày yêu cầu.")
