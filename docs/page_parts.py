"""What the pages of the reference are made of: Markdown, and what the program prints."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.main import run

PROJECT = Path(__file__).resolve().parent.parent
WIDTH = "80"

# Markdown


def slug(heading: str) -> str:
    """The anchor that code hosts give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def prose(text: str) -> str:
    """Plain text as Markdown that shows it as it is written; code between backticks is left alone."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([<*])", r"\\\1", part) for part in parts)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table with an empty line below it."""
    yield _row(header)
    yield _row(["---"] * len(header))
    yield from (_row(row) for row in rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"


def fence(language: str, text: str) -> Iterator[str]:
    """A fenced block with an empty line below it."""
    yield from (f"```{language}", *text.rstrip("\n").split("\n"), "```", "")


def as_day(day: date) -> str:
    """A day as Vietnamese documents write it."""
    return f"{day:%d/%m/%Y}"


# The program


class Printed(NamedTuple):
    """What a run of kst printed, and its exit code."""

    code: int
    out: str
    err: str


def said(*arguments: str) -> str:
    """What `kst` prints for the arguments, always at the same width; raises RuntimeError where it fails."""
    printed = run_kst(*arguments, width=WIDTH)
    if printed.code:
        raise RuntimeError(f"kst {' '.join(arguments)}: exit code {printed.code}")
    return printed.out


def run_kst(*arguments: str, folder: Path = PROJECT, width: str | None = None) -> Printed:
    """Run `kst` in a folder, with no terminal, and no colours of whoever runs this."""
    out, err = io.StringIO(), io.StringIO()
    environment = dict.fromkeys(_TERMINAL) | {"TERMINAL_WIDTH": width or "100", "COLUMNS": width}
    with _environment(environment), chdir(folder), redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
    return Printed(int(code), out.getvalue(), err.getvalue())


_TERMINAL = ("FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "NO_COLOR", "CLICOLOR_FORCE")


@contextmanager
def _environment(wanted: Mapping[str, str | None]) -> Iterator[None]:
    """Set variables of the environment, or remove them where the value is None, and put them back."""
    before = {name: os.environ.get(name) for name in wanted}
    try:
        _set(wanted)
        yield
    finally:
        _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
