"""How commands declare themselves: Typer's words, without loading Typer.

Typer takes longer to load than most commands take to answer. Commands are declared with the classes
here, which only remember what was said. `cli/plain.py` reads ordinary command lines from the
declarations alone; `cli/typer_app.py` makes the Typer app of them that prints help, completes words
and explains what is wrong with all others.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Command = Callable[..., Any]
Settings = dict[str, Any]
F = TypeVar("F", bound=Command)


class Option:
    """An option: its names, and what Typer shall know of it."""

    def __init__(self, *names: str, **settings: Any) -> None:
        self.names, self.settings = names, settings


class Argument:
    """A positional argument, and what Typer shall know of it."""

    def __init__(self, **settings: Any) -> None:
        self.settings = settings


class Context:
    """What the words before a command's name said: in `obj` the folder of `--root`."""

    def __init__(self, obj: Path | None = None) -> None:
        self.obj = obj
        self.invoked_subcommand: str | None = None


class Declared:
    """A function that is a command, with Typer's settings for it.

    `shared` is a data class of options that several commands have; the function takes it as `shared`.
    """

    def __init__(self, function: Command, settings: Settings, shared: type | None = None) -> None:
        self.function, self.settings, self.shared = function, settings, shared

    @property
    def parameters(self) -> dict[str, tuple[Any, Any]]:
        """Name of each parameter → its annotation and its default, which is `...` where there is none."""
        code, own = self.function.__code__, self.function.__annotations__
        positional = code.co_varnames[: code.co_argcount]
        backwards = zip(reversed(positional), reversed(self.function.__defaults__ or ()), strict=False)
        defaults = {**dict(backwards), **(self.function.__kwdefaults__ or {})}
        found = {name: (hint, defaults.get(name, ...)) for name, hint in own.items()}
        for name in ("return", *(["shared"] if self.shared else [])):
            found.pop(name, None)
        for name, hint in self.shared.__annotations__.items() if self.shared else ():
            found[name] = hint, getattr(self.shared, name, ...)
        return found

    def call(self, given: dict[str, Any]) -> Any:
        """Run the command with the parameters that were given; the others have their defaults."""
        if self.shared is None:
            return self.function(**given)
        common = {name: given.pop(name) for name in self.shared.__annotations__ if name in given}
        return self.function(**given, shared=self.shared(**common))


class Group:
    """A group of commands and groups, by name in the order of help.

    A word that is none of them is taken by the command named `direct`, if the group has one.
    """

    def __init__(self, settings: Settings, direct: str | None = None) -> None:
        self.settings, self.direct = settings, direct
        self.commands: dict[str, Declared] = {}
        self.groups: dict[str, tuple[Group, Settings]] = {}
        self.entry: Declared | None = None  # what runs before any of its commands

    def command(
        self, name: str | None = None, *, shared: type | None = None, **settings: Any
    ) -> Callable[[F], F]:
        """Declare a command; by default it is called as its function."""

        def declare(function: F) -> F:
            called = name or function.__name__.replace("_", "-")
            self.commands[called] = Declared(function, settings, shared)
            return function

        return declare

    def callback(self, **settings: Any) -> Callable[[F], F]:
        """Declare what runs before any command of the group."""

        def declare(function: F) -> F:
            self.entry = Declared(function, settings)
            return function

        return declare

    def add_typer(self, group: Group, *, name: str, **settings: Any) -> None:
        """Put a group into this one."""
        self.groups[name] = (group, settings)


def Typer(*, direct: str | None = None, **settings: Any) -> Group:  # noqa: N802 - Typer's word
    """A new group, called as Typer calls it."""
    return Group(settings, direct)
