"""The Typer app of the declared commands: for help, completion, and command lines that are wrong."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any

import typer

from kstthc_cli.cli import declarations
from kstthc_cli.cli.declared import Argument, Context, Declared, Group, Option
from kstthc_cli.help_vi import DirectCommand, KstCommand, KstGroup, direct_group

Settings = dict[str, Any]


@lru_cache(maxsize=2)
def typer_app(*, outline: bool = False) -> typer.Typer:
    """The whole command line; in outline its commands have no parameters, which is enough to list them."""
    return _group(declarations(), outline=outline)


def _group(group: Group, *, outline: bool) -> typer.Typer:
    made = typer.Typer(cls=direct_group(group.direct) if group.direct else KstGroup, **group.settings)
    if group.entry is not None:
        made.callback(**group.entry.settings)(_command(group.entry))
    for name, command in group.commands.items():
        kind = DirectCommand if name == group.direct else KstCommand
        made.command(name, cls=kind, **command.settings)(_named(command) if outline else _command(command))
    for name, (inner, settings) in group.groups.items():
        made.add_typer(_group(inner, outline=outline), name=name, **settings)
    return made


def _named(command: Declared) -> Callable[..., Any]:
    """A command that only has what its group says of it."""

    def run() -> None: ...

    run.__doc__ = command.function.__doc__
    return run


def _command(command: Declared) -> Callable[..., Any]:
    """The command as Typer takes it: all of its parameters by name, annotated in Typer's own words."""

    def run(**given: Any) -> Any:
        return command.call(given)

    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=_hint(hint),
            default=inspect.Parameter.empty if default is ... else default,
        )
        for name, (hint, default) in command.parameters.items()
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__doc__ = command.function.__doc__
    return run


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
    return {
        key: _command(Declared(value, {})) if callable(value) else value for key, value in settings.items()
    }
