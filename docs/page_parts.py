"""What the pages of the reference are made of: Markdown, and what the program prints."""  # noqa: INP001

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import date
from pathlib import Path

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


def said(*arguments: str) -> str:
    """What `kst` prints for the arguments, always at the same width."""
    out = io.StringIO()
    with _environment(COLUMNS=WIDTH, TERMINAL_WIDTH=WIDTH), redirect_stdout(out):
        code = run(list(arguments))
    if code:
        raise RuntimeError(f"kst {' '.join(arguments)}: exit code {code}")
    return out.getvalue()


@contextmanager
def _environment(**wanted: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
