"""Texts that tests make, held in files: nothing in them changes unseen.

After a wanted change, write them anew, and read the difference in git: `KST_SNAPSHOTS=write pytest [TESTS]`.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

WRITE = os.environ.get("KST_SNAPSHOTS") == "write"
T = TypeVar("T")


def held(file: Path, text: str) -> None:
    """Compare a text with its file, line by line; or write the file."""
    if WRITE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    assert text.splitlines() == file.read_text("utf-8").splitlines()


def difference(before: list[str], after: list[str]) -> Iterator[str]:
    """The lines that only one of two has."""
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    yield from (f"- {line}" for line in gone.elements())
    yield from (f"+ {line}" for line in new.elements())


def some(given: Iterable[T], name: str, count: int) -> Iterator[T]:
    """So many of what is given, always the same for a name, in their order."""
    every = list(given)
    chosen = random.Random(name).sample(range(len(every)), min(count, len(every)))
    return (every[at] for at in sorted(chosen))
