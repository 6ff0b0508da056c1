"""Words in capitals, as titles and letterheads have them, turned back into running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.numerals import arabic


def with_place(text: str, place: str) -> str:
    """The text with the name of the place as the line of the date writes it."""
    return re.sub(rf"\b{re.escape(place)}\b", place, text, flags=re.IGNORECASE) if place else text


_SHORT_FORMS = frozenset(("UBND", "HĐND", "TTHC", "MTTQ", "KT", "TM", "TL", "TUQ"))


class Case:
    """How words are written in running text, so that capitals can be turned back."""

    def __init__(self, lines: Iterable[str]) -> None:
        counts: dict[str, Counter[str]] = {}
        self._running = [line for line in lines if not line.isupper()]
        for line in self._running:
            for match in re.finditer(r"(?<![.!?:;“(\-–]\s)(?<=\s)\w+", line):
                counts.setdefault(match[0].casefold(), Counter())[match[0]] += 1
        self._usual = {
            key: min(found.items(), key=lambda p: (-p[1], p[0]))[0] for key, found in counts.items()
        }

    def _as_in_running_text(self, text: str) -> str:
        """A long phrase as some line of running text has it."""
        wanted = text.casefold()
        places = ((line, line.casefold().find(wanted)) for line in self._running if len(text) > 20)
        return next((line[at : at + len(text)] for line, at in places if at >= 0), "")

    def _running_word(self, match: re.Match[str]) -> str:
        if match[0] in _SHORT_FORMS:
            return match[0]
        return self._usual.get(match[0].casefold(), match[0].lower())

    def of(self, text: str, keep: int = 0) -> str:
        """Words in capitals as running text writes them; other text as it is. The first `keep` words stay."""
        if not text.isupper():
            return text
        words = text.split()
        for start in range(min(3, len(words))):
            if phrase := self._as_in_running_text(" ".join(words[start:])):
                shown = " ".join((*(word.lower() for word in words[:start]), phrase))
                return capitalized(shown)
        found = [
            word if n < keep or arabic(word.strip(".,:")) else re.sub(r"\w+", self._running_word, word)
            for n, word in enumerate(words)
        ]
        shown = re.sub(r"\b([uủ][yỷ] ban|hội đồng) nhân dân", lambda m: m[0].capitalize(), " ".join(found))
        return capitalized(shown)
