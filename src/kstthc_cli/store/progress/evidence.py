"""Files as evidence, hashed so that the hash is valid in every clone of the repository."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.domain.progress.slips import Evidence
from kstthc_cli.domain.text.normalize import forbidden_character, nfc
from kstthc_cli.errors import UsageError
from kstthc_cli.store.files.paths import NotAFileError, leads_out, printable, read_regular
from kstthc_cli.store.git.evidence import (
    git_tracking,
    in_other_repository,
    may_be_converted,
    stays_on_this_machine,
)

_MOST_TEXT = 50 * 1024 * 1024
_LFS = b"version https://git-lfs.github.com/spec/v1\n"


class FileEvidence(NamedTuple):
    """A file as evidence, and a warning for the clerk (may be empty)."""

    evidence: Evidence
    note: str = ""


def file_evidence(root: Path, path: str) -> FileEvidence:
    """The path from the root and the hash of a file; relative paths start at the root or the working folder.

    Names are compared in NFC. Raises UsageError when the file does not exist, is outside the repository, or
    is ignored by git, so that no other clone would have it.
    """
    inside = root.resolve()
    try:
        file = next((f for f in (on_disk(inside, path), on_disk(Path(), path)) if f.is_file()), None)
        if file is None:
            raise UsageError(f"Không có tệp minh chứng “{path}”.", "Chép tệp vào kho rồi ghi lại.")
        if leads_out(inside, file):
            raise UsageError(f"Tệp minh chứng “{path}” nằm ngoài kho.", "Chép tệp vào kho rồi ghi lại.")
        name = file.resolve().relative_to(inside).as_posix()
        if stays_on_this_machine(name):
            raise UsageError(f"“{path}” không đi theo kho khi chép sang máy khác.", "Chọn một tệp trong kho.")
        return _evidence(inside, name)
    except (OSError, ValueError):
        raise UsageError(
            f"Không đọc được tệp minh chứng “{path[:80]}”.", "Kiểm tra tên tệp và quyền đọc."
        ) from None


def _evidence(root: Path, name: str) -> FileEvidence:
    if "\n" in name or forbidden_character(name):
        shown = printable(name)
        raise UsageError(
            f"Tên tệp minh chứng “{shown}” có ký tự điều khiển, hoặc không phải chữ UTF-8.",
            "Đổi tên tệp rồi ghi lại.",
        )
    if in_other_repository(root, name):
        raise UsageError(
            f"Tệp minh chứng “{nfc(name)}” nằm trong một kho git khác nên không đi theo kho này.",
            "Chép tệp ra thư mục khác của kho rồi ghi lại.",
        )
    kept = git_tracking(root, name)
    if kept == "ignored":
        raise UsageError(
            f"Git bỏ qua tệp minh chứng “{nfc(name)}” nên bản sao khác của kho không có tệp này.",
            f"Sửa .gitignore, hoặc chạy `git add -f -- {name}`, rồi ghi lại.",
        )
    note = f"tệp minh chứng “{nfc(name)}” chưa lưu vào git: lưu cùng phiếu." if kept == "new" else ""
    digest = _hash_as_kept(root, name)
    return FileEvidence(Evidence("file", path=nfc(name), sha256=digest), note)


def _hash_as_kept(root: Path, name: str) -> str:
    """The hash of the file; of its text with LF where git would normalize mixed line ends."""
    digest = hash_of_file(root / name)
    if (root / name).stat().st_size > _MOST_TEXT:
        return digest
    raw = read_regular(root / name, _MOST_TEXT)
    mixed = b"\r\n" in raw and b"\n" in raw.replace(b"\r\n", b"")
    return _sha256(raw.replace(b"\r\n", b"\n")) if mixed and may_be_converted(root, [name]) else digest


def on_disk(root: Path, path: str) -> Path:
    """The file at a path, also if the disk has parts of its name in another Unicode form, as on a Mac.

    A path that the system refuses (a name too long, links in a circle) is returned as it is; reading fails.
    """
    try:
        return _on_disk(root, path)
    except (OSError, ValueError):
        return root / path


def _on_disk(root: Path, path: str) -> Path:
    file = root / path
    if file.exists():
        return file
    place = Path(file.anchor) if file.is_absolute() else Path()
    for part in file.relative_to(place).parts:
        same = place / part
        if not same.exists() and place.is_dir():
            same = next((f for f in sorted(place.iterdir()) if nfc(f.name) == nfc(part)), same)
        place = same
    return place


def is_same_evidence(file: Path, sha256: str) -> bool:
    """Whether a file has the content whose hash a slip records, allowing for conversions by git.

    Git may have changed all line ends to LF or CRLF, or replaced the file by a Git LFS pointer. Raises
    OSError.
    """
    if hash_of_file(file) == sha256:
        return True
    if file.stat().st_size > _MOST_TEXT:
        return False
    raw = read_regular(file, _MOST_TEXT)
    if raw.startswith(_LFS):
        return f"\noid sha256:{sha256}\n".encode() in raw
    text = raw.replace(b"\r\n", b"\n")
    return sha256 in (_sha256(text), _sha256(text.replace(b"\n", b"\r\n")))


def hash_of_file(file: Path) -> str:
    """SHA-256 (hexadecimal) of a regular file of any size. Raises OSError."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise NotAFileError
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
