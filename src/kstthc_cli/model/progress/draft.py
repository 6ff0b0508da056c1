"""Schema of the file that `kst record --file` reads: a slip without id and checksum."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from kstthc_cli.model.base import Count, Day, FileModel, Id, Text
from kstthc_cli.model.progress.slip import EntryFields


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
    entries: list[DraftEntry] = Field(min_length=1, title="Các dòng")
