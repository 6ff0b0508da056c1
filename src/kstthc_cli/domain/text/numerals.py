"""Roman numerals, as sections, parts and quarters are numbered."""

from __future__ import annotations


def roman(number: int) -> str:
    """1 to 39 as a Roman numeral."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
