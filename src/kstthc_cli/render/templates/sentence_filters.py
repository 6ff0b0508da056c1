"""Filters for templates of sentences: amounts in words of reports, sums, rates, and agencies by results.

Figures are dicts of column id → number, in which a blank column is left out; agencies are dicts with a `name`
and such `cells`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from kstthc_cli.domain.forms.numbers import rounded_share
from kstthc_cli.domain.report.figures import RATE_DECIMALS
from kstthc_cli.domain.text.first_letter import uncapitalized

Number = int | float
Cells = Mapping[str, Number]
_CENT = Decimal("0.01")
_PADDED = 10
_MILLION = 1_000_000


def amount(value: Number) -> str:
    """A number as signed documents write it: `06`, `12.345`, `98,7`; at most two decimals."""
    rounded = Decimal(str(value)).quantize(_CENT, ROUND_HALF_UP)
    if rounded == rounded.to_integral_value():
        whole = int(rounded)
        return f"0{whole}" if 0 < whole < _PADDED and isinstance(value, int) else _grouped(f"{whole:,}")
    return _grouped(f"{rounded:,f}".rstrip("0"))


def _grouped(text: str) -> str:
    return text.translate({ord(","): ".", ord("."): ","})


def money(value: Number) -> str:
    """An amount of đồng; from a million on in triệu đồng."""
    if abs(value) < _MILLION:
        return f"{amount(float(value))} đồng"
    return f"{amount(float(value) / _MILLION)} triệu đồng"


def lowered(text: str) -> str:
    """The text with a small first letter, unless its first word is written in capitals."""
    return text if text[:2].isupper() else uncapitalized(text)


def total(cells: Cells, columns: Sequence[str]) -> Number:
    """The sum of columns; blank ones count as zero."""
    return sum(cells.get(column, 0) for column in columns)


def rate(cells: Cells, parts: Sequence[str], whole: Sequence[str]) -> float | None:
    """The percentage that `parts` are of `whole`, with two decimals; None where the whole is zero or blank.

    100 and 0 stand only for exactly all and none.
    """
    part, of = Fraction(str(total(cells, parts))), Fraction(str(total(cells, whole)))
    return float(rounded_share(part * 100 / of, RATE_DECIMALS)) if of else None


def largest(agencies: Iterable[Any], columns: Sequence[str], most: int) -> list[dict[str, Any]]:
    """The agencies with the largest sums of columns that are not zero, the largest first."""
    found = [(total(agency["cells"], columns), agency["name"]) for agency in agencies]
    ranked = sorted((item for item in found if item[0] > 0), key=lambda item: -item[0])
    return [{"name": name, "number": number} for number, name in ranked[:most]]


def lowest(
    agencies: Iterable[Any], parts: Sequence[str], whole: Sequence[str], least: int, most: int
) -> list[dict[str, Any]]:
    """The agencies with the lowest rates below 100, of those whose whole is at least `least`."""
    found = [(rate(a["cells"], parts, whole), a) for a in agencies if total(a["cells"], whole) >= least]
    below = [(number, agency) for number, agency in found if number is not None and number < 100]
    ranked = sorted(below, key=lambda item: item[0])
    return [{"name": agency["name"], "number": number} for number, agency in ranked[:most]]


def whole(agencies: Iterable[Any], parts: Sequence[str], of: Sequence[str]) -> int:
    """How many agencies have a rate of 100."""
    return sum(rate(agency["cells"], parts, of) == 100 for agency in agencies)


SENTENCE_FILTERS: dict[str, Callable[..., Any]] = {
    "amount": amount,
    "money": money,
    "lowered": lowered,
    "total": total,
    "rate": rate,
    "largest": largest,
    "lowest": lowest,
    "whole": whole,
}
"""The filters of templates of sentences, `*.txt.j2`."""
