"""Asking everything, and looking at the index that comes of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.quarter_two import AS_OF
from tests.support.running import Kst

QUESTIONS = (
    ("status", "--quarter", "2"),
    ("due", "--period", "2021"),
    ("history", "3"),
    ("missing",),
    ("overdue",),
)


def database(root: Path) -> Path:
    (file,) = (root / ".kst").glob("index-*.sqlite")
    return file


def answers(kst: Kst, root: Path) -> list[Any]:
    """What is answered to everything; without a word on stderr."""
    results = [kst(*question, "--as-of", AS_OF, "--format", "json", root=root) for question in QUESTIONS]
    assert [(result.code, result.err) for result in results] == [(0, "")] * len(QUESTIONS)
    return [json.loads(result.out) for result in results]


@contextmanager
def opened_index(root: Path) -> Iterator[sqlite3.Connection]:
    """The database, closed again."""
    connection = sqlite3.connect(database(root))
    try:
        with connection:
            yield connection
    finally:
        connection.close()
