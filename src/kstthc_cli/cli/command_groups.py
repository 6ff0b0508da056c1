"""Typer in Vietnamese; a command's module is imported only when the command is called.

Typer's own texts are English and mostly fixed in its code. Groups and commands have subclasses here; the few
texts that it takes from `typer.core._` are translated here. That name is private, hence the upper bound on
typer and a test of the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

import typer
import typer.core
from typer.core import TyperCommand, TyperGroup
from typer.models import TyperPath

from kstthc_cli.cli.listed import GROUPS, ROOT, Group
from kstthc_cli.errors import UsageError

_WORDS = {
    "Options": "Tùy chọn",
    "Arguments": "Tham số",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Missing command.": "Thiếu tên lệnh.",
}
_HELP = {
    "--help": "Xem hướng dẫn này rồi thoát.",
    "--install-completion": "Cài gợi ý phím Tab cho shell đang dùng.",
    "--show-completion": "In đoạn mã gợi ý phím Tab để tự cài.",
}
_OPTIONS = "[TÙY CHỌN]"
_PATH_WANTED = "Nêu tên tệp hoặc thư mục; thư mục hiện hành viết là dấu chấm (.)."


def _translated(words: str) -> str:
    return _WORDS.get(words, words)


typer.core._ = _translated  # type: ignore[attr-defined,assignment]


class _Vietnamese:
    """What commands and groups share: the usage line and the texts of Typer's own options."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if text := _HELP.get(param.opts[0]):
                param.help = text
        return params

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; an empty path is refused, since it would mean the working folder."""
        rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        for param in self.params:  # type: ignore[attr-defined]
            given = ctx.params.get(param.name)
            paths = given if isinstance(given, (list, tuple)) else (given,)
            if isinstance(param.type, TyperPath) and any(p is not None and not p.strip() for p in paths):
                option = param.param_type_name == "option"
                what = f"Tùy chọn {param.opts[0]}" if option else f"Tham số {param.metavar}"
                raise UsageError(f"{what} để trống.", _PATH_WANTED)
        return rest


class KstCommand(_Vietnamese, TyperCommand):
    """A command whose help is Vietnamese."""


class DirectCommand(KstCommand):
    """The command that runs when the first word names no command; its usage line shows the group only."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The options only; the argument is part of the command's name."""
        return super().collect_usage_pieces(ctx)[:1]


class KstGroup(_Vietnamese, TyperGroup):
    """A group that takes its commands from `cli.listed` and loads only the one that is called."""

    def __init__(self, *, name: str, **settings: Any) -> None:
        super().__init__(name=name, **settings)
        self.listed = GROUPS[name]
        self.commands = {
            one.name: KstCommand(one.name, short_help=one.help) for _, one in self.listed.commands
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Load the called command; an unknown word is an argument of the group's direct command."""
        word = args[0] if args else ""
        if self.listed.direct and word not in self.commands and not word.startswith("-"):
            args = [self.listed.direct, *args]
        name, found, rest = super().resolve_command(ctx, list(args))
        return name, found and command(self.name or ROOT, found.name or ""), rest

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - signature of Typer
        """Write the commands under their headings."""
        width = max(map(len, self.commands))
        for heading, listed in self.listed.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(one.name.ljust(width), one.help) for one in listed])


@lru_cache(maxsize=64)
def command(group: str, name: str) -> Any:
    """A command of a group, or a group of the root, built from its declaration."""
    listed = next(one for _, one in GROUPS[group].commands if one.name == name)
    if not listed.place:
        return typer.main.get_group(group_of(name))
    kind = DirectCommand if name == GROUPS[group].direct else KstCommand
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=kind, short_help=listed.help, options_metavar=_OPTIONS)(declared(listed.place))
    return typer.main.get_command(app)


def group_of(name: str) -> typer.Typer:
    """The Typer application of a group."""
    group = GROUPS[name]
    app = typer.Typer(
        name=name,
        cls=KstGroup,
        help=group.help,
        rich_markup_mode=None,
        options_metavar=_OPTIONS,
        subcommand_metavar=_metavar(group),
        invoke_without_command=bool(group.callback),
        no_args_is_help=not group.callback,
    )
    if group.callback:
        app.callback()(declared(group.callback))
    return app


def _metavar(group: Group) -> str:
    if group.direct:
        return f"{group.direct}|LỆNH …"
    return "[LỆNH …]" if group.callback else "LỆNH …"


def declared(place: str) -> Any:
    """Import the function at `module:function`."""
    module, _, function = place.partition(":")
    return getattr(import_module(f"{__package__}.{module}"), function)


def every_command(group: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All commands and groups below a group, loaded, with the words that call each, in the order of help."""
    for name in group.commands:
        one = command(group.name, name)
        yield (name,), one
        if isinstance(one, KstGroup):
            yield from (((name, *below), inner) for below, inner in every_command(one))
