"""The time zone of a repository, which determines the current day."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from kstthc_cli.store.files.paths import data_files, read_regular
from kstthc_cli.store.files.source import MAX_BYTES

DEFAULT = "Asia/Ho_Chi_Minh"
_LINE = re.compile(rb"^time_zone:[ \t]*[\"']?([\w/+-]{1,60})[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def time_zone_of(start: Path) -> str:
    """The time zone of the repository at or above `start`: that of its last calendar by file name.

    The default zone if none is set or it is unknown, which `kst validate` reports. The text is searched
    instead of parsed, because this runs at every start.
    """
    for folder in (start, *start.absolute().parents):
        if (folder / "plans").is_dir():
            return next(
                filter(None, (_zone(file) for file in reversed(data_files(folder, "calendar")))), DEFAULT
            )
    return DEFAULT


def _zone(file: Path) -> str:
    try:
        found = _LINE.search(read_regular(file, MAX_BYTES))
        return ZoneInfo(found[1].decode("ascii")).key if found else ""
    except (OSError, ValueError, LookupError):
        return ""
