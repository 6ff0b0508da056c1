"""The lock that a command holds from reading files that people write until it has replaced them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from kstthc_cli.errors import RefusedError, UnreadableError, reason
from kstthc_cli.store.files.paths import cache_folder

LOCK = "write.lock"
_SECONDS = 60.0


@contextlib.contextmanager
def write_lock(root: Path) -> Iterator[None]:
    """Hold the lock of a repository, `.kst/write.lock`; the system frees it when the process ends.

    Raises RefusedError if another command holds it for a minute, UnreadableError if `.kst` is a link or
    cannot be written: without the lock one of two simultaneous changes could be lost.
    """
    from filelock import FileLock, Timeout

    try:
        file = cache_folder(root) / LOCK
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise UnreadableError(f"“{file}” không phải là tệp thường nên chưa ghi gì.", "Xóa mục đó.")
        lock = FileLock(file)
        lock.acquire(timeout=_SECONDS)
    except Timeout:
        raise RefusedError(
            "Một lệnh kst khác đang ghi vào kho này nên chưa ghi gì.", "Đợi lệnh kia kết thúc rồi chạy lại."
        ) from None
    except OSError as error:
        raise UnreadableError(
            f"Không khóa được kho để ghi: không ghi được vào “{root / '.kst'}” ({reason(error)}).",
            "Kiểm tra quyền ghi thư mục .kst của kho; nếu .kst là liên kết thì thay bằng thư mục thật.",
        ) from None
    try:
        yield
    finally:
        lock.release()
