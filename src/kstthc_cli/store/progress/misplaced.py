"""Files and folders outside the expected layout of `progress/`, `requests/` and `reports/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kstthc_cli.store.files.atomic_write import is_temporary_name
from kstthc_cli.store.files.paths import IGNORED, entries, printable

FOLDERS = ("progress", "requests", "reports")


def misspelt_folders(root: Path) -> list[str]:
    """Folders such as `Progress/`, which only case-insensitive systems would read.

    Raises UnreadableError.
    """
    names = [entry.name for entry in entries(root) if entry.name.casefold() in FOLDERS]
    return [f"{printable(name)}/" for name in names if name not in FOLDERS]


def other_plans(root: Path, top: str, plan: str) -> list[str]:
    """The folders next to that of a plan. Raises UnreadableError."""
    return [entry.name for entry in entries(root / top) if entry.is_dir() and entry.name != plan]


def loose_files(root: Path, folder: str) -> Iterator[str]:
    """The files in a folder that may contain only folders. Raises UnreadableError."""
    found = (entry for entry in entries(root / folder) if not entry.is_dir())
    return unread(f"{folder}/{entry.name}" for entry in found)


def unread(paths: Iterable[str]) -> Iterator[str]:
    """The paths without files of the system and temporary files, escaped for printing."""
    for path in paths:
        name = path.rpartition("/")[2]
        if name not in IGNORED and not is_temporary_name(name):
            yield printable(path)
