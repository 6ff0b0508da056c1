"""Names of files that are made, valid on every platform."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MAX_LENGTH = 120


def unused_name(folder: Path, stem: str, suffix: str) -> Path:
    """A file of a folder that is not there yet: `stem`, else `stem (2)`, `stem (3)` and so on."""
    names = (f"{stem} ({n}){suffix}" if n > 1 else f"{stem}{suffix}" for n in count(1))
    return next(folder / name for name in names if not os.path.lexists(folder / name))


def plain_name(name: str) -> str:
    """A name without what no file name may hold, and not too long."""
    return " ".join(_NOT_IN_NAMES.sub(" ", name).split())[:_MAX_LENGTH].strip()


def file_names(named: Sequence[tuple[str, str]], suffix: str) -> list[str]:
    """A file name for each pair of name and agency id; names that several have are followed by the id."""
    plain = [(plain_name(name), id_) for name, id_ in named]
    counts = Counter(name.casefold() for name, _ in plain)
    return [
        f"{name} ({id_}){suffix}" if counts[name.casefold()] > 1 else f"{name}{suffix}" for name, id_ in plain
    ]
