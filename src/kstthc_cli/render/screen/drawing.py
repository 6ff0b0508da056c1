"""Text and tables of a fixed width, drawn with letters: what rich draws, without loading rich.

Every list passes here. Loading rich takes as long as three starts of a bare Python, and drawing with it ten
times as long as this (docs/decisions/0033-drawing.md). Tests hold that rich draws the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import NamedTuple
from unicodedata import category, east_asian_width

_CODES = {
    "bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33", "cyan": "36",
}  # fmt: skip
_MARGINS = 2
_LEAST = 8
"""How narrow a column becomes, at the least, to make room for others."""


class Cell(NamedTuple):
    """Text in a table, with words of style as `painted` takes them."""

    text: str
    style: str = ""


def painted(text: str, style: str) -> str:
    """The text in a style (`bold red`) as terminals take it."""
    codes = ";".join(_CODES[word] for word in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """How many columns of a terminal a text takes: signs of East Asia two, marks that join a letter none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if category(letter) in ("Mn", "Me") or letter in "\u200b\u200c\u200d":
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def lines_of(text: str) -> list[str]:
    """The lines of a text as they are written, tabs as blanks."""
    return text.expandtabs(8).split("\n")


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, broken at blanks; words that are wider than a line are broken anywhere."""
    return [piece for line in lines_of(text) for piece in _broken(line, width)]


def _broken(line: str, width: int) -> Iterator[str]:
    if width_of(line) <= width:
        yield line
        return
    done = ""
    for word in _words(line):
        if width_of(done + word.rstrip()) <= width:
            done += word
            continue
        if done:
            yield done.rstrip()
        *pieces, done = _folded(word, width) if width_of(word.rstrip()) > width else [word]
        yield from pieces
    yield done.rstrip()


def _words(line: str) -> Iterator[str]:
    """Words, each with the blanks behind it; those at the beginning belong to the first."""
    parts = ["".join(group) for _, group in groupby(line, key=str.isspace)]
    if parts and parts[0].isspace():
        parts[:2] = ["".join(parts[:2])]
    for at in range(0, len(parts), 2):
        yield "".join(parts[at : at + 2])


def _folded(word: str, width: int) -> list[str]:
    """The pieces of a word that is wider than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


class Grid(NamedTuple):
    """How a table stands: the width of each column, which of them hold numbers, lines between rows or not."""

    widths: Sequence[int]
    numbers: Sequence[bool]
    ruled: bool

    def drawn(self, header: Sequence[Cell], rows: Iterable[Sequence[Cell]], *, colour: bool) -> Iterator[str]:
        """The lines of the table."""
        yield self._rule("┌┬┐")
        yield from self._row(header, colour, bottom=True)
        yield self._rule("├┼┤")
        for number, row in enumerate(rows):
            if number and self.ruled:
                yield self._rule("├┼┤")
            yield from self._row(row, colour)
        yield self._rule("└┴┘")

    def _rule(self, corners: str) -> str:
        lines = corners[1].join("─" * (width + _MARGINS) for width in self.widths)
        return f"{corners[0]}{lines}{corners[2]}"

    def _row(self, cells: Sequence[Cell], colour: bool, *, bottom: bool = False) -> Iterator[str]:
        columns = [wrapped(cell.text, width) for cell, width in zip(cells, self.widths, strict=True)]
        if bottom:
            most = max(map(len, columns))
            columns = [[""] * (most - len(lines)) + lines for lines in columns]
        for lines in zip_longest(*columns, fillvalue=""):
            styles = [cell.style if colour else "" for cell in cells]
            yield f"│{'│'.join(map(_placed, lines, styles, self.widths, self.numbers))}│"


def _placed(line: str, style: str, width: int, number: bool) -> str:
    """A line of a cell between its margins; numbers stand to the right."""
    text = line.rstrip()
    shown, room = painted(text, style), " " * (width - width_of(text))
    return f" {room}{shown} " if number else f" {shown}{room} "


def shared_out(most: int, widths: Sequence[int], shares: Sequence[int]) -> list[int]:
    """The widths of columns in a table of `most` columns of a terminal, lines and margins included.

    Columns with a share have what the others leave, by their shares; where that is too little, the
    widest of the others give way.
    """
    found = list(widths)
    room = most - 1 - (_MARGINS + 1) * len(found)
    least = [_LEAST if share else 0 for share in shares]
    while (left := room - sum(w for w, share in zip(found, shares, strict=True) if not share)) < sum(least):
        widest = max((w for w, share in zip(found, shares, strict=True) if not share), default=1)
        if widest <= _LEAST:
            break
        found[next(n for n, share in enumerate(shares) if not share and found[n] == widest)] -= 1
    rest, left = sum(shares), left + _MARGINS * sum(map(bool, shares))
    for n, share in enumerate(shares):
        if share:
            whole = max(_MARGINS + 1, -(-share * left // rest))
            found[n] = whole - _MARGINS
            left, rest = left - whole, rest - share
    return found
