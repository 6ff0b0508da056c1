"""Words that a user looks for, and whether a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kstthc_cli.domain.text.normalize import modern_tones, nfc, unmarked

_BEFORE = 12
"""About how many characters before the words an excerpt begins."""


class Wanted:
    """Words to look for: each must begin a word of a text, in any order and case.

    Those without diacritics match any: `anh` matches `ánh`, and not `hành`.
    """

    def __init__(self, text: str) -> None:
        words = [_folded(word) for word in text.split()]
        self._exact = [_beginning(word) for word in words if word != unmarked(word)]
        self._bare = [_beginning(word) for word in words if word == unmarked(word)]
        together = unmarked(" ".join(words))
        self._places = [_beginning(together), *(_beginning(unmarked(word)) for word in words)]

    def __bool__(self) -> bool:
        return bool(self._exact or self._bare)

    def found_in(self, texts: Iterable[str | None]) -> bool:
        """Whether the texts, taken together, have every word."""
        whole = _folded(" ".join(text for text in texts if text))
        if not all(word.search(whole) for word in self._exact):
            return False
        plain = unmarked(whole)
        return all(word.search(plain) for word in self._bare)

    def excerpt(self, text: str) -> str:
        """The text on one line, from a little before the words together, or before one that it has."""
        line = " ".join(nfc(text).split())
        plain = unmarked(line)
        first = next((match.start() for word in self._places if (match := word.search(plain))), 0)
        begin = line.rfind(" ", 0, max(first - _BEFORE, 0)) + 1
        return f"…{line[begin:]}" if begin else line


def _beginning(word: str) -> re.Pattern[str]:
    """The word where a word of a text begins."""
    return re.compile((r"(?<!\w)" if word[:1].isalnum() else "") + re.escape(word))


def _folded(text: str) -> str:
    return modern_tones(nfc(text)).casefold()
