"""Whatever happens to `.kst/`, the answers stay: it is derived, and never believed beyond its key."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.in_process import DAY, record
from tests.support.running import Kst
from trees import tree

Damage = Callable[[Path], None]
QUESTION = ("due", "--agency", "so-yt", "--quarter", "2", "--format", "json", *DAY)


def index(root: Path) -> Path:
    (file,) = (root / ".kst").glob("index-*.sqlite")
    return file


def rewritten(file: Path, change: str, *values: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(f"UPDATE kept SET content = {change}", values)


def another_word(file: Path) -> None:
    rewritten(file, "replace(content, ?, ?)", '"done"', '"in_progress"')


def empty_list(file: Path) -> None:
    rewritten(file, "'[]'")


def other_keys(file: Path) -> None:
    rewritten(file, """'{"id": "x"}'""")


def no_json(file: Path) -> None:
    rewritten(file, "'{'")


def other_table(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE kept (other TEXT)")


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def noise(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 64)


def half_overwritten(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2] + bytes(len(content) - len(content) // 2))


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES = (
    another_word, empty_list, other_keys, no_json, other_table, truncated, noise, half_overwritten, a_folder
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_to_what_was_said_changes_no_answer(damage: Damage, ready: Path, kst: Kst) -> None:
    before = kst(*QUESTION, root=ready)
    files = tree(ready / "progress")
    damage(index(ready))
    assert kst(*QUESTION, root=ready) == before
    assert kst(*record("11", "so-yt"), root=ready).code == 0
    assert files.items() <= tree(ready / "progress").items()


def test_another_word_in_the_kept_plan_changes_no_answer(ready: Path, kst: Kst) -> None:
    before = kst(*QUESTION, root=ready)
    rewritten(index(ready), "replace(content, ?, ?)", "Sở Y tế", "Sở Y Tế")
    assert kst(*QUESTION, root=ready) == before


def test_a_locked_cache_changes_no_answer_and_is_not_deleted(ready: Path, kst: Kst) -> None:
    before = kst(*QUESTION, root=ready)
    file = index(ready)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kst(*QUESTION, root=ready) == before
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone() != (0,)


# The cache is not synced: after a power cut any part of it may be that of another time


def test_no_part_of_the_cache_left_from_another_time_is_believed(ready: Path, kst: Kst) -> None:
    """Every page in turn is as it was before a slip was written, or never reached the disk."""
    kst(*QUESTION, root=ready)
    file = index(ready)
    old = file.read_bytes()
    assert kst(*record("11", "so-yt"), root=ready).code == 0
    right = kst(*QUESTION, root=ready)
    new = file.read_bytes()
    assert new != old
    page = 4096
    for start in range(0, len(new), page):
        for other in (old[start : start + page].ljust(page, b"\0"), bytes(page)):
            file.write_bytes(new[:start] + other + new[start + page :])
            assert kst(*QUESTION, root=ready) == right, start


def test_a_damaged_cache_is_thrown_away_and_made_anew(ready: Path, kst: Kst) -> None:
    kst(*QUESTION, root=ready)
    file = index(ready)
    for damage in (noise, half_overwritten, truncated):
        damage(file)
        for _ in range(2):
            assert kst(*QUESTION, root=ready).code == 0
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("SELECT count(*) FROM kept").fetchone() != (0,)
