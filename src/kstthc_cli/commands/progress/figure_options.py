"""Figures in options and slip files: `12.5`, `12,5`, `12.5 %`, `{value: 12.5, unit: "%"}`.

Point and comma are both decimal separators; thousands separators are not accepted. A single separator before
exactly three digits is refused: `1.234` has different meanings in English and Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kstthc_cli.domain.progress.slips import Figure
from kstthc_cli.domain.text.normalize import nfc, unmarked
from kstthc_cli.errors import UsageError

_EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_NUMBER = re.compile(r"(-?[0-9]{1,15}(?:[.,][0-9]{1,6})?)(\s+[^0-9\s].*|%.*)?", re.DOTALL)


def parsed_figure(name: str, given: Any, unit: str | None) -> Figure:
    """Parse a figure: a number, text such as `12,5 %`, or `{value, unit}`.

    `unit` is that of the target, for a figure without one. Raises UsageError for anything else.
    """
    if isinstance(given, Mapping):
        return Figure(_decimal(name, str(given.get("value"))), nfc(str(given.get("unit") or unit or "")))
    match = _NUMBER.fullmatch(str(given).strip())
    if match is None:
        raise _no_number(name, given)
    return Figure(_decimal(name, match[1]), _unit(nfc((match[2] or "").strip())) or unit or "")


def _unit(text: str) -> str:
    """The unit as files write it: `phần trăm` is %."""
    return "%" if unmarked(text) == "phan tram" else text


def _decimal(name: str, text: str) -> str:
    """The number with a decimal point. Raises UsageError if it is invalid or ambiguous."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None or match[2]:
        raise _no_number(name, text)
    number = match[1].replace(",", ".")
    if _EITHER.fullmatch(number):
        whole, decimal = number.replace(".", ""), f"{number.replace('.', ',')}0"
        raise UsageError(
            f"Số liệu {name}: “{match[1]}” có thể là {whole} hoặc {number.replace('.', ',')}.",
            f"Viết {name}={whole} nếu dấu ngăn hàng nghìn, {name}={decimal} nếu là số thập phân.",
        )
    return str(Decimal(number))


def _no_number(name: str, given: Any) -> UsageError:
    return UsageError(
        f"Số liệu {name}: “{given}” không phải là một con số.",
        "Viết liền, không ngăn hàng nghìn. Ví dụ: ty-le=12,5",
    )


def parse_figures(given: Sequence[str]) -> dict[str, str]:
    """Target id → value, from `NAME=VALUE`. Raises UsageError without `=`, or for a repeated name."""
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
