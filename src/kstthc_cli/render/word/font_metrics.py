"""Widths of lines in Times New Roman, for rules of the length that the law requires.

The widths are those of every font that replaces Times (1/1000 of the type size, U+0020 to U+007E).
"""

from __future__ import annotations

import unicodedata

_REGULAR = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
_BOLD = (
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
)  # fmt: skip
_USUAL = 500
_TWIPS = 20
_HORN = 50  # what the horn of ơ and ư adds, about


def line_width(text: str, points: float, *, bold: bool) -> int:
    """The width of a text on one line, in twips."""
    table = _BOLD if bold else _REGULAR
    return round(sum(_width(char, table) for char in _split(text)) * points * _TWIPS / 1000)


def balanced_lines(text: str, points: float, room: int, *, bold: bool) -> list[str]:
    """The lines of a text wrapped to `room` twips: as few as can be, and of about one length."""
    return [line for part in text.split("\n") for line in _balanced(part, points, room, bold)]


def _balanced(text: str, points: float, room: int, bold: bool) -> list[str]:
    fewest = len(_wrapped(text, points, room, bold))
    low, high = 0, room
    while high - low > _TWIPS:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_wrapped(text, points, middle, bold)) <= fewest else (middle, high)
    return _wrapped(text, points, high, bold)


def _wrapped(text: str, points: float, room: int, bold: bool) -> list[str]:
    """The lines of a text; a word that is too long has a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and line_width(longer, points, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def widest_line(text: str, points: float, room: int, *, bold: bool) -> int:
    """The width of the widest line, in twips, of a balanced text."""
    lines = balanced_lines(text, points, room, bold=bold)
    return min(room, max(line_width(line, points, bold=bold) for line in lines))


def _split(text: str) -> str:
    return unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))


def _width(char: str, table: tuple[int, ...]) -> int:
    if " " <= char <= "~":
        return table[ord(char) - 32]
    if unicodedata.combining(char):
        return _HORN if char == "\u031b" else 0
    return _USUAL
