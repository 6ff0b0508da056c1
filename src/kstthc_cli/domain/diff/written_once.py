"""Write-once files (slips, requests, closings) and how a later revision altered them."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Altered(NamedTuple):
    """A write-once file that was altered, and how; `to` is the new path of a moved one."""

    path: str
    change: Literal["deleted", "moved", "changed"]
    to: str = ""

    @property
    def kind(self) -> str:
        """The kind of file, in Vietnamese."""
        kinds = {
            "progress": "Phiếu tiến độ",
            "requests": "Yêu cầu",
            "workbooks": "Bản ghi gửi, nhận tệp Excel",
        }
        return kinds.get(self.path.partition("/")[0], "Số liệu chốt")

    @property
    def sentence(self) -> str:
        """How the file was altered, in Vietnamese, without a full stop."""
        match self.change:
            case "deleted":
                return f"{self.kind} bị xóa"
            case "moved":
                return f"{self.kind} bị chuyển hoặc đổi tên thành {self.to}"
            case _:
                return f"{self.kind} bị sửa nội dung"
