"""Replacing parts of a text; everything else stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace the characters in the half-open range from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two splices overlap, or one is outside the text."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices applied; insertions at one place keep their order.

    Raises OverlapError where two splices overlap, or one is outside the text.
    """
    parts, done = [], 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        if not done <= splice.start <= splice.end <= len(text):
            raise OverlapError(splice)
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])
