"""The lines of a cell whose words were broken to fit the width of its column."""

from __future__ import annotations

import re

from kstthc_cli.domain.text.normalize import has_excessive_marks, nfc
from kstthc_cli.domain.text.syllables import is_syllable
from kstthc_cli.errors import UnreadableError

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, blanks without width and marks of direction."""
_ITEM = re.compile(r"([-+•–*]\s|[a-zđ]\)|\d{1,2}[.)]\s)")
_BROKEN = re.compile(r"\w[/-]$|\d/[A-ZĐ][A-ZĐ-]*$")
"""The end of a line that breaks within a number of a document or a year: `80/2020/N`, `2021-`."""
_CLOSING = ".,;:)]”"
"""What stands at the end of a word, though a narrow column puts it on a line of its own."""


def cell_lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a cell: a line goes on with the one above unless it begins an item."""
    found: list[str] = []
    for line in (plain_line(part) for part in text.split("\n")):
        if found and line and not _ITEM.match(line):
            broken_word = _BROKEN.search(found[-1]) and re.match(r"[A-ZĐ\d-]", line)
            together = broken_word or line[0] in _CLOSING or _is_one(found[-1], line)
            found[-1] += line if together else f" {line}"
        elif line:
            found.append(line)
    return tuple(found)


def in_nfc(text: str) -> str:
    """The text in NFC. Raises UnreadableError for letters with more marks than can be normalized in time."""
    if has_excessive_marks(text):
        raise UnreadableError(
            "Tài liệu có chữ mang quá nhiều dấu chồng lên nhau.",
            "Gõ lại đoạn đó trong tài liệu rồi nhập lại.",
        )
    return nfc(text)


def plain_line(line: str) -> str:
    """A line in NFC with single blanks, without characters that are not seen. Raises as `in_nfc` does.

    Letters of symbol fonts, which Word has for bullets, are bullets.
    """
    return " ".join(re.sub("[\ue000-\uf8ff]", "•", in_nfc(_UNSEEN.sub("", line))).split())


def _is_one(above: str, below: str) -> bool:
    """Whether a narrow column has broken a year, a month or a syllable: `Quý III/202`, `1`; `T1`, `0`."""
    if re.search(r"\bT1$", above) and re.fullmatch(r"[0-2]", below):
        return True
    begun, goes_on = re.search(r"/(\d{1,3})$", above), re.match(r"\d{1,3}(?!\d)", below)
    if begun and goes_on:
        return bool(re.fullmatch(r"(19|20)\d\d", begun[1] + goes_on[0]))
    end, start = re.search(r"[^\W\d_]+$", above), re.match(r"[^\W\d_]+", below)
    if not end or not start or not start[0].islower():
        return False
    return is_syllable(end[0] + start[0]) and not (is_syllable(end[0]) and is_syllable(start[0]))
