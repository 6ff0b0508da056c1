"""Where git keeps the data of a repository, found without starting git."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.store.files.paths import read_regular

_LONGEST = 4096


class GitFolder(NamedTuple):
    """The top folder of a working tree, and the folder of git's data for it."""

    top: Path
    data: Path


def find_git_folder(root: Path) -> GitFolder | None:
    """The working tree that contains `root`; None outside of git."""
    for folder in (root, *root.parents):
        place = folder / ".git"
        if os.path.isdir(place):  # noqa: PTH112 - is_dir() raises for a folder that may not be entered
            return GitFolder(folder, place)
        if os.path.isfile(place):  # noqa: PTH113
            named = _named_in(place)
            return GitFolder(folder, named) if named else None
    return None


def _named_in(file: Path) -> Path | None:
    """The folder that a `.git` file of a linked worktree or a submodule names."""
    try:
        words = read_regular(file, _LONGEST).decode(errors="surrogateescape")
    except OSError:
        return None
    return file.parent / words.removeprefix("gitdir:").strip() if words.startswith("gitdir:") else None
