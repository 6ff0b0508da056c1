"""Figures of the command line and of slip files: `12.5`, `12,5`, `12.5 %`, `{value: 12.5, unit: "%"}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kstthc_cli.domain.text import nfc
from kstthc_cli.errors import UsageError

_NUMBER = re.compile(r"(-?[0-9]{1,15}(?:[.,][0-9]{1,6})?)(\s+[^0-9\s].*|%.*)?", re.DOTALL)


def figure(name: str, given: Any, unit: str | None) -> dict[str, Any]:
    """A figure as a slip holds it; where no unit is said, that of the target is taken.

    Raises UsageError for what is not a number.
    """
    if isinstance(given, Mapping):
        return {
            "value": _decimal(name, str(given.get("value"))),
            "unit": nfc(str(given.get("unit") or unit or "")),
        }
    match = _NUMBER.fullmatch(str(given).strip())
    if match is None or isinstance(given, bool):
        raise UsageError(f"Số liệu {name}: “{given}” không phải là một con số.", "Ví dụ: ty-le=12.5")
    return {"value": _decimal(name, match[1]), "unit": nfc((match[2] or "").strip()) or unit or ""}


def _decimal(name: str, text: str) -> Decimal:
    match = _NUMBER.fullmatch(text.strip())
    if match is None or match[2]:
        raise UsageError(f"Số liệu {name}: “{text}” không phải là một con số.", "Ví dụ: ty-le=12.5")
    return Decimal(match[1].replace(",", "."))


def parse_figures(given: list[str]) -> dict[str, str]:
    """`NAME=VALUE` words of the command line. Raises UsageError for a word without `=`."""
    found: dict[str, str] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(
                f"Số liệu “{word}” phải viết tên=giá trị.", "Ví dụ: --figure ty-le-cat-giam-chi-phi=12.5"
            )
        if name.strip() in found:
            raise UsageError(f"Số liệu “{name.strip()}” nêu hai lần.", "Giữ một giá trị.")
        found[name.strip()] = value
    return found
