"""What was read once, kept in `.kst/index.sqlite`: plans ready to compute with, slips as plain values.

The index is derived and never the truth. A file is known again by its stamp, as git knows it: device,
inode, size, and the times of its content and of its entry in the folder; where the stamp does not tell,
by the hash of its bytes. The index believes itself only in the folder it was made in, by this version of
the program. Deleted, damaged, locked or unwritable, it costs time and changes no answer.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from kstthc_cli import __version__
from kstthc_cli.store.files.paths import cache_folder

T = TypeVar("T")
_FORMAT = 1
_TABLE = """CREATE TABLE IF NOT EXISTS kept (
    shelf TEXT, name TEXT, stamp TEXT, hash TEXT, content TEXT, sum INTEGER, PRIMARY KEY (shelf, name)
) WITHOUT ROWID"""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH)
_TELLING = os.name != "nt"
"""Whether the system tells when a file was last changed in any way; Windows does not."""


class Kept(NamedTuple):
    """A row: under which stamp and hash of its file it holds, and what it says."""

    name: str
    stamp: str
    hash: str
    content: str

    def sum(self, shelf: str) -> int:
        """A check sum, by which damage is seen."""
        return zlib.crc32("\0".join((shelf, *self)).encode("utf-8", "surrogatepass"))

    def data(self) -> Any:
        """The content as plain values."""
        return json.loads(self.content)


def stamp_of(file: str | Path, before: int | None = None) -> str:
    """By what the system tells a file from all others and from itself before a change.

    Empty where it cannot tell: for links and what is no ordinary file, on Windows, and for a file
    that was changed no earlier than the tick `before`, since it may change again within the tick.
    """
    try:
        found = os.lstat(file)
    except OSError:
        return ""
    settled = before is None or (found.st_ctime_ns < before and found.st_mtime_ns < before)
    if not (_TELLING and settled and stat.S_ISREG(found.st_mode)):
        return ""
    return f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


class Index:
    """The index of a repository; use it as a context. Nothing is raised but from within the context."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._database: sqlite3.Connection | None = None
        self._new: dict[str, list[Kept]] = {}
        self._gone: list[tuple[str, str]] = []
        self._tick: int | None = None

    def __enter__(self) -> Self:
        with contextlib.suppress(OSError):
            folder = self._root / ".kst"
            file = folder / _file_name(self._root)
            if not folder.is_symlink() and stat.S_ISREG(file.lstat().st_mode):
                self._database = self._attempt(_connected, file)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._new or self._gone:
            with contextlib.suppress(OSError):
                self._attempt(self._store)
        if self._database is not None:
            self._database.close()

    def recall(self, shelf: str, within: Iterable[str] | None = None) -> dict[str, Kept]:
        """The rows of a shelf by name, or those whose names begin with one of `within` and a slash."""
        if self._database is None:
            return {}
        if within is None:
            return self._attempt(self._rows, shelf, "", ()) or {}
        found: dict[str, Kept] = {}
        for place in within:
            bounds = (f"{place}/", f"{place}0")  # the sign after the slash is 0
            found |= self._attempt(self._rows, shelf, " AND name >= ? AND name < ?", bounds) or {}
        return found

    def marks(self, shelf: str, within: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Stamp and hash of the rows that `recall` would give, by name; what they say is not looked at."""
        found: dict[str, tuple[str, str]] = {}
        for place in within:
            found |= self._attempt(self._marks, shelf, place) or {} if self._database else {}
        return found

    def row(self, shelf: str, name: str) -> Kept | None:
        """One row of a shelf."""
        rows = self._attempt(self._rows, shelf, " AND name = ?", (name,)) if self._database else None
        return rows.get(name) if rows else None

    def remember(self, shelf: str, row: Kept) -> None:
        """Keep a row from the end of the context on."""
        self._new.setdefault(shelf, []).append(row)

    def forget(self, shelf: str, name: str) -> None:
        """Drop a row at the end of the context."""
        self._gone.append((shelf, name))

    def tick(self) -> int:
        """What the disk's clock says before any file is read for the index."""
        if self._tick is None:
            self._tick = self._now()
        return self._tick

    def _now(self) -> int:
        import tempfile

        try:
            with tempfile.TemporaryFile(dir=cache_folder(self._root)) as file:
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0

    def _marks(self, shelf: str, place: str) -> dict[str, tuple[str, str]]:
        assert self._database is not None  # noqa: S101 - for the types
        query = "SELECT name, stamp, hash FROM kept WHERE shelf = ? AND name >= ? AND name < ?"
        rows = self._database.execute(query, (shelf, f"{place}/", f"{place}0"))
        return {str(name): (str(stamp), str(digest)) for name, stamp, digest in rows}

    def _rows(self, shelf: str, where: str, bounds: tuple[str, ...]) -> dict[str, Kept]:
        assert self._database is not None  # noqa: S101 - for the types
        query = f"SELECT * FROM kept WHERE shelf = ?{where}"  # noqa: S608 - fixed words
        rows = self._database.execute(query, (shelf, *bounds))
        return {row[1]: Kept(*row[1:5]) for row in rows if _is_whole(row)}

    def _store(self) -> None:
        rows = [(shelf, *row, row.sum(shelf)) for shelf, new in self._new.items() for row in new]
        database = self._database or self._begin()
        with database:
            database.executemany("DELETE FROM kept WHERE shelf = ? AND name = ?", self._gone)
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _begin(self) -> sqlite3.Connection:
        """A new index; those of other versions and places are thrown away."""
        folder = cache_folder(self._root)
        file = folder / _file_name(self._root)
        for other in folder.glob("index-*"):
            if not other.name.startswith(file.name):
                other.unlink(missing_ok=True)
        self._database = _connected(file)
        self._database.execute(_TABLE)
        return self._database

    def _attempt(self, work: Callable[..., T], *given: Any) -> T | None:
        """What the work gives; None where the database refuses. One that is damaged is thrown away."""
        try:
            return work(*given)
        except (sqlite3.Error, ValueError, TypeError, OverflowError, MemoryError) as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED:
                self._discard()
            return None

    def _discard(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
        with contextlib.suppress(OSError):
            (self._root / ".kst" / _file_name(self._root)).unlink(missing_ok=True)


def _file_name(root: Path) -> str:
    """The name of the index that was made here: nobody can know it who made one elsewhere.

    It tells the version, the folder, and the instant at which its `.kst/` was begun. So an index that
    comes with a copy or a pull request is not even opened. Raises OSError before there is a `.kst/`.
    """
    place, begun = root.stat(), (root / ".kst" / ".gitignore").lstat()
    told = (place.st_dev, place.st_ino, begun.st_ino, begun.st_ctime_ns)
    return f"index-{_FORMAT}-{__version__}-{'-'.join(f'{number:x}' for number in told)}.sqlite"


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=0.3)
    try:
        database.execute("PRAGMA synchronous = OFF")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _is_whole(row: tuple[Any, ...]) -> bool:
    """Whether a row holds what such a row holds, undamaged."""
    *texts, total = row
    return all(isinstance(text, str) for text in texts) and Kept(*texts[1:]).sum(texts[0]) == total
