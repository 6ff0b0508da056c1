"""Slips and requests as plain values: from the index where it knows the file, else read anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.store.files.paths import leads_out, read_regular, relative, through_links
from kstthc_cli.store.files.source import MAX_BYTES
from kstthc_cli.store.index.index import Index, Kept, stamp_of

if TYPE_CHECKING:
    from kstthc_cli.problems import Problem

Plain = Mapping[str, Any]
Watch = Callable[[list[Path]], Iterable[Path]]
Read = Callable[[Path], "tuple[Plain | None, list[Problem], str]"]
SHELF = "said"


def known(
    root: Path,
    files: list[Path],
    within: Iterable[str],
    watch: Callable[[list[Path]], Iterable[Path]],
    read: Read,
) -> tuple[dict[Path, Plain], list[Problem]]:
    """What each file says, and the problems of those that were read anew; `read` tells the hash as well.

    `within` names the folders that the files lie in. Only files without any problem are kept.
    """
    with Index(root) as index:
        return _Known(root, index, files, within).all(watch, read)


class _Known:
    def __init__(self, root: Path, index: Index, files: list[Path], within: Iterable[str]) -> None:
        self._index = index
        self._root = root
        self._paths = {file: relative(root, file) for file in files}
        self._linked = {folder for folder in {file.parent for file in files} if through_links(root, folder)}
        self._kept = index.recall(SHELF, within)
        for name in self._kept.keys() - set(self._paths.values()):
            index.forget(SHELF, name)

    def all(self, watch: Watch, read: Read) -> tuple[dict[Path, Plain], list[Problem]]:
        contents: dict[Path, Plain] = {}
        problems: list[Problem] = []
        for file, path in self._paths.items():
            if (data := self._unchanged(file, path)) is not None:
                contents[file] = data
        for file in watch([file for file in self._paths if file not in contents]):
            before, stamp = stamp_of(file), stamp_of(file, self._index.tick())
            data, found, name = read(file)
            problems += found
            if data is not None:
                contents[file] = data
                if name and not found and before == stamp_of(file):
                    content = json.dumps(data, ensure_ascii=False)
                    self._index.remember(SHELF, Kept(self._paths[file], stamp, name, content))
        return contents, problems

    def _identity(self, file: Path) -> tuple[str, str]:
        """Stamp and hash of a file as it is now."""
        return stamp_of(file, self._index.tick()), _hash(file)

    def _unchanged(self, file: Path, path: str) -> Plain | None:
        """What is kept of a file, if it is the same file; by its bytes where the stamp cannot tell."""
        row = self._kept.get(path)
        if row is None or file.parent in self._linked:
            return None
        if not row.stamp or row.stamp != stamp_of(file):
            stamp, name = self._identity(file)
            if name != row.hash or leads_out(self._root, file):
                return None
            if stamp:
                self._index.remember(SHELF, row._replace(stamp=stamp))
        data = row.data()
        return data if isinstance(data, dict) else None


def _hash(file: Path) -> str:
    """The hash of a file's bytes; empty when it cannot be read."""
    import hashlib

    try:
        return hashlib.sha256(read_regular(file, MAX_BYTES)).hexdigest()
    except OSError:
        return ""
