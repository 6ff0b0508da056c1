"""Write-once files (slips, requests, closings), each with a checksum of its content."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.errors import FileExistsRefusedError, RefusedError, UnreadableError, reason
from kstthc_cli.store.files.atomic_write import remove_stale, rename_exclusively, temporary
from kstthc_cli.store.files.paths import cache_folder, leads_out
from kstthc_cli.store.files.source import MAX_BYTES, Source

_ON_ONE_LINE = ("cells", "not_arising", "withdrawn", "places")
"""Keys of figures, whose values stand on one line."""
_ROOM = "Kiểm tra quyền ghi và chỗ trống."


def with_checksum(content: Mapping[str, Any]) -> str:
    """The YAML of a new write-once file, with its checksum (`seal`) as the last key."""
    from kstthc_cli.store.yaml.reader import parse
    from kstthc_cli.store.yaml.writer import to_yaml

    text = to_yaml(content, _ON_ONE_LINE)
    if len(text.encode()) > MAX_BYTES - 1000:
        raise RefusedError(
            "Phiếu lớn quá 5 MB.", "Tách làm nhiều phiếu, hoặc đưa phần dài vào tệp minh chứng."
        )
    return text + f'seal: "{checksum_of(parse(Source("", text)).data)}"\n'


def write_once(root: Path, path: str, text: str) -> None:
    """Write a new file atomically.

    It is written next to the repository's cache, where remains of a crash do no harm, and then given its
    name. Raises FileExistsRefusedError if the name is taken, UnreadableError on an OS error or if the folder
    is a link out of the repository.
    """
    file = root / path
    if leads_out(root, file.parent):
        why = f"Không ghi vào “{file.parent}”: thư mục này là liên kết trỏ ra ngoài kho."
        raise UnreadableError(why, "Thay liên kết bằng thư mục thật trong kho.")
    new = _make_folders(file.parent)
    try:
        workplace = _workplace(root, file)
        try:
            _publish(file, text.encode(), workplace)
        except OSError as error:
            if workplace == file.parent or isinstance(error, FileExistsError):
                raise
            # A failing cache folder must not prevent writing.
            _publish(file, text.encode(), file.parent)
        for folder in new:
            _sync_folder(folder.parent)
    except FileExistsError:
        raise FileExistsRefusedError(f"Phiếu “{file.name}” đã có.", "Chạy lại lệnh.") from None
    except OSError as error:
        raise UnreadableError(f"Không ghi được “{file}” ({reason(error)}).", _ROOM) from None


def _make_folders(folder: Path) -> list[Path]:
    """Create a folder and its parents; return the new ones. Raises UnreadableError."""
    try:
        new = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"Không ghi được vào “{folder}” ({reason(error)}).", _ROOM) from None
    return new


def _workplace(root: Path, file: Path) -> Path:
    """The folder for the temporary file: the cache folder, if it exists on the same disk."""
    with contextlib.suppress(OSError):
        folder = cache_folder(root)
        if folder.stat().st_dev == file.parent.stat().st_dev:
            return folder
    return file.parent


def _publish(file: Path, content: bytes, workplace: Path) -> None:
    with temporary(workplace, content) as new:
        new.chmod(0o644)
        rename_exclusively(new, file)
        remove_stale(new)
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Flush a folder to the disk where the system supports it, so that new names survive a power cut."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with contextlib.suppress(OSError):
        os.fsync(handle)
    os.close(handle)
