"""Sheets of forms in the index, under a hash of all files that they were computed from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from kstthc_cli.domain.forms.answers.sheet import Sheet, sheet_from_data
from kstthc_cli.domain.plain_values import plain
from kstthc_cli.store.index.index import Index
from kstthc_cli.store.index.slip_cache import hashes
from kstthc_cli.store.progress.slips import misplaced_paths, slip_paths

_KIND = "sheet"


def cached_sheet(root: Path, words: Iterable[str], plans: Iterable[str]) -> Sheet | None:
    """The stored sheet, if no slip of the plans has changed; `words` identify everything else asked.

    None where a file lies outside the expected layout, so that this is told.
    """
    paths: list[str] = []
    for plan in plans:
        slips, misplaced, others = slip_paths(root, plan)
        if misplaced or misplaced_paths(root, plan, others):
            return None
        paths += slips
    key = _key(words, hashes(root, paths))
    with Index(root) as index:
        return index.get(_KIND, key, sheet_from_data) if key else None


def store_sheet(root: Path, words: Iterable[str], read: Mapping[str, str], sheet: Sheet) -> None:
    """Store a sheet; `read` maps the path of every file that it was computed from to its hash."""
    if key := _key(words, {path: digest for path, digest in read.items() if path.startswith("progress/")}):
        with Index(root) as index:
            index.put(_KIND, key, plain(sheet))


def _key(words: Iterable[str], files: Mapping[str, str]) -> str:
    """The key; empty if a file has a problem."""
    if not all(files.values()):
        return ""
    return sha256(json.dumps([*words, sorted(files.items())]).encode()).hexdigest()
