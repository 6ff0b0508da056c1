"""Documents as texts name them: kind and number."""

from __future__ import annotations

import re

_KINDS = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "KH": "Kế hoạch", "TB": "Thông báo",
    "HD": "Hướng dẫn", "CTr": "Chương trình", "PA": "Phương án", "ĐA": "Đề án", "BC": "Báo cáo",
    "TTr": "Tờ trình", "NĐ": "Nghị định", "TT": "Thông tư",
}  # fmt: skip
"""Abbreviation in a document's symbol → kind, by Nghị định 30/2020/NĐ-CP, Phụ lục III mục I."""


def document_name(number: str) -> str:
    """`Quyết định số 159/QĐ-UBND`; `Văn bản số 45/VPCP-KSTT` where the symbol names no kind."""
    found = (_KINDS[part] for part in re.split(r"[/-]", number) if part in _KINDS)
    return f"{next(found, 'Văn bản')} số {number}"
