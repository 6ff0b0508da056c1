"""Schema of the JSON output of `kst diff`."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - fields are called date
from typing import Literal

from pydantic import Field

from kstthc_cli.model.output import OutputModel, PeriodName


class FieldOutput(OutputModel, title="Trường đã đổi"):
    """A field before and after; a list where the file has a list."""

    field: str = Field(
        description="Tên trường trong tệp, tầng sâu nối bằng dấu chấm; `party.MÃ` là vai trò của một cơ quan "
        "hay nhóm, `if.MÃ` là điều kiện của nó."
    )
    old: str | list[str] | None = Field(description="Giá trị cũ; null khi trước chưa có.")
    new: str | list[str] | None = Field(description="Giá trị mới; null khi nay không còn.")


class ChangeOutput(OutputModel, title="Thay đổi"):
    """An item, identified by its id, that was added, dropped or changed."""

    kind: Literal[
        "plan", "sub_plan", "section", "task", "duty", "target", "registry", "agency", "group", "calendar"
    ]
    in_: str = Field(alias="in", description="Mã kế hoạch, danh mục hay lịch chứa nó.")
    id: str = Field(description="Mã.")
    change: Literal["added", "dropped", "changed"]
    fields: list[FieldOutput] = Field(description="Những trường khác nhau.")


class DayOutput(OutputModel, title="Hạn"):
    """A deadline as set (`due`) and after the shift to a working day (`effective_due`)."""

    due: Day = Field(description="Hạn như đã định.")
    effective_due: Day = Field(description="Hạn sau khi dời ngày nghỉ.")


class BundleOutput(OutputModel, title="Việc thêm hoặc mất"):
    """Every combination of these duties, agencies and periods."""

    duties: list[str] = Field(description="Mã đầu việc.")
    agencies: list[str] = Field(description="Mã cơ quan.")
    periods: list[PeriodName] = Field(description="Các kỳ.")
    due: DayOutput | None = Field(description="Hạn, khi chỉ có một kỳ và kỳ đó có hạn.")
    count: int = Field(description="Số việc: đầu việc × cơ quan × kỳ.")


class MovedOutput(OutputModel, title="Việc dời hạn"):
    """Every combination of these duties and agencies, in one period."""

    duties: list[str] = Field(description="Mã đầu việc.")
    agencies: list[str] = Field(description="Mã cơ quan.")
    period: PeriodName = Field(description="Kỳ mới.")
    old: DayOutput | None = Field(description="Hạn cũ; null khi chưa có ngày.")
    new: DayOutput | None = Field(description="Hạn mới; null khi chưa có ngày.")
    count: int = Field(description="Số việc.")


class UnfitOutput(OutputModel, title="Dòng tiến độ không còn khớp"):
    """An entry of a slip whose obligation no longer exists in the plan."""

    slip: str = Field(description="Mã phiếu.")
    agency: str = Field(description="Mã cơ quan.")
    duty: str = Field(description="Mã đầu việc.")
    period: str = Field(description="Kỳ.")


class ConsequencesOutput(OutputModel, title="Hệ quả"):
    """The consequences for one plan."""

    plan: str = Field(description="Mã kế hoạch.")
    appear: list[BundleOutput] = Field(description="Việc thêm.")
    vanish: list[BundleOutput] = Field(description="Việc mất.")
    moved: list[MovedOutput] = Field(description="Việc dời hạn.")
    slips: list[UnfitOutput] = Field(description="Dòng tiến độ không còn khớp.")


class AlteredOutput(OutputModel, title="Tệp chỉ ghi một lần bị xóa, chuyển hoặc sửa"):
    """A slip, request or closing that the newer revision does not contain unchanged."""

    path: str = Field(description="Đường dẫn ở bản cũ, tính từ thư mục kho kế hoạch.")
    change: Literal["deleted", "moved", "changed"] = Field(
        description="deleted (bị xóa), moved (bị chuyển, đổi tên), changed (bị sửa nội dung)."
    )
    to: str | None = Field(description="Chỗ mới, khi tệp bị chuyển hoặc đổi tên.")


class FigureChangeOutput(OutputModel, title="Ô số liệu thay đổi"):
    """A cell of a form that new slips change."""

    form: str = Field(description="Mã biểu.")
    period: PeriodName = Field(description="Kỳ.")
    agency: str = Field(description="Mã cơ quan.")
    basis: Literal["own", "consolidated"] = Field(description="own (của riêng), consolidated (tổng hợp).")
    row: str = Field(description="Dòng; rỗng khi là của cả biểu.")
    column: str = Field(description="Cột; rỗng khi là của cả biểu.")
    old: str = Field(description="Số cũ; rỗng là ô trống.")
    new: str = Field(description="Số mới; rỗng là ô trống.")


class MovedTotalOutput(OutputModel, title="Tổng toàn tỉnh thay đổi"):
    """A total of the province that moves."""

    form: str = Field(description="Mã biểu.")
    period: PeriodName = Field(description="Kỳ.")
    column: str = Field(description="Cột.")
    old: str = Field(description="Tổng cũ.")
    new: str = Field(description="Tổng mới.")


class FailingRuleOutput(OutputModel, title="Quy tắc không còn đúng"):
    """A rule of a form that fails after the change."""

    form: str = Field(description="Mã biểu.")
    period: PeriodName = Field(description="Kỳ.")
    agency: str = Field(description="Mã cơ quan.")
    row: str = Field(description="Dòng.")
    severity: Literal["error", "warning"] = Field(description="error (lỗi), warning (cảnh báo).")
    sentence: str = Field(description="Quy tắc và các số.")


class FigureChangesOutput(OutputModel, title="Số liệu thay đổi"):
    """The changes of figures under one plan."""

    plan: str = Field(description="Mã kế hoạch.")
    cells: list[FigureChangeOutput] = Field(description="Các ô.")
    totals: list[MovedTotalOutput] = Field(description="Các tổng toàn tỉnh.")
    failing: list[FailingRuleOutput] = Field(description="Các quy tắc.")


class DiffOutput(OutputModel, title="Thay đổi giữa hai bản"):
    """What `kst diff --format json` prints."""

    schema_version: Literal[1]
    from_: str = Field(alias="from", description="Bản cũ.")
    to: str = Field(description="Bản mới.")
    summary: str = Field(description="Câu tóm tắt.")
    changes: list[ChangeOutput]
    consequences: list[ConsequencesOutput] = Field(description="Hệ quả, mỗi kế hoạch một mục.")
    altered: list[AlteredOutput] = Field(description="Phiếu, yêu cầu, số liệu chốt bị xóa, chuyển hoặc sửa.")
    figures: list[FigureChangesOutput] = Field(
        [], description="Số liệu của các biểu thay đổi, mỗi kế hoạch một mục; chỉ có khi có thay đổi."
    )
