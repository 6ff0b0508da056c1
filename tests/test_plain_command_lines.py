"""Ordinary command lines are read without Typer: never otherwise than by Typer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.cli import app
from kstthc_cli.cli.declared import Declared, Group, Option
from kstthc_cli.cli.plain import understood
from kstthc_cli.cli.typer_app import typer_app

Told = tuple[str, Any, dict[str, Any]]


def commands(group: Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Declared]]:
    """Every command with the words that call it."""
    yield from (((*above, name), command) for name, command in group.commands.items())
    for name, (inner, _) in group.groups.items():
        yield from commands(inner, (*above, name))


COMMANDS = dict(commands(app))
NAMES = sorted(
    {
        name
        for command in COMMANDS.values()
        for hint in command.function.__annotations__.values()
        for said in getattr(hint, "__metadata__", ())
        if isinstance(said, Option)
        for name in said.names
    }
)


@pytest.fixture(scope="module")
def told() -> Iterator[list[Told]]:
    """What the functions of all commands are called with, while none of them runs."""
    heard: list[Told] = []
    codes = {words: command.function.__code__ for words, command in COMMANDS.items()}
    typer_app.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        for words, command in COMMANDS.items():
            patch.setattr(command, "function", _listening(command.function, " ".join(words), heard))
        yield heard
    typer_app.cache_clear()
    assert codes == {words: command.function.__code__ for words, command in COMMANDS.items()}


def _listening(function: Any, name: str, heard: list[Told]) -> Any:
    """A function declared as `function` is, that only notes what it is called with."""
    import inspect
    from types import FunctionType

    parameters = [p for p in inspect.signature(function).parameters if p != "context"]
    head = ", ".join(inspect.signature(function).parameters)
    body = "{" + ", ".join(f"{p!r}: {p}" for p in parameters) + "}"
    context = "context.obj" if "context" in function.__annotations__ else "None"
    space: dict[str, Any] = {"heard": heard, **function.__globals__}
    exec(f"def made({head}):\n    heard.append(({name!r}, {context}, {body}))\n    return 0\n", space)
    made: FunctionType = space["made"]
    made.__annotations__, made.__defaults__ = function.__annotations__, function.__defaults__
    made.__doc__, made.__name__ = function.__doc__, function.__name__
    return made


WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(
        [
            "2",
            "so-tttt",
            "Sở TT&TT",
            "a b",
            "",
            "-",
            "--",
            "-x",
            "--help",
            "-oa.csv",
            "--quarter=2",
            "=",
            "10",
        ]
    ),
)


@given(
    root=st.sampled_from([(), (), ("--root", "kho"), ("--root",), ("--version",)]),
    command=st.sampled_from([*COMMANDS, ("plan",), ("agencies",), ("khong-co",), ()]),
    words=st.lists(WORDS, max_size=6),
)
def test_what_is_understood_is_what_typer_understands(
    root: tuple[str, ...], command: tuple[str, ...], words: list[str], told: list[Told]
) -> None:
    arguments = [*root, *command, *words]
    call = understood(app, arguments)
    if call is None:
        return
    told.clear()
    call()
    typer_app()(arguments, prog_name="kst", standalone_mode=False)
    mine, theirs = told
    assert mine == theirs


@pytest.mark.parametrize(
    "line",
    [
        ("due",), ("due", "--agency", "so-tttt", "--agency", "so-tp", "--quarter", "2", "--carry-over"),
        ("--root", "kho", "status", "--quarter", "2", "-o", "a.csv", "--force"), ("plan", "show", "19", "39"),
        ("record", "10", "--agency", "so-tttt", "--status", "done", "--file", "-"),
        ("validate", "plans/2021.yaml"),
        ("request", "list"), ("explain", "KST012"),
    ],
)  # fmt: skip
def test_ordinary_lines_are_understood(line: tuple[str, ...]) -> None:
    assert understood(app, line) is not None


@pytest.mark.parametrize(
    "line",
    [
        (), ("--help",), ("due", "--help"), ("--version",), ("due", "--quarter"),
        ("due", "--quarter", "2", "--quarter", "3"),
        ("due", "thừa"), ("due", "--khong-co"), ("due", "--text", "-5"), ("history",), ("plan",),
        ("agencies",),
        ("--root", "", "due"), ("request", "open", "39b"), ("due", "--quarter=2"),
    ],
)  # fmt: skip
def test_all_others_are_left_to_typer(line: tuple[str, ...]) -> None:
    assert understood(app, line) is None


def test_an_ordinary_line_does_not_load_typer(sample: Path) -> None:
    code = (
        "import sys\nfrom kstthc_cli.main import run\n"
        f"run(['--root', {str(sample)!r}, 'agencies', 'show', 'so-tttt', '--format', 'json'])\n"
        "sys.stderr.write(str('typer' in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr == b"False"
