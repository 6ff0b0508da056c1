"""Plans kept in `.kst/`: quicker, and never another answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.store.files.paths import cache_folder
from kstthc_cli.store.index.index import Index
from kstthc_cli.store.index.plan_cache import from_data, to_data
from kstthc_cli.store.plan.plan_years import plan_years
from tests.support.example_files import Example, good_examples
from tests.support.running import Kst

DUE = ("due", "--agency", "so-tttt", "--quarter", "2", "--as-of", "2021-06-01", "--format", "json")


def test_what_is_remembered_is_what_was_read(repo: Path) -> None:
    read = plan_years(repo)
    texts = [json.dumps(to_data(year), default=date.isoformat) for year in read]
    assert [from_data(json.loads(text)) for text in texts] == read
    assert plan_years(repo) == read


@pytest.mark.parametrize("example", good_examples(), ids=lambda example: example.name)
def test_every_good_example_is_remembered_as_it_was_read(example: Example, tmp_path: Path) -> None:
    read = plan_years(example.build(tmp_path / "kho"))
    texts = [json.dumps(to_data(year), default=date.isoformat) for year in read]
    assert [from_data(json.loads(text)) for text in texts] == read


def test_the_folder_is_ignored_by_git(repo: Path) -> None:
    plan_years(repo)
    assert (repo / ".kst" / ".gitignore").read_text() == "*\n"


def test_a_changed_byte_is_seen_even_with_the_old_time_and_size(repo: Path, kst: Kst) -> None:
    plan = repo / "plans" / "2021.yaml"
    before = kst(*DUE, root=repo)
    times = plan.stat()
    changed = plan.read_bytes().replace(
        "Bộ hồ sơ mẫu, quy trình".encode(), "Bộ hồ sơ mậu, quy trình".encode()
    )
    assert len(changed) == times.st_size
    plan.write_bytes(changed)
    import os

    os.utime(plan, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = kst(*DUE, root=repo)
    assert after.out == before.out.replace("Bộ hồ sơ mẫu, quy trình", "Bộ hồ sơ mậu, quy trình")


def test_a_repository_where_nothing_can_be_written_answers_all_the_same(repo: Path, kst: Kst) -> None:
    expected = kst(*DUE, root=repo)
    for file in (repo / ".kst").iterdir():
        file.unlink()
    (repo / ".kst").rmdir()
    (repo / ".kst").write_text("a file where the folder should be")
    assert kst(*DUE, root=repo) == expected


def test_wrong_files_are_never_remembered(repo: Path, kst: Kst) -> None:
    (repo / "plans" / "2021.yaml").write_text("id: [", encoding="utf-8")
    assert kst(*DUE, root=repo).code == 3
    assert not list((repo / ".kst").glob("index-*"))


def test_an_index_of_another_version_goes_and_what_belongs_to_this_one_stays(tmp_path: Path) -> None:
    place = cache_folder(tmp_path)
    name = Index(tmp_path)._file().name
    for other in ("index-1-0.1.0-a.sqlite", f"{name}-shm", "write.lock"):
        (place / other).write_bytes(b"")
    with Index(tmp_path) as index:
        index.put("a", "b", 1)
    assert sorted(file.name for file in place.iterdir()) == [".gitignore", name, f"{name}-shm", "write.lock"]
    with Index(tmp_path) as index:
        assert index.get("a", "b", int) == 1
