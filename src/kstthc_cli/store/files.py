"""Folders and files of a plan repository, and the only way a file is written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kstthc_cli.errors import FileExistsRefusedError, NoRepositoryError, UnreadableError

FOLDERS = ("plans", "agencies", "calendar")
_IGNORED = (".gitkeep", ".gitignore", "README.md", "Thumbs.db", "desktop.ini", ".DS_Store")


def find_root(start: Path, explicit: Path | None) -> Path:
    """The repository's folder: `explicit`, or the nearest one at or above `start` with `plans/`.

    Raises NoRepositoryError where there is none.
    """
    if explicit is not None:
        if not (explicit / "plans").is_dir():
            raise NoRepositoryError(
                f"Thư mục “{explicit}” không phải kho kế hoạch: không có thư mục plans/.", _MEND
            )
        return explicit.resolve()
    for folder in (start, *start.parents):
        if (folder / "plans").is_dir():
            return folder
    raise NoRepositoryError("Không tìm thấy kho kế hoạch ở thư mục này hay thư mục nào bên trên.", _MEND)


_MEND = "Chuyển tới thư mục có plans/, dùng `--root THƯ_MỤC`, hoặc tạo kho mới: `kst init THƯ_MỤC`."


def data_files(root: Path, folder: str) -> list[Path]:
    """The YAML files of a folder, in the order of their names; none where there is no folder."""
    place = root / folder
    try:
        return sorted(p for p in place.iterdir() if p.suffix == ".yaml") if place.is_dir() else []
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được thư mục {folder}/ ({error.strerror}).", "Kiểm tra quyền đọc."
        ) from None


def stray_files(root: Path) -> list[Path]:
    """Files in the data folders that nothing reads."""
    return sorted(
        file
        for folder in FOLDERS
        if (root / folder).is_dir()
        for file in (root / folder).iterdir()
        if file.is_file() and file.suffix != ".yaml" and file.name not in _IGNORED
    )


def relative(root: Path, file: Path) -> str:
    """The path of a file as messages show it: from the root, with `/`."""
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.as_posix()


def write_new(file: Path, content: bytes, *, force: bool) -> None:
    """Write a file whole or not at all; an existing one only with `force`.

    Raises FileExistsRefusedError, or UnreadableError when the system refuses.
    """
    if not force and os.path.lexists(file):
        raise FileExistsRefusedError(f"Tệp “{file}” đã có.", "Chọn tên khác, hoặc thêm --force để ghi đè.")
    try:
        _replace(file, content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableError(
            f"Không ghi được tệp “{file}” ({why}).", "Kiểm tra thư mục, quyền ghi và chỗ trống."
        ) from None


def _replace(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".kst-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(file))
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(file: Path) -> int:
    """The mode of the file to be replaced, or that of a new file under the umask."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def cache_folder(root: Path) -> Path:
    """The repository's `.kst/`, made when it is missing, and ignored by git. Raises OSError."""
    folder = root / ".kst"
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_bytes(b"*\n")
    return folder


def text_bytes(text: str) -> bytes:
    """UTF-8 with LF, as every file of a repository is."""
    return text.encode("utf-8", errors="backslashreplace")


def folders_present(root: Path, folders: Iterable[str] = FOLDERS) -> list[str]:
    """Which of the folders a repository has."""
    return [folder for folder in folders if (root / folder).is_dir()]
