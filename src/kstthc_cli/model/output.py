"""The JSON that commands print, described for whoever reads it.

Rendering builds plain data without Pydantic, to be quick; a test holds the two together.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - fields are called date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kstthc_cli.model.base import StatusName
from kstthc_cli.model.plan import RoleName

PeriodName = Annotated[str, Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$")]
SpanName = Annotated[
    str,
    Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$|^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$"),
]


SaidName = Literal["in_progress", "done", "not_arising"]
Count = Annotated[int, Field(ge=0)]


class OutputModel(BaseModel):
    """An object of a result: no other keys than these."""

    model_config = ConfigDict(extra="forbid")


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


class ObligationOutput(OutputModel, title="Nghĩa vụ"):
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
    due: Day | None = Field(description="Hạn như đã định; null khi chưa có ngày.")
    effective_due: Day | None = Field(description="Hạn sau khi dời ngày nghỉ, nếu lịch cho dời.")
    status: StatusName
    carried: bool = Field(description="Chưa xong từ kỳ trước.")
    sub_plan: str | None = Field(description="Kế hoạch chi tiết đã định hạn; null nếu kế hoạch tự định.")
    stands_for: list[str] = Field(
        description="Cơ quan đã kết thúc (hoặc chưa bắt đầu) mà cơ quan này làm thay."
    )


class DueOutput(OutputModel, title="Danh sách việc phải làm"):
    """What `kst due --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi, hoặc khoảng ngày (tính cả hai đầu).")
    as_of: Day = Field(description="Trạng thái tính đến hết ngày này.")
    earlier_unfinished: int = Field(ge=0, description="Số việc chưa xong của các kỳ trước.")
    obligations: list[ObligationOutput]


# kst status


class CountsOutput(OutputModel, title="Số đếm"):
    """How many obligations there are, and of each status."""

    obligations: Count = Field(description="Mọi nghĩa vụ, kể cả việc còn chờ.")
    counted: Count = Field(description="Cộng: mọi nghĩa vụ trừ việc còn chờ; mẫu số của tỷ lệ.")
    finished: Count = Field(description="Xong: done + done_late + not_arising.")
    percent: int | None = Field(
        ge=0, le=100, description="finished / counted, làm tròn xuống; null khi không có gì để tính."
    )
    not_reported: Count = Field(description="Còn hạn, chưa nói gì.")
    in_progress: Count = Field(description="Đang thực hiện, chưa quá hạn.")
    done: Count = Field(description="Hoàn thành trong hạn.")
    not_arising: Count = Field(description="Không phát sinh.")
    overdue: Count = Field(description="Quá hạn mà chưa xong.")
    done_late: Count = Field(description="Hoàn thành muộn.")
    waiting: Count = Field(description="Chờ kế hoạch chi tiết hoặc yêu cầu.")
    overdue_unheard: Count = Field(description="Phần của overdue mà cơ quan chưa báo cáo gì.")


class LevelCounts(CountsOutput, title="Số đếm của một cấp"):
    """The counts of a level."""

    id: str = Field(description="Mã cấp.")
    name: str = Field(description="Tên cấp.")
    agencies: Count = Field(description="Số cơ quan có nghĩa vụ.")


class SectionCounts(CountsOutput, title="Số đếm của một mục"):
    """The counts of a section."""

    id: str = Field(description="Số mục.")
    title: str = Field(description="Tên mục.")


class AgencyCounts(CountsOutput, title="Số đếm của một cơ quan"):
    """The counts of an agency."""

    id: str = Field(description="Mã cơ quan.")
    name: str = Field(description="Tên đầy đủ.")
    level: str = Field(description="Mã cấp.")
    parent: str | None = Field(description="Mã cơ quan cấp trên.")


class MissedTarget(OutputModel, title="Chỉ tiêu chưa đạt"):
    """A figure of the last word on an obligation that does not reach its target."""

    agency: str = Field(description="Mã cơ quan.")
    duty: str = Field(description="Mã đầu việc.")
    period: PeriodName = Field(description="Kỳ của nghĩa vụ.")
    request: str | None = Field(description="Mã yêu cầu đã mở nghĩa vụ này.")
    target: str = Field(description="Mã chỉ tiêu.")
    text: str = Field(description="Chỉ tiêu như đã in.")
    comparison: Literal["at_least", "at_most", "equal"] = Field(description="Cách so sánh.")
    wanted: str = Field(description="Số mà kế hoạch đòi hỏi, dấu chấm thập phân.")
    value: str = Field(description="Số đã báo, dấu chấm thập phân.")
    unit: str = Field(description="Đơn vị.")


class StatusOutput(OutputModel, title="Tiến độ"):
    """What `kst status --format json` prints."""

    schema_version: Literal[1] = Field(description="Phiên bản mẫu của kết quả.")
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    total: CountsOutput = Field(description="Tất cả.")
    contradictory: Count = Field(description="Số nghĩa vụ có phiếu trái nhau.")
    unmatched: Count = Field(description="Số dòng tiến độ không khớp với kế hoạch hiện nay.")
    levels: list[LevelCounts] = Field(description="Theo cấp.")
    sections: list[SectionCounts] = Field(description="Theo mục, thứ tự của kế hoạch.")
    agencies: list[AgencyCounts] = Field(description="Theo cơ quan, thứ tự của danh mục.")
    missed_targets: list[MissedTarget] = Field(description="Số liệu chưa đạt chỉ tiêu của kế hoạch.")


# kst missing, kst overdue


class LateAgency(OutputModel, title="Cơ quan phải nhắc"):
    """An agency with its place in the province."""

    id: str = Field(description="Mã cơ quan.")
    name: str = Field(description="Tên đầy đủ.")
    level: str = Field(description="Mã cấp.")
    parent: str | None = Field(description="Mã cơ quan cấp trên.")


class LateObligation(OutputModel, title="Nghĩa vụ phải nhắc"):
    """An obligation on which nothing was said, or which is overdue."""

    duty: str = Field(description="Mã đầu việc.")
    task: str = Field(description="Số nhiệm vụ (STT).")
    section: str = Field(description="Số mục.")
    content: str = Field(description="Nội dung công việc.")
    agency: LateAgency = Field(description="Cơ quan có nghĩa vụ.")
    roles: list[RoleName] = Field(min_length=1, description="Vai trò, quan trọng trước.")
    condition: str | None = Field(description="Điều kiện như đã in.")
    period: PeriodName = Field(description="Kỳ của nghĩa vụ.")
    request: str | None = Field(description="Mã yêu cầu đã mở nghĩa vụ này; null nếu theo kế hoạch.")
    request_document: str | None = Field(description="Số, ký hiệu văn bản yêu cầu.")
    request_subject: str | None = Field(description="Nội dung yêu cầu.")
    due: Day | None = Field(description="Hạn như đã định.")
    effective_due: Day | None = Field(description="Hạn sau khi dời ngày nghỉ.")
    days_late: Count = Field(description="Số ngày đã qua kể từ effective_due.")
    status: StatusName = Field(description="Trạng thái đến hết ngày `as_of`.")
    said: SaidName | None = Field(description="Điều cơ quan nói lần cuối; null nếu chưa báo cáo.")


class OverdueOutput(OutputModel, title="Việc quá hạn"):
    """What `kst overdue --format json` prints."""

    schema_version: Literal[1] = Field(description="Phiên bản mẫu của kết quả.")
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName | None = Field(description="Kỳ được hỏi; null: không kể kỳ nào.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    obligations: list[LateObligation] = Field(description="Các nghĩa vụ, theo thứ tự của danh sách.")


class MissingOutput(OverdueOutput, title="Chưa báo cáo"):
    """What `kst missing --format json` prints."""

    unheard_agencies: list[str] = Field(description="Mã các cơ quan cả kỳ chưa gửi gì.")


# kst history


class CommitOutput(OutputModel, title="Lần ghi vào git"):
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
    status: SaidName = Field(description="Điều phiếu này nói.")
    before: SaidName | None = Field(description="Điều đã nói trước đó.")
    text: str | None = Field(description="Đã làm gì.")
    difficulty: str | None = Field(description="Khó khăn, vướng mắc.")
    proposal: str | None = Field(description="Kiến nghị, đề xuất.")
    evidence: list[str] = Field(description="Minh chứng.")
    figures: dict[str, str] = Field(description="Số liệu: số và đơn vị, dấu chấm thập phân.")
    missed_targets: list[str] = Field(description="Mã các chỉ tiêu mà số liệu chưa đạt.")
    supersedes: list[str] = Field(description="Các phiếu mà phiếu này thay.")
    superseded_by: str | None = Field(description="Phiếu đã thay hoặc rút dòng này; null nếu còn tính.")
    superseded_note: str | None = Field(description="Lý do rút.")
    commit: CommitOutput | None = Field(description="Lần ghi vào git, nếu có.")
    commit_unknown: str | None = Field(
        description="Vì sao git không biết ai ghi phiếu đã lưu; null khi biết, hoặc khi phiếu chưa lưu."
    )


class HistoryOutput(OutputModel, title="Các phiếu về một đầu việc"):
    """What `kst history --format json` prints."""

    schema_version: Literal[1] = Field(description="Phiên bản mẫu của kết quả.")
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


class AskedOutput(OutputModel, title="Yêu cầu đã mở"):
    """A request as it stands."""

    id: str = Field(description="Mã yêu cầu: của tệp đầu tiên, cũng khi đã sửa.")
    duty: str = Field(description="Mã đầu việc.")
    date: Day = Field(description="Ngày yêu cầu.")
    due: Day = Field(description="Hạn.")
    document: str = Field(description="Số, ký hiệu văn bản yêu cầu.")
    document_date: Day | None = Field(description="Ngày văn bản.")
    subject: str = Field(description="Trích yếu.")
    agencies: list[str] = Field(description="Mã các cơ quan được nêu; trống là mọi cơ quan có đầu việc.")
    answered: Count = Field(description="Số cơ quan đã trả lời xong.")
    unanswered: list[str] = Field(description="Mã các cơ quan chưa trả lời xong.")
    asked: Count = Field(description="Số cơ quan phải trả lời; 0 khi đã rút.")
    corrections: list[str] = Field(description="Mã các bản sửa của yêu cầu này.")
    withdrawn: WithdrawnOutput | None = Field(description="Việc rút; null khi còn hiệu lực.")
    path: str = Field(description="Tệp chứa nội dung đang có hiệu lực.")


class RequestsOutput(OutputModel, title="Các yêu cầu"):
    """What `kst request list --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    requests: list[AskedOutput] = Field(description="Theo ngày yêu cầu.")
