"""A name is taken once, also on a disk that knows no hard links."""

from __future__ import annotations

import errno
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kstthc_cli.errors import FileExistsRefusedError
from kstthc_cli.store.files.atomic_write import write_new

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="a rename never overwrites there")


def no_links(*_: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


@LINKS
@pytest.mark.parametrize("links", [True, False])
def test_of_two_writers_at_the_same_instant_one_is_refused(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow rename lets both writers find the name free, unless something keeps them apart."""
    rename = Path.rename

    def slow(self: Path, target: Path) -> Path:
        time.sleep(0.02)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", slow)
    if not links:
        monkeypatch.setattr("os.link", no_links)

    def write(file: Path, content: bytes, both: Barrier) -> bytes | None:
        both.wait()
        try:
            write_new(file, content, force=False)
        except FileExistsRefusedError:
            return None
        return content

    for number in range(5):
        file, both = tmp_path / f"{number}.txt", Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            one, two = (pool.submit(write, file, name, both) for name in (b"a", b"b"))
        told = [content for content in (one.result(), two.result()) if content is not None]
        assert told == [file.read_bytes()]
    assert {file.suffix for file in tmp_path.iterdir()} == {".txt"}


@LINKS
def test_a_name_that_is_a_broken_link_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", no_links)
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    with pytest.raises(FileExistsRefusedError):
        write_new(tmp_path / "a.txt", b"a", force=False)
    assert not (tmp_path / "b.txt").exists()
