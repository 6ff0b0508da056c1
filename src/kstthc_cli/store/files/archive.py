"""ZIP archives: what damaged ones raise; Word files read with size limits, written reproducibly."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping

from kstthc_cli.errors import UnreadableError

MOST_BYTES = 10 * 1024 * 1024
"""The maximum size of a Word template in bytes."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What reading an archive raises that is damaged, or packed in a way that is not known."""
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_PARTS = 500
_OLD_WORD = b"\xd0\xcf\x11\xe0"


class NotWordError(UnreadableError):
    """A file that is not a Word file, or is dangerous to unpack."""


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name. Raises NotWordError."""
    if content.startswith(_OLD_WORD):
        raise NotWordError(
            "là tệp Word đời cũ (.doc) hoặc có mật khẩu", "Lưu lại dạng .docx, không mật khẩu."
        )
    if len(content) > MOST_BYTES:
        raise NotWordError("lớn quá 10 MB", "Bỏ bớt ảnh, hoặc nén ảnh trong Word.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist())
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except BROKEN:
        raise NotWordError(
            "không phải là tệp Word (.docx), hoặc tệp bị hỏng", "Mở bằng Word rồi lưu lại."
        ) from None


def _check(items: list[zipfile.ZipInfo]) -> None:
    names = [item.filename for item in items]
    unsafe = any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names)
    if len(names) > _MOST_PARTS or len({name.lower() for name in names}) < len(names) or unsafe:
        raise NotWordError("chứa các phần không tệp Word nào có", "Mở bằng Word rồi lưu lại.")
    if sum(item.file_size for item in items) > _MOST_UNPACKED:
        raise NotWordError("bung ra lớn quá 60 MB", "Bỏ bớt ảnh, hoặc nén ảnh trong Word.")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A Word file of the parts: the list of types first, then sorted by name, without dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, parts[name])
    return out.getvalue()
