"""Slips and requests as plain data: from the index for known bytes, else read and validated."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.store.files.paths import printable, read_regular
from kstthc_cli.store.files.source import MAX_BYTES, read_raw
from kstthc_cli.store.index.index import Index

if TYPE_CHECKING:
    from kstthc_cli.problems import Problem

Watch = Callable[[list[Path]], Iterable[Path]]
Validate = Callable[[str, bytes], "tuple[Plain | None, list[Problem]]"]


class CachedFiles(NamedTuple):
    """The data of each file, the hash of its bytes (empty after any problem), by path, and all problems."""

    contents: dict[str, Plain]
    hashes: dict[str, str]
    problems: list[Problem]


def load_cached(root: Path, paths: Iterable[str], watch: Watch, validate: Validate) -> CachedFiles:
    """The data of the files at some paths.

    Files without any problem are stored in the index, others are validated at every reading.
    """
    found = CachedFiles({}, {}, [])
    uncached: dict[Path, tuple[str, bytes]] = {}
    with Index(root) as index:
        for path, raw, problems in _read(root, paths):
            found.hashes[path] = "" if raw is None else sha256(raw).hexdigest()
            found.problems.extend(problems)
            cached = index.get(_kind(path), found.hashes[path], dict)
            if cached is not None:
                found.contents[path] = cached
            elif raw is not None:
                uncached[root / path] = path, raw
        for file in watch(list(uncached)):
            path, raw = uncached[file]
            data, problems = validate(path, raw)
            found.problems.extend(problems)
            if data is not None:
                found.contents[path] = data
            if data is None or problems:
                found.hashes[path] = ""
            else:
                index.put(_kind(path), found.hashes[path], data)
    return found


def remember(root: Path, path: str, raw: bytes, data: Plain) -> None:
    """Store the data of a file that was just written, so that the next command need not validate it."""
    with Index(root) as index:
        index.put(_kind(path), sha256(raw).hexdigest(), data)


def hashes(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The hash of the bytes of each file; empty if they cannot be read."""
    return {path: "" if raw is None else sha256(raw).hexdigest() for path, raw, _ in _read(root, paths)}


def _kind(path: str) -> str:
    """The kind of a file by its folder: `progress` or `requests`."""
    return path.partition("/")[0]


def _read(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None, list[Problem]]]:
    """Each file with its bytes, or the problems of reading it; each folder is checked for links once."""
    straight = {"": True}

    def is_straight(folder: str) -> bool:
        if folder not in straight:
            link = os.path.islink(f"{root}/{folder}")  # noqa: PTH114 - strings are faster than Path
            straight[folder] = not link and is_straight(folder.rpartition("/")[0])
        return straight[folder]

    for path in paths:
        raw = None
        if is_straight(path.rpartition("/")[0]):
            with contextlib.suppress(OSError):
                raw = read_regular(f"{root}/{path}", MAX_BYTES, links=False)
        if raw is None or len(raw) > MAX_BYTES:
            yield path, *read_raw(root / path, printable(path), root)
        else:
            yield path, raw, []
