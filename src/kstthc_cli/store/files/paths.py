"""Paths of files and folders in a plan repository."""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kstthc_cli.errors import NoRepositoryError, UnreadableError, reason

FOLDERS = ("plans", "agencies", "calendar", "forms")
OUTLINE, LETTERHEAD = "templates/outline.yaml", "templates/letterhead.yaml"
CLOSING = "closing.json"
KEPT = ".gitkeep"
"""The file by which git keeps a folder that is empty on purpose: a repository without plans yet."""
IGNORED = (KEPT, ".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems leave behind in any folder."""
MOST_DEPTH = 20
"""Folders nested deeper than this are not looked into; what we write lies five deep."""
_TOLERATED = (*IGNORED, ".gitignore", "README.md")


def no_plan() -> NoRepositoryError:
    """What tells that a repository has no plan yet."""
    return NoRepositoryError(
        "Thư mục plans/ chưa có kế hoạch nào.",
        "Lập từ văn bản đã ký: `kst import TỆP`; hoặc chép tệp .yaml của kế hoạch vào đó.",
    )


def find_root(start: Path, explicit: Path | None) -> Path:
    """The repository's folder: `explicit`, or the nearest one at or above `start` with `plans/`.

    Raises NoRepositoryError if there is none.
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
    """The YAML files of a folder, by name; none if the folder does not exist."""
    place = root / folder
    try:
        return sorted(p for p in place.iterdir() if p.suffix == ".yaml") if place.is_dir() else []
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được thư mục {folder}/ ({reason(error)}).", "Kiểm tra quyền đọc."
        ) from None


def entries(folder: Path | str) -> list[os.DirEntry[str]]:
    """The entries of a folder, by name; none if it does not exist. Raises UnreadableError."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        if Path(folder).exists():
            return []
        parent = Path(folder).parent
        raise UnreadableError(f"“{parent}” không phải là thư mục.", "Xóa hoặc đổi tên tệp đó.") from None
    except OSError as error:
        raise UnreadableError(
            f"Không đọc được thư mục “{folder}” ({reason(error)}).", "Kiểm tra quyền đọc."
        ) from None


def listed(folder: Path) -> list[Path]:
    """The paths of the entries of a folder, see `entries`. Raises UnreadableError."""
    return [folder / entry.name for entry in entries(folder)]


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, also links to folders and folders too deep. Raises UnreadableError."""
    waiting = [(entry, 1) for entry in reversed(entries(folder))]
    while waiting:
        entry, depth = waiting.pop()
        if depth < MOST_DEPTH and entry.is_dir(follow_symlinks=False):
            waiting += ((below, depth + 1) for below in reversed(entries(entry.path)))
        else:
            yield Path(entry.path)


def stray_files(root: Path) -> list[Path]:
    """Files in the data folders that no command reads."""
    return sorted(
        file
        for folder in FOLDERS
        if (root / folder).is_dir()
        for file in (root / folder).iterdir()
        if file.is_file() and file.suffix != ".yaml" and file.name not in _TOLERATED
    )


def relative(root: Path, file: Path) -> str:
    """The path of a file for messages: from the root, with `/`; links are not followed."""
    if str(file).startswith(f"{root}{os.sep}") and ".." not in file.parts:
        return printable(file.relative_to(root).as_posix())
    whole = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow links
    for base in (root, Path(os.path.abspath(root)), root.resolve()):  # noqa: PTH100
        if whole.is_relative_to(base):
            return printable(whole.relative_to(base).as_posix())
    return printable(file.as_posix())


def printable(text: str) -> str:
    """The text with control characters and invalid bytes escaped, so that it stays on one line."""
    if text.isprintable():
        return text
    plain = text.encode(errors="backslashreplace").decode()
    return "".join(
        c if c.isprintable() or c == "\u00a0" else c.encode("unicode_escape").decode() for c in plain
    )


def leads_out(root: Path, file: Path) -> bool:
    """Whether a file is a link out of the repository, or a circular link."""
    if not through_links(root, file):
        return False
    try:
        place, inside = os.path.realpath(file), os.path.realpath(root)
    except OSError:
        return True
    circular = os.path.islink(place)  # noqa: PTH114 - strings are faster, and this runs often
    return circular or not f"{place}{os.sep}".startswith(f"{inside.rstrip(os.sep)}{os.sep}")


def through_links(root: Path, file: Path) -> bool:
    """Whether the path from the root to the file contains a link or leaves the root."""
    if not str(file).startswith(f"{root}{os.sep}") or ".." in file.parts:
        return True
    places = itertools.accumulate(file.relative_to(root).parts, os.path.join, initial=str(root))
    return any(os.path.islink(place) for place in itertools.islice(places, 1, None))  # noqa: PTH114


def read_regular(file: Path | str, limit: int, *, links: bool = True) -> bytes:
    """The bytes of a regular file, at limit `limit` + 1.

    Raises OSError for anything else, and without `links` for a link.
    """
    found = os.stat(file, follow_symlinks=links)  # noqa: PTH116 - strings are faster, and this runs often
    if not stat.S_ISREG(found.st_mode):
        raise NotAFileError(errno.EINVAL, "không phải là tệp thường")
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123
        return stream.read() if found.st_size <= limit else stream.read(limit + 1)


class NotAFileError(OSError):
    """A folder, device or pipe in place of a file."""


def cache_folder(root: Path) -> Path:
    """The repository's `.kst/`, created if missing, and ignored by git.

    Raises OSError, also where `.kst/` or its `.gitignore` is a link or of the wrong kind.
    """
    folder = root / ".kst"
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder of the repository")
    try:
        with ignore.open("xb") as new:
            new.write(b"*\n")
    except FileExistsError:
        pass
    except OSError:
        ignore.unlink(missing_ok=True)  # with an empty one git would see the index
        raise
    if not stat.S_ISREG(ignore.lstat().st_mode):
        raise NotAFileError(errno.EINVAL, "không phải là tệp thường")
    return folder


def is_data(file: Path) -> bool:
    """Whether a path is in a data folder of some repository, where outputs must not be written."""
    places = (*FOLDERS, "progress", "requests", "reports", "workbooks", "templates", ".kst", ".git")
    return any(f.name in places and (f.parent / "plans").is_dir() for f in file.resolve().parents)


def text_bytes(text: str) -> bytes:
    """UTF-8 bytes with LF, the encoding of every file of a repository."""
    return text.encode(errors="backslashreplace")
