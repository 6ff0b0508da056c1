"""Words that a user looks for, and whether a text has them."""

from __future__ import annotations

from collections.abc import Iterable

from kstthc_cli.domain.text.normalize import modern_tones, nfc, unmarked

_AROUND = 40
"""How many characters before the first word an excerpt begins."""


class Wanted:
    """Words to look for: each must occur, in any order and case; those without diacritics match any."""

    def __init__(self, text: str) -> None:
        self._words = [_folded(word) for word in text.split()]
        self._plain = [word == unmarked(word) for word in self._words]

    def __bool__(self) -> bool:
        return bool(self._words)

    def found_in(self, texts: Iterable[str | None]) -> bool:
        """Whether the texts, taken together, have every word."""
        whole = _folded(" ".join(text for text in texts if text))
        plain = unmarked(whole)
        return all(
            word in (plain if bare else whole) for word, bare in zip(self._words, self._plain, strict=True)
        )

    def excerpt(self, text: str) -> str:
        """The text from a little before the first word that it has, on one line."""
        line = " ".join(nfc(text).split())
        plain = unmarked(line)
        places = [plain.find(unmarked(word)) for word in self._words]
        first = min((place for place in places if place >= 0), default=0)
        if first <= _AROUND:
            return line
        begin = line.rfind(" ", 0, first - _AROUND // 2) + 1
        return f"…{line[begin:]}"


def _folded(text: str) -> str:
    return modern_tones(nfc(text)).casefold()
