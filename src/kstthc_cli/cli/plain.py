"""Ordinary command lines, read from the declarations alone.

Ordinary is: a command's name, its options written out with their values, its arguments. Whatever
else stands there (help, a wrong word, a value that begins with a dash) is for Typer to answer. Tests
hold that what is understood here is understood by Typer in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import UnionType
from typing import Any

from kstthc_cli.cli import ROOMS, declarations
from kstthc_cli.cli.declared import Argument, Context, Declared, Option

Given = dict[str, Any]
_TYPES = (str, Path)


def understood(words: Sequence[str]) -> Callable[[], int] | None:
    """The call that an ordinary command line means; None for one that Typer must look at."""
    root, rest = None, list(words)
    if rest[:1] == ["--root"] and len(rest) > 1 and _is_value(rest[1]):
        root, rest = Path(rest[1]), rest[2:]
    if not rest or rest[0] not in ROOMS:
        return None
    group = declarations(rest[0])
    while rest and rest[0] in group.groups:
        group = group.groups[rest.pop(0)][0]
    if rest and group.direct and rest[0] not in group.commands and _is_value(rest[0]):
        rest.insert(0, group.direct)
    if not rest or rest[0] not in group.commands:
        return None
    command = group.commands[rest[0]]
    parameters = _Parameters(command)
    given = _given(parameters, rest[1:])
    if given is None:
        return None
    if parameters.context:
        given["context"] = Context(root)
    return lambda: int(command.call(given) or 0)


def _is_value(word: str | None) -> bool:
    return bool(word) and (word == "-" or not str(word).startswith("-"))


class _Parameter:
    """A parameter of a command: how many values it takes, and what they become."""

    def __init__(self, name: str, hint: Any, *, needed: bool) -> None:
        self.name, self.needed = name, needed
        self.said: Any = hint.__metadata__[0]
        kind = hint.__origin__
        if isinstance(kind, UnionType):
            kind = kind.__args__[0]
        self.many = getattr(kind, "__origin__", None) is list
        self.type: Any = kind.__args__[0] if self.many else kind


class _Parameters:
    """The options of a command by name, and its arguments in order."""

    def __init__(self, command: Declared) -> None:
        given = command.parameters
        every = [
            _Parameter(name, hint, needed=default is ...)
            for name, (hint, default) in given.items()
            if hasattr(hint, "__metadata__")
        ]
        self.context = "context" in given
        self.every = every
        self.options = {name: p for p in every if isinstance(p.said, Option) for name in p.said.names}
        self.arguments = [p for p in every if isinstance(p.said, Argument)]


def _given(parameters: _Parameters, words: list[str]) -> Given | None:
    given: Given = {}
    plain: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if _is_value(word):
            plain.append(word)
        elif not _take_option(given, parameters, word, waiting):
            return None
    if not _take_arguments(given, parameters.arguments, plain):
        return None
    return given if all(p.name in given for p in parameters.every if p.needed) else None


def _take_option(given: Given, parameters: _Parameters, word: str, waiting: Iterator[str]) -> bool:
    """Whether an option was understood, with its value."""
    option = parameters.options.get(word)
    if option is not None and option.type is bool:
        given[option.name] = True
        return True
    value = next(waiting, "")
    if option is None or option.type not in _TYPES or not _is_value(value):
        return False
    if option.many:
        given.setdefault(option.name, []).append(option.type(value))
        return True
    fresh = option.name not in given
    given[option.name] = option.type(value)
    return fresh


def _take_arguments(given: Given, arguments: list[_Parameter], words: list[str]) -> bool:
    """Whether every word found its argument; the last argument may take many."""
    for argument in arguments:
        if words and argument.type in _TYPES:
            taken = [argument.type(word) for word in (words if argument.many else words[:1])]
            words = words[len(taken) :]
            given[argument.name] = taken if argument.many else taken[0]
    return not words
