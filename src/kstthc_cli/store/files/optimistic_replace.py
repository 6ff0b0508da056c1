"""Rewriting files that people write: what was read is remembered, and only that is replaced."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kstthc_cli.errors import RefusedError, UnreadableError, reason
from kstthc_cli.store.files.atomic_write import write_new
from kstthc_cli.store.files.paths import leads_out, read_regular, relative, text_bytes
from kstthc_cli.store.files.source import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was read: its path from the root, its bytes."""

    file: Path
    path: str
    raw: bytes


def hold(root: Path, path: str) -> Held:
    """The file at a path from the root, to be replaced later. Raises UnreadableError."""
    file = root / path
    try:
        if leads_out(root, file):
            raise UnreadableError(f"Tệp “{path}” là liên kết trỏ ra ngoài kho.", "Thay bằng tệp thường.")
        return Held(file.resolve(), relative(root, file), read_regular(file, MAX_BYTES))
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được tệp “{path}” ({reason(error)}).", "Kiểm tra quyền đọc."
        ) from None


def replace_held(held: Held, text: str) -> None:
    """Put a text in the place of a file that nobody has touched since it was read.

    Raises RefusedError where somebody has, UnreadableError when the system refuses; both times the
    file stays as it is.
    """
    try:
        same = sha256(read_regular(held.file, MAX_BYTES)).digest() == sha256(held.raw).digest()
    except OSError:
        same = False
    if not same:
        raise RefusedError(
            f"Tệp “{held.path}” vừa bị sửa ở nơi khác nên không ghi đè.", "Xem lại tệp rồi chạy lại lệnh."
        )
    write_new(held.file, text_bytes(text), force=True)
