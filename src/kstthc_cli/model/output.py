"""The JSON that commands print, described for whoever reads it.

Rendering builds plain data without Pydantic, to be quick; a test holds the two together.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - fields are called date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kstthc_cli.model.plan import RoleName
from kstthc_cli.model.slip import SaidStatus

PeriodName = Annotated[str, Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$")]
SpanName = Annotated[
    str,
    Field(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$|^\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d$"),
]


StatusName = Literal["not_reported", "in_progress", "done", "not_arising", "overdue", "done_late", "waiting"]
Count = Annotated[int, Field(ge=0)]


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
    due: Day | None = Field(description="Hạn như đã định; null khi chưa có ngày.")
    effective_due: Day | None = Field(description="Hạn sau khi dời ngày nghỉ, nếu lịch cho dời.")
    status: StatusName
    carried: bool = Field(description="Chưa xong từ kỳ trước.")


class DueOutput(_Output, title="Danh sách việc phải làm"):
    """What `kst due --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi, hoặc khoảng ngày (tính cả hai đầu).")
    as_of: Day = Field(description="Trạng thái tính đến hết ngày này.")
    earlier_unfinished: int = Field(ge=0, description="Số việc chưa xong của các kỳ trước.")
    obligations: list[ObligationOutput]


class CountsOutput(_Output, title="Số nghĩa vụ"):
    """How many obligations there are, and how many of each status."""

    obligations: Count = Field(description="Tất cả.")
    finished: Count = Field(description="Đã xong: hoàn thành, hoàn thành muộn, không phát sinh.")
    not_reported: Count = Field(description="Chưa báo cáo.")
    in_progress: Count = Field(description="Đang thực hiện.")
    done: Count = Field(description="Hoàn thành.")
    not_arising: Count = Field(description="Không phát sinh.")
    overdue: Count = Field(description="Quá hạn.")
    done_late: Count = Field(description="Hoàn thành muộn.")
    waiting: Count = Field(description="Chờ.")


class SectionCountsOutput(CountsOutput, title="Mục"):
    """The counts of a section."""

    id: str = Field(description="Số mục.")
    title: str = Field(description="Tên mục.")


class AgencyCountsOutput(CountsOutput, title="Cơ quan và số nghĩa vụ"):
    """The counts of an agency."""

    id: str = Field(description="Mã cơ quan.")
    name: str = Field(description="Tên đầy đủ.")
    level: str = Field(description="Cấp.")


class StatusOutput(_Output, title="Tiến độ"):
    """What `kst status --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    total: CountsOutput = Field(description="Cộng.")
    contradictory: Count = Field(description="Số nghĩa vụ có phiếu trái nhau.")
    unmatched: Count = Field(description="Số dòng tiến độ không khớp với kế hoạch hiện nay.")
    sections: list[SectionCountsOutput] = Field(description="Theo mục, như trong kế hoạch.")
    agencies: list[AgencyCountsOutput] = Field(description="Theo cơ quan, như trong danh mục.")


class LeveledAgencyName(AgencyName, title="Cơ quan và cấp"):
    """An agency by id, full name and level."""

    level: str = Field(description="Cấp.")


class LateObligationOutput(_Output, title="Nghĩa vụ cần nhắc"):
    """An obligation of which somebody must be reminded."""

    duty: str = Field(description="Mã đầu việc.")
    task: str = Field(description="Số nhiệm vụ (STT).")
    content: str = Field(description="Nội dung công việc.")
    agency: LeveledAgencyName = Field(description="Cơ quan phải làm.")
    roles: list[RoleName] = Field(min_length=1, description="Vai trò, quan trọng trước.")
    condition: str | None = Field(description="Điều kiện như đã in.")
    period: PeriodName = Field(description="Kỳ của nghĩa vụ.")
    request: str | None = Field(description="Mã yêu cầu đã mở nghĩa vụ này; null nếu theo kế hoạch.")
    due: Day | None = Field(description="Hạn như đã định; null khi chưa có ngày.")
    effective_due: Day | None = Field(description="Hạn sau khi dời ngày nghỉ.")
    days_late: Count = Field(description="Số ngày đã qua hạn.")
    status: StatusName = Field(description="Trạng thái đến hết ngày as_of.")
    said: SaidStatus | None = Field(description="Điều đã báo cáo sau cùng; null khi chưa báo gì.")


class MissingOutput(_Output, title="Ai chưa báo cáo"):
    """What `kst missing --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: SpanName = Field(description="Kỳ được hỏi.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    obligations: list[LateObligationOutput] = Field(description="Theo cơ quan, rồi theo hạn.")


class OverdueOutput(_Output, title="Việc quá hạn"):
    """What `kst overdue --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    period: None = Field(description="Luôn null: việc quá hạn không theo kỳ.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    obligations: list[LateObligationOutput] = Field(description="Muộn nhất trước.")


class CommitOutput(_Output, title="Lần ghi vào git"):
    """The commit that added a slip."""

    hash: str = Field(description="Mã của commit.")
    author: str = Field(description="Người ghi.")
    day: Day = Field(description="Ngày ghi.")


class ToldOutput(_Output, title="Dòng tiến độ đã báo"):
    """One entry of one slip."""

    slip: str = Field(description="Mã phiếu.")
    path: str = Field(description="Đường dẫn trong kho.")
    date: Day = Field(description="Ngày báo cáo.")
    by: str | None = Field(description="Người báo cáo.")
    agency: str = Field(description="Mã cơ quan.")
    duty: str = Field(description="Mã đầu việc.")
    period: PeriodName = Field(description="Kỳ; cả năm với việc chỉ có một hạn và với yêu cầu.")
    request: str | None = Field(description="Mã yêu cầu được trả lời.")
    status: SaidStatus = Field(description="Điều được báo.")
    before: SaidStatus | None = Field(description="Điều được báo ngay trước đó và vẫn tính.")
    text: str | None = Field(description="Đã làm gì.")
    difficulty: str | None = Field(description="Khó khăn, vướng mắc.")
    proposal: str | None = Field(description="Kiến nghị, đề xuất.")
    evidence: list[str] = Field(description="Minh chứng, mỗi thứ một dòng.")
    figures: dict[str, str] = Field(description="Số liệu: tên và giá trị kèm đơn vị.")
    supersedes: list[str] = Field(description="Phiếu hoặc dòng mà phiếu này thay, rút.")
    superseded_by: str | None = Field(description="Phiếu đã thay hoặc rút dòng này; null khi còn tính.")
    superseded_note: str | None = Field(description="Lý do thay hoặc rút.")
    commit: CommitOutput | None = Field(description="Lần ghi vào git; null khi git chưa biết.")


class HistoryOutput(_Output, title="Các phiếu về một đầu việc"):
    """What `kst history --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    duty: str = Field(description="Đầu việc hoặc nhiệm vụ được hỏi.")
    entries: list[ToldOutput] = Field(description="Theo ngày, cũ trước.")


class WithdrawnOutput(_Output, title="Việc rút yêu cầu"):
    """When and why a request was withdrawn."""

    date: Day = Field(description="Ngày rút.")
    reason: str = Field(description="Lý do.")
    path: str = Field(description="Đường dẫn trong kho.")


class AskedOutput(_Output, title="Yêu cầu đã mở"):
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


class RequestsOutput(_Output, title="Các yêu cầu"):
    """What `kst request list --format json` prints."""

    schema_version: Literal[1]
    plan: str = Field(description="Mã kế hoạch.")
    as_of: Day = Field(description="Tính đến hết ngày này.")
    requests: list[AskedOutput] = Field(description="Theo ngày yêu cầu.")
