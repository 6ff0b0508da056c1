"""What git knows of files; asked through its own program, never guessed."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_ADDED = (
    *("git", "-c", "core.quotepath=off", "log", "--diff-filter=A", "--no-renames", "--name-only", "-z"),
    *("--relative", "--format=%x01%h%x02%an%x02%as", "--"),
)


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that brought a file: short hash, author, day (ISO)."""

    hash: str
    author: str
    day: str


def added_by(root: Path, folder: str) -> dict[str, Commit]:
    """The commit that added each file below `folder`, by path from the root; empty without git."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, and a folder after --
            [*_ADDED, folder],
            cwd=root,
            capture_output=True,
            check=False,
        )
    except OSError:
        return {}
    if done.returncode != 0:
        return {}
    return _commits(done.stdout.decode("utf-8", errors="replace"))


def _commits(log: str) -> dict[str, Commit]:
    found: dict[str, Commit] = {}
    for block in log.split("\x01")[1:]:
        head, _, names = block.partition("\0")
        first, _, rest = head.partition("\x02")
        author, _, day = rest.rpartition("\x02")
        commit = Commit(first, author.replace("\x02", " "), day)
        for entry in names.split("\0"):
            if path := entry.strip("\n"):
                found[path] = commit
    return found
