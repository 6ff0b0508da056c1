"""The files of progress slips (`progress/**/*.yaml`) and of requests (`requests/**/*.yaml`).

Entries and rows have factories for what is empty: Pydantic deep-copies a default `[]` or `{}` for each of the
tens of thousands of a year (a thirtieth of the time of `kst validate`).
"""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, RootModel, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from kstthc_cli.model.base import Day, FileModel, Id, Number, SchemaVersion, Text

PeriodName = Annotated[
    str, Strict(), StringConstraints(pattern=r"^\d{4}(-(Q[1-4]|H[12]|9M|0[1-9]|1[0-2]))?$")
]
Sha256 = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ReportedStatus = Literal["in_progress", "done", "not_arising"]


class DocumentEvidence(FileModel, title="Văn bản"):
    """A document that shows the result."""

    kind: Literal["document"] = Field(title="Loại: văn bản")
    number: Text = Field(title="Số, ký hiệu", description='Ví dụ "12/BC-STTTT".')
    date: Day | None = Field(None, title="Ngày văn bản")
    subject: Text | None = Field(None, title="Trích yếu")


class FileEvidence(FileModel, title="Tệp trong kho"):
    """A file of the repository, with its hash when the slip was written."""

    kind: Literal["file"] = Field(title="Loại: tệp")
    path: Text = Field(title="Đường dẫn trong kho", description="Từ gốc kho, dùng dấu /.")
    sha256: Sha256 = Field(title="Mã kiểm tra SHA-256")


class LinkEvidence(FileModel, title="Liên kết"):
    """A web page."""

    kind: Literal["link"] = Field(title="Loại: liên kết")
    url: Annotated[str, Strict(), StringConstraints(pattern=r"^https?://[^\s/]\S*$")] = Field(title="Địa chỉ")


Evidence = Annotated[DocumentEvidence | FileEvidence | LinkEvidence, Field(discriminator="kind")]


class FigureFile(FileModel, title="Số liệu"):
    """A number with its unit."""

    value: Number = Field(title="Giá trị")
    unit: Text = Field(title="Đơn vị")


class EntryFields(FileModel):
    """The fields of an entry that a slip and a draft (`kst record --file`) share.

    Only status, evidence and figures are written differently.
    """

    duty: Id = Field(title="Mã đầu việc")
    period: Text | None = Field(None, title="Kỳ")
    request: Id | None = Field(None, title="Mã yêu cầu")
    status: Text = Field(title="Trạng thái")
    text: Text | None = Field(None, title="Đã làm gì")
    difficulty: Text | None = Field(None, title="Khó khăn, vướng mắc")
    proposal: Text | None = Field(None, title="Kiến nghị, đề xuất")


class EntryFile(EntryFields, title="Dòng tiến độ"):
    """What a slip reports on one obligation."""

    period: PeriodName | None = Field(None, title="Kỳ của đầu việc", description="Khi khác kỳ của phiếu.")
    request: Id | None = Field(None, title="Mã yêu cầu", description="Khi trả lời một yêu cầu đột xuất.")
    status: ReportedStatus = Field(
        title="Trạng thái",
        description="in_progress (đang thực hiện), done (hoàn thành), not_arising (không phát sinh).",
    )
    evidence: list[Evidence] = Field(default_factory=list, title="Minh chứng")
    figures: dict[Id, FigureFile] = Field(default_factory=dict, title="Số liệu")
    cell: Text | None = Field(
        None, title="Ô trong tệp Excel", description='Trang và ô mà dòng này được nhập từ đó: "Nhiệm vụ!F7".'
    )


class SourceFile(FileModel, title="Tệp Excel"):
    """The workbook from which a slip was imported."""

    workbook: Text = Field(title="Tên tệp")
    sha256: Sha256 = Field(title="Mã kiểm tra SHA-256 của tệp")


def _figure(value: Any) -> Any:
    """Refuse what is neither a finite number nor text. Raises PydanticCustomError."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise PydanticCustomError("finite_number", "not a figure")
    if isinstance(value, float) and not isfinite(value):
        raise PydanticCustomError("finite_number", "not a figure")
    return value


CellFigure = Annotated[
    Annotated[int, Strict()] | Annotated[float, Strict()] | Text,
    BeforeValidator(_figure),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]}),
]
"""A figure of a form: a number, or text in a column of text."""


class RowFiguresFile(FileModel, title="Số liệu của một dòng"):
    """What is stated in a row of a form; a column that is not named keeps what was stated before."""

    row: Text = Field(title="Dòng", description="Mã dòng cố định, tên dòng tự đặt, hoặc mã cơ quan.")
    cells: dict[Id, CellFigure] = Field(
        default_factory=dict, title="Số liệu", description="Mã cột: số liệu; 0 là số 0."
    )
    not_arising: list[Id] = Field(default_factory=list, title="Các cột không phát sinh")
    withdrawn: list[Id] = Field(default_factory=list, title="Các cột rút lại, để trống")
    places: dict[Id, Text] = Field(
        default_factory=dict, title="Ô trong tệp Excel", description='Mã cột: ô, ví dụ "E9".'
    )


class FormFiguresFile(FileModel, title="Số liệu của một biểu"):
    """What a slip states in a form of a period."""

    form: Id = Field(title="Mã biểu")
    period: PeriodName | None = Field(None, title="Kỳ của biểu", description="Khi khác kỳ của phiếu.")
    basis: Literal["own", "consolidated"] = Field(
        "own",
        title="Phạm vi",
        description="own (của riêng cơ quan), consolidated (đã gồm số liệu của các cơ quan trực thuộc).",
    )
    status: ReportedStatus = Field(
        title="Trạng thái",
        description="done (đã đủ), in_progress (chưa đủ), not_arising (cả biểu không phát sinh).",
    )
    sheet: Text | None = Field(None, title="Trang trong tệp Excel", description="Khi nhập từ tệp Excel.")
    rows: list[RowFiguresFile] = Field([], title="Các dòng")


class SlipFile(FileModel, title="Phiếu"):
    """What one agency reported at one time; written once, never edited."""

    schema_name = "slip"

    schema_version: SchemaVersion
    id: Id = Field(title="Mã phiếu")
    plan: Id = Field(title="Mã kế hoạch")
    period: PeriodName = Field(title="Kỳ")
    agency: Id = Field(title="Mã cơ quan")
    date: Day = Field(title="Ngày báo cáo")
    by: Text | None = Field(None, title="Người báo cáo")
    source: SourceFile | None = Field(
        None,
        title="Nhập từ tệp Excel",
        description="Do kst collect import ghi; bỏ trống nếu ghi bằng kst record.",
    )
    supersedes: list[Text] = Field(
        [],
        title="Thay cho",
        description="Mã phiếu, hoặc MÃ#ĐẦU_VIỆC@KỲ cho một dòng của phiếu đó.",
    )
    note: Text | None = Field(None, title="Lý do thay hoặc rút")
    entries: list[EntryFile] = Field(
        [], title="Các dòng", description="Trống khi phiếu chỉ rút lại những gì nêu ở supersedes."
    )
    forms: list[FormFiguresFile] = Field([], title="Số liệu của các biểu")
    seal: Sha256 = Field(title="Niêm phong", description="Mã kiểm tra của nội dung; kst ghi, không sửa tay.")


class RequestFile(FileModel, title="Yêu cầu"):
    """A document that opens an on-request or conditional duty for agencies."""

    schema_name = "request"

    schema_version: SchemaVersion
    id: Id = Field(title="Mã yêu cầu")
    plan: Id = Field(title="Mã kế hoạch")
    duty: Id = Field(title="Mã đầu việc")
    date: Day = Field(title="Ngày yêu cầu")
    due: Day = Field(title="Hạn")
    document: DocumentEvidence = Field(title="Văn bản yêu cầu")
    agencies: list[Id] = Field([], title="Cơ quan", description="Bỏ trống: mọi cơ quan có đầu việc này.")
    supersedes: list[Id] = Field(
        [], title="Thay cho", description="Mã các yêu cầu mà yêu cầu này sửa; trả lời chúng vẫn được tính."
    )
    seal: Sha256 = Field(title="Niêm phong", description="Mã kiểm tra của nội dung; kst ghi, không sửa tay.")


class WithdrawalFile(FileModel, title="Rút yêu cầu"):
    """The withdrawal of requests."""

    schema_name = "request"

    schema_version: SchemaVersion
    id: Id = Field(title="Mã của lần rút")
    plan: Id = Field(title="Mã kế hoạch")
    date: Day = Field(title="Ngày rút")
    withdraws: list[Id] = Field(min_length=1, title="Rút", description="Mã các yêu cầu được rút.")
    reason: Text = Field(title="Lý do rút")
    seal: Sha256 = Field(title="Niêm phong", description="Mã kiểm tra của nội dung; kst ghi, không sửa tay.")


class AnyRequestFile(RootModel[RequestFile | WithdrawalFile], title="Yêu cầu hoặc rút yêu cầu"):
    """A file in `requests/`."""
