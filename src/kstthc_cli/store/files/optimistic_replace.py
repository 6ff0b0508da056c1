"""Replacing files that people write: under the lock, and only if the file is still as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kstthc_cli.errors import RefusedError, UnreadableError, reason
from kstthc_cli.store.files.atomic_write import write_new
from kstthc_cli.store.files.paths import leads_out, read_regular, relative, text_bytes
from kstthc_cli.store.files.source import MAX_BYTES


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read: its path on the disk, its path from the root, its bytes."""

    file: Path
    path: str
    raw: bytes


def read_to_replace(root: Path, path: str) -> ReadFile:
    """Read the file at a path from the root, for a later `replace`. Raises UnreadableError."""
    file = root / path
    try:
        if leads_out(root, file):
            raise UnreadableError(f"Tệp “{path}” là liên kết trỏ ra ngoài kho.", "Thay bằng tệp thường.")
        return ReadFile(file.resolve(), relative(root, file), read_regular(file, MAX_BYTES))
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được tệp “{path}” ({reason(error)}).", "Kiểm tra quyền đọc."
        ) from None


def replace(read: ReadFile, text: str) -> None:
    """Write a text to the file if its content is still as read.

    The caller holds `write_lock` against other commands; the comparison detects editors. Raises RefusedError
    if the file was changed, UnreadableError on an OS error; the file is then unchanged.
    """
    try:
        same = sha256(read_regular(read.file, MAX_BYTES)).digest() == sha256(read.raw).digest()
    except OSError:
        same = False
    if not same:
        raise RefusedError(
            f"Tệp “{read.path}” vừa bị sửa ở nơi khác nên không ghi đè.", "Xem lại tệp rồi chạy lại lệnh."
        )
    write_new(read.file, text_bytes(text), force=True)
