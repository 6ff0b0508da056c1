"""Sparse checkouts: files that git keeps and that the working folder lacks on purpose."""

from __future__ import annotations

import os
from pathlib import Path

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.files.paths import FOLDERS, printable, read_regular
from kstthc_cli.store.git.git import NoGitError, git

_DATA = (*FOLDERS, "progress", "requests", "reports", "workbooks", "templates")
_LONGEST = 4096


def require_whole_checkout(root: Path) -> None:
    """Raise UnreadableError where a sparse checkout leaves out data: every answer would lack them silently.

    Git is only started in a clone that has had a sparse checkout.
    """
    folder = _git_folder(root)
    if folder is None or not (folder / "info" / "sparse-checkout").is_file():
        return
    missing = _left_out(root)
    if missing:
        raise UnreadableError(
            f"Bản sao này chỉ lấy một phần các tệp của kho (git sparse-checkout): thiếu {len(missing)} tệp "
            f"dữ liệu, ví dụ “{printable(missing[0])}”.",
            "Chạy `git sparse-checkout disable` rồi chạy lại lệnh.",
        )


def _left_out(root: Path) -> list[str]:
    """The files of data that the index marks as left out and that are not there, by path from the root."""
    try:
        done = git(root, "ls-files", "-z", "-t", "--", *_DATA)
    except NoGitError:
        return []
    lines = done.stdout.decode(errors="surrogateescape").split("\0") if done.returncode == 0 else []
    return [line[2:] for line in lines if line.startswith("S ") and not os.path.lexists(root / line[2:])]


def _git_folder(root: Path) -> Path | None:
    """The folder of git's data for the repository that contains `root`; None without git."""
    for folder in (root, *root.parents):
        place = folder / ".git"
        if os.path.isdir(place):  # noqa: PTH112 - is_dir() raises for a folder that may not be entered
            return place
        if os.path.isfile(place):  # noqa: PTH113
            return _named_in(place)
    return None


def _named_in(file: Path) -> Path | None:
    """The folder that a `.git` file of a linked worktree or a submodule names."""
    try:
        words = read_regular(file, _LONGEST).decode(errors="surrogateescape")
    except OSError:
        return None
    return file.parent / words.removeprefix("gitdir:").strip() if words.startswith("gitdir:") else None
