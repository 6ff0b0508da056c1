"""The changed lines of a plan file, and the consequences of the amendment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from typing import Any

from kstthc_cli.domain.text.document_names import document_name

_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of a plan file: its document, the changed units, the texts before and after, the effects."""

    plan: str
    path: str
    number: str
    day: date
    changes: tuple[str, ...]
    before: str
    after: str
    appear: int
    vanish: int
    written: bool


def as_text(amendment: Amendment) -> str:
    """The changed lines with one line of context, and the effect on obligations."""
    head = f"{amendment.path}, theo {document_name(amendment.number)} ngày {amendment.day:%d/%m/%Y}: sửa "
    lines = [head + ", ".join("phần chung" if c == "plan" else c for c in amendment.changes)]
    lines += [*_lines(amendment), ""]
    moved = f"thêm {amendment.appear}, bớt {amendment.vanish}"
    if not (amendment.appear or amendment.vanish):
        moved = "số lượng không đổi"
    lines.append(f"Việc trong năm (kể cả phối hợp): {moved}.")
    lines.append(f"Đã ghi {amendment.path}" if amendment.written else "Chạy thử: chưa ghi gì.")
    return "\n".join(lines) + "\n"


def _lines(amendment: Amendment) -> Iterator[str]:
    texts = (amendment.before.splitlines(), amendment.after.splitlines())
    for line in list(unified_diff(*texts, lineterm="", n=1))[2:]:
        hunk = _HUNK.fullmatch(line)
        yield f"\nTừ dòng {hunk[1]}:" if hunk else line


def as_data(amendment: Amendment) -> dict[str, Any]:
    """The content of the JSON output."""
    return {
        "schema_version": 1,
        "plan": amendment.plan,
        "path": amendment.path,
        "number": amendment.number,
        "date": amendment.day.isoformat(),
        "changes": list(amendment.changes),
        "obligations": {"appear": amendment.appear, "vanish": amendment.vanish},
        "diff": [line for part in _lines(amendment) for line in part.split("\n")],
        "written": amendment.written,
    }
