"""A registry file (`agencies/*.yaml`): agencies, groups, and their periods of validity."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

from kstthc_cli.model.base import Day, FileModel, Flag, Id, SchemaVersion, Text

_LEVEL = r"[a-z0-9]+(-[a-z0-9]+)*"


def _level(name: str) -> str:
    if not re.fullmatch(_LEVEL, name):
        raise PydanticCustomError("kst_level", "no id of a level")
    return name


Level = Annotated[
    str, Strict(), AfterValidator(_level), WithJsonSchema({"type": "string", "pattern": f"^{_LEVEL}$"})
]
"""The id of a level, one of `levels` of the registry or, without these, of the usual ones."""
_LEVEL_TEXT = (
    "Mã cấp: của levels trong danh mục; không nêu levels thì tinh (UBND tỉnh), so (sở, ban, ngành), "
    "huyen (UBND cấp huyện), xa (UBND cấp xã), don-vi (đơn vị trực thuộc), nganh-doc (cơ quan trung ương "
    "tại tỉnh), bao-chi (báo, đài)."
)


Confirm = Annotated[
    list[Text],
    Field(title="Cần xác nhận", description="Điều người lập danh mục còn phải xem; đã xem thì xóa dòng."),
]


class AgencyFile(FileModel, title="Cơ quan, đơn vị"):
    """A body that can have duties."""

    id: Id = Field(title="Mã cơ quan", description="Chữ thường không dấu, ví dụ so-tttt; không đổi về sau.")
    name: Text = Field(title="Tên đầy đủ")
    short: Text | None = Field(None, title="Tên gọn", description="Dùng trong bảng, ví dụ Sở TTTT.")
    level: Level = Field(title="Cấp", description=_LEVEL_TEXT)
    code: Text | None = Field(None, title="Mã đơn vị hành chính", description='Mã quốc gia, ví dụ "21091".')
    symbol: Text | None = Field(None, title="Ký hiệu văn bản", description="Ví dụ STTTT.")
    parent: Id | None = Field(None, title="Trực thuộc", description="Mã của cơ quan cấp trên.")
    aliases: list[Text] = Field([], title="Tên gọi khác")
    valid_from: Day | None = Field(None, title="Từ ngày", description="Ngày đầu tiên có hiệu lực.")
    valid_to: Day | None = Field(None, title="Đến hết ngày", description="Ngày cuối cùng còn hiệu lực.")
    successors: list[Id] = Field([], title="Cơ quan kế thừa")
    decide: Confirm = Field([])


Successors = Annotated[
    list[Id],
    Field(title="Nhóm kế thừa", description="Mã nhóm hoặc cơ quan nhận việc khi nhóm không còn ai."),
]


class WordingFile(FileModel, title="Cách gọi trước đây"):
    """How texts called the agencies of a level up to a day."""

    until: Day = Field(title="Đến hết ngày")
    addressed: Text = Field(title="Trong Kính gửi")
    units: Text | None = Field(None, title="Tên chung của đơn vị", description="xã, phường, thị trấn")


class LevelFile(FileModel, title="Cấp"):
    """A level of agencies: its names, and how its agencies sign and are listed."""

    id: Level = Field(title="Mã cấp")
    name: Text = Field(title="Tên cấp", description="Ví dụ Cấp xã.")
    plural: Text | None = Field(None, title="Nhiều cơ quan, giữa câu", description="Ví dụ UBND cấp xã.")
    addressed: Text | None = Field(None, title="Trong Kính gửi", description="Các sở, ban, ngành.")
    units: Text | None = Field(None, title="Tên chung của đơn vị", description="xã, phường, đặc khu")
    committee: Flag = Field(default=False, title="Ủy ban nhân dân: ký thay mặt tập thể")
    place: Flag = Field(default=False, title="Mang tên địa danh riêng")
    nested: Flag = Field(default=False, title="Liệt kê theo cơ quan cấp trên")
    before: list[WordingFile] = Field([], title="Cách gọi trước đây", description="Cũ nhất trước.")


class LevelGroup(FileModel, title="Nhóm theo cấp"):
    """All agencies of the named levels."""

    kind: Literal["levels"] = Field(title="Loại: theo cấp")
    id: Id = Field(title="Mã nhóm")
    name: Text = Field(title="Tên nhóm")
    levels: list[Level] = Field(min_length=1, title="Các cấp", description=_LEVEL_TEXT)
    successors: Successors = Field([])
    decide: Confirm = Field([])


class ListGroup(FileModel, title="Nhóm liệt kê"):
    """The agencies in the list."""

    kind: Literal["list"] = Field(title="Loại: liệt kê")
    id: Id = Field(title="Mã nhóm")
    name: Text = Field(title="Tên nhóm")
    members: list[Id] = Field(title="Thành viên")
    successors: Successors = Field([])
    decide: Confirm = Field([])


class OpenGroup(FileModel, title="Nhóm mở"):
    """No particular agencies until a sub-plan or a request names them."""

    kind: Literal["open"] = Field(title="Loại: nhóm mở")
    id: Id = Field(title="Mã nhóm")
    name: Text = Field(title="Tên nhóm")
    decide: Confirm = Field([])


Group = Annotated[LevelGroup | ListGroup | OpenGroup, Field(discriminator="kind")]


class RegistryFile(FileModel, title="Danh mục cơ quan"):
    """Agencies and groups of a province."""

    schema_name = "agencies"

    schema_version: SchemaVersion
    id: Id = Field(title="Mã danh mục")
    name: Text = Field(title="Tên danh mục")
    place: Text = Field(
        title="Địa danh", description="Tên tỉnh không kèm chữ “tỉnh”, ví dụ Cà Mau; nơi ghi ở đầu văn bản."
    )
    valid_from: Day = Field(
        title="Ghi nhận từ ngày", description="Cơ quan không ghi valid_from được coi là có từ ngày này."
    )
    source: Text = Field(title="Nguồn")
    decide: Confirm = Field([])
    levels: list[LevelFile] = Field(
        [],
        title="Các cấp",
        description="Theo thứ tự liệt kê, cấp của cơ quan đứng đầu trước; bỏ trống: bảy cấp thường dùng.",
    )
    agencies: list[AgencyFile] = Field(min_length=1, title="Cơ quan, đơn vị")
    groups: list[Group] = Field([], title="Nhóm")
