"""A bar on stderr for whoever waits at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
MANY = 10
"""So many files are long to make or to read."""


def tracked(items: Sequence[T], doing: str, *, shown: bool, least: int = 1) -> Iterable[T]:
    """The items, with a bar that says what is done with them while they are taken; it leaves no trace.

    Without `shown`, or with fewer items than `least`, there is none.
    """
    if not shown or len(items) < least:
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, doing, console=Console(stderr=True), transient=True)
