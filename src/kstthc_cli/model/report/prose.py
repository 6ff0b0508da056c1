"""The text that people write for a report: `reports/<plan>/<period>/<agency>.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from kstthc_cli.model.base import FileModel, Id, SchemaVersion, Text

Dossiers = Annotated[int, Strict(), Field(ge=0)]


class ReceivedFile(FileModel, title="Hồ sơ nhận, cột (3) đến (6)"):
    """Dossiers received in the period or carried into it."""

    total: Dossiers = Field(title="(3) Tổng số")
    online: Dossiers = Field(title="(4) Trực tuyến")
    direct: Dossiers = Field(title="(5) Trực tiếp, bưu chính")
    carried: Dossiers = Field(title="(6) Từ kỳ trước")


class SettledFile(FileModel, title="Hồ sơ đã giải quyết, cột (7) đến (10)"):
    """Dossiers settled in the period."""

    total: Dossiers = Field(title="(7) Tổng số")
    early: Dossiers = Field(title="(8) Trước hạn")
    on_time: Dossiers = Field(title="(9) Đúng hạn")
    late: Dossiers = Field(title="(10) Quá hạn")


class PendingFile(FileModel, title="Hồ sơ đang giải quyết, cột (11) đến (13)"):
    """Dossiers still open at the end of the period."""

    total: Dossiers = Field(title="(11) Tổng số")
    in_time: Dossiers = Field(title="(12) Trong hạn")
    late: Dossiers = Field(title="(13) Quá hạn")


class DossierFile(FileModel, title="Dòng biểu II.06a"):
    """One row of statistical form II.06a, in numbers of dossiers."""

    name: Text = Field(title="(2) Lĩnh vực hoặc đơn vị")
    received: ReceivedFile = Field(title="Nhận giải quyết")
    settled: SettledFile = Field(title="Đã giải quyết")
    pending: PendingFile = Field(title="Đang giải quyết")


class StatementFile(FileModel, title="Kết quả được chọn nêu"):
    """A statement of a slip that an official chose for the report, in the words to be printed."""

    slip: Id | None = Field(None, title="Mã phiếu")
    heading: Id = Field(title="Số mục trong đề cương", description='Ví dụ "I.2".')
    highlight: Annotated[bool, Strict()] = Field(default=True, title="Nêu trong báo cáo")
    text: Text = Field(title="Câu nêu trong báo cáo")


class ProseFile(FileModel, title="Phần viết của báo cáo"):
    """Text and dossier figures that people add to the computed contents."""

    schema_version: SchemaVersion
    plan: Id = Field(title="Mã kế hoạch")
    period: Id = Field(title="Kỳ báo cáo", description="2021-Q2, 2021-H1, 2021-9M, 2021, hoặc mã yêu cầu.")
    agency: Id = Field(title="Mã cơ quan", description="Báo cáo toàn tỉnh: mã của UBND tỉnh.")
    highlights: Text | None = Field(None, title="Kết quả nổi bật")
    shortcomings: Text | None = Field(None, title="Tồn tại, hạn chế")
    causes: Text | None = Field(None, title="Nguyên nhân")
    next: Text | None = Field(None, title="Phương hướng, nhiệm vụ kỳ tiếp theo")
    proposals: Text | None = Field(None, title="Kiến nghị, đề xuất")
    headings: dict[str, Text] = Field(
        default_factory=dict,
        title="Nội dung thêm dưới từng mục",
        description='Số mục trong đề cương, ví dụ "I.8", rồi đến nội dung.',
    )
    paragraphs: dict[str, Text] = Field(
        default_factory=dict,
        title="Nội dung thay câu của chương trình",
        description="Số mục trong đề cương, rồi đến nội dung đứng thay cho câu mà chương trình tự viết.",
    )
    statements: list[StatementFile] = Field(
        default_factory=list,
        title="Kết quả của cơ quan được chọn nêu",
        description="Ghi bằng `kst report highlight PHIẾU`, sửa câu chữ tại đây.",
    )
    dossiers: list[DossierFile] = Field(default_factory=list, title="Biểu II.06a")
