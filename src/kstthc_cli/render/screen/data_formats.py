"""Records for other programs: text (a line each, tabs between), CSV and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_text(rows: Iterable[Sequence[str]]) -> str:
    """One line a record, fields divided by tabs; line breaks inside a field become blanks."""
    return "".join("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Any]], separator: str = ",") -> str:
    """Values divided by `separator`; a text that a spreadsheet would take for a formula gets a `'`."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(field) if isinstance(field, str) else field for field in row] for row in rows)
    return out.getvalue()


def _harmless(field: str) -> str:
    return f"'{field}" if field.lstrip(" \u00a0").startswith(_DANGEROUS) else field


def to_json(data: Mapping[str, Any] | Sequence[Any]) -> str:
    """JSON for people and programs: two blanks deep, letters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
