"""Writing a new plan repository, completely or not at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from kstthc_cli import __version__
from kstthc_cli.errors import FileExistsRefusedError, UnreadableError, reason
from kstthc_cli.store.files.atomic_write import rename_exclusively
from kstthc_cli.store.files.builtin_files import editor_schemas
from kstthc_cli.store.files.package_data import PACKAGE, data_folder
from kstthc_cli.store.files.paths import FOLDERS, KEPT

_STARTER = PACKAGE / "starter"
_NAMES = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "github.yml": ".github/workflows/kst.yml",
    "github-site.yml": ".github/workflows/kst-site.yml",
    "action.yml": ".github/actions/kst/action.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "gitlab-kst.yml": ".gitlab/kst.yml",
}


def write_repository(folder: Path, data: Mapping[str, bytes] | None = None) -> list[str]:
    """Create a plan repository in `folder` and return the files written, relative to it.

    `data` are its plans, registries and calendars by path; without it they are those of the sample.
    Raises FileExistsRefusedError if the folder is not empty, UnreadableError on an OS error; nothing is left
    behind in either case.
    """
    if folder.exists() and (not folder.is_dir() or any(item.name != ".git" for item in folder.iterdir())):
        raise FileExistsRefusedError(
            f"“{folder}” đã có và không trống.", "Chọn một thư mục mới hoặc thư mục trống."
        )
    try:
        return _write(folder, data)
    except OSError as error:
        why = reason(error)
        raise UnreadableError(
            f"Không tạo được kho ở “{folder}” ({why}).", "Kiểm tra quyền ghi và chỗ trống."
        ) from None


def _write(folder: Path, data: Mapping[str, bytes] | None) -> list[str]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".kst-init-"))
    try:
        names = list(_staged(place / "kho", data))
        if folder.is_dir():
            _move_all(place / "kho", folder)
        else:
            _rename(place / "kho", folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)  # TemporaryDirectory can recurse endlessly here
    return sorted(names)


def _staged(folder: Path, data: Mapping[str, bytes] | None) -> Iterator[str]:
    """Write every file of a new repository into a staging folder; yield their relative paths."""
    for name, content in _files(data):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        yield name


def _move_all(staged: Path, folder: Path) -> None:
    """Move everything into an existing folder, or leave the folder unchanged.

    Of two concurrent commands, one succeeds with the first name; the other one has moved nothing and reverts
    nothing.
    """
    moved: list[Path] = []
    try:
        for item in sorted(staged.iterdir()):
            _rename(item, folder / item.name)
            moved.append(folder / item.name)
    except BaseException:
        for target in moved:
            shutil.rmtree(target, ignore_errors=True) if target.is_dir() else target.unlink(missing_ok=True)
        raise


def _rename(item: Path, target: Path) -> None:
    """Rename without overwriting. Raises FileExistsRefusedError, OSError."""
    try:
        if item.is_file():
            rename_exclusively(item, target)
        else:
            item.rename(target)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            raise FileExistsRefusedError(
                f"“{target}” vừa được một lệnh khác ghi.", "Chọn một thư mục mới hoặc thư mục trống."
            ) from None
        raise


def _files(data: Mapping[str, bytes] | None) -> Iterator[tuple[str, bytes]]:
    about = (_STARTER / ("sample.md" if data is None else "province.md")).read_bytes()
    for name, target in _NAMES.items():
        content = (_STARTER / name).read_bytes().replace(b"@VERSION@", __version__.encode())
        yield target, content.replace(b"@DATA@", about)
    program = data_folder()
    sample = [file for folder in FOLDERS for file in sorted((program / folder).glob("*.yaml"))]
    copied = [program / "schemas" / name for name in editor_schemas()]
    for file in [*(sample if data is None else ()), *copied]:
        yield file.relative_to(program).as_posix(), file.read_bytes()
    if data is not None:
        yield f"plans/{KEPT}", b""
        yield from data.items()
