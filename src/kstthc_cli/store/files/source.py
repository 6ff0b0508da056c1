"""The text of data files, and the checks that need only the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from unicodedata import is_normalized

from kstthc_cli.domain.text.normalize import has_excessive_marks, nfc
from kstthc_cli.errors import reason
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.paths import NotAFileError, leads_out, printable, read_regular

MAX_BYTES = 5 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONFLICT = re.compile(r"^(<{7} |>{7} |={7}$|\|{7} )", re.MULTILINE)
_MOST_MARKS = 12


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    return text.split("\n")


class Source(NamedTuple):
    """The text of one file (LF, without BOM) and its path in the repository."""

    path: str
    text: str

    def line(self, number: int) -> str:
        """The text of a line, counted from 1."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def problem(self, code: str, line: int, column: int, message: str, remedy: str = "") -> Problem:
        """A problem at a place of this file; without `remedy` it gets that of the code."""
        from kstthc_cli.catalogue import CATALOGUE

        entry = CATALOGUE[code]
        return Problem(
            code=code,
            path=self.path,
            line=line,
            column=column,
            message=printable(message),
            remedy=remedy or entry.remedy,
            severity=entry.severity,
            source=self.line(line),
        )


def read_source(file: Path, path: str, root: Path | None = None) -> tuple[Source, list[Problem]]:
    """The text of a file and its problems as text.

    With a root, a link out of it is not followed. After a problem of severity error the text must not be
    parsed. Raises nothing.
    """
    raw, problems = read_raw(file, path, root)
    return (Source(path, ""), problems) if raw is None else decode_source(raw, path)


def read_raw(file: Path, path: str, root: Path | None = None) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or None with the problems of reading it; see `read_source`."""
    empty = Source(path, "")
    if root is not None and leads_out(root, file):
        return None, [empty.problem("KST001", 1, 1, "Tệp là liên kết trỏ ra ngoài kho, hoặc vòng tròn.")]
    try:
        raw = read_regular(file, MAX_BYTES)
        size = file.stat().st_size if len(raw) > MAX_BYTES else 0
    except OSError as error:
        return None, [empty.problem("KST001", 1, 1, _why(error))]
    return (None, [_too_large(size, path)]) if size else (raw, [])


def _too_large(size: int, path: str) -> Problem:
    shown = f"{size / 1024 / 1024:.1f}".replace(".", ",")
    message = f"Tệp có {shown} MB, quá giới hạn 5 MB."
    return Source(path, "").problem("KST003", 1, 1, message)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Không có tệp này."
    if isinstance(error, NotAFileError):
        return "Đây là thư mục hoặc thiết bị, không phải tệp."
    if isinstance(error, PermissionError):
        return "Không có quyền đọc tệp này."
    return f"Hệ điều hành không cho đọc tệp ({reason(error)})."


def decode_source(raw: bytes, path: str) -> tuple[Source, list[Problem]]:
    """The text of some bytes and its problems; `path` is the name in messages."""
    if len(raw) > MAX_BYTES:
        return Source(path, ""), [_too_large(len(raw), path)]
    empty = Source(path, "")
    if what := _other_format(raw):
        return empty, [empty.problem("KST002", 1, 1, f"{what}, không phải chữ UTF-8.")]
    try:
        text = raw.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"Byte 0x{raw[error.start]:02x} ở dòng {line} không thuộc bảng mã UTF-8."
        return empty, [empty.problem("KST002", line, 1, message)]
    source = Source(path, text.replace("\r\n", "\n"))
    return source, list(_text_problems(source, raw, text))


def _other_format(raw: bytes) -> str | None:
    """The format of a file that is not UTF-8 text, by its first bytes."""
    if raw.startswith(b"PK\x03\x04"):
        return "Đây là tệp nén (hoặc tệp Word, Excel)"
    head = raw[:4096]
    if raw.startswith(_UTF16) or head[1::2].count(0) > len(head) // 8 or head[::2].count(0) > len(head) // 8:
        return "Tệp có vẻ được lưu bằng UTF-16"
    return None


def _text_problems(source: Source, raw: bytes, text: str) -> Iterable[Problem]:
    if raw.startswith(_BOM):
        yield source.problem("KST005", 1, 1, "Đầu tệp có ba byte BOM vô hình.")
    if "\r\n" in text:
        line = text.index("\r\n")
        yield source.problem("KST006", text.count("\n", 0, line) + 1, 1, "Dòng kết thúc bằng CRLF.")
    if has_excessive_marks(text):
        yield source.problem("KST015", 1, 1, "Có chữ mang quá nhiều dấu chồng lên nhau.")
    elif not is_normalized("NFC", text):
        number = next(n for n, line in enumerate(_lines(source.text), 1) if nfc(line) != line)
        yield source.problem("KST007", number, 1, "Dòng này có chữ tiếng Việt ở dạng tách dấu (NFD).")
    marked = any(sign * 7 in text for sign in "<>=|")
    for mark in islice(_CONFLICT.finditer(source.text), _MOST_MARKS if marked else 0):
        number = source.text.count("\n", 0, mark.start()) + 1
        shown = source.line(number)[:7]
        yield source.problem("KST004", number, 1, f"Dòng đánh dấu xung đột của git: {shown}")
