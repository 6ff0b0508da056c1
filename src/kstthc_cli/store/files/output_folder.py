"""A folder of results that are written together, and written anew together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kstthc_cli.errors import RefusedError, UnreadableError, reason
from kstthc_cli.store.files.atomic_write import check_place, made_folder, refuse_data, write_new
from kstthc_cli.store.files.paths import entries, is_data, printable

LIST = "kst-files.txt"
"""The list of the files that were written into the folder, itself left out."""


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool,
    keeps: Callable[[str], bool] | None = None,
) -> None:
    """Write files in their order, by path below the folder.

    It is empty, or with `force` holds earlier results: a file of these that is not written again is removed
    unless it `keeps` its content; what else lies there stays. Raises RefusedError, UnreadableError.
    """
    made_folder(folder)
    if entries(folder) and not force:
        raise RefusedError(
            f"Thư mục “{printable(str(folder))}” đã có tệp.",
            "Thêm --force để ghi lại kết quả vào đó, hoặc chọn thư mục khác.",
        )
    _check_places(folder, [LIST, *files], force=force)
    earlier = _listed(folder)
    kept = {name for name in earlier if keeps is not None and keeps(name)}
    _write(folder, LIST, "".join(f"{name}\n" for name in sorted({*files, *earlier})).encode(), force=force)
    for name in files:
        _write(folder, name, files[name], force=force)
    _remove(folder, earlier - {*files, *kept})
    _write(folder, LIST, "".join(f"{name}\n" for name in sorted({*files, *kept})).encode(), force=True)


def lost_files(folder: Path) -> list[str]:
    """The files that the list names and that are not there: removed, or not written before a crash."""
    root = str(folder)
    return sorted(name for name in _listed(folder) if not os.path.isfile(f"{root}/{name}"))  # noqa: PTH113 - fast


def _check_places(folder: Path, names: Iterable[str], *, force: bool) -> None:
    """Refuse what cannot be written, before anything is. Raises RefusedError, UnreadableError."""
    is_repository = _is_repository(folder)
    for place in sorted({folder / above for name in names for above in Path(name).parents if above.name}):
        if is_repository:
            refuse_data(place)
        if place.is_symlink():
            raise RefusedError(
                f"Thư mục “{printable(str(place))}” là liên kết nên không ghi qua đó.",
                "Xóa liên kết đó, hoặc chọn thư mục khác.",
            )
        if place.exists() and not place.is_dir():
            why = f"Cần thư mục “{printable(str(place))}” mà ở đó đã có tệp."
            raise UnreadableError(why, "Đổi tên tệp đó, hoặc chọn thư mục khác.")
    for name in names:
        check_place(folder / name, force=force)


def _is_repository(folder: Path) -> bool:
    """Whether it holds plans; a data set has folders of the same names."""
    return any((folder / "plans").glob("*.yaml"))


def _write(folder: Path, name: str, content: bytes, *, force: bool) -> None:
    file = folder / name
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"Không tạo được thư mục “{printable(str(file.parent))}” ({reason(error)})."
        raise UnreadableError(why, "Chọn thư mục khác, hoặc kiểm tra quyền ghi.") from None
    write_new(file, content, force=force)


def _listed(folder: Path) -> set[str]:
    """The files that the list names, without those that would lie elsewhere, data and what git keeps.

    The list may have come with the repository.
    """
    file = folder / LIST
    if not file.is_file() or file.is_symlink():
        return set()
    names = file.read_text(encoding="utf-8", errors="replace").splitlines()
    below = {name for name in names if name and _is_below(folder, name)}
    return {name for name in below if not is_data(folder / name)} if _is_repository(folder) else below


def _is_below(folder: Path, name: str) -> bool:
    path = folder / name
    if {"..", ".git"} & {*Path(name).parts} or not path.is_relative_to(folder):
        return False
    below = (place for place in (path, *path.parents) if place != folder and place.is_relative_to(folder))
    return not any(place.is_symlink() for place in below)


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files, and the folders below `folder` that then hold nothing. Raises UnreadableError."""
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
            for place in (folder / name).parents:
                if place == folder or not place.is_dir() or any(place.iterdir()):
                    break
                place.rmdir()
    except OSError as error:
        raise UnreadableError(
            f"Không xóa được tệp cũ trong “{printable(str(folder))}” ({reason(error)}).",
            "Đóng tệp đang mở, hoặc xóa thư mục rồi chạy lại.",
        ) from None
