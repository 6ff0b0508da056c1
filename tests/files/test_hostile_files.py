"""Links, devices, odd names, missing folders: kst stays calm, and inside its repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.example_files import KIND_FILES, MINIMAL, minimal
from tests.support.hostile import SECONDS, expect_one, headings, quickly
from tests.support.running import Kst, Result

# Things that are no files

Builder = Callable[[Path], object]
NO_FILES: dict[str, Builder] = {
    "a folder": lambda root: (root / "plans" / "x.yaml").mkdir(),
    "a dangling link": lambda root: (root / "plans" / "x.yaml").symlink_to("không-có.yaml"),
    "a link to itself": lambda root: (root / "plans" / "x.yaml").symlink_to("x.yaml"),
    "a link out of the repository": lambda root: (root / "plans" / "x.yaml").symlink_to("/etc/hostname"),
}
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")


@LINKS
@pytest.mark.parametrize("command", ["validate", "due"])
@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_cannot_be_read(name: str, command: str, kst: Kst, tmp_path: Path) -> None:
    NO_FILES[name](minimal(tmp_path))
    result = quickly(kst, command, tmp_path)
    assert result.code == 3
    expect_one(result, result.out or result.err, "KST001")
    assert "[KST001] plans/x.yaml:1:1\n" in result.out + result.err


@LINKS
@pytest.mark.parametrize("kind", ["plan", "agencies", "calendar"])
def test_loop_of_links_in_place_of_a_file(kind: str, kst: Kst, tmp_path: Path) -> None:
    file = minimal(tmp_path) / KIND_FILES[kind]
    file.unlink()
    file.symlink_to(file.name)
    result = quickly(kst, "validate", tmp_path)
    assert (result.code, headings(result.out)) == (3, ["KST001"])
    assert quickly(kst, "due", tmp_path).code == 3


@LINKS
def test_text_outside_the_repository_is_not_shown(kst: Kst, tmp_path: Path) -> None:
    secret = tmp_path / "mat-khau.txt"
    secret.write_text("mật-khẩu: rất-bí-mật: 1\n", encoding="utf-8")
    (minimal(tmp_path / "kho") / "plans" / "x.yaml").symlink_to(secret)
    result = kst("validate", root=tmp_path / "kho")
    assert "bí-mật" not in result.out + result.err


ENDLESS: dict[str, Builder] = {
    "a device": lambda root: (root / "plans" / "x.yaml").symlink_to("/dev/zero"),
    "a pipe": lambda root: os.mkfifo(root / "plans" / "x.yaml"),
}


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs Unix devices")
@pytest.mark.parametrize("command", ["validate", "due"])
@pytest.mark.parametrize("name", ENDLESS)
def test_file_without_end_is_not_read(name: str, command: str, tmp_path: Path) -> None:
    ENDLESS[name](minimal(tmp_path))
    result = limited(command, tmp_path)
    assert result.code == 3
    expect_one(result, result.out or result.err, "KST001")


LIMITED = (
    "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
    "from kstthc_cli.main import main; main()"
)


def limited(command: str, root: Path) -> Result:
    """Run a command as a process that may use neither much time nor much memory."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "--root", str(root), command],
        capture_output=True,
        check=False,
        timeout=2 * SECONDS,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


NAMES = {
    "vietnamese": "kế hoạch năm 2021 – bản “cuối”.yaml",
    "percent, comma, colon": "50%, ba: bốn.yaml",
    "line end": "a\n::error::b.yaml",
    "escape": "a\x1b[31mb.yaml",
    "no utf-8": os.fsdecode(b"k\xff.yaml"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a file have any name")
@pytest.mark.parametrize("format_", ["text", "json", "github", "gitlab", "sarif"])
@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_can_be_reported(name: str, format_: str, kst: Kst, tmp_path: Path) -> None:
    (minimal(tmp_path) / "plans" / NAMES[name]).write_bytes(b"- 1\n")
    result = kst("validate", "--format", format_, root=tmp_path)
    assert (result.code, result.err) == (1, "")
    assert "KST014" in result.out
    assert "\x1b" not in result.out
    assert not re.search(r"^(?!::error file=)::", result.out, re.MULTILINE)
    if format_ in ("json", "gitlab", "sarif"):
        json.loads(result.out)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a file have any name")
@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_can_be_worked_with(name: str, kst_process: Kst, tmp_path: Path) -> None:
    file = minimal(tmp_path) / KIND_FILES["plan"]
    file.rename(file.with_name(NAMES[name]))
    for words in (("validate",), ("due", "--quarter", "3")):
        result = kst_process(*words, cwd=tmp_path)
        assert (result.code, result.err) == (0, "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("command", ["validate", "due"])
def test_file_without_right_to_read(command: str, kst: Kst, tmp_path: Path) -> None:
    file = minimal(tmp_path) / KIND_FILES["plan"]
    file.chmod(0)
    result = kst(command, root=tmp_path)
    file.chmod(0o600)
    assert result.code == 3
    expect_one(result, result.out or result.err, "KST001")


# What kst derives may be anything, too

JUNK = {
    "nothing": b"",
    "half": b'{"key": "',
    "list": b"[]",
    "null": b"null",
    "no utf-8": b"\xff\xfe\x00",
    "brackets": b"[" * 100_000,
    "number": b'{"key": 1e999, "plans": 1}',
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_in_the_cache_changes_no_answer(name: str, kst: Kst, tmp_path: Path) -> None:
    answer = kst("due", "--quarter", "3", "--as-of", "2021-07-01", root=minimal(tmp_path))
    for file in (tmp_path / ".kst").iterdir():
        file.write_bytes(JUNK[name])
    assert kst("due", "--quarter", "3", "--as-of", "2021-07-01", root=tmp_path) == answer


@LINKS
def test_nothing_is_written_through_a_link_that_a_repository_brings(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "của người khác").mkdir()
    (minimal(tmp_path / "kho") / ".kst").symlink_to(tmp_path / "của người khác")
    assert kst("due", root=tmp_path / "kho").code == 0
    assert not list((tmp_path / "của người khác").iterdir())


# Repositories that are none


def remove(root: Path, folder: str) -> Path:
    for file in (root / folder).iterdir():
        file.unlink()
    (root / folder).rmdir()
    return root / folder


@pytest.mark.parametrize("command", ["validate", "due"])
def test_folder_without_plans_is_no_repository(command: str, kst: Kst, tmp_path: Path) -> None:
    remove(minimal(tmp_path), "plans")
    result = quickly(kst, command, tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "không phải kho kế hoạch" in result.err
    assert "kst init" in result.err


@pytest.mark.parametrize("command", ["validate", "due"])
def test_plans_that_is_a_file_is_no_repository(command: str, kst: Kst, tmp_path: Path) -> None:
    remove(minimal(tmp_path), "plans").write_bytes(b"")
    result = quickly(kst, command, tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "không phải kho kế hoạch" in result.err


@pytest.mark.parametrize("command", ["validate", "due"])
def test_empty_plans_is_said_to_be_empty(command: str, kst: Kst, tmp_path: Path) -> None:
    (minimal(tmp_path) / KIND_FILES["plan"]).unlink()
    result = quickly(kst, command, tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "plans/ chưa có kế hoạch nào" in result.err
    assert "`kst import TỆP`" in result.err


@pytest.mark.parametrize("folder", ["agencies", "calendar"])
@pytest.mark.parametrize("as_file", [False, True])
def test_missing_folder_is_named(folder: str, as_file: bool, kst: Kst, tmp_path: Path) -> None:
    place = remove(minimal(tmp_path), folder)
    if as_file:
        place.write_bytes(b"")
    result = quickly(kst, "validate", tmp_path)
    assert result.code == 1
    expect_one(result, result.out, "KST039")
    assert f"{folder}/" in result.out
    assert quickly(kst, "due", tmp_path).code == 3


def test_two_plans_with_one_id(kst: Kst, tmp_path: Path) -> None:
    (minimal(tmp_path) / "plans" / "2022.yaml").write_bytes((MINIMAL / KIND_FILES["plan"]).read_bytes())
    result = quickly(kst, "validate", tmp_path)
    assert result.code == 1
    expect_one(result, result.out, "KST030")
    assert quickly(kst, "due", tmp_path).code == 3
