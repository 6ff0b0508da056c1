"""Numbers as documents write them: Roman numerals, letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
LARGEST = 3999


def roman(number: int) -> str:
    """A number from 1 to 3999 as a Roman numeral."""
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found


def arabic(numeral: str) -> int | None:
    """The value of a Roman numeral in capitals; None for invalid ones (`IIX`, `A`)."""
    if not re.fullmatch(r"[IVXLCDM]{1,15}", numeral):
        return None
    values = [_DIGITS[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    number = sum(-value if value < following else value for value, following in pairs)
    return number if 0 < number <= LARGEST and roman(number) == numeral else None


def letters(number: int) -> str:
    """1, 2, … as a, b, … z, aa, bb, … as word processors number lists."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def id_ranges(ids: Iterable[str]) -> str:
    """Ids with consecutive numbers joined: `1 đến 11, 13, 15 đến 40, 35.1`; numbers first, in their order."""
    every = dict.fromkeys(ids)
    numbers = sorted(int(one) for one in every if one.isdecimal())
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    joined = [f"{run[0]} đến {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return ", ".join([*joined, *(one for one in every if not one.isdecimal())])
