"""Typer in Vietnamese: headings, metavars, and sentences for wrong command lines.

Typer's own words are English and mostly fixed in its code. Groups and commands get classes of ours;
the few words that it takes from `typer.core._` are looked up here. That name is private, hence the
upper bound on typer and a test that looks at the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import typer.core
import typer.main
from typer.core import TyperCommand, TyperGroup

_WORDS = {
    "Options": "Tùy chọn",
    "Arguments": "Tham số",
    "Commands": "Các lệnh",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Missing command.": "Thiếu tên lệnh.",
}
_HELP = "Xem hướng dẫn này rồi thoát."
_COMPLETION = {
    "--install-completion": "Cài gợi ý phím Tab cho shell đang dùng.",
    "--show-completion": "In đoạn mã gợi ý phím Tab để tự cài.",
}


def _translated(words: str) -> str:
    return _WORDS.get(words, words)


typer.core._ = _translated  # type: ignore[attr-defined,assignment]

# Typer reads the signature of each command three times, at every start: once is enough.
typer.main.get_params_from_function = lru_cache(typer.main.get_params_from_function)  # type: ignore[attr-defined]


class _Vietnamese:
    """What commands and groups share: the usage line and the texts of Typer's own options."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _HELP
        return option

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if text := _COMPLETION.get(param.opts[0]):
                param.help = text
        return params


class KstCommand(_Vietnamese, TyperCommand):
    """A command whose help is Vietnamese."""


class KstGroup(_Vietnamese, TyperGroup):
    """A group of commands whose help is Vietnamese."""


def direct_group(name: str) -> type[KstGroup]:
    """A group in which a word that is no command is the first argument of the command `name`."""

    class DirectGroup(KstGroup):
        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            named = args and (args[0] in self.commands or args[0].startswith("-"))
            return super().resolve_command(ctx, list(args) if named else [name, *args])

    return DirectGroup


class DirectCommand(KstCommand):
    """The command behind that word: its usage line names it once."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The options; the word itself stands in the command's name."""
        return super().collect_usage_pieces(ctx)[:1]


def wrong_usage(error: Any) -> tuple[str, str]:
    """The sentence and the remedy for an error of Typer's parser, told by its class."""
    say = _BY_CLASS.get(type(error).__name__)
    sentence = say(error) if say else _translate(str(error.message))
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kst"
    return sentence, f"Xem cách dùng: {path} --help"


_INSTEAD = {"--month": "Kỳ báo cáo nêu bằng --quarter hoặc --period, ví dụ --period 2021-06."}
"""Options that other commands have → what to write here."""


def _no_such_option(error: Any) -> str:
    if instead := _INSTEAD.get(error.option_name):
        return f"Không có tùy chọn {error.option_name}. {instead}"
    near = ", ".join(sorted(error.possibilities or ()))
    return f"Không có tùy chọn {error.option_name}." + (f" Có phải là {near}?" if near else "")


def _bad_value(error: Any) -> str:
    hint = error.param_hint or (error.param.opts[0] if error.param is not None else "")
    return f"Giá trị của {hint} không dùng được: {_translate(str(error.message))}"


def _missing(error: Any) -> str:
    if error.param is None:
        return "Thiếu tham số."
    what = "tùy chọn" if error.param.param_type_name == "option" else "tham số"
    name = error.param.opts[0] if what == "tùy chọn" else error.param.human_readable_name
    return f"Thiếu {what} {name}."


def _bad_option(error: Any) -> str:
    needs = "requires" in str(error.message)
    return f"Tùy chọn {error.option_name} {'cần một giá trị' if needs else 'không nhận giá trị'}."


_BY_CLASS: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_such_option,
    "BadParameter": _bad_value,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_option,
}
_PATTERNS = (
    (r"Got unexpected extra argument\(?s?\)? \((.*)\)", r"Thừa tham số: \1."),
    (r"(Không có lệnh .*?)\.? Did you mean (.*)\?", r"\1. Có phải là \2?"),
    (r"(.*) is not a valid (?:int\w*|float|number)\.?", r"\1 không phải là số."),
)


def _translate(message: str) -> str:
    for pattern, vietnamese in _PATTERNS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return match.expand(vietnamese)
    return message
