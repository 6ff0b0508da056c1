"""The returned workbooks that a command line names: files, folders, archives as mail programs make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kstthc_cli.domain.text.normalize import nfc
from kstthc_cli.errors import UnreadableError, UsageError, reason
from kstthc_cli.store.files.archive import BROKEN
from kstthc_cli.store.files.paths import IGNORED, files_below, printable, read_regular
from kstthc_cli.store.workbook.opening import LARGEST, SUFFIXES, WorkbookRefusedError

_MOST_FILES = 2_000
_UTF8 = 0x800
_SKIPPED = ("~$", ".~lock", "._", ".")
"""How names of files begin that programs leave beside a workbook."""


class Returned(NamedTuple):
    """A returned file: its name for people, and its bytes; or why it is not read."""

    name: str
    content: bytes
    refusal: WorkbookRefusedError | None = None


class Names(NamedTuple):
    """What was found: files to read as (path, number inside an archive or None), and names of others."""

    files: tuple[tuple[Path, int | None], ...]
    others: tuple[str, ...]


def found_names(paths: Sequence[Path]) -> Names:
    """The workbooks under the paths, in order, each once. Raises UsageError, UnreadableError."""
    files: dict[tuple[Path, int | None], None] = {}
    others: list[str] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"Không có tệp hay thư mục “{path}”.", "Kiểm tra đường dẫn.")
        if path.is_dir():
            below = sorted(files_below(path), key=lambda file: nfc(str(file)))
            mine = [file for file in below if _wanted(file.name)]
            others += [
                printable(str(file)) for file in below if not _wanted(file.name) and not _left(file.name)
            ]
        else:
            mine = [path]
        for file in mine:
            inside = _inside(file) if file.suffix.lower() == ".zip" else [None]
            files.update(dict.fromkeys((file, number) for number in inside))
    if len(files) > _MOST_FILES:
        raise UsageError(f"Có {len(files)} tệp, nhiều quá {_MOST_FILES}.", "Nhập từng thư mục.")
    return Names(tuple(files), tuple(others))


def _left(name: str) -> bool:
    return name in IGNORED or name.startswith(_SKIPPED)


def _wanted(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in (*SUFFIXES, ".zip") and not name.startswith(_SKIPPED)


def _inside(file: Path) -> list[int | None]:
    """The workbooks inside an archive by their numbers, as two may have one name; None for a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(_bytes(file))) as archive:
            names = archive.namelist()
    except BROKEN:
        return [None]
    return [
        number
        for number, name in enumerate(names)
        if _wanted(name.rsplit("/", 1)[-1]) and "__MACOSX/" not in name
    ]


def read_returned(file: Path, inside: int | None) -> Returned:
    """One returned file with its bytes. Raises UnreadableError where the disk does not give it."""
    name = printable(nfc(file.name))
    if inside is None:
        content = _bytes(file)
        if len(content) > LARGEST:
            return Returned(
                name,
                b"",
                WorkbookRefusedError(f"tệp lớn hơn {LARGEST // 2**20} MB", "Xóa hình ảnh rồi lưu lại."),
            )
        return Returned(name, content)
    with zipfile.ZipFile(io.BytesIO(_bytes(file))) as archive:
        info = archive.infolist()[inside]
        shown = printable(nfc(_name(info).rsplit("/", 1)[-1]))
        try:
            return Returned(shown, _extracted(archive, info))
        except WorkbookRefusedError as refusal:
            return Returned(shown, b"", refusal)


def _extracted(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.file_size > LARGEST:
        raise WorkbookRefusedError(
            f"tệp trong .zip lớn hơn {LARGEST // 2**20} MB", "Xóa hình ảnh rồi lưu lại."
        )
    if info.flag_bits & 1:
        raise WorkbookRefusedError("tệp .zip có mật khẩu", "Giải nén trước, rồi nhập thư mục.")
    try:
        return archive.read(info)
    except BROKEN:
        raise WorkbookRefusedError("tệp .zip bị hỏng", "Xin gửi lại.") from None


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; many mail programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _bytes(file: Path) -> bytes:
    most = 10 * LARGEST if file.suffix.lower() == ".zip" else LARGEST
    try:
        content = read_regular(file, most)
    except OSError as error:
        raise UnreadableError(f"Không đọc được “{file}” ({reason(error)}).", "Kiểm tra quyền đọc.") from None
    if file.suffix.lower() == ".zip" and len(content) > most:
        raise UnreadableError(f"“{file}” lớn hơn {most // 2**20} MB.", "Giải nén trước, rồi nhập thư mục.")
    return content
