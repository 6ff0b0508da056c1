"""The table of fields of a plan, a registry and a calendar: their labels, and how a change is displayed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from kstthc_cli.domain.agencies.registry import LEVELS

Display = Literal[
    "words",  # a text word by word, a list item by item
    "value",  # the old value → the new one
    "members",  # what left a list of ids and what joined it
    "roles",  # the roles of an agency or group
    "conditions",  # the conditions under which an agency or group has its roles
    "schedule",  # all fields of a schedule as one sentence
    "days",  # days off or days worked; consecutive days together
    "order",  # what changed places
    "reading",  # displayed only where no role changed
    "other_level",  # a send-by day of a level that only the registry knows
]


class Field(NamedTuple):
    """A field, or all fields that begin with its name and a dot."""

    label: str
    """The Vietnamese name."""
    display: Display = "words"
    line: str | None = None
    """The label of a line that shows its change, if it differs from `label`; empty for none."""
    values: Mapping[str, str] = {}
    """Code in the file → Vietnamese text."""
    pattern: str = "{}"
    """The format string of a value."""
    form: bool = False
    """Whether its change is one of form only, not of content or agencies."""
    unordered: bool = False
    """Whether the order of its items has no meaning."""


_TITLE = Field("tên")
_SCHEMA_VERSION = Field("phiên bản lược đồ", form=True)
_SOURCE = Field("nguồn")
_YES_NO = {"true": "có", "false": "không"}
_GROUP_KINDS = {"levels": "theo cấp", "list": "liệt kê", "open": "nhóm mở"}

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "plan": {
        "schema_version": _SCHEMA_VERSION,
        "year": Field("năm"),
        "title": _TITLE,
        "status": Field("tình trạng (đã ban hành hay dự thảo)"),
        "details": Field("kế hoạch được chi tiết hóa"),
        "follows": Field("kế hoạch năm trước"),
        "derived": Field("kế hoạch gốc"),
        "decide": Field("điều cần quyết định"),
        "owner": Field("cơ quan của kế hoạch"),
        "subject": Field("công tác"),
        "agencies": Field("danh mục cơ quan"),
        "calendar": Field("lịch"),
        "decision.kind": Field("loại văn bản"),
        "decision.number": Field("số, ký hiệu quyết định"),
        "decision.subject": Field("trích yếu"),
        "decision.field": Field("lĩnh vực"),
        "decision.issued": Field("ngày ban hành"),
        "decision.effective": Field("ngày có hiệu lực"),
        "decision.place": Field("địa danh"),
        "decision.authority": Field("cơ quan ban hành"),
        "decision.issuer": Field("thẩm quyền ban hành"),
        "decision.signer.capacity": Field("quyền hạn người ký"),
        "decision.signer.post": Field("chức vụ người ký"),
        "decision.signer.name": Field("người ký"),
        "decision.grounds": Field("căn cứ"),
        "decision.articles": Field("các điều"),
        "decision.body": Field("đoạn văn"),
        "decision.after": Field("đoạn văn sau bảng"),
        "decision.recipients": Field("nơi nhận"),
        "reporting.roles": Field("vai trò phải báo cáo"),
        "reporting.conditional": Field("tính cả việc có điều kiện"),
        "annex.title": Field("tên phụ lục"),
        "annex.reference": Field("dòng dẫn phụ lục"),
        "annex.columns": Field("các cột của bảng"),
        "amendments": Field("văn bản sửa đổi, bổ sung", form=True),
        "errata": Field("đính chính", form=True),
        "order": Field("thứ tự", "order", form=True),
    },
    "sub_plan": {
        "title": Field("tên", line=""),
        "ordered_by": Field("đầu việc giao lập", line=""),
    },
    "section": {
        "printed": Field("số in", form=True),
        "under": Field("thuộc mục", "value", pattern="mục {}"),
        "title": _TITLE,
    },
    "task": {
        "section": Field("mục", "value", line="chuyển mục", pattern="mục {}"),
        "content": Field("nội dung"),
    },
    "duty": {
        "task": Field("nhiệm vụ"),
        "results": Field("kết quả"),
        "condition": Field("điều kiện"),
        "label": Field("ký hiệu in", form=True),
        "party": Field("cơ quan", "roles"),
        "if": Field("điều kiện của cơ quan", "conditions"),
        "printed": Field("dòng phân công"),
        "reading": Field("cách đọc dòng phân công", "reading", form=True),
        "schedule": Field("thời gian", "schedule", unordered=True),
        "columns": Field("chữ ở các cột khác"),
        "units": Field("phòng, đơn vị"),
        "from": Field("từ đầu việc"),
        "decide": Field("điều cần quyết định"),
        "since": Field("bổ sung từ ngày"),
        "ended": Field("bãi bỏ từ ngày"),
    },
    "target": {
        "task": Field("nhiệm vụ"),
        "text": Field("chữ in"),
        "comparison": Field("so sánh"),
        "value": Field("giá trị"),
        "unit": Field("đơn vị"),
        "form": Field("biểu số liệu"),
        "column": Field("cột tỷ lệ"),
    },
    "registry": {
        "schema_version": _SCHEMA_VERSION,
        "name": Field("tên"),
        "place": Field("tên tỉnh"),
        "valid_from": Field("ngày bắt đầu"),
        "source": _SOURCE,
        "decide": Field("điều cần xác nhận"),
        "levels": Field("các cấp"),
    },
    "agency": {
        "name": Field("tên", "value", line="đổi tên"),
        "short": Field("tên gọn", "value"),
        "level": Field("cấp", "value"),
        "code": Field("mã đơn vị hành chính", "value"),
        "symbol": Field("ký hiệu văn bản", "value"),
        "parent": Field("trực thuộc", "value"),
        "aliases": Field("tên gọi khác", "members", unordered=True),
        "valid_from": Field("ngày bắt đầu", "value"),
        "valid_to": Field("ngày kết thúc", "value"),
        "successors": Field("cơ quan kế thừa", "members", unordered=True),
        "decide": Field("điều cần xác nhận"),
    },
    "group": {
        "kind": Field("loại", "value", values=_GROUP_KINDS),
        "name": Field("tên", "value"),
        "members": Field("thành viên", "members", line="", unordered=True),
        "levels": Field("các cấp", "members", line="", unordered=True),
        "successors": Field("nhóm kế thừa", "members", unordered=True),
        "decide": Field("điều cần xác nhận"),
    },
    "calendar": {
        "day_off": Field("ngày nghỉ", "days"),
        "working": Field("ngày làm bù", "days"),
        "schema_version": _SCHEMA_VERSION,
        "year": Field("năm", "value"),
        "status": Field("tình trạng (theo thông báo hay dự thảo)"),
        "decide": Field("điều cần xác nhận"),
        "days_off.decide": Field("ngày nghỉ cần xác nhận"),
        "time_zone": Field("múi giờ", "value"),
        "covers.first": Field("ngày đầu của lịch", "value"),
        "covers.last": Field("ngày cuối của lịch", "value"),
        "reporting_windows.source": Field("nguồn của kỳ số liệu", "value"),
        "reporting_windows.first_day": Field("ngày mở kỳ số liệu", "value"),
        "shift.source": Field("nguồn của cách dời ngày", "value"),
        "shift.deadlines": Field("dời thời hạn công việc", "value", values=_YES_NO),
        "shift.send_by": Field("dời ngày gửi báo cáo", "value", values=_YES_NO),
        "days_off.source": Field("nguồn của ngày nghỉ", "value"),
        **{
            f"send_by.{level}.{key}": Field(
                "ngày gửi báo cáo", "value", line=f"ngày gửi báo cáo, {name.lower()}{what}"
            )
            for level, name in LEVELS.items()
            for key, what in {"day": "", "to": ", nơi nhận", "source": ", nguồn"}.items()
        },
        "send_by": Field("ngày gửi báo cáo", "other_level"),
    },
}
"""Kind of item → its fields, in the order in which their changes are displayed."""


def row_of(kind: str, name: str) -> str:
    """The key in `FIELDS[kind]` of a field: its own name, else its longest prefix that ends at a dot.

    Raises KeyError for a field that is not in the table.
    """
    fields, row = FIELDS[kind], name
    while row not in fields:
        row, dot, _ = row.rpartition(".")
        if not dot:
            raise KeyError(f"{kind}: {name}")
    return row


def field_of(kind: str, name: str) -> Field:
    """The table row of a field; `party.so-tp` has that of `party`. Raises KeyError, see `row_of`."""
    return FIELDS[kind][row_of(kind, name)]
