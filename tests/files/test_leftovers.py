"""What a crash leaves behind: never data, told as what it is, and swept by later writes when it is old."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from disk import Disk
from tests.support.in_process import record
from tests.support.running import Kst
from trees import slips

DAY = 24 * 60 * 60
OURS = ".kst-a1b2_c3d.tmp"


def laid(folder: Path, name: str, hours: float) -> Path:
    """A file of some age."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(b"half a slip")
    then = file.stat().st_mtime - hours * 60 * 60
    os.utime(file, (then, then))
    return file


@pytest.mark.parametrize(
    ("name", "hours", "stays"),
    [
        (OURS, 25, False),
        (OURS, 24 * 400, False),
        (OURS, 23, True),
        (OURS, 0, True),
        (OURS, -48, True),
        (".kst-a1b2.tmp", 25, True),
        (".kst-A1B2C3D4.tmp", 25, True),
        ("kst-a1b2_c3d.tmp", 25, True),
        (".kst-a1b2_c3d.tmp.yaml", 25, True),
        ("ghi-chu.tmp", 25, True),
    ],
)
def test_only_old_files_of_our_own_are_swept(
    name: str, hours: float, stays: bool, ready: Path, kst: Kst
) -> None:
    file = laid(ready / ".kst", name, hours)
    assert kst(*record("10", "so-tttt"), root=ready).code == 0
    assert file.exists() is stays


@pytest.mark.parametrize("system", ["two devices", "bind mounts"])
def test_where_the_cache_lies_elsewhere_the_folder_of_the_slip_is_swept(
    system: str, ready: Path, kst: Kst
) -> None:
    file = laid(slips(ready)[0].parent, OURS, 25)
    with Disk(system=system):
        assert kst(*record("10", "so-yt"), root=ready).code == 0
    assert not file.exists()


def test_a_folder_of_that_name_is_left_alone(ready: Path, kst: Kst) -> None:
    folder = ready / ".kst" / OURS
    folder.mkdir()
    os.utime(folder, (1, 1))
    assert kst(*record("10", "so-tttt"), root=ready).code == 0
    assert folder.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_what_a_link_leads_to_is_left_alone(ready: Path, tmp_path: Path, kst: Kst) -> None:
    target = laid(tmp_path, "quan-trong.txt", 25)
    (ready / ".kst" / OURS).symlink_to(target)
    os.utime(ready / ".kst" / OURS, (1, 1), follow_symlinks=False)
    assert kst(*record("10", "so-tttt"), root=ready).code == 0
    assert target.read_bytes() == b"half a slip"


def test_a_leftover_among_the_slips_is_told_as_what_it_is(ready: Path, kst: Kst) -> None:
    laid(slips(ready)[0].parent, OURS, 1)
    result = kst("validate", root=ready)
    assert "là tệp tạm do một lần ghi bị ngắt để lại" in result.out
    assert "Cách sửa: Xóa tệp này (không mất gì)" in result.out


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_a_disk_without_links_may_say_so_in_many_ways(
    number: int, ready: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.link", refused)
    before = len(slips(ready))
    assert kst(*record("10", "so-tttt"), root=ready).code == 0
    assert len(slips(ready)) == before + 1
    assert list((ready / ".kst").glob(".kst-*")) == []


def test_a_leftover_among_the_plans_is_told_as_what_it_is(ready: Path, kst: Kst) -> None:
    file = laid(ready / "plans", OURS, 1)
    result = kst("validate", root=ready)
    file.unlink()
    assert "là tệp tạm do một lần ghi bị ngắt để lại" in result.out
    assert "Cách sửa: Xóa tệp này (không mất gì)" in result.out


def test_a_result_sweeps_what_lies_beside_it(ready: Path, tmp_path: Path, kst: Kst) -> None:
    old, young = laid(tmp_path, OURS, 25), laid(tmp_path, ".kst-aaaaaaaa.tmp", 1)
    assert kst("schema", "plan", "-o", str(tmp_path / "plan.json"), root=ready).code == 0
    assert (old.exists(), young.exists()) == (False, True)
