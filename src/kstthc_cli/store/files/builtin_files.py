"""Files of the program that users can copy: templates to customise, schemas for editors."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kstthc_cli.errors import FileExistsRefusedError, UnreadableError, reason
from kstthc_cli.store.files.atomic_write import write_new
from kstthc_cli.store.files.package_data import data_folder

_WRITTEN_BY_PEOPLE = ("agencies", "calendar", "form", "letterhead", "outline", "plan", "prose")


def built_in_templates() -> list[str]:
    """The names of all files in `templates/`, sorted: templates, letterheads, the outline.

    Those of the site, in a folder of their own, are no templates for people to change.
    """
    return sorted(file.name for file in (data_folder() / "templates").iterdir() if file.is_file())


def editor_schemas() -> list[str]:
    """The names of the schemas of files that people write, sorted."""
    return [f"{kind}.schema.json" for kind in _WRITTEN_BY_PEOPLE]


def write_templates(folder: Path, names: Iterable[str], *, force: bool) -> Iterator[Path]:
    """Copy templates into a folder; see `_write_copies`."""
    return _write_copies(
        data_folder() / "templates",
        folder,
        list(names),
        "Chọn thư mục khác, nêu --name, hoặc thêm --force để ghi đè.",
        force=force,
    )


def write_editor_schemas(folder: Path, *, force: bool) -> Iterator[Path]:
    """Copy the schemas of the files that people write into a folder; see `_write_copies`."""
    return _write_copies(
        data_folder() / "schemas",
        folder,
        editor_schemas(),
        "Chọn thư mục khác, hoặc thêm --force để ghi đè.",
        force=force,
    )


def _write_copies(
    source: Path, folder: Path, names: list[str], remedy: str, *, force: bool
) -> Iterator[Path]:
    """Copy the files into a folder, created if missing; yield each path after it is written.

    Raises FileExistsRefusedError before anything is written, UnreadableError on an OS error.
    """
    there = [name for name in names if os.path.lexists(folder / name)]
    if there and not force:
        raise FileExistsRefusedError(f"Trong “{folder}” đã có {', '.join(there)}.", remedy)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(
            f"Không tạo được thư mục “{folder}” ({reason(error)}).", "Kiểm tra quyền ghi, hoặc chọn chỗ khác."
        ) from None
    for name in names:
        write_new(folder / name, (source / name).read_bytes(), force=force)
        yield folder / name
