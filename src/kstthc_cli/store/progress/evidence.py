"""Evidence that is a file of the repository."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from pathlib import Path

from kstthc_cli.domain.progress.slips import Evidence
from kstthc_cli.domain.text.normalize import nfc
from kstthc_cli.errors import UsageError
from kstthc_cli.store.files.paths import NotAFileError, leads_out


def file_evidence(root: Path, path: str) -> Evidence:
    """A file as evidence, with its path from the root and its hash; `path` starts at the root or here.

    Raises UsageError when there is no such file, or it lies outside the repository.
    """
    inside = root.resolve()
    try:
        file = next((f for f in (inside / path, Path(path)) if f.is_file()), None)
        if file is None:
            raise UsageError(f"Không có tệp minh chứng “{path}”.", "Chép tệp vào kho rồi ghi lại.")
        inner = file.resolve().relative_to(inside).parts[:1] if not leads_out(inside, file) else ()
        if inner in ((".kst",), (".git",)):
            raise UsageError(f"“{path}” không đi theo kho khi chép sang máy khác.", "Chọn một tệp trong kho.")
        if leads_out(inside, file):
            raise UsageError(f"Tệp minh chứng “{path}” nằm ngoài kho.", "Chép tệp vào kho rồi ghi lại.")
        name = nfc(file.resolve().relative_to(inside).as_posix())
        return Evidence("file", path=name, sha256=hash_of_file(file))
    except (OSError, ValueError):
        raise UsageError(
            f"Không đọc được tệp minh chứng “{path[:80]}”.", "Kiểm tra tên tệp và quyền đọc."
        ) from None


def on_disk(root: Path, path: str) -> Path:
    """The file of an NFC path, also where the disk keeps its name in NFD, as macOS does."""
    whole = root / path
    return whole if whole.exists() else root / unicodedata.normalize("NFD", path)


def hash_of_file(file: Path) -> str:
    """SHA-256 of an ordinary file, however large. Raises OSError."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise NotAFileError
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
