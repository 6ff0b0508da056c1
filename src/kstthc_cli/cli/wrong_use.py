"""Error messages for command lines that Typer rejects."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)


class ErrorMessage(NamedTuple):
    """An error message and its remedy."""

    message: str
    remedy: str


def wrong_use(error: Exception) -> ErrorMessage | None:
    """The message and remedy for an error of Typer's parser; None for any other exception."""
    if not isinstance(error, UsageError):
        return None
    if isinstance(error, BadParameter) and (found := _CHOICE.fullmatch(error.message)):
        return _no_such_choice(error, found["value"], found["choices"])
    path = error.ctx.command_path if error.ctx is not None else "kst"
    sentence = next((say(error) for kind, say in _SENTENCES.items() if isinstance(error, kind)), None)
    return ErrorMessage(sentence or _translated(error.message), f"Xem cách dùng: {path} --help")


def no_arguments_help(error: Exception) -> str | None:
    """The help text that a group prints when no command is given; None for other errors."""
    return error.message if isinstance(error, NoArgsIsHelpError) else None


_INSTEAD = {
    "--month": "Kỳ báo cáo nêu bằng --quarter hoặc --period, ví dụ --period 2021-06.",
    "--no-pager": "Viết ngay sau kst, trước tên lệnh: kst --no-pager …",
    "--version": "Viết ngay sau kst: kst --version.",
}
"""Options that only other commands have, or that stand before the command → what to do."""
_CHOICE = re.compile(r"(?:Value error, )?['\"](?P<value>.*)['\"] is not one of (?P<choices>.*)\.", re.DOTALL)
_CHOSEN = {"--format": "định dạng", "--kind": "loại văn bản", "kind": "loại văn bản", "file_kind": "loại tệp"}
"""Options and arguments with a fixed set of values → what the values are."""


def _no_such_choice(error: Any, value: str, choices: str) -> ErrorMessage:
    what = _CHOSEN.get(error.param.opts[0], "giá trị")
    listed = choices.replace("'", "")
    return ErrorMessage(f"Không có {what} “{value}”.", f"Chọn một trong: {listed}.")


def _no_such_option(error: Any) -> str:
    if instead := _INSTEAD.get(error.option_name):
        return f"Không có tùy chọn {error.option_name}. {instead}"
    near = ", ".join(sorted(error.possibilities or ()))
    return f"Không có tùy chọn {error.option_name}." + (f" Có phải là {near}?" if near else "")


def _bad_value(error: Any) -> str:
    hint = error.param_hint or (error.param.opts[0] if error.param is not None else "")
    return f"Giá trị của {hint} không dùng được: {_translated(error.message)}"


def _missing(error: Any) -> str:
    if error.param is None:
        return "Thiếu tham số."
    if error.param.param_type_name == "option":
        return f"Thiếu tùy chọn {error.param.opts[0]}."
    return f"Thiếu tham số {error.param.metavar}."


def _bad_option(error: Any) -> str:
    needs = "requires" in error.message
    return f"Tùy chọn {error.option_name} {'cần một giá trị' if needs else 'không nhận giá trị'}."


_SENTENCES: dict[type[UsageError], Callable[[Any], str]] = {
    NoSuchOption: _no_such_option,
    MissingParameter: _missing,
    BadParameter: _bad_value,
    BadOptionUsage: _bad_option,
}
"""Subclasses come before their base classes."""
_PATTERNS = (
    (r"(\S+) is not in the range x>=(\d+)\.", r"“\1” không phải là số từ \2 trở lên."),
    (r"'(.*)' is not a valid int(?:eger)?(?: range)?\.", r"“\1” không phải là số nguyên."),
    (r"Got unexpected extra argument\(?s?\)? \((.*)\)", r"Thừa tham số: \1."),
    (r"(Không có lệnh .*?)\.? Did you mean (.*)\?", r"\1. Có phải là \2?"),
)


def _translated(message: str) -> str:
    for pattern, vietnamese in _PATTERNS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return match.expand(vietnamese)
    return message
