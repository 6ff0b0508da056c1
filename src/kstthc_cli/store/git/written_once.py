"""Write-once files (slips, requests, closings) that a later revision deletes, moves or changes."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kstthc_cli.domain.diff.written_once import Altered
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.files.paths import printable, read_regular
from kstthc_cli.store.git.git import git
from kstthc_cli.store.git.revisions import Revision, blobs_of

_LAYOUT = re.compile(
    r"progress/[^/]+/[^/]+/[^/]+/[^/]+\.yaml|requests/[^/]+/[^/]+\.yaml|reports/[^/]+/[^/]+/closing\.json"
    r"|workbooks/[^/]+/[^/]+/[^/]+\.yaml"
)
_TOPS = ("progress", "requests", "reports", "workbooks")
_SKIPPED = {".git", ".kst"}
_MOST = 50 * 1024 * 1024


def altered_since(root: Path, old: Revision, new: Revision | None) -> list[Altered]:
    """The write-once files of `old` that `new` (None: the disk) does not contain unchanged.

    Line ends are ignored, since git may change them. Raises UnreadableError if a tree cannot be read.
    """
    before = {path: blob for path, blob in blobs_of(root, old, _TOPS).items() if _LAYOUT.fullmatch(path)}
    if new is None:
        after: Mapping[str, str | None] = {path: _hash(root / path, blob) for path, blob in before.items()}
    else:
        after = blobs_of(root, new, _TOPS)
    gone = {path: blob for path, blob in before.items() if after.get(path) != blob}
    lost = {path: blob for path, blob in gone.items() if after.get(path) is None}
    places = _places(root, new, lost) if lost else {}
    return [
        Altered(printable(path), "moved" if blob in places else "deleted", printable(places.get(blob, "")))
        if path in lost
        else Altered(printable(path), "changed")
        for path, blob in gone.items()
        if path in lost or not _same_but_line_ends(root, blob, new, path, after[path])
    ]


def _places(root: Path, new: Revision | None, lost: Mapping[str, str]) -> dict[str, str]:
    """The current paths of the contents of missing files, by hash."""
    wanted = set(lost.values())
    if new is not None:
        everything = blobs_of(root, new, (".",))
        return {blob: path for path, blob in sorted(everything.items(), reverse=True) if blob in wanted}
    found: dict[str, str] = {}
    like = next(iter(wanted))
    for file in _files(root):
        if (blob := _hash(file, like)) in wanted:
            found.setdefault(str(blob), file.relative_to(root).as_posix())
    return found


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        yield from (Path(folder, name) for name in sorted(names))


def _hash(file: Path, like: str) -> str | None:
    """The git blob hash of a file, of the same algorithm as `like`; None if there is no file."""
    try:
        raw = read_regular(file, _MOST)
    except OSError:
        return None
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(raw) + raw).hexdigest()


def _same_but_line_ends(root: Path, old: str, new: Revision | None, path: str, blob: str | None) -> bool:
    now = read_regular(root / path, _MOST) if new is None else _content(root, str(blob))
    return _content(root, old).replace(b"\r\n", b"\n") == now.replace(b"\r\n", b"\n")


def _content(root: Path, blob: str) -> bytes:
    done = git(root, "cat-file", "blob", blob)
    if done.returncode != 0:
        raise UnreadableError(f"Git không đọc được đối tượng {blob}.", "Chạy `git fsck` để xem kho.")
    return done.stdout
