"""Figures as people read them: `1.234`, `12,5`, `–` for what does not arise, nothing for a blank."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kstthc_cli.domain.forms.form import Column
from kstthc_cli.domain.forms.sums import Nothing, Result

DOES_NOT_ARISE = "–"


def rounded(value: int | Fraction | Decimal, decimals: int) -> Decimal:
    """The number with so many decimals, a half away from zero."""
    exact = Fraction(value)
    scaled = exact * 10**decimals
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    return (Decimal(whole if scaled >= 0 else -whole)).scaleb(-decimals)


def rounded_share(percent: int | Fraction | Decimal, decimals: int) -> Decimal:
    """A percentage with so many decimals; 0 and 100 stand only for exactly none and all."""
    found, step = rounded(percent, decimals), Decimal(1).scaleb(-decimals)
    return min(max(found, step), 100 - step) if 0 < percent < 100 else found


def written(number: int | Fraction | Decimal, decimals: int | None = None) -> str:
    """A number with `.` between thousands and a decimal comma; without `decimals`, all that it has."""
    if decimals is None:
        exact = Fraction(number)
        decimals = next((n for n in range(7) if (exact * 10**n).denominator == 1), 6)
    return grouped(rounded(number, decimals))


def grouped(number: Decimal) -> str:
    """A number with `.` between thousands and a decimal comma, and all the decimals that it has."""
    return f"{number:,f}".translate({ord(","): ".", ord("."): ","})


def shown(value: Result, column: Column) -> str:
    """A figure of a column as a table shows it.

    Sums and stated figures have the decimals that they have; only what was divided is rounded.
    """
    if value is None:
        return ""
    if isinstance(value, Nothing):
        return DOES_NOT_ARISE
    if isinstance(value, str):
        return value
    return grouped(_divided(value, column)) if _is_divided(value, column) else written(value)


def _divided(value: int | Fraction, column: Column) -> Decimal:
    """What was divided, with the decimals of its column."""
    return (rounded_share if column.type == "percent" else rounded)(value, column.decimals)


def _is_divided(value: int | Fraction, column: Column) -> bool:
    return column.ratio is not None or (Fraction(value) * 10**6).denominator != 1


def as_json(value: Result, column: Column) -> int | float | str | None:
    """A figure in JSON: a number, text, or None for a blank; what does not arise is the word for it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Nothing):
        return str(value.value)
    number = _divided(value, column) if _is_divided(value, column) else rounded(value, 6)
    return int(number) if number == number.to_integral_value() else float(number)
