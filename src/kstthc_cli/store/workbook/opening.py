"""Opening a returned workbook safely: what it is, how large it is, what it holds, before it is parsed."""

from __future__ import annotations

import io
import re
import zipfile

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.files.archive import BROKEN

SUFFIXES = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
LARGEST = 20 * 2**20
_LARGEST_EXPANDED = 100 * 2**20
_MOST_EXPANDED = 200
"""Contents of so many times the packed size, and large, are a decompression bomb."""
_SMALL = 10 * 2**20
_MOST_PARTS = 2_000
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_EXPECTED = re.compile(
    r"(\[Content_Types\]\.xml|_rels/|docProps/|xl/|customXml/|customUI/|docMetadata/)", re.I
)
SAVE_AGAIN = "Mở tệp bằng Excel, lưu lại dạng .xlsx rồi nhập lại."


class WorkbookRefusedError(UnreadableError):
    """A file that is no workbook, or one that must not be opened."""


def opened(content: bytes) -> bytes:
    """The content of a file as .xlsx, after all checks; `.xls` and `.ods` are converted by LibreOffice.

    Raises WorkbookRefusedError, UnreadableError.
    """
    if not content:
        raise WorkbookRefusedError("tệp rỗng (0 byte)", "Xin gửi lại tệp.")
    if len(content) > LARGEST:
        raise WorkbookRefusedError(
            f"tệp lớn hơn {LARGEST // 2**20} MB", "Xóa hình ảnh, trang thừa rồi lưu lại."
        )
    if content.startswith(_OLE):
        return _checked(_old(content))
    if not content.startswith(_ZIP):
        raise WorkbookRefusedError("không phải tệp Excel, hoặc tệp bị hỏng", SAVE_AGAIN)
    if _is_open_document(content):
        return _checked(_converted(content, ".ods"))
    return _checked(content)


def _old(content: bytes) -> bytes:
    """A file of the time before .xlsx; an encrypted .xlsx looks like one too."""
    if _ENCRYPTED in content:
        raise WorkbookRefusedError(
            "tệp có mật khẩu", "Bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi lưu lại."
        )
    if not any(name in content for name in _OLD_BOOK):
        raise WorkbookRefusedError("không phải tệp Excel", SAVE_AGAIN)
    return _converted(content, ".xls")


def _converted(content: bytes, suffix: str) -> bytes:
    from kstthc_cli.store.importing.converted import XLSX, converted

    if suffix == ".ods":
        _check_size(content)
    return converted(content, suffix, XLSX)


def _is_open_document(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            info = archive.getinfo("mimetype")
            return info.file_size < 200 and archive.read(info).startswith(
                b"application/vnd.oasis.opendocument"
            )
    except (KeyError, *BROKEN):
        return False


def _check_size(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except BROKEN:
        raise WorkbookRefusedError("tệp bị hỏng hoặc tải về chưa hết", "Xin gửi lại tệp.") from None
    expanded = sum(part.file_size for part in parts)
    if (
        len(parts) > _MOST_PARTS
        or expanded > _LARGEST_EXPANDED
        or (expanded > _SMALL and expanded > _MOST_EXPANDED * len(content))
    ):
        raise WorkbookRefusedError("giải nén ra quá lớn nên không mở", SAVE_AGAIN)
    return parts


def _checked(content: bytes) -> bytes:
    names = [part.filename for part in _check_size(content)]
    if len({name.lower() for name in names}) < len(names):
        raise WorkbookRefusedError("tệp có hai phần cùng tên", SAVE_AGAIN)
    if any("vbaproject" in name.lower() or "/macrosheets/" in name.lower() for name in names):
        raise WorkbookRefusedError("tệp có macro", "Lưu lại dạng .xlsx (không macro) rồi nhập lại.")
    if "xl/workbook.bin" in names:
        raise WorkbookRefusedError("tệp dạng .xlsb", SAVE_AGAIN)
    if any(name.lower().endswith(SUFFIXES) for name in names):
        raise WorkbookRefusedError("tệp .zip nằm trong tệp .zip", "Giải nén trước, rồi nhập thư mục.")
    odd = next(
        (name for name in names if not _EXPECTED.match(name) or ".." in name.split("/") or "\\" in name), None
    )
    if odd is not None:
        raise WorkbookRefusedError(f"tệp có phần “{odd[:60]}” mà tệp Excel không có", SAVE_AGAIN)
    if "xl/workbook.xml" not in names:
        raise WorkbookRefusedError("không phải tệp Excel", SAVE_AGAIN)
    return content
