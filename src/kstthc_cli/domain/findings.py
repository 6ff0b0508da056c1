"""What a check says of a value, before anybody knows where in a file it stands."""

from __future__ import annotations

from dataclasses import dataclass

Loc = tuple[str | int, ...]
"""The keys and positions that lead to a value."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a value, before anybody knows its line."""

    code: str
    loc: Loc
    message: str
    remedy: str = ""
    """What to do, where that is not what the code says."""
