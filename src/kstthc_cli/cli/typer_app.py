"""The Typer app of the declared commands: for help, completion, and command lines that are wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import FunctionType
from typing import Annotated, Any, get_type_hints

import typer

from kstthc_cli.cli.declared import Argument, Context, Group, Option
from kstthc_cli.help_vi import KstCommand, KstGroup

Settings = dict[str, Any]


@lru_cache(maxsize=1)
def typer_app() -> typer.Typer:
    """The whole command line."""
    from kstthc_cli.cli import app

    return _group(app)


def _group(group: Group) -> typer.Typer:
    made = typer.Typer(cls=KstGroup, **group.settings)
    if group.entry is not None:
        made.callback(**group.entry.settings)(_in_typer(group.entry.function))
    for name, command in group.commands.items():
        made.command(name, cls=KstCommand, **command.settings)(_in_typer(command.function))
    for name, (inner, settings) in group.groups.items():
        made.add_typer(_group(inner), name=name, **settings)
    return made


def _in_typer(function: Callable[..., Any]) -> FunctionType:
    """A copy of a function whose annotations are Typer's own."""
    assert isinstance(function, FunctionType)  # noqa: S101 - for the types
    copy = FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    copy.__doc__, copy.__kwdefaults__ = function.__doc__, function.__kwdefaults__
    hints = get_type_hints(function, include_extras=True)
    copy.__annotations__ = {name: _hint(hint) for name, hint in hints.items()}
    return copy


def _hint(hint: Any) -> Any:
    if hint is Context:
        return typer.Context
    said = getattr(hint, "__metadata__", (None,))[0]
    if isinstance(said, Option):
        return Annotated[hint.__origin__, typer.Option(*said.names, **_settings(said.settings))]
    if isinstance(said, Argument):
        return Annotated[hint.__origin__, typer.Argument(**_settings(said.settings))]
    return hint


def _settings(settings: Settings) -> Settings:
    """Settings in which functions, too, speak of Typer's context."""
    return {key: _in_typer(value) if callable(value) else value for key, value in settings.items()}
