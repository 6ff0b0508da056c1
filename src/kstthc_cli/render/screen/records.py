"""Records for other programs: text (a line each, tabs between), CSV and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DECIMAL = re.compile(r"\d+\.\d+")
DUTY = "Đầu việc"
"""The head of the column with ids of duties."""


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """One line a record, fields divided by tabs; line breaks inside a field become blanks."""
    return "".join("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Values divided by `separator`; a field that a spreadsheet would misread gets a `'`.

    These are formulas, and ids of duties that are decimals to a spreadsheet: `35.10` would become 35.1.
    """
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    ids = {n for n, name in enumerate(header) if name == DUTY}
    writer.writerows([_harmless(field, is_id=n in ids) for n, field in enumerate(row)] for row in rows)
    return out.getvalue()


def _harmless(field: str, *, is_id: bool) -> str:
    misread = field.lstrip(" \u00a0").startswith(_DANGEROUS) or (is_id and _DECIMAL.fullmatch(field))
    return f"'{field}" if misread else field


def to_json(data: Mapping[str, Any] | Sequence[Any]) -> str:
    """JSON for people and programs: two blanks deep, letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
