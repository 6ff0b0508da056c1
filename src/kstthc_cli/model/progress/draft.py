"""Schema of the file that `kst record --file` reads: a slip without id and checksum."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from kstthc_cli.model.base import Count, Day, FileModel, Flag, Id, Text
from kstthc_cli.model.progress.slip import EntryFields, ReportedStatus


def _figure(value: Any) -> Any:
    """Accept a number, text such as `12,5 %`, or `{value, unit}`. Raises PydanticCustomError otherwise."""
    if isinstance(value, dict):
        for key in value:
            if key not in ("value", "unit"):
                raise PydanticCustomError("extra_forbidden", "unknown key", {"key": key})
        if value.get("value") is None:
            raise PydanticCustomError("missing", "no value", {"key": "value"})
    if isinstance(value, bool) or not isinstance(value, (int, float, str, dict)):
        raise PydanticCustomError("finite_number", "not a figure")
    return value


def _one_agency(value: Any) -> Any:
    """Refuse a second agency: a slip has one agency, named once at the top of the file."""
    if isinstance(value, list) or (isinstance(value, dict) and "agency" in value):
        raise PydanticCustomError("one_agency", "another agency")
    return value


class DraftDocument(FileModel, title="Văn bản"):
    """A document that shows the result."""

    number: Text = Field(title="Số, ký hiệu")
    date: Day | None = Field(None, title="Ngày văn bản")
    subject: Text | None = Field(None, title="Trích yếu")


class DraftEntry(EntryFields, title="Dòng tiến độ"):
    """An entry as a clerk writes it."""

    _of_one_agency = model_validator(mode="before")(_one_agency)

    document: DraftDocument | None = Field(None, title="Văn bản")
    evidence: list[Text] = Field([], title="Tệp trong kho hoặc địa chỉ web")
    figures: dict[Id, Annotated[Any, BeforeValidator(_figure)]] = Field({}, title="Số liệu")


def _cell(value: Any) -> Any:
    """Accept a number or text, such as `12,5`. Raises PydanticCustomError otherwise."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise PydanticCustomError("finite_number", "not a figure")
    return value


class DraftRow(FileModel, title="Số liệu của một dòng"):
    """Figures of a row of a form as a clerk writes them."""

    row: Text | None = Field(None, title="Dòng: mã, tên, hoặc cơ quan; bỏ trống khi biểu có một dòng")
    cells: dict[Id, Annotated[Any, BeforeValidator(_cell)]] = Field({}, title="Mã cột: số liệu")
    not_arising: list[Id] = Field([], title="Các cột không phát sinh")
    withdrawn: list[Id] = Field([], title="Các cột rút lại, để trống")


class DraftForm(FileModel, title="Số liệu của một biểu"):
    """What a slip states in a form, as a clerk writes it."""

    form: Id = Field(title="Mã biểu")
    period: Text | None = Field(None, title="Kỳ của biểu, khi khác kỳ của phiếu")
    consolidated: Flag = Field(default=False, title="Đã gồm số liệu của các cơ quan trực thuộc")
    status: ReportedStatus = Field(
        "done",
        title="Trạng thái",
        description="done (đã đủ), in_progress (chưa đủ), not_arising (không phát sinh).",
    )
    rows: list[DraftRow] = Field([], title="Các dòng")


class DraftFile(FileModel, title="Phiếu cần ghi"):
    """A slip of one or more entries."""

    plan: Id | None = Field(None, title="Mã kế hoạch")
    agency: Annotated[Text | None, BeforeValidator(_one_agency)] = Field(None, title="Cơ quan: mã hoặc tên")
    period: Text | None = Field(None, title="Kỳ")
    quarter: Annotated[Count, Field(ge=1, le=4)] | None = Field(None, title="Quý")
    date: Day | None = Field(None, title="Ngày báo cáo")
    by: Text | None = Field(None, title="Người báo cáo")
    note: Text | None = Field(None, title="Lý do thay")
    supersedes: list[Text] = Field([], title="Thay cho")
    forms: list[DraftForm] = Field([], title="Số liệu của các biểu")
    entries: list[DraftEntry] = Field([], title="Các dòng", description="Cần có entries hoặc forms.")

    @field_validator("entries")
    @classmethod
    def _not_empty(cls, entries: list[DraftEntry], others: ValidationInfo) -> list[DraftEntry]:
        if not entries and not others.data.get("forms"):
            raise PydanticCustomError("too_short", "says nothing")
        return entries

    @model_validator(mode="after")
    def _says_something(self) -> DraftFile:
        if not self.entries and not self.forms:
            raise PydanticCustomError("missing", "says nothing", {"key": "entries"})
        return self
