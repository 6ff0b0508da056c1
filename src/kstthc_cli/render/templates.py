"""Jinja templates in a sandbox: the repository's own, else those that come with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.files import leads_out
from kstthc_cli.store.package_data import data_folder

_MOST_STEPS = 1_000_000


def render_template(name: str, values: Mapping[str, Any], root: Path | None = None) -> str:
    """The text of template `name` for `values` (plain dicts, lists and text only).

    An unknown name in a template is an error, never an empty place.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folders = [data_folder() / "templates"]
    if root is not None and (root / "templates").is_dir():
        if leads_out(root, root / "templates" / name):
            raise TemplateFailureError(f"Mẫu {name} là liên kết trỏ ra ngoài kho.", _MEND_TEMPLATE)
        folders.insert(0, root / "templates")
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = markdown_cell
    environment.globals = {"range": _limited_range()}
    try:
        return environment.get_template(name).render(values)
    except TemplateError as error:
        raise TemplateFailureError(_where(name, error), _MEND_TEMPLATE) from error
    except (
        OSError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as error:
        raise TemplateFailureError(
            f"Mẫu {name} không chạy được ({type(error).__name__}).", _MEND_TEMPLATE
        ) from error


_MEND_TEMPLATE = "Sửa mẫu, hoặc lấy lại bản gốc từ một kho mới tạo bằng `kst init`."


class TemplateFailureError(UnreadableError):
    """A template that cannot be used."""


def _limited_range() -> Callable[..., Iterator[int]]:
    """`range` for templates: all of them together count to no more than a million."""
    left = _MOST_STEPS

    def counted(*limits: int) -> Iterator[int]:
        nonlocal left
        for number in range(*limits):
            left -= 1
            if left < 0:
                raise OverflowError
            yield number

    return counted


def _where(name: str, error: Exception) -> str:
    """The template and line at fault, and what kind of fault it is."""
    kinds = {
        "TemplateSyntaxError": "sai cú pháp mẫu",
        "UndefinedError": "dùng tên không có",
        "SecurityError": "dùng thứ không được phép",
        "TemplateNotFound": "gọi mẫu không có",
    }
    line = getattr(error, "lineno", None) or _line_in_template(error)
    at = f", dòng {line}" if line else ""
    return f"Mẫu {name}{at}: {kinds.get(type(error).__name__, 'không dùng được')}."


def _line_in_template(error: Exception) -> int | None:
    """The line of the template at which rendering stopped."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def markdown_cell(text: str) -> str:
    """Text that stays within one cell of a Markdown table and shows as it is written."""
    plain = str(text).replace("\\", "\\\\")
    for char in "|<>*_`[]":
        plain = plain.replace(char, "\\" + char)
    return plain.replace("\n", "<br>")
