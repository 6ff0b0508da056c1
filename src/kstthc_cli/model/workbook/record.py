"""The files in `workbooks/`: which workbooks were made for agencies, and what came back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kstthc_cli.model.base import Count, Day, FileModel, Id, SchemaVersion, Text
from kstthc_cli.model.progress.slip import PeriodName, Sha256

Outcome = Literal["taken", "unchanged", "empty", "refused"]


class SentFile(FileModel, title="Tệp đã lập"):
    """A workbook made for an agency."""

    agency: Id = Field(title="Mã cơ quan")
    workbook: Text = Field(title="Tên tệp")
    sha256: Sha256 = Field(title="Mã kiểm tra SHA-256 của tệp")


class ReceivedFile(SentFile, title="Tệp đã nhận"):
    """A workbook that came back, and what became of it."""

    outcome: Outcome = Field(
        title="Kết quả",
        description="taken (đã ghi), unchanged (không có gì mới), empty (chưa nêu gì), refused (có lỗi).",
    )
    problems: Count = Field(0, title="Số lỗi")


class WorkbookRecordFile(FileModel, title="Tệp Excel đã gửi, đã nhận"):
    """One run of `kst collect export` or `import`; written once, never edited."""

    schema_name = "workbook"

    schema_version: SchemaVersion
    id: Id = Field(title="Mã")
    plan: Id = Field(title="Mã kế hoạch")
    period: PeriodName = Field(title="Kỳ")
    date: Day = Field(title="Ngày")
    by: Text | None = Field(None, title="Người thực hiện")
    sent: list[SentFile] = Field([], title="Các tệp đã lập để gửi")
    received: list[ReceivedFile] = Field([], title="Các tệp đã nhận")
    seal: Sha256 = Field(title="Niêm phong", description="Mã kiểm tra của nội dung; kst ghi, không sửa tay.")
