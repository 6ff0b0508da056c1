"""Files that are written once (slips, requests, closings) and what a later revision did to them."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Altered(NamedTuple):
    """A file that was not left as it was, and what happened to it; `to` is the new place of a moved one."""

    path: str
    change: Literal["deleted", "moved", "changed"]
    to: str = ""

    @property
    def kind(self) -> str:
        """What the file is, in Vietnamese."""
        return {"progress": "Phiếu tiến độ", "requests": "Yêu cầu"}.get(
            self.path.partition("/")[0], "Số liệu chốt"
        )

    @property
    def sentence(self) -> str:
        """What happened, in Vietnamese, without a full stop."""
        match self.change:
            case "deleted":
                return f"{self.kind} bị xóa"
            case "moved":
                return f"{self.kind} bị chuyển hoặc đổi tên thành {self.to}"
            case _:
                return f"{self.kind} bị sửa nội dung"
