"""Repositories in git for tests: committing, branching, cloning, with no settings of whoever runs them."""

from __future__ import annotations

from pathlib import Path

from tests.support.branches import git

__all__ = ["change_file", "commit", "git", "in_git"]


def in_git(root: Path) -> Path:
    """Make a folder a git repository with everything in it committed on `main`."""
    git(root, "init", "-q")
    commit(root, "Bản đầu")
    return root


def commit(root: Path, words: str) -> str:
    """Commit everything there is; the hash."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", words)
    return git(root, "rev-parse", "HEAD")


def change_file(root: Path, path: str, old: str, new: str) -> Path:
    """Replace a text that occurs once in a file."""
    file = root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{path} holds this {text.count(old)} times: {old}"
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return file
