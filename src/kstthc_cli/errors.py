"""Exceptions for requests that cannot be carried out, each with its exit code.

Invalid *data* is not an exception but a `Problem` in a list: see `problems`.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kstthc_cli.problems import Problem

_REASONS = {
    errno.ENOSPC: "đĩa hết chỗ",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "đĩa đọc ghi bị lỗi",
    errno.ENOENT: "không có tệp hay thư mục",
    errno.ENOTDIR: "có tệp đứng ở chỗ cần thư mục",
    errno.EEXIST: "có tệp đứng ở chỗ cần thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết trỏ vòng",
    errno.EFBIG: "tệp quá lớn",
    errno.EBUSY: "đang được chương trình khác dùng",
    errno.EMFILE: "mở quá nhiều tệp",
    errno.ENFILE: "máy mở quá nhiều tệp",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.ENOEXEC: "tệp không phải chương trình chạy được",
    getattr(errno, "EDQUOT", errno.ENOSPC): "đĩa hết chỗ",
}


def reason(error: OSError) -> str:
    """The reason for an OSError in Vietnamese, or the system's own text where there is no translation."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


class Exit(IntEnum):
    """Exit codes of `kst`; never renumbered."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    REFUSED = 4
    BUG = 70
    INTERRUPTED = 130


class KstError(Exception):
    """Base class: a message for the user and what to do about it."""

    code = Exit.UNREADABLE

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(KstError):
    """The command line is contradictory or has an invalid value."""

    code = Exit.USAGE


class NoRepositoryError(KstError):
    """There is no plan repository at or above the folder."""


class UnreadableError(KstError):
    """A file or folder cannot be read or written."""


class InvalidDataError(KstError):
    """Files are readable but invalid; carries all their problems."""

    def __init__(self, problems: Sequence[Problem], so: str = "nên chưa thực hiện lệnh") -> None:
        super().__init__(f"Dữ liệu có {len(problems)} lỗi {so}.", "Sửa các lỗi trên rồi chạy lại.")
        self.problems = tuple(problems)


class RefusedError(KstError):
    """The request is possible, but the program must not decide it by itself."""

    code = Exit.REFUSED


class WouldBreakError(InvalidDataError):
    """A change would make the files invalid; carries the problems it would cause."""

    code = Exit.REFUSED

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.message = f"Sửa như vậy thì dữ liệu có {len(problems)} lỗi nêu trên, nên chưa ghi gì."
        self.remedy = "Đổi hoặc thêm thay đổi trong cùng một lệnh, rồi chạy lại."


class AmbiguousNameError(RefusedError):
    """A name matches several agencies, or none."""


class FileExistsRefusedError(RefusedError):
    """The output would overwrite a file."""
