"""Atomic file writes: a file is written completely or not at all, and replaced only on request."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.errors import FileExistsRefusedError, RefusedError, UnreadableError, reason
from kstthc_cli.store.files.paths import is_data

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
_STALE = 24 * 60 * 60
_LEFT = r"\.kst-[a-z0-9_]{8}\.tmp"


@contextlib.contextmanager
def temporary(folder: Path, content: bytes) -> Iterator[Path]:
    """A temporary file with that content, flushed to the disk; removed at the end unless it was renamed.

    Raises OSError.
    """
    import tempfile

    handle, name = tempfile.mkstemp(dir=folder, prefix=".kst-", suffix=".tmp")
    file = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield file
    finally:
        if os.path.lexists(file):
            with contextlib.suppress(OSError):  # a remaining file is never read, and is removed later
                file.unlink()


def is_temporary_name(name: str) -> bool:
    """Whether a file name is that of a temporary file, which a crash can leave behind."""
    return re.fullmatch(_LEFT, name) is not None


def remove_stale(new: Path) -> None:
    """Remove temporary files of crashed commands next to a new file, if more than a day older than it.

    No write takes a day; ages are compared by file times only, which the system clock need not match.
    """
    with contextlib.suppress(OSError):
        now = new.lstat().st_mtime
        for file in new.parent.iterdir():
            if is_temporary_name(file.name) and now - file.lstat().st_mtime > _STALE:
                file.unlink()


def write_new(file: Path, content: bytes, *, force: bool) -> None:
    """Write a file atomically; an existing one is replaced only with `force`.

    Nothing is written through a link or onto anything but a regular file. Without `force`, one of two
    simultaneous writers is refused. Raises FileExistsRefusedError, or UnreadableError on an OS error.
    """
    with _explained(file):
        check_place(file, force=force)
        with temporary(file.parent, content) as new:
            _name(new, file, force=force)
        remove_stale(file)


def write_all(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write files (name → content) into a folder, which is made if missing: all of them or none.

    They are all on the disk before the first one gets its name. Raises FileExistsRefusedError without `force`
    where a file is there, RefusedError inside the data of a repository, UnreadableError on an OS error.
    """
    ready_folder(folder, list(files), force=force)
    write_together([FileToWrite(folder / name, content, force) for name, content in files.items()])


class FileToWrite(NamedTuple):
    """A file with its content; `force` where it may be there already."""

    file: Path
    content: bytes
    force: bool = False


def write_together(files: Sequence[FileToWrite]) -> None:
    """Write files in one or several folders: all of them or none; those to replace come last.

    They are all on the disk before the first one gets its name; if one cannot have it, the new files among
    those that have go again. Raises FileExistsRefusedError, UnreadableError on an OS error.
    """
    with contextlib.ExitStack() as waiting:
        ready: list[tuple[FileToWrite, Path]] = []
        for one in files:
            with _explained(one.file):
                check_place(one.file, force=one.force)
                ready.append((one, waiting.enter_context(temporary(one.file.parent, one.content))))
        _name_all(ready)


def ready_folder(folder: Path, names: Sequence[str], *, force: bool) -> None:
    """Make the folder for files of these names if it is missing, before their contents take long to make.

    Raises what `write_all` raises where they could not be written.
    """
    made_folder(folder)
    if not os.access(folder, os.W_OK):
        why = f"Không ghi được vào thư mục “{folder}” (không có quyền)."
        raise UnreadableError(why, "Chọn thư mục khác, hoặc kiểm tra quyền ghi.")
    there = [name for name in names if os.path.lexists(folder / name)]
    if there and not force:
        raise FileExistsRefusedError(
            f"Trong “{folder}” đã có {len(there)} tệp, ví dụ “{there[0]}”; chưa ghi tệp nào.",
            "Chọn thư mục khác, hoặc thêm --force để ghi đè.",
        )


def _name_all(ready: Sequence[tuple[FileToWrite, Path]]) -> None:
    named: list[Path] = []
    try:
        for one, new in ready:
            is_new = not os.path.lexists(one.file)
            with _explained(one.file):
                _name(new, one.file, force=one.force)
            if is_new:
                named.append(one.file)
    except BaseException:
        for file in named:
            file.unlink()
        raise


def _name(new: Path, file: Path, *, force: bool) -> None:
    """Give a temporary file its name and its mode. Raises FileExistsError, OSError."""
    new.chmod(_mode(file))
    new.replace(file) if force else rename_exclusively(new, file)


@contextlib.contextmanager
def _explained(file: Path) -> Iterator[None]:
    """Raise the errors of a write as FileExistsRefusedError or UnreadableError."""
    try:
        yield
    except FileExistsError:
        raise _exists(file) from None
    except FileNotFoundError:
        why = f"Không ghi được tệp “{file}”: thư mục “{file.parent}” chưa có."
        raise UnreadableError(why, "Tạo thư mục, hoặc chọn chỗ khác.") from None
    except OSError as error:
        raise UnreadableError(
            f"Không ghi được tệp “{file}” ({reason(error)}).", "Kiểm tra thư mục, quyền ghi và chỗ trống."
        ) from None


def made_folder(folder: Path) -> Path:
    """The folder for outputs, made if missing. Raises RefusedError inside data, UnreadableError."""
    refuse_data(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"Không tạo được thư mục “{folder}” ({reason(error)})."
        raise UnreadableError(why, "Chọn thư mục khác, hoặc kiểm tra quyền ghi.") from None
    return folder


def refuse_data(folder: Path) -> None:
    """Refuse a folder for outputs that holds data of a repository. Raises RefusedError."""
    if is_data(folder / "x"):
        raise RefusedError(f"“{folder}” nằm trong thư mục dữ liệu của kho.", "Chọn thư mục khác.")


def check_place(file: Path, *, force: bool) -> None:
    """Refuse overwriting without `force`, and writing through links. Raises FileExistsRefusedError, OSError.

    A folder above a repository may be a link, as `/tmp` of a Mac is; a folder of a repository may not.
    """
    folders = Path(os.path.abspath(file)).parents  # noqa: PTH100 - resolve() would follow links
    for folder in folders:
        if folder.is_symlink() and (folder.parent / "plans").is_dir():
            why = f"Không ghi vào “{file}”: thư mục “{folder}” của kho là liên kết."
            raise FileExistsRefusedError(why, "Thay liên kết bằng thư mục thật, hoặc ghi ra chỗ khác.")
    if file.is_symlink() and force:
        why = f"“{file}” là liên kết nên không bị ghi đè."
        raise FileExistsRefusedError(why, "Nêu tệp mà liên kết trỏ tới, hoặc chọn tên khác.")
    if not os.path.lexists(file):
        return
    if not force:
        raise _exists(file)
    if not stat.S_ISREG(file.lstat().st_mode):
        raise FileExistsRefusedError(
            f"“{file}” không phải là tệp thường nên không bị ghi đè.", "Chọn tên khác."
        )


def _exists(file: Path) -> FileExistsRefusedError:
    return FileExistsRefusedError(f"Tệp “{file}” đã có.", "Chọn tên khác, hoặc thêm --force để ghi đè.")


def rename_exclusively(new: Path, file: Path) -> None:
    """Give a temporary file its name without overwriting. Raises FileExistsError, OSError.

    Of two simultaneous writers one is refused: by the hard link; on Windows by the rename, which never
    overwrites there; elsewhere, on a file system without hard links, by the lock of the folder.
    """
    try:
        os.link(new, file)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with _folder_lock(file.parent):
            if os.path.lexists(file):
                raise FileExistsError(file) from None
            new.rename(file)


@contextlib.contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which leaves no file behind; nothing on Windows, which does not need it."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _mode(file: Path) -> int:
    """The mode of the file to be replaced, or that of a new file under the umask."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
