"""What Excel checks while people type into a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kstthc_cli.domain.progress.form_statements import BASES
from kstthc_cli.domain.progress.obligation_status import STATUS_WORDS, STATUSES

_DECIMAL: dict[str, Any] = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "error_title": "Số liệu",
    "error_message": "Gõ một con số không âm. Chưa có số liệu thì để trống.",
    "error_type": "warning",
}
RULES: Mapping[str, dict[str, Any]] = {
    "status": {
        "validate": "list",
        "source": [STATUSES[key] for key in STATUS_WORDS],
        "error_title": "Tình trạng",
        "error_message": "Chọn một trong danh sách: đang thực hiện, hoàn thành, không phát sinh.",
    },
    "basis": {
        "validate": "list",
        "source": list(BASES.values()),
        "error_title": "Số liệu trong biểu",
        "error_message": "Chọn một trong danh sách: của riêng cơ quan, hay đã gồm các cơ quan trực thuộc.",
    },
    "day": {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2000, 1, 1),
        "maximum": date(2099, 12, 31),
        "error_title": "Ngày văn bản",
        "error_message": "Gõ ngày/tháng/năm, ví dụ 16/6/2021.",
        "error_type": "warning",
    },
    "link": {
        "validate": "length",
        "criteria": "<=",
        "value": 2000,
        "error_message": "Địa chỉ web dài quá.",
    },
    "count": {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "Số đếm",
        "error_message": "Gõ số nguyên không âm, không ngăn hàng nghìn. Không có thì gõ 0.",
        "error_type": "warning",
    },
    "decimal": _DECIMAL,
    "money": {**_DECIMAL, "error_title": "Số tiền"},
    "percent": {
        **_DECIMAL,
        "error_title": "Tỷ lệ",
        "error_message": "Gõ con số phần trăm, ví dụ 12,5 cho 12,5%.",
    },
}
"""Kind of a column → the check that Excel makes while people type, with its Vietnamese sentence."""
