"""Evidence that is a file of the repository."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from kstthc_cli.domain.text import nfc
from kstthc_cli.errors import UsageError


def file_evidence(root: Path, path: str) -> dict[str, Any]:
    """The path from the root and the hash of a file; relative paths start at the root or here.

    Raises UsageError when there is no such file, or it lies outside the repository.
    """
    inside = root.resolve()
    for candidate in (inside / path, Path(path)):
        try:
            file = candidate.resolve()
            if file.is_file():
                break
        except (OSError, ValueError):
            continue
    else:
        raise UsageError(f"Không có tệp minh chứng “{path}”.", "Chép tệp vào kho rồi ghi lại.")
    if not file.is_relative_to(inside):
        raise UsageError(f"Tệp minh chứng “{path}” nằm ngoài kho.", "Chép tệp vào kho rồi ghi lại.")
    name = nfc(file.relative_to(inside).as_posix())
    return {"kind": "file", "path": name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
