"""The text that people write for a report: `reports/<plan>/<period>/<agency>.yaml`."""

from __future__ import annotations

from pydantic import Field

from kstthc_cli.model.base import FileModel, Id, SchemaVersion, Text


class ProseFile(FileModel, title="Phần viết của báo cáo"):
    """Text that people add to the computed contents."""

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
