"""What the index keeps in `.kst/`: whatever becomes of it there, every answer is that of the files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.kept_index import QUESTIONS, answers, database, opened_index
from tests.support.quarter_two import AS_OF
from tests.support.running import Kst
from tests.support.slip_files import LINKS, only_slip, said, slips


def count(root: Path) -> int:
    with opened_index(root) as connection:
        return int(connection.execute("SELECT count(*) FROM kept WHERE kind = 'progress'").fetchone()[0])


# The same with it and without


def test_with_and_without_the_cache_the_answers_are_the_same(kept: Path, kst: Kst) -> None:
    warm = answers(kst, kept)
    shutil.rmtree(kept / ".kst")
    assert answers(kst, kept) == warm
    assert answers(kst, kept) == warm


def test_every_good_slip_is_kept(kept: Path) -> None:
    assert count(kept) == len(slips(kept))


def test_the_cache_is_ignored_by_git(kept: Path) -> None:
    assert (kept / ".kst" / ".gitignore").read_text("utf-8") == "*\n"


def test_what_is_kept_is_not_parsed_again(kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_: object) -> None:
        raise AssertionError

    before = answers(kst, kept)
    monkeypatch.setattr("kstthc_cli.store.progress.slips.validated_data", parsed)
    monkeypatch.setattr("kstthc_cli.store.plan.plan_years._read", parsed)
    assert answers(kst, kept) == before


def test_a_new_slip_is_seen(kept: Path, kst: Kst) -> None:
    before = answers(kst, kept)
    said(kept, "3", "huyen-ly-son", "--quarter", "2", as_of=AS_OF)
    assert answers(kst, kept) != before
    assert count(kept) == len(slips(kept))


def test_a_removed_slip_is_forgotten(kept: Path, kst: Kst) -> None:
    first = slips(kept)[0]
    text, before = first.read_bytes(), answers(kst, kept)
    first.unlink()
    assert answers(kst, kept) != before
    first.write_bytes(text)
    assert answers(kst, kept) == before


# Edited slips


def test_an_edit_of_the_same_size_and_time_is_seen(small: Path, kst: Kst) -> None:
    said(small, "3", "so-yt", "--quarter", "2", "--text", "mười", "--date", "2021-06-10", as_of=AS_OF)
    file = only_slip(small)
    words = ("history", "3", "--as-of", AS_OF)
    assert "mười" in kst(*words, root=small).out
    old = file.stat()
    file.write_bytes(file.read_bytes().replace("mười".encode(), "mưởi".encode()))
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (old.st_size, old.st_mtime_ns)
    result = kst(*words, root=small)
    assert "mưởi" in result.out
    assert "đã bị sửa sau khi ghi" in result.err


def test_an_edited_slip_is_not_kept(kept: Path, kst: Kst) -> None:
    file = slips(kept)[0]
    file.write_bytes(
        file.read_bytes().replace(b'status: "', b'note: "a"\n    status: "').replace(b"    note", b"note")
    )
    before = count(kept)
    for question in QUESTIONS:
        kst(*question, "--as-of", AS_OF, root=kept)
    assert count(kept) == before


def test_a_moved_slip_is_not_taken_for_the_old_one(kept: Path, kst: Kst) -> None:
    """The bytes are known; the place is wrong all the same."""
    file = slips(kept)[0]
    target = file.with_name("khac.yaml")
    file.rename(target)
    result = kst("status", "--quarter", "2", "--as-of", AS_OF, root=kept)
    assert result.code == 3
    assert f"KST051] {target.relative_to(kept).as_posix()}" in result.err


def test_an_edited_slip_is_told_of_at_every_question(kept: Path, kst: Kst) -> None:
    file = slips(kept)[0]
    file.write_bytes(file.read_bytes().replace(b'seal: "', b'note: "a"\nseal: "'))
    for _ in range(3):
        result = kst("status", "--quarter", "2", "--as-of", AS_OF, root=kept)
        assert (result.code, "đã bị sửa sau khi ghi" in result.err) == (0, True)


# Damage


def _garbage(root: Path) -> None:
    database(root).write_bytes(b"not a database" * 1000)


def _empty(root: Path) -> None:
    database(root).write_bytes(b"")


def _cut(root: Path) -> None:
    content = database(root).read_bytes()
    database(root).write_bytes(content[: len(content) // 2])


def _torn(root: Path) -> None:
    content = database(root).read_bytes()
    database(root).write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def _folder(root: Path) -> None:
    file = database(root)
    file.unlink()
    file.mkdir()


def _nowhere(root: Path) -> None:
    file = database(root)
    file.unlink()
    file.symlink_to("/khong-co/index.sqlite")


def _file_for_folder(root: Path) -> None:
    shutil.rmtree(root / ".kst")
    (root / ".kst").write_bytes(b"x")


def _other_tables(root: Path) -> None:
    with opened_index(root) as connection:
        connection.executescript("DROP TABLE kept; CREATE TABLE kept (a INT); INSERT INTO kept VALUES (1)")


def _no_table(root: Path) -> None:
    with opened_index(root) as connection:
        connection.execute("DROP TABLE kept")


DAMAGE = [
    _garbage, _empty, _cut, _torn, _folder, _file_for_folder, _other_tables, _no_table,
    pytest.param(_nowhere, marks=LINKS),
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_changes_no_answer(damage: Callable[[Path], None], kept: Path, kst: Kst) -> None:
    before = answers(kst, kept)
    damage(kept)
    assert answers(kst, kept) == before
    assert answers(kst, kept) == before


@pytest.mark.parametrize("damage", [_garbage, _empty, _cut, _other_tables, _no_table])
def test_a_damaged_cache_is_made_anew(damage: Callable[[Path], None], kept: Path, kst: Kst) -> None:
    damage(kept)
    answers(kst, kept)
    answers(kst, kept)
    assert count(kept) == len(slips(kept))


@pytest.mark.parametrize(
    "content",
    ["", "{}", "null", "[1]", '"x"', "1", '{"id": "x"}', "{", '{"id": 1, "plan": 2}', "[" * 100_000],
)
def test_a_damaged_row_changes_no_answer(content: str, kept: Path, kst: Kst) -> None:
    before = answers(kst, kept)
    with opened_index(kept) as connection:
        connection.execute("UPDATE kept SET content = ?", (content,))
    assert answers(kst, kept) == before


@pytest.mark.parametrize("content", [None, 1, 1.5, b"\xff\xfe"])
def test_a_row_of_another_kind_changes_no_answer(content: object, kept: Path, kst: Kst) -> None:
    before = answers(kst, kept)
    with opened_index(kept) as connection:
        connection.execute("UPDATE kept SET content = ?", (content,))
    assert answers(kst, kept) == before


def test_a_cache_that_comes_with_a_copy_of_the_repository_is_not_believed(kept: Path, kst: Kst) -> None:
    """A cache may come with a pull request: it must not be able to say that work is done."""
    before = answers(kst, kept)
    with opened_index(kept) as connection:
        for kind, key, content in connection.execute("SELECT kind, key, content FROM kept").fetchall():
            false = content.replace(b'"in_progress"', b'"done"')
            told = (false, zlib.crc32(false, zlib.crc32(f"{kind}\0{key}".encode())), kind, key)
            connection.execute("UPDATE kept SET content = ?, sum = ? WHERE kind = ? AND key = ?", told)
        connection.commit()
    copy = kept.parent / "ban-sao"
    shutil.copytree(kept, copy)
    assert answers(kst, copy) == before


# Not to be had


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_locked_cache_changes_no_answer(
    lock: str, kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(kst, kept)
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda file, **_: connect(file, timeout=0))
    holder = connect(database(kept), isolation_level=None)
    holder.execute(f"BEGIN {lock}")
    try:
        assert answers(kst, kept) == before
        said(kept, "3", "huyen-ly-son", "--quarter", "2", "--date", AS_OF, as_of=AS_OF)
        assert answers(kst, kept) != before
    finally:
        holder.close()


def test_without_leave_to_write_the_answers_are_the_same(kept: Path, kst: Kst) -> None:
    before = answers(kst, kept)
    database(kept).unlink()
    (kept / ".kst").chmod(0o555)
    try:
        assert answers(kst, kept) == before
    finally:
        (kept / ".kst").chmod(0o755)


def test_a_database_that_cannot_be_written_changes_no_answer(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(kst, kept)
    connect = sqlite3.connect
    read_only = lambda file, **_: connect(f"{Path(file).as_uri()}?mode=ro", uri=True)  # noqa: E731
    monkeypatch.setattr("sqlite3.connect", read_only)
    assert answers(kst, kept) == before
    said(kept, "3", "huyen-ly-son", "--quarter", "2", as_of=AS_OF)
    assert answers(kst, kept) != before


def test_a_python_without_a_database_is_no_hindrance(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError

    before = answers(kst, kept)
    monkeypatch.setattr("sqlite3.connect", refuse)
    assert answers(kst, kept) == before


@LINKS
@pytest.mark.parametrize("moved", ["progress", "progress/2021/Q2", "plans", "agencies"])
def test_data_moved_out_and_linked_are_refused_as_without_an_index(
    moved: str, kept: Path, kst: Kst, tmp_path: Path
) -> None:
    """A file that is moved with its folder keeps its bytes."""
    answers(kst, kept)
    (kept / moved).rename(tmp_path / "elsewhere")
    (kept / moved).symlink_to(tmp_path / "elsewhere")
    with_index = [kst(*question, "--as-of", AS_OF, root=kept) for question in QUESTIONS]
    shutil.rmtree(kept / ".kst")
    assert with_index == [kst(*question, "--as-of", AS_OF, root=kept) for question in QUESTIONS]
    assert {result.code for result in with_index} == {3}
