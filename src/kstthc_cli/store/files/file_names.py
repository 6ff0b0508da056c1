"""Names of files that are made for agencies, valid on every platform."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MAX_LENGTH = 120


def file_names(named: Sequence[tuple[str, str]], suffix: str) -> list[str]:
    """A file name for each pair of name and agency id; names that several have are followed by the id."""
    plain = [_NOT_IN_NAMES.sub(" ", name)[:_MAX_LENGTH].strip() for name, _ in named]
    counts = Counter(name.casefold() for name in plain)
    return [
        f"{name} ({id_}){suffix}" if counts[name.casefold()] > 1 else f"{name}{suffix}"
        for name, (_, id_) in zip(plain, named, strict=True)
    ]
