"""How git treats files of evidence: whether it tracks them, and whether it may convert their bytes."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from kstthc_cli.store.files.paths import read_regular
from kstthc_cli.store.git.git import NoGitError, git
from kstthc_cli.store.git.git_folder import find_git_folder

_OWN_DATA = (".git", "git~1", ".kst")
_HEAD = 8000
"""The number of bytes that git examines to distinguish text from binary content."""


def in_other_repository(root: Path, path: str) -> bool:
    """Whether a file lies in a git repository below the root, as in a submodule: it is not in each clone."""
    folders = itertools.accumulate(path.split("/")[:-1], lambda above, name: f"{above}/{name}")
    return any(os.path.exists(root / folder / ".git") for folder in folders)  # noqa: PTH110 - raises nothing


def stays_on_this_machine(path: str) -> bool:
    """Whether a path leads into the data of git or of this program, which are in no other clone.

    Git itself takes no such name, however it is spelt on a disk that ignores case or ends of names.
    """
    return any(part.split(":")[0].rstrip(" .").casefold() in _OWN_DATA for part in path.split("/"))


def git_tracking(root: Path, path: str) -> Literal["tracked", "new", "ignored", "unknown"]:
    """Whether git tracks a file, would track it, or ignores it; `unknown` outside a git repository."""
    try:
        done = git(
            root, "--literal-pathspecs", "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard",
            "--", path, "plans",
        )  # fmt: skip
    except NoGitError:
        return "unknown"
    lines = done.stdout.decode(errors="surrogateescape").split("\0") if done.returncode == 0 else []
    found = {line[2:]: line[:1] for line in lines if line}
    if path in found:
        return "new" if found[path] == "?" else "tracked"
    return "ignored" if found else "unknown"


def ignored_by_git(root: Path, paths: Sequence[str]) -> set[str]:
    """Those files that git ignores and does not track; none without git.

    The paths are free of links, and none lies in another repository: about such a path git says nothing, and
    then nothing about the others either.
    """
    if not paths:
        return set()
    try:
        given = "\0".join(paths).encode(errors="surrogateescape")
        done = git(root, "check-ignore", "-z", "--stdin", given=given)
    except NoGitError:
        return set()
    out = done.stdout if done.returncode == 0 else b""
    return {raw.decode(errors="surrogateescape") for raw in out.split(b"\0") if raw}


def may_be_converted(root: Path, paths: Sequence[str]) -> list[str]:
    """Those files whose bytes git may change in a clone: line ends, `ident`, encoding.

    Decided by the attributes that every clone has; without any, by the settings of a clone (core.autocrlf).
    """
    found = find_git_folder(root)
    if not paths or found is None:
        return []
    try:
        attributes = _attributes(root, found.top, paths)
    except NoGitError:
        return []
    return [
        path
        for path in dict.fromkeys(paths)
        if path in attributes and _converts(root, path, attributes[path])
    ]


def _attributes(root: Path, top: Path, paths: Sequence[str]) -> dict[str, dict[str, str]]:
    """The attributes of each file by name, as the files `.gitattributes` give them.

    Git is shown an empty folder of data, since its own `info/attributes` is in no other clone.
    """
    names = ("text", "eol", "ident", "working-tree-encoding")
    given = "\0".join(paths).encode(errors="surrogateescape")
    with _empty_data() as data:
        where = (f"--git-dir={data}", f"--work-tree={top}")
        done = git(root, *where, "check-attr", "-z", "--stdin", *names, given=given)
    words = done.stdout.decode(errors="surrogateescape").split("\0") if done.returncode == 0 else []
    attributes: dict[str, dict[str, str]] = {}
    for path, name, value in zip(words[::3], words[1::3], words[2::3], strict=False):
        attributes.setdefault(path, {})[name] = value
    return attributes


@contextmanager
def _empty_data() -> Iterator[Path]:
    """A folder that git takes for the data of a repository without commits (gitrepository-layout)."""
    with tempfile.TemporaryDirectory(prefix="kst-") as name:
        folder = Path(name)
        (folder / "HEAD").write_text("ref: refs/heads/main\n")
        for part in ("objects", "refs"):
            (folder / part).mkdir()
        yield folder


def _converts(root: Path, path: str, attributes: dict[str, str]) -> bool:
    if attributes["ident"] == "set":
        return True
    if attributes["working-tree-encoding"] not in ("unset", "unspecified"):
        return True
    text = attributes["text"]
    if text == "set" or (text == "unspecified" and attributes["eol"] in ("lf", "crlf")):
        return True
    return text != "unset" and _looks_like_text(root / path)


def _looks_like_text(file: Path) -> bool:
    try:
        head = read_regular(file, _HEAD)[:_HEAD]
    except OSError:
        return False
    return b"\0" not in head and b"\n" in head
