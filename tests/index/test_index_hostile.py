"""Whatever `.kst/` is, every command answers as without it, and nothing is written outside of it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.kept_index import database
from tests.support.quarter_two import AS_OF
from tests.support.running import Kst, Result
from tests.support.slip_files import LINKS, slips

DAY = ("--as-of", AS_OF, "--format", "json")
QUESTIONS = (
    ("due", "--agency", "huyen-ly-son", "--period", "2021", *DAY),
    ("due", "--quarter", "2", "--level", "so", *DAY),
    ("status", "--quarter", "2", *DAY),
    ("history", "3", *DAY),
    ("validate", "--format", "json"),
)
RECORD = ("record", "3", "--agency", "huyen-ly-son", "--quarter", "2", "--status", "done", *DAY)
State = Callable[[Path, Path], None]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder outside the repository, with a file and a folder in it."""
    folder = tmp_path / "elsewhere"
    (folder / "folder").mkdir(parents=True)
    (folder / "file").write_bytes(b"of somebody else")
    return folder


def asked(kst: Kst, root: Path) -> list[Result]:
    return [kst(*question, root=root) for question in QUESTIONS]


def outside(folder: Path) -> dict[str, bytes | None]:
    """Everything in the folder outside."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() if file.is_file() else None
        for file in folder.rglob("*")
    }


def without_index(root: Path) -> None:
    folder = root / ".kst"
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


# What may have become of it


def emptied(root: Path, _: Path) -> None:
    os.truncate(database(root), 0)


def cut(root: Path, _: Path) -> None:
    os.truncate(database(root), database(root).stat().st_size // 2)


def one_byte_left(root: Path, _: Path) -> None:
    os.truncate(database(root), 1)


def overwritten(root: Path, _: Path) -> None:
    database(root).write_bytes(bytes(range(256)) * 200)


def overwritten_behind_its_head(root: Path, _: Path) -> None:
    content = database(root).read_bytes()
    database(root).write_bytes(content[:100] + b"\xa5" * (len(content) - 100))


def a_table_of_another_shape(root: Path, _: Path) -> None:

    connection = sqlite3.connect(database(root))
    connection.executescript("DROP TABLE kept; CREATE TABLE kept (other TEXT)")
    connection.close()


def unreadable(root: Path, _: Path) -> None:
    database(root).chmod(0)


def a_folder(root: Path, _: Path) -> None:
    file = database(root)
    file.unlink()
    file.mkdir()


def no_folder(root: Path, _: Path) -> None:
    without_index(root)


def a_file_for_the_folder(root: Path, _: Path) -> None:
    without_index(root)
    (root / ".kst").write_bytes(b"x")


def a_folder_for_gitignore(root: Path, _: Path) -> None:
    without_index(root)
    (root / ".kst" / ".gitignore").mkdir(parents=True)


STATES: list[State] = [
    emptied, cut, one_byte_left, overwritten, overwritten_behind_its_head, a_table_of_another_shape,
    unreadable, a_folder, no_folder, a_file_for_the_folder, a_folder_for_gitignore,
]  # fmt: skip


def the_folder(root: Path, target: Path) -> None:
    without_index(root)
    (root / ".kst").symlink_to(target)


def the_folder_with_a_gitignore(root: Path, target: Path) -> None:
    the_folder(root, target)
    if target.is_dir():
        (target / ".gitignore").write_bytes(b"")


def gitignore(root: Path, target: Path) -> None:
    without_index(root)
    (root / ".kst").mkdir()
    (root / ".kst" / ".gitignore").symlink_to(target)


def gitignore_of_an_index(root: Path, target: Path) -> None:
    (root / ".kst" / ".gitignore").unlink()
    (root / ".kst" / ".gitignore").symlink_to(target)


def the_index(root: Path, target: Path) -> None:
    file = database(root)
    if target.name == "file":
        target.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(target)


def its_journal(root: Path, target: Path) -> None:
    Path(f"{database(root)}-journal").symlink_to(target)


def its_log(root: Path, target: Path) -> None:
    """Also where the index says of itself that it has one."""
    connection = sqlite3.connect(database(root))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    Path(f"{database(root)}-wal").symlink_to(target)


def its_shared_memory(root: Path, target: Path) -> None:
    its_log(root, target)
    Path(f"{database(root)}-shm").symlink_to(target)
    Path(f"{database(root)}-wal").unlink()


LINKED: list[State] = [
    the_folder, the_folder_with_a_gitignore, gitignore, gitignore_of_an_index, the_index, its_journal,
    its_log, its_shared_memory,
]  # fmt: skip


def hold(kst: Kst, root: Path, before: list[Result]) -> None:
    """Every command does what it does without an index, again and again."""
    assert asked(kst, root) == before
    assert asked(kst, root) == before
    there = slips(root)
    result = kst(*RECORD, root=root)
    assert (result.code, result.err) == (0, "")
    assert [file for file in slips(root) if file not in there] == [root / json.loads(result.out)["path"]]
    after = asked(kst, root)
    assert asked(kst, root) == after != before
    without_index(root)
    assert asked(kst, root) == after


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_command_answers_as_without_an_index(
    state: State, kept: Path, elsewhere: Path, kst: Kst
) -> None:
    before = asked(kst, kept)
    state(kept, elsewhere)
    hold(kst, kept, before)


@LINKS
@pytest.mark.parametrize("target", ["file", "folder", "nothing"])
@pytest.mark.parametrize("state", LINKED, ids=lambda state: state.__name__)
def test_nothing_is_written_through_a_link(
    state: State, target: str, kept: Path, elsewhere: Path, kst: Kst
) -> None:
    before = asked(kst, kept)
    state(kept, elsewhere / target)
    there = outside(elsewhere)
    hold(kst, kept, before)
    assert outside(elsewhere) == there


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_an_index_that_another_program_holds_is_done_without(
    lock: str, kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = asked(kst, kept)
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda file, **_: connect(file, timeout=0))
    other = connect(database(kept), isolation_level=None)
    other.execute(f"BEGIN {lock}")
    try:
        hold(kst, kept, before)
    finally:
        other.close()


def test_an_index_that_cannot_grow_is_done_without(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk."""
    before = asked(kst, kept)
    connect = sqlite3.connect

    def full(file: str, **_: object) -> sqlite3.Connection:
        connection = connect(file)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr("sqlite3.connect", full)
    hold(kst, kept, before)


def test_a_disk_that_takes_nothing_is_no_hindrance_to_questions(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = asked(kst, kept)
    without_index(kept)
    monkeypatch.setattr("kstthc_cli.store.index.index.cache_folder", refuse)
    monkeypatch.setattr("kstthc_cli.store.files.append_only.cache_folder", refuse)
    hold(kst, kept, before)
