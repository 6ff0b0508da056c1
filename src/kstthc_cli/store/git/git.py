"""What git knows of files; asked through its own program, never guessed."""

from __future__ import annotations

import errno
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kstthc_cli.store.files.paths import printable

_SAFELY = (
    *("-c", "core.quotePath=false", "--no-pager"),
    *("-c", "core.fsmonitor=false"),  # a program that a repository's settings name
    *("-c", "log.showSignature=false"),  # starts another one
    *("-c", "safe.bareRepository=explicit"),  # settings that came as files of a pull request
)
_ADDED = (
    *("log", "--diff-filter=A", "--no-renames", "--name-only", "-z"),
    *("--relative", "--format=%x01%h%x02%an%x02%as", "--"),
)


def git_words(*words: str) -> list[str]:
    """The command line of a call of git that starts none of the programs a repository may name.

    Git itself is taken from an absolute folder of PATH: in the working folder, where Windows looks
    first, lies what a pull request brought. Raises FileNotFoundError where there is no git.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        program = Path(folder, name)
        if program.is_absolute() and program.is_file() and os.access(program, os.X_OK):
            return [str(program), *_SAFELY, *words]
    raise FileNotFoundError(errno.ENOENT, "git is not installed")


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
            git_words(*_ADDED, folder),
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
        commit = Commit(first, printable(author), day)
        for entry in names.split("\0"):
            if path := entry.strip("\n"):
                found[path] = commit
    return found
