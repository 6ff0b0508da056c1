"""The index: data derived from files, cached in `.kst/` under a hash of its inputs.

The same key always has the same content, so a row is correct or damaged, never out of date. The index is used
only in the folder where it was created, by the program version that created it. A missing, damaged, locked or
read-only index costs time; it never changes a result or raises an error.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from kstthc_cli import __version__
from kstthc_cli.store.files.paths import cache_folder

T = TypeVar("T")
_FORMAT = 5
_MOST_ROWS = 200_000
"""The oldest rows are deleted first: they are unused, or soon computed again."""
_TABLE = """CREATE TABLE IF NOT EXISTS kept (
    number INTEGER PRIMARY KEY, kind TEXT, key TEXT, content BLOB, sum INTEGER, UNIQUE (kind, key)
)"""
_BESIDE = ("", "-journal", "-wal", "-shm")
"""Endings of the files that SQLite may open: the database itself and its auxiliary files."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH)
_ERRORS = (
    sqlite3.Error, OSError, ValueError, TypeError, LookupError, AttributeError, OverflowError, MemoryError,
    RecursionError,
)  # fmt: skip


class Index:
    """The index of a repository, as a context manager. Its methods raise nothing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._database: sqlite3.Connection | None = None
        self._usable = True
        self._new: list[tuple[str, str, bytes]] = []

    def __enter__(self) -> Self:
        self._attempt(self._open)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._new and self._usable:
            self._attempt(self._store)
        self._close()

    def get(self, kind: str, key: str, make: Callable[[Any], T]) -> T | None:
        """The value of a key, converted by `make`; None if it is missing or damaged."""
        return self._attempt(self._read, kind, key, make) if self._database is not None else None

    def put(self, kind: str, key: str, value: Any) -> None:
        """Store a JSON value at the end of the context."""
        content = json.dumps(value, ensure_ascii=False, default=_iso).encode("utf-8", "surrogatepass")
        self._new.append((kind, key, content))

    def _open(self) -> None:
        """Connect to an existing index."""
        with contextlib.suppress(FileNotFoundError):
            file = self._file()
            file.lstat()
            self._database = _connected(file)

    def _file(self) -> Path:
        """The path of the index. Raises OSError without `.kst/`, or where the path contains a link.

        Its name contains the version, the folder, and the creation time of `.kst/`, which the creator of an
        index elsewhere cannot know; so an index from a copy or a pull request is not opened.
        """
        place, folder = self._root.stat(), self._root / ".kst"
        begun = (folder / ".gitignore").lstat()
        identity = (place.st_dev, place.st_ino, begun.st_ino, begun.st_ctime_ns)
        name = f"index-{_FORMAT}-{__version__}-{'-'.join(f'{number:x}' for number in identity)}.sqlite"
        if not (stat.S_ISDIR(folder.lstat().st_mode) and stat.S_ISREG(begun.st_mode)):
            raise OSError
        for ending in _BESIDE:
            with contextlib.suppress(FileNotFoundError):
                if not stat.S_ISREG((folder / f"{name}{ending}").lstat().st_mode):
                    raise OSError
        return folder / name

    def _read(self, kind: str, key: str, make: Callable[[Any], T]) -> T | None:
        assert self._database is not None  # noqa: S101 - for the type checker
        query = "SELECT content, sum FROM kept WHERE kind = ? AND key = ?"
        row = self._database.execute(query, (kind, key)).fetchone()
        return make(json.loads(row[0])) if row and row[1] == _sum(kind, key, row[0]) else None

    def _store(self) -> None:
        rows = [(*row, _sum(*row)) for row in self._new]
        database = self._database = self._database or self._begin()
        with database:
            database.execute(_TABLE)
            database.executemany(
                "INSERT OR REPLACE INTO kept (kind, key, content, sum) VALUES (?, ?, ?, ?)", rows
            )
            oldest = "DELETE FROM kept WHERE number <= (SELECT max(number) FROM kept) - ?"
            database.execute(oldest, (_MOST_ROWS,))

    def _begin(self) -> sqlite3.Connection:
        """Create an index; delete those of other versions and folders. Raises OSError, sqlite3.Error."""
        folder = cache_folder(self._root)
        file = self._file()
        for other in folder.glob("index-*"):
            if not other.name.startswith(file.name):
                with contextlib.suppress(OSError):
                    other.unlink()
        return _connected(file)

    def _attempt(self, work: Callable[..., T], *given: Any) -> T | None:
        """The result of `work`; None if it fails.

        A damaged index is deleted, one that cannot be written is left unchanged.
        """
        try:
            return work(*given)
        except _ERRORS as error:
            self._close()
            refused = isinstance(error, OSError)
            if not refused and getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED:
                with contextlib.suppress(OSError):
                    self._file().unlink(missing_ok=True)
            else:
                self._usable = False
            return None

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _iso(value: Any) -> str:
    """A day as JSON text."""
    return str(value.isoformat())


def _sum(kind: str, key: str, content: bytes) -> int:
    """A checksum that detects damage that SQLite does not detect."""
    return zlib.crc32(content, zlib.crc32(f"{kind}\0{key}".encode()))


def _connected(file: Path) -> sqlite3.Connection:
    """A connection that creates no other files. Raises sqlite3.Error."""
    database = sqlite3.connect(os.fspath(file), timeout=0.3)
    try:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = MEMORY")
    except sqlite3.Error:
        database.close()
        raise
    return database
