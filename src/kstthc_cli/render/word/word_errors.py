"""Errors of Jinja about a Word template, in Vietnamese."""

from __future__ import annotations

import re
from xml.parsers.expat import ExpatError

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from kstthc_cli.render.templates.budget import OverBudgetError
from kstthc_cli.render.templates.sandbox import NotPrintableError
from kstthc_cli.render.word.word_sandbox import NotAllowedError

_SYNTAX = (
    (r"unexpected char '[–—]'", "có dấu gạch dài “–” do Word tự đổi: gõ lại dấu “-”"),
    (r"unexpected char '(.)'", "có ký tự “{0}” không dùng được trong thẻ"),
    (r"unknown tag '(?:tr|tc|p|r)'", "thừa dấu cách: viết liền “{{%tr”, “{{%tc”, “{{%p”"),
    (r"unknown tag '(end\w+|elif|else)'", "có “{0}” mà không có thẻ mở trước nó"),
    (r"unknown tag '(\w+)'", "không có lệnh “{0}”"),
    (r"Unexpected end of template.*block that needs to be closed is '(\w+)'", "có “{0}” mà thiếu “end{0}”"),
    (r"looking for the following tags: '(\w+)'", "đang chờ “{0}” đóng thẻ đã mở"),
    (r"No (?:filter|test) named '(\w+)'", "không có bộ lọc “{0}”"),
    (r"[Uu]nexpected '(.+?)'", "có “{0}” thừa"),
    (r"got '(.+?)'", "có “{0}” không đúng chỗ"),
)


def sentence(error: Exception) -> str:  # noqa: PLR0911 - a sentence each
    """What is wrong, as the end of a sentence."""
    if isinstance(error, NotAllowedError):
        return str(error.message)
    if isinstance(error, TemplateSyntaxError):
        return _syntax(str(error.message))
    if isinstance(error, UndefinedError):
        return str(error)
    if isinstance(error, OverBudgetError):
        return "lặp quá nhiều lần, chạy quá lâu hoặc in ra quá nhiều chữ"
    if isinstance(error, NotPrintableError):
        return "chỗ in không phải là chữ, số hay ngày (danh sách: dùng vòng lặp; có thể trống: dùng {% if %})"
    if isinstance(error, SecurityError):
        return "dùng thứ không được phép"
    if isinstance(error, ExpatError):
        return "các thẻ đặt sai chỗ làm hỏng tệp: thẻ {%tr đứng riêng một dòng bảng, {%p đứng riêng một đoạn"
    if isinstance(error, RecursionError | SyntaxError):
        return "lồng nhau quá sâu"
    return f"không chạy được ({type(error).__name__})"


def _syntax(message: str) -> str:
    for pattern, sentence_ in _SYNTAX:
        if match := re.search(pattern, message, re.DOTALL):
            return sentence_.format(*match.groups())
    return "sai cú pháp"


def line_of(error: Exception) -> int | None:
    """The line of the Jinja source at which it stopped."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
