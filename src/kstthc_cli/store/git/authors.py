"""The authors of write-once files according to git."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.store.files.paths import printable
from kstthc_cli.store.git.git import NoGitError, git

_AUTHOR = re.compile(rb"^author (.*) ?<[^<>\n]*> (\d{1,12}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)
_ENCODING = re.compile(rb"^encoding ([\w-]+)$", re.MULTILINE)
_HASH = 7
_LONGEST = 100
SHALLOW = "bản sao này chỉ lấy một phần lịch sử (shallow)"
UNREADABLE = "bản sao này thiếu lịch sử, hoặc git không đọc được"
RENAMED = "tệp đã bị đổi nội dung, đổi tên hoặc gộp vào sau khi ghi"


class Commit(NamedTuple):
    """The commit that added a file: hash of seven digits, author, author date (ISO)."""

    hash: str
    author: str
    day: str


class Added(NamedTuple):
    """The origin of a file: a commit, or the reason why git cannot tell."""

    commit: Commit | None
    unknown: str = ""


class _HistoryError(Exception):
    """Git cannot walk over the history: objects are missing, as in a partial clone without trees."""


def added_by(root: Path, folder: str) -> Mapping[str, Added]:
    """The origin of each file of HEAD below `folder`, by path from `root`; empty without git.

    A file is credited to the first commit in which its content appears at any path, so that moving it does
    not change its author. Names are those of the commits (no mailmap, grafts, replacements). The origin is
    unknown for a file in a commit whose parents are missing, or whose content was changed, and where git
    cannot read the history.
    """
    try:
        blobs = dict(_files(root, folder))
    except NoGitError:
        return {}
    try:
        parents = _parents(root) if blobs else {}
        first = _first_commits(root, parents, set(blobs.values()))
    except _HistoryError:
        return dict.fromkeys(blobs, Added(None, UNREADABLE))
    commits = _commits(root, set(first.values()))
    return {path: _added(first.get(blob), commits, parents) for path, blob in blobs.items()}


def _added(
    commit: str | None, commits: Mapping[str, tuple[Commit | None, bool]], parents: Mapping[str, bool]
) -> Added:
    if commit is None:
        return Added(None, RENAMED)
    who, has_parents = commits.get(commit, (None, False))
    if has_parents and not parents[commit]:
        return Added(None, SHALLOW)
    return Added(who, "" if who else RENAMED)


def _files(root: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Path and content hash of every file of HEAD below the folder."""
    done = git(root, "ls-tree", "-r", "-z", "HEAD", "--", f"{folder}/")
    for line in done.stdout.split(b"\0") if done.returncode == 0 else ():
        about, tab, path = line.partition(b"\t")
        if tab:
            yield path.decode(errors="surrogateescape"), about.split()[2].decode()


def _parents(root: Path) -> dict[str, bool]:
    """The commits of HEAD, oldest first, and whether the parents of each are available.

    Raises _HistoryError.
    """
    done = git(root, "rev-list", "--topo-order", "--reverse", "--parents", "HEAD")
    if done.returncode != 0:
        raise _HistoryError
    lines = done.stdout.decode().splitlines()
    return {words[0]: len(words) > 1 for words in map(str.split, lines)}


def _first_commits(root: Path, commits: Iterable[str], wanted: set[str]) -> dict[str, str]:
    """The first commit that added each content, at any path; merge commits by themselves add nothing.

    Raises _HistoryError.
    """
    given = "".join(f"{commit}\n" for commit in commits).encode()
    words = ("--root", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=A")
    done = git(root, "diff-tree", "--stdin", *words, given=given)
    if done.returncode != 0:
        raise _HistoryError
    first: dict[str, str] = {}
    commit = ""
    parts = iter(done.stdout.split(b"\0"))
    for part in parts:
        if part.startswith(b":"):
            next(parts)  # the path
            blob = part.split()[3].decode()
            if blob in wanted:
                first.setdefault(blob, commit)
        else:
            commit = part.decode()
    return first


def _commits(root: Path, names: set[str]) -> dict[str, tuple[Commit | None, bool]]:
    """Each commit, and whether its object names a parent."""
    asked = sorted(names)
    given = "".join(f"{name}\n" for name in asked).encode()
    out = git(root, "cat-file", "--batch", given=given).stdout if asked else b""
    found: dict[str, tuple[Commit | None, bool]] = {}
    at = 0
    for name in asked:
        end = out.find(b"\n", at)
        words = out[at:end].split()
        if end < 0 or words[1:2] != [b"commit"]:
            at = end + 1
            continue
        size = int(words[2])
        head = out[end + 1 : end + 1 + size].partition(b"\n\n")[0]
        found[name] = _commit(name, head), b"\nparent " in head
        at = end + 1 + size + 1
    return found


def _commit(name: str, head: bytes) -> Commit | None:
    author = _AUTHOR.search(head)
    if author is None:
        return None
    encoding = _ENCODING.search(head)
    ahead = timedelta(hours=int(author[4]), minutes=int(author[5]))
    try:
        zone = timezone(ahead if author[3] == b"+" else -ahead)
        day = datetime.fromtimestamp(int(author[2]), zone).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None
    who = _decoded(author[1].strip(), encoding[1].decode() if encoding else "utf-8")
    return Commit(name[:_HASH], printable(who)[:_LONGEST], day)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return raw.decode(errors="replace")
