"""Changing a text in places: what no splice covers stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """The characters from `start` up to, but not including, `end` become `text`."""

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two splices that want the same characters, or one that lies outside the text."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made; those that insert at one place keep their order.

    Raises OverlapError where two of them meet, or one has no place in the text.
    """
    parts, done = [], 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        if not done <= splice.start <= splice.end <= len(text):
            raise OverlapError(splice)
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])
