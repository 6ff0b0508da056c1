"""The difference of two texts by words, and whether it is only one of spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kstthc_cli.domain.text.normalize import modern_tones, nfc

_LEAST_ALIKE = 0.35
_PUNCTUATION = re.compile(r"(?<!\d)[.,;:]|[.,;:](?!\d)|[“”\"'‘’]|(?<!\w)[-–—+](?=\s|$)|…")
_TOKEN = re.compile(r"\s*(?:\w+(?:[.,/&-]\w+)*|\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `same` in both texts, only in the `old` one, or only in the `new` one."""

    mark: str
    text: str
    attached: bool = False
    """Whether it follows the previous piece without a space, as a comma does."""


def same_except_spelling(old: str, new: str) -> bool:
    """Whether two texts differ only in spacing, case, punctuation or the place of tone marks.

    Points and commas in numbers count: 10,5 is not 105.
    """
    return old == new or _plain(old) == _plain(new)


def _plain(text: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", modern_tones(nfc(text)).casefold()).split())


def reworded(old: str, new: str) -> list[Piece]:
    """The changes from the old text to the new one; one replacement where they have little in common."""
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return [Piece(mark, text) for mark, text in (("old", old), ("new", new)) if text]
    return list(_pieces(before, after, _joined(matcher.get_opcodes())))


def _tokens(text: str) -> list[str]:
    """Words, numbers and punctuation marks, each with the whitespace before it."""
    return _TOKEN.findall(text)


Step = tuple[str, int, int, int, int]


def _joined(steps: Sequence[Step]) -> list[Step]:
    """The steps, with a single unchanged word between two changes merged into them."""
    found: list[Step] = []
    for n, (tag, i, j, k, m) in enumerate(steps):
        between = 0 < n < len(steps) - 1 and tag == "equal" and j - i == 1
        if found and found[-1][0] == "replace" and (tag != "equal" or between):
            _, first, _, start, _ = found[-1]
            found[-1] = ("replace", first, j, start, m)
        else:
            found.append(("equal" if tag == "equal" else "replace", i, j, k, m))
    return found


def _pieces(before: list[str], after: list[str], steps: list[Step]) -> Iterator[Piece]:
    for tag, i, j, k, m in steps:
        if tag == "equal":
            yield _piece("same", after[k:m])
            continue
        if i < j:
            yield _piece("old", before[i:j])
        if k < m:
            yield _piece("new", after[k:m])


def _piece(mark: str, tokens: list[str]) -> Piece:
    text = "".join(tokens)
    return Piece(mark, text.strip(), attached=not text[:1].isspace())


def shortened_pieces(pieces: Sequence[Piece], keep: int = 8) -> list[Piece]:
    """The pieces, with long unchanged runs cut to `keep` words next to each change."""
    last = len(pieces) - 1
    return [
        piece
        if piece.mark != "same"
        else Piece("same", _cut(piece.text.split(), keep, n > 0, n < last), piece.attached)
        for n, piece in enumerate(pieces)
    ]


def _cut(words: list[str], keep: int, after_change: bool, before_change: bool) -> str:
    head = words[:keep] if after_change else []
    tail = words[-keep:] if before_change else []
    if len(head) + len(tail) >= len(words) - 1:
        return " ".join(words)
    return " ".join([*head, "…", *tail])
