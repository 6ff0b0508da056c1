"""Asking git in a repository that others wrote into starts nothing that they brought."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.branches import git_environment
from tests.support.repositories import git, in_git
from tests.support.running import Kst

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")
QUESTIONS = (("diff", "HEAD"), ("validate", "--base", "HEAD"), ("history", "1"))


@pytest.fixture
def trap(tmp_path: Path) -> tuple[Path, Path]:
    """A program that nobody should start, and the file it would leave."""
    mark = tmp_path / "started"
    program = tmp_path / "trap"
    program.write_text(f'#!/bin/sh\ntouch "{mark}"\n', "utf-8")
    program.chmod(0o755)
    return program, mark


def asked(root: Path, kst_process: Kst, **more: str) -> None:
    for words in QUESTIONS:
        kst_process(*words, cwd=root, env={**git_environment(), **more})


def signed(root: Path) -> None:
    """Give the last commit a signature, which git would have checked by a program."""
    text = git(root, "cat-file", "commit", "HEAD")
    head, _, words = text.partition("\n\n")
    made = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n{words}\n"
    done = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
        cwd=root, input=made.encode(), env=git_environment(), capture_output=True, check=True,
    )  # fmt: skip
    git(root, "reset", "-q", "--soft", done.stdout.decode().strip())


def test_programs_that_settings_name_are_not_started(
    small: Path, trap: tuple[Path, Path], kst_process: Kst
) -> None:
    program, mark = trap
    (small / "progress" / "2021").mkdir(parents=True)
    (small / "progress" / "2021" / "giu.txt").write_text("", "utf-8")
    signed(in_git(small))
    for name, value in (("log.showSignature", "true"), ("gpg.program", program), ("core.fsmonitor", program)):
        git(small, "config", name, str(value))
    for hook in ("post-checkout", "post-index-change", "pre-auto-gc", "reference-transaction"):
        (small / ".git" / "hooks").mkdir(exist_ok=True)
        (small / ".git" / "hooks" / hook).symlink_to(program)
    git(small, "-c", "core.fsmonitor=false", "log", "--", "progress")
    assert mark.exists()  # git by itself does start it
    mark.unlink()
    asked(small, kst_process)
    assert not mark.exists()


def test_settings_that_came_as_files_of_a_pull_request_are_not_read(
    small: Path, trap: tuple[Path, Path], kst_process: Kst
) -> None:
    program, mark = trap
    (small / "objects").mkdir()
    (small / "refs").mkdir()
    (small / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (small / "config").write_text(
        f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "{program}"\n\teditor = "{program}"\n'
        "\trepositoryformatversion = 0\n",
        "utf-8",
    )
    shown = kst_process("diff", "HEAD", cwd=small, env=git_environment())
    assert (shown.code, shown.out) == (3, "")
    assert "không được giữ bằng git" in shown.err
    asked(small, kst_process)
    assert not mark.exists()


def test_a_git_that_lies_in_the_working_folder_is_not_started(
    small: Path, trap: tuple[Path, Path], kst_process: Kst
) -> None:
    program, mark = trap
    in_git(small)
    for name in ("git", "git.exe"):
        (small / name).symlink_to(program)
    for path in (f"{os.pathsep}{os.environ['PATH']}", f".{os.pathsep}{os.environ['PATH']}"):
        asked(small, kst_process, PATH=path)
        assert kst_process("diff", "HEAD", cwd=small, env={**git_environment(), "PATH": path}).code == 0
    assert not mark.exists()


def test_without_git_on_the_path_it_is_said(small: Path, kst_process: Kst) -> None:
    in_git(small)
    shown = kst_process("diff", "HEAD", cwd=small, env={"PATH": str(small)})
    assert (shown.code, shown.out) == (3, "")
    assert "chưa có git" in shown.err
    assert kst_process("validate", cwd=small, env={"PATH": str(small)}).code == 0
