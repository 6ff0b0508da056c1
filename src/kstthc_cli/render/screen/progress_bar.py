"""A bar on stderr for whoever waits at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def tracked(items: Sequence[T], doing: str, *, shown: bool) -> Iterable[T]:
    """The items, with a bar that says what is done with them while they are taken; it leaves no trace."""
    if not shown:
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, doing, console=Console(stderr=True), transient=True)
