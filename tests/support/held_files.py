"""Texts that tests make, held in files: nothing in them changes unseen.

After a wanted change, write them anew, and read the difference in git: `KST_SNAPSHOTS=write pytest [TESTS]`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

WRITE = os.environ.get("KST_SNAPSHOTS") == "write"


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
