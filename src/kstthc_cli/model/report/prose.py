"""The text that people write for a report: `reports/<plan>/<period>/<agency>.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from kstthc_cli.model.base import FileModel, Id, SchemaVersion, Text


class StatementFile(FileModel, title="Kết quả được chọn nêu"):
    """A statement of a slip that an official chose for the report, in the words to be printed."""

    slip: Id | None = Field(None, title="Mã phiếu")
    duty: Id | None = Field(None, title="Đầu việc")
    heading: Id = Field(title="Số mục trong đề cương", description='Ví dụ "I.2".')
    highlight: Annotated[bool, Strict()] = Field(default=True, title="Nêu trong báo cáo")
    text: Text = Field(title="Câu nêu trong báo cáo")


class ProseFile(FileModel, title="Phần thuyết minh của báo cáo"):
    """Text that people add to the computed contents."""

    schema_name = "prose"

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
