"""Slips kept parsed in `.kst/said.sqlite`, each under the hash of its file's bytes.

Only files without any problem are kept. A missing, damaged or locked database costs time and
changes no answer.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kstthc_cli import __version__
from kstthc_cli.store.files import cache_folder

_FORMAT = f"2 {__version__}"
_AT_ONCE = 500
_HASH = 64
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class SaidCache:
    """The parsed content of slips by hash; use it as a context."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._format = f"{_FORMAT} {root.stat().st_dev} {root.stat().st_ino}"
        self._file = root / ".kst" / "said.sqlite"
        self._database: sqlite3.Connection | None = None
        self._new: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        with contextlib.suppress(sqlite3.Error, OSError):
            if not self._file.parent.is_symlink() and self._file.is_file():
                self._database = self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(sqlite3.Error, OSError):
            self._store()
        if self._database is not None:
            self._database.close()

    def recall(self, hashes: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """What is known under the hashes."""
        if self._database is None:
            return {}
        wanted = list(hashes)
        found: dict[str, Mapping[str, Any]] = {}
        try:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(f"SELECT hash, content FROM said WHERE hash IN ({marks})", some)  # noqa: S608 - only question marks
                found.update(
                    (name, json.loads(text)) for name, kept in rows if (text := self._whole(name, kept))
                )
        except (sqlite3.Error, ValueError, TypeError, RecursionError) as error:
            if getattr(error, "sqlite_errorcode", None) not in _BUSY:
                self._discard()
            return {}
        return found

    def remember(self, name: str, content: Mapping[str, Any]) -> None:
        """Keep a content under its hash, from the end of the context on."""
        text = json.dumps(content, ensure_ascii=False)
        self._new.append((name, self._digest(name, text) + text))

    def _digest(self, name: str, text: str) -> str:
        return sha256(f"{self._format}{name}{text}".encode("utf-8", "surrogatepass")).hexdigest()

    def _whole(self, name: str, kept: object) -> str | None:
        """The text of a row without its hash, or None when the two do not fit."""
        text = kept[_HASH:] if isinstance(kept, str) else ""
        return text if text and kept == self._digest(name, text) + text else None

    def _store(self) -> None:
        if not self._new:
            return
        if self._database is None:
            cache_folder(self._root)
            self._database = self._open()
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO said VALUES (?, ?)", self._new)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file, timeout=0.3)
        try:
            database.execute("PRAGMA synchronous=OFF")  # what a power cut spoils is found by its digest
            database.execute(
                "CREATE TABLE IF NOT EXISTS said (hash TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID"
            )
            database.execute("CREATE TABLE IF NOT EXISTS format (name TEXT)")
            if database.execute("SELECT name FROM format").fetchall() != [(self._format,)]:
                with database:
                    database.execute("DELETE FROM said")
                    database.execute("DELETE FROM format")
                    database.execute("INSERT INTO format VALUES (?)", (self._format,))
        except sqlite3.OperationalError:
            database.close()
            raise
        except sqlite3.Error:
            database.close()
            self._file.unlink(missing_ok=True)
            raise
        return database

    def _discard(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
        self._file.unlink(missing_ok=True)
