"""Where nothing is written, and names and depths that the system or we refuse: said, never a crash."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.example_files import minimal
from tests.support.repositories import in_git
from tests.support.running import Kst
from tests.support.slip_files import LINKS, laid

STATUS = ("status", "--quarter", "3", "--as-of", "2021-09-30")
DEEP = ("progress/2021", "progress/2021/Q3/so-tp", "requests/2021", "reports", "templates")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small valid repository."""
    return minimal(tmp_path / "kho")


# Nothing is written through a link


@LINKS
@pytest.mark.parametrize("command", [("status", "--quarter", "3"), ("plan", "show")])
@pytest.mark.parametrize("target", ["tep.json", "khong-co.json", "/dev/null"])
def test_an_output_that_is_a_link_is_refused(
    target: str, command: tuple[str, ...], root: Path, kst: Kst, tmp_path: Path
) -> None:
    """As root, `-o /dev/stdout --force` would put a file in the place of the device."""
    (tmp_path / "tep.json").write_bytes(b"cu")
    link = tmp_path / "ra.json"
    link.symlink_to(target)
    result = kst(*command, "--format", "json", "-o", str(link), "--force", root=root)
    assert result.code == 4
    assert f"“{link}” là liên kết" in result.err
    assert str(link.readlink()) == target
    assert (tmp_path / "tep.json").read_bytes() == b"cu"
    assert not (tmp_path / "khong-co.json").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_an_output_that_is_no_regular_file_is_refused(root: Path, kst: Kst, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.json")
    result = kst(*STATUS, "-o", str(tmp_path / "ong.json"), "--force", root=root)
    assert (result.code, (tmp_path / "ong.json").is_fifo()) == (4, True)


@LINKS
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_templates_are_not_exported_through_a_link(
    force: tuple[str, ...], root: Path, kst: Kst, tmp_path: Path
) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (root / "templates").symlink_to(outside, target_is_directory=True)
    result = kst("template", "export", *force, root=root)
    assert result.code == 4
    assert f"thư mục “{root / 'templates'}” của kho là liên kết" in result.err
    assert list(outside.iterdir()) == []


@LINKS
def test_a_new_plan_is_not_written_through_a_link(root: Path, kst: Kst, tmp_path: Path) -> None:
    (root / "plans").rename(tmp_path / "ngoai")
    (root / "plans").symlink_to(tmp_path / "ngoai", target_is_directory=True)
    assert kst("new-year", "2022", root=root).code in (3, 4)
    assert [file.name for file in (tmp_path / "ngoai").iterdir()] == ["2021.yaml"]


@LINKS
def test_a_link_above_the_repository_is_no_hindrance(root: Path, kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "tam").symlink_to(tmp_path, target_is_directory=True)
    result = kst(*STATUS, "--format", "json", "-o", str(tmp_path / "tam" / "a.json"), root=root)
    assert (result.code, (tmp_path / "a.json").is_file()) == (0, True)


# Depths and lengths


@contextmanager
def nested(top: Path, name: str, depth: int = 1500) -> Iterator[None]:
    """Folders in folders, taken away again step by step: what clears temporary folders would recurse."""
    here = Path.cwd()
    top.mkdir(parents=True)
    os.chdir(top)
    try:
        for _ in range(depth):
            Path(name).mkdir()
            os.chdir(name)
        Path("a.yaml").write_bytes(b"")
        os.chdir(here)
        yield
    finally:
        os.chdir(top)
        for _ in range(depth):
            os.chdir(name)
        Path("a.yaml").unlink()
        for _ in range(depth):
            os.chdir("..")
            Path(name).rmdir()
        os.chdir(here)


@pytest.mark.skipif(os.name == "nt", reason="paths are short there")
@pytest.mark.parametrize("top", DEEP)
@pytest.mark.parametrize("name", ["d", "dd"])
def test_folders_nested_very_deeply_end_no_command_in_a_crash(
    name: str, top: str, root: Path, kst: Kst
) -> None:
    with nested(root / top, name):
        _no_command_crashes(root, top, kst)


def _no_command_crashes(root: Path, top: str, kst: Kst) -> None:
    for command in (STATUS, (*STATUS, "--agency", "so-tp"), ("history", "1"), ("validate",), ("fmt",)):
        result = kst(*command, root=root)
        assert result.code in (0, 1), result.err
        assert len(result.out + result.err) < 10_000
    found = kst("validate", root=root)
    assert found.code == (0 if top == "templates" else 1)
    assert top in found.out or found.code == 0


def test_a_name_too_long_in_one_slip_is_its_finding_alone(root: Path, kst: Kst) -> None:
    """The other slips' evidence is still judged, in git also as ignored."""
    in_git(root)
    (root / ".gitignore").write_text("*.tmp\n", "utf-8")
    (root / "b.tmp").write_bytes(b"x")
    for name, path in (("a", f"{'a' * 300}/b.txt"), ("b", "b.tmp"), ("c", "/".join(["d"] * 3000))):
        evidence = [{"kind": "file", "path": path, "sha256": "0" * 64}]
        laid(
            root, name, [{"duty": "1", "status": "done", "evidence": evidence}],
            agency="so-tp", period="2021-Q3",
        )  # fmt: skip
    result = kst("validate", "--format", "json", root=root)
    found = [(p["code"], p["path"].rpartition("/")[2]) for p in json.loads(result.out)["problems"]]
    assert found == [("KST055", "a.yaml"), ("KST055", "b.yaml"), ("KST055", "c.yaml")]
    assert result.out.count("Git bỏ qua tệp") == 1


# A working folder that is gone


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete a working folder")
@pytest.mark.parametrize(
    "words", [(*STATUS, "-o", "a.csv"), ("site", "-o", "trang"), ("status", "--root", ".")]
)
def test_a_working_folder_that_was_deleted_is_named(
    words: tuple[str, ...], root: Path, kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file named without its folder cannot be written there; nothing was wrong with the screen."""
    (tmp_path / "xoa").mkdir()
    monkeypatch.chdir(tmp_path / "xoa")
    (tmp_path / "xoa").rmdir()
    result = kst(*words, root=None if "--root" in words else root)
    assert (result.code, result.out) == (3, "")
    assert "Thư mục hiện hành đã bị xóa hoặc đổi tên." in result.err
