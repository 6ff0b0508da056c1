"""Files that git keeps and that it leaves out of the working folder: sparse checkouts, `skip-worktree`."""

from __future__ import annotations

import os
from pathlib import Path

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.files.paths import FOLDERS, printable, read_regular
from kstthc_cli.store.git.git import NoGitError, git
from kstthc_cli.store.git.git_folder import find_git_folder

_DATA = (*FOLDERS, "progress", "requests", "reports", "workbooks", "templates")
_HEADER = 8
"""The bytes of an index up to the end of its version."""
_PLAIN = 2
"""The version without room for a mark."""


def require_whole_checkout(root: Path) -> None:
    """Raise UnreadableError where git leaves out data: every answer would lack it silently.

    Git is only started where an index has room for such a mark.
    """
    found = find_git_folder(root)
    if found is None or not _may_mark(found.data):
        return
    missing = _left_out(root)
    if missing:
        raise UnreadableError(
            f"Bản sao này chỉ lấy một phần các tệp của kho (git sparse-checkout hoặc skip-worktree): thiếu "
            f"{len(missing)} tệp dữ liệu, ví dụ “{printable(missing[0])}”.",
            "Chạy `git sparse-checkout disable` rồi chạy lại lệnh.",
        )


def _may_mark(data: Path) -> bool:
    """Whether an index may mark files as left out: its format is not version 2 (gitformat-index, "flags").

    A split index has its other half in `sharedindex.*`.
    """
    return any(_version(file) != _PLAIN for file in (data / "index", *data.glob("sharedindex.*")))


def _version(index: Path) -> int:
    """The version of an index; 2 where there is none."""
    try:
        head = read_regular(index, _HEADER - 1)
    except OSError:
        return _PLAIN
    return int.from_bytes(head[4:])


def _left_out(root: Path) -> list[str]:
    """The files of data that the index marks as left out and that are not there, by path from the root."""
    try:
        done = git(root, "ls-files", "-z", "-t", "--", *_DATA)
    except NoGitError:
        return []
    lines = done.stdout.decode(errors="surrogateescape").split("\0") if done.returncode == 0 else []
    return [line[2:] for line in lines if line.startswith("S ") and not os.path.lexists(root / line[2:])]
