"""Issuer, signer and recipients of documents: `templates/letterhead.yaml`."""

from __future__ import annotations

from pydantic import Field

from kstthc_cli.model.base import Count, FileModel, Id, SchemaVersion, Text


class LetterheadFile(FileModel, title="Đầu và cuối văn bản của một cơ quan hoặc một cấp"):
    """All fields are optional; a missing one is taken from the level, then from the registry."""

    parent: list[Text] | None = Field(None, title="Cơ quan chủ quản, mỗi dòng một phần tử; [] là không ghi")
    issuer: list[Text] | None = Field(None, title="Cơ quan ban hành, mỗi dòng một phần tử")
    place: Text | None = Field(None, title="Địa danh")
    symbol: Text | None = Field(None, title="Ký hiệu cơ quan trong số văn bản", description='Ví dụ "STTTT".')
    unit: Text | None = Field(
        None, title="Đơn vị soạn thảo, trong số công văn", description='Ví dụ "KSTTHC".'
    )
    authority: list[Text] | None = Field(
        None, title="Dòng thẩm quyền ký", description='Ví dụ ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"].'
    )
    post: Text | None = Field(None, title="Chức vụ người ký")
    name: Text | None = Field(None, title="Họ và tên người ký")
    to: list[Text] | None = Field(None, title="Kính gửi")
    recipients: list[Text] | None = Field(None, title="Nơi nhận", description="Dòng cuối là “Lưu: VT, …”.")


class SendersFile(FileModel, title="Ai ký văn bản nào"):
    """The agency whose letterhead is used, by kind of document."""

    assignment: Id = Field(title="Phiếu giao nhiệm vụ")
    reminder: Id = Field(title="Công văn đôn đốc")


class LetterheadsFile(FileModel, title="Đầu và cuối văn bản"):
    """Letterheads by level and by agency; those of the agency take precedence."""

    schema_name = "letterhead"

    schema_version: SchemaVersion
    senders: SendersFile = Field(title="Ai ký văn bản nào")
    answer_within: Count = Field(5, ge=1, le=60, title="Số ngày làm việc để trả lời công văn đôn đốc")
    levels: dict[Id, LetterheadFile] = Field(default_factory=dict, title="Theo cấp")
    agencies: dict[Id, LetterheadFile] = Field(default_factory=dict, title="Theo cơ quan")
