"""Results of a check of values, before the place in the file is known."""

from __future__ import annotations

from dataclasses import dataclass

Loc = tuple[str | int, ...]
"""The keys and positions that lead to a value."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a value, located by keys (`loc`) rather than by line."""

    code: str
    loc: Loc
    message: str
    remedy: str = ""
    """The remedy, where it differs from that of the code."""
