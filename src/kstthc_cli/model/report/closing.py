"""The figures of a closed period: `reports/<plan>/<period>/closing.json`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict, StringConstraints

from kstthc_cli.model.base import Day, FileModel, Id, SchemaVersion, StatusName, Text
from kstthc_cli.model.progress.slip import PeriodName, Sha256

SlipName = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$")]
DueDay = Annotated[str, Strict(), StringConstraints(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
RowFile = tuple[Id, Id, PeriodName, str, Id, StatusName, PeriodName, DueDay]
"""Agency, duty, year or period, request (or empty), section, status, period, last day (or empty)."""

DossierRowFile = tuple[Id, Text, list[Annotated[int, Strict(), Field(ge=0)]]]
"""Agency, field or unit, and the counts of columns (3) to (13)."""


class ClosingFile(FileModel, title="Số liệu đã chốt"):
    """Written once by `kst report close`, never edited."""

    schema_version: SchemaVersion
    plan: Id = Field(title="Mã kế hoạch")
    period: PeriodName = Field(title="Kỳ đã chốt")
    as_of: Day = Field(title="Số liệu tính đến hết ngày")
    by: Text | None = Field(None, title="Người chốt")
    computed_from: Sha256 = Field(title="Mã kiểm tra của mọi tệp đã dùng để tính")
    slips: list[SlipName] = Field(title="Các phiếu đã có khi chốt")
    rows: list[RowFile] = Field(title="Từng việc và trạng thái khi chốt")
    dossiers: list[DossierRowFile] = Field([], title="Biểu II.06a trong tệp cũ; nay ở forms/ và các phiếu")
    seal: Sha256 = Field(title="Niêm phong", description="Mã kiểm tra của nội dung, để thấy tệp bị sửa.")
