"""Ordinary command lines are read without Typer: never otherwise than by Typer."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.cli import ROOMS, declarations
from kstthc_cli.cli.declared import Declared, Group, Option
from kstthc_cli.cli.plain import understood
from kstthc_cli.cli.typer_app import typer_app

Told = tuple[str, Any, dict[str, Any]]


def commands(group: Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Declared]]:
    """Every command with the words that call it."""
    yield from (((*above, name), command) for name, command in group.commands.items())
    for name, (inner, _) in group.groups.items():
        yield from commands(inner, (*above, name))


COMMANDS = dict(commands(declarations()))
NAMES = sorted(
    {
        name
        for command in COMMANDS.values()
        for hint, _ in command.parameters.values()
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
    space: dict[str, Any] = {
        "note": lambda given: heard.append((name, *_values(given))),
        **function.__globals__,
    }
    parameters = inspect.signature(function).parameters.values()
    head = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    head += ["*", *only] if (only := [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]) else []
    exec(f"def made({', '.join(head)}):\n    note(locals())\n    return 0\n", space)
    made: FunctionType = space["made"]
    made.__annotations__, made.__defaults__ = function.__annotations__, function.__defaults__
    made.__kwdefaults__ = function.__kwdefaults__
    made.__doc__, made.__name__ = function.__doc__, function.__name__
    return made


def _values(given: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The folder of `--root`, and every other value; shared options among them."""
    flat = given | (vars(given["shared"]) if "shared" in given else {})
    context = flat.pop("context", None)
    return getattr(context, "obj", None), {name: value for name, value in flat.items() if name != "shared"}


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
    command=st.sampled_from([*COMMANDS, ("plan",), ("agencies",), ("amend",), ("khong-co",), ()]),
    words=st.lists(WORDS, max_size=6),
)
def test_what_is_understood_is_what_typer_understands(
    root: tuple[str, ...], command: tuple[str, ...], words: list[str], told: list[Told]
) -> None:
    arguments = [*root, *command, *words]
    call = understood(arguments)
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
        ("report", "quarterly", "--quarter", "2", "--full", "-o", "bc.docx", "--force"), ("report", "plan"),
        ("report", "reminder", "--all-missing"), ("template", "check", "report.docx"), ("diff", "HEAD~1"),
        ("amend", "25", "--deadline", "Quý IV", "--ground", "1/QĐ-UBND", "--ground-date", "2021-05-20"),
        ("amend", "drop-task", "12", "--ground", "1/QĐ-UBND", "--ground-date", "2021-05-20"),
        ("new-year", "2022", "--keep", "25"), ("plan", "derive", "--agency", "so-yt"), ("fmt", "--check"),
    ],
)  # fmt: skip
def test_ordinary_lines_are_understood(line: tuple[str, ...]) -> None:
    assert understood(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        (), ("--help",), ("due", "--help"), ("--version",), ("due", "--quarter"),
        ("due", "--quarter", "2", "--quarter", "3"),
        ("due", "thừa"), ("due", "--khong-co"), ("due", "--text", "-5"), ("history",), ("plan",),
        ("agencies",),
        ("amend",), ("amend", "25"), ("report", "half-year", "--half", "1"),
        ("--root", "", "due"), ("request", "open", "39b"), ("due", "--quarter=2"),
    ],
)  # fmt: skip
def test_all_others_are_left_to_typer(line: tuple[str, ...]) -> None:
    assert understood(line) is None


def test_an_ordinary_line_does_not_load_typer(sample: Path) -> None:
    code = (
        "import sys\nfrom kstthc_cli.main import run\n"
        f"run(['--root', {str(sample)!r}, 'agencies', 'show', 'so-tttt', '--format', 'json'])\n"
        "sys.stderr.write(str('typer' in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr == b"False"


@pytest.mark.parametrize("word", ROOMS)
def test_the_rooms_of_a_word_declare_all_of_its_commands(word: str) -> None:
    """In a process of its own, since modules that were imported before declare their words as well."""
    code = (
        "import sys\n"
        "from kstthc_cli.cli import declarations\n"
        "app = declarations(sys.argv[1])\n"
        "inner = app.groups[sys.argv[1]][0] if sys.argv[1] in app.groups else app\n"
        "print(*(name for name in inner.commands if inner is not app or name == sys.argv[1]))\n"
    )
    line = [sys.executable, "-X", "utf8", "-c", code, word]
    done = subprocess.run(line, capture_output=True, check=True)
    whole = declarations()
    every = list(whole.groups[word][0].commands) if word in whole.groups else [word]
    assert done.stdout.decode().split() == every


def test_the_rooms_name_every_first_word() -> None:
    whole = declarations()
    assert set(ROOMS) == {*whole.commands, *whole.groups}


def test_the_outline_has_the_help_of_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Only the list of commands is asked of it, so their parameters are not made."""
    for outline in (True, False):
        typer_app(outline=outline)(["--help"], prog_name="kst", standalone_mode=False)
    first, second = capsys.readouterr().out.split("Cách dùng: kst ")[1:]
    assert first == second
    assert all(f"  {word} " in first for word in ROOMS)


@pytest.mark.parametrize(
    ("words", "offered"),
    [("kst am", "amend"), ("kst due --ag", "--agency"), ("kst due --agency so-t", "so-tttt")],
)
def test_tab_offers_commands_options_and_agencies(words: str, offered: str, sample: Path) -> None:
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1), "_KST_COMPLETE": "complete_bash"}
    line = [sys.executable, "-c", "from kstthc_cli.main import main; main()"]
    done = subprocess.run(line, cwd=sample, env={**os.environ, **asked}, capture_output=True, check=True)
    assert offered in done.stdout.decode().split()
