"""Errors of templates as one sentence that names the template and the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.files.paths import printable

MEND_TEMPLATE = "Sửa mẫu, hoặc lấy lại bản gốc từ một kho mới tạo bằng `kst init`."

_KINDS = {
    "TemplateSyntaxError": "sai cú pháp mẫu",
    "TemplateAssertionError": "dùng bộ lọc hoặc phép thử không có",
    "UndefinedError": "dùng tên không có",
    "SecurityError": "dùng thứ không được phép",
    "OverBudgetError": "chạy quá lâu hoặc in ra quá nhiều chữ",
    "NotPrintableError": "in cả một danh sách, một bảng hoặc chỗ trống; chỉ in được chữ, số và ngày",
    "TemplateNotFound": "gọi mẫu không có",
    "TemplatesNotFound": "gọi mẫu không có",
    "OutsideError": "gọi mẫu nằm ngoài kho",
    "NoFileError": "gọi mẫu không phải là tệp, hoặc là liên kết không tới đâu",
    "RecursionError": "gọi lồng nhau quá sâu",
}
_FAULTS = (
    OSError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,
    RecursionError,
    MemoryError,
    SyntaxError,
)
_FROM_TEXT = "<template>"


class TemplateFailureError(UnreadableError):
    """A template that cannot be used; control characters in its names are made harmless for the terminal."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(printable(message), remedy)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn exceptions of template `name` inside the block into TemplateFailureError."""
    from jinja2 import TemplateError

    try:
        yield
    except (TemplateError, *_FAULTS) as error:
        raise TemplateFailureError(sentence(name, error), MEND_TEMPLATE) from error


def sentence(name: str, error: Exception) -> str:
    """The template and line at fault, and what kind of fault it is."""
    kind = _KINDS.get(type(error).__name__, f"không chạy được ({type(error).__name__})")
    culprit, line = _place(error)
    at = f", dòng {line}" if line else ""
    return f"Mẫu {culprit or name}{at}: {kind}{_what(error)}."


def _what(error: Exception) -> str:
    """The unknown name that was used, where there is one."""
    if getattr(error, "templates", None):
        return f": “{error}”"
    named = type(error).__name__ in ("TemplateAssertionError", "UndefinedError")
    names = re.findall(r"'([^']*)'", str(error)) if named else []
    return f": “{names[-1]}”" if names else ""


def _place(error: Exception) -> tuple[str | None, int | None]:
    """The file and line at which rendering stopped."""
    if line := getattr(error, "lineno", None):
        return getattr(error, "name", None), line
    found: tuple[str | None, int | None] = (None, None)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2") or file == _FROM_TEXT:
            found = (PurePath(file).name if file != _FROM_TEXT else None), trace.tb_lineno
        trace = trace.tb_next
    return found
