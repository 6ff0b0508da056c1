"""The templates that come with the program, and their copies that an office may change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kstthc_cli.errors import FileExistsRefusedError, UnreadableError, reason
from kstthc_cli.store.files.atomic_write import write_new
from kstthc_cli.store.files.package_data import data_folder

_ENDINGS = (".docx", ".j2")


def built_in() -> list[str]:
    """The names of all templates, in order."""
    return sorted(file.name for file in (data_folder() / "templates").iterdir() if file.suffix in _ENDINGS)


def write_templates(folder: Path, names: Iterable[str], *, force: bool) -> Iterator[Path]:
    """Write the templates into a folder, made when it is missing; each file once it is written.

    Raises FileExistsRefusedError before anything is written, UnreadableError when the system refuses.
    """
    wanted = list(names)
    there = [name for name in wanted if os.path.lexists(folder / name)]
    if there and not force:
        raise FileExistsRefusedError(
            f"Trong “{folder}” đã có {', '.join(there)}.",
            "Chọn thư mục khác, nêu --name, hoặc thêm --force để ghi đè.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(
            f"Không tạo được thư mục “{folder}” ({reason(error)}).", "Kiểm tra quyền ghi, hoặc chọn chỗ khác."
        ) from None
    for name in wanted:
        write_new(folder / name, (data_folder() / "templates" / name).read_bytes(), force=force)
        yield folder / name
