"""Revisions of a repository in git: resolving a name, and reading the files of a revision."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kstthc_cli.errors import KstError, UnreadableError, UsageError, reason
from kstthc_cli.store.files.paths import FOLDERS, printable
from kstthc_cli.store.files.source import MAX_BYTES
from kstthc_cli.store.git.git import NoGitError, git

_FETCH = "Chạy `git fetch --refetch` khi có mạng."
_LINK, _MODULE = b"120000", b"160000"


class MissingHistoryError(UnreadableError):
    """A shallow clone does not contain the requested revision."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: the name that was given for it, and its full hash."""

    name: str
    commit: str

    @property
    def words(self) -> str:
        """The revision for messages: `main (3f2a1bc)`."""
        return self.commit[:7] if self.commit.startswith(self.name) else f"{self.name} ({self.commit[:7]})"


def revision(root: Path, name: str) -> Revision:
    """Resolve a name to a commit.

    Raises NoGitError, MissingHistoryError if the clone is shallow, UsageError for an unknown name.
    """
    if not name or name.startswith("-") or not name.isprintable():
        raise UsageError(f"“{printable(name)}” không phải là tên một bản trong git.", _NAMES)
    _inside(root)
    done = git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if done.returncode == 0:
        return Revision(name, done.stdout.decode().strip())
    if name == "HEAD":
        raise UnreadableError("Kho chưa có lần lưu (commit) nào trong git.", "Chạy `git commit` trước.")
    if is_shallow(root):
        raise _lacking(f"chưa có bản “{name}”", name)
    raise UsageError(f"Git không có bản “{name}”.", _NAMES)


_NAMES = (
    "Nêu tên nhánh, thẻ hoặc mã lần lưu (commit) có thật; xem bằng `git branch -a` hoặc `git log --oneline`."
)


def commits_touching(root: Path, paths: Iterable[str], *order: str) -> list[str]:
    """The commits up to HEAD that changed some paths, as `git rev-list` orders them; none without git."""
    try:
        head = revision(root, "HEAD")
    except KstError:
        return []
    done = git(root, "rev-list", *order, head.commit, "--", *paths)
    return done.stdout.decode().split() if done.returncode == 0 else []


def merge_base(root: Path, one: Revision, other: Revision) -> Revision:
    """The best common ancestor of two revisions. Raises UsageError if there is none."""
    done = git(root, "merge-base", one.commit, other.commit)
    if done.returncode == 0:
        return Revision(f"gốc chung với {one.name}", done.stdout.decode().split()[0])
    if is_shallow(root):
        raise _lacking(f"chưa tới chỗ “{one.name}” và “{other.name}” tách ra", one.name)
    raise UsageError(f"“{one.name}” và “{other.name}” không có gốc chung.", "Nêu hai bản cùng một kho.")


def _lacking(what: str, name: str) -> MissingHistoryError:
    remote, slash, branch = name.partition("/")
    wanted = f" {remote} {branch}:refs/remotes/{name}" if slash and remote == "origin" else ""
    return MissingHistoryError(
        f"Bản sao này chỉ lấy một phần lịch sử (shallow) nên {what}.",
        f"Chạy `git fetch --unshallow{wanted}`; "
        "trên GitHub đặt `fetch-depth: 0` cho actions/checkout, trên GitLab đặt biến `GIT_DEPTH: 0`.",
    )


def is_shallow(root: Path) -> bool:
    """Whether the clone has only a part of the history."""
    return git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _inside(root: Path) -> None:
    done = git(root, "rev-parse", "--is-inside-work-tree")
    if done.returncode == 0:
        return
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        raise NoGitError(
            f"Kho “{root}” không được giữ bằng git nên không có bản cũ để so.",
            "Chạy `git init`, `git add -A` rồi `git commit` để có bản đầu tiên.",
        )
    message = printable(done.stderr.decode(errors="replace").strip().split("\n")[0])
    raise NoGitError(
        f"Git từ chối đọc kho ở “{root}”; git báo: {message}",
        f"Nếu thư mục của người khác mà mình tin: `git config --global --add safe.directory {root}`."
        if "ownership" in message
        else "Chạy `git status` ở đó để xem lỗi; nếu thư mục .git hỏng thì lấy lại kho bằng `git clone`.",
    )


# Trees


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file in a tree: its path in the repository's folder, its blob hash, its size in bytes."""

    path: str
    blob: bytes
    size: int


@contextmanager
def tree_of(root: Path, at: Revision, folders: Iterable[str] = FOLDERS) -> Iterator[Path]:
    """A temporary folder with the revision's YAML files in `folders`; removed at the end of the context.

    Raises UnreadableError for a symbolic link, which cannot be followed in history.
    """
    entries = list(_entries(root, at, folders))
    with _temporary_folder() as tree:
        (tree / "plans").mkdir()
        for entry, content in zip(entries, _contents(root, entries), strict=True):
            _write(tree / entry.path, entry, content)
        yield tree


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Raises UnreadableError where it cannot be made."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="kst-", ignore_cleanup_errors=True)
    except OSError as error:
        raise UnreadableError(
            f"Không tạo được thư mục ở chỗ tạm “{tempfile.gettempdir()}” ({reason(error)}).",
            "Kiểm tra quyền ghi và chỗ trống ở đó, hoặc đặt TMPDIR là thư mục khác.",
        ) from None
    with folder as place:
        yield Path(place).resolve()


def blobs_of(root: Path, at: Revision, folders: Iterable[str]) -> dict[str, str]:
    """The blob hash of every file of a revision in some folders, by path from `root`.

    Raises UnreadableError where git cannot read the revision.
    """
    return {
        raw.decode(errors="surrogateescape"): about[2].decode()
        for about, raw in _listing(_ls_tree(root, at, folders), at)
    }


def _entries(root: Path, at: Revision, folders: Iterable[str]) -> Iterator[_Entry]:
    done = _ls_tree(root, at, folders, "-l")
    if done.returncode != 0 and _ls_tree(root, at, folders).returncode == 0:
        raise MissingHistoryError(
            f"Bản sao này thiếu nội dung các tệp của bản {at.words}.",
            _FETCH,
        )
    for about, raw in _listing(done, at):
        if raw.endswith(b".yaml"):
            yield _entry(at, raw.decode(errors="surrogateescape"), *about)


def _ls_tree(
    root: Path, at: Revision, folders: Iterable[str], *options: str
) -> subprocess.CompletedProcess[bytes]:
    return git(root, "ls-tree", "-r", "-z", *options, at.commit, "--", *(f"{name}/" for name in folders))


def _listing(done: subprocess.CompletedProcess[bytes], at: Revision) -> Iterator[tuple[list[bytes], bytes]]:
    """Mode, kind, hash (and size if requested) of every file, and its path."""
    if done.returncode != 0:
        message = printable(done.stderr.decode(errors="replace").strip())
        mend = _FETCH if "promisor" in message else "Chạy `git fsck` để xem kho."
        raise UnreadableError(f"Git không đọc được bản {at.words} ({message}).", mend)
    for line in done.stdout.split(b"\0"):
        about, tab, raw = line.partition(b"\t")
        if tab:
            yield about.split(), raw


def _entry(at: Revision, path: str, mode: bytes, _kind: bytes, blob: bytes, size: bytes) -> _Entry:
    parts = PurePosixPath(path)
    if mode in (_LINK, _MODULE) or ".." in parts.parts or "\\" in path:
        raise UnreadableError(
            f"Ở bản {at.words}, “{printable(path)}” không phải là tệp thường.",
            "kst chỉ so những tệp thường; thay liên kết bằng tệp thật rồi ghi lại.",
        )
    if not size.isdigit():  # `BAD`: the content is missing or damaged
        raise _without_content(printable(path))
    return _Entry(path, blob, int(size))


def _without_content(path: str) -> MissingHistoryError:
    return MissingHistoryError(f"Bản sao này thiếu nội dung của “{path}”.", _FETCH)


def _contents(root: Path, entries: list[_Entry]) -> Iterator[bytes]:
    """The content of each entry, in order; empty for files larger than MAX_BYTES."""
    wanted = [entry for entry in entries if entry.size <= MAX_BYTES]
    asked = b"".join(entry.blob + b"\n" for entry in wanted)
    out = git(root, "cat-file", "--batch", given=asked).stdout if wanted else b""
    at = 0
    for entry in entries:
        if entry.size > MAX_BYTES:
            yield b""
            continue
        head = out.find(b"\n", at)
        if head < 0 or out[at:head].split()[1:2] != [b"blob"]:
            raise _without_content(printable(entry.path))
        at = head + 1 + entry.size + 1
        yield out[head + 1 : at - 1]


def _write(file: Path, entry: _Entry, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            stream.write(content)
            stream.truncate(entry.size)  # a file that is too large keeps its size, so reading refuses it
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "tên tệp không dùng được"
        raise UnreadableError(
            f"Không chép được “{printable(entry.path)}” của bản cũ ra chỗ tạm ({why}).",
            "Kiểm tra chỗ trống của ổ đĩa chứa thư mục tạm.",
        ) from None
