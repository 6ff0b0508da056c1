"""The command line as a whole: `kst`, and the options before a command's name."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Annotated, Any

import typer

from kstthc_cli import __version__
from kstthc_cli.cli.command_groups import group_of
from kstthc_cli.cli.environment import allow_pager, rejoin_bash_words
from kstthc_cli.cli.listed import ROOT
from kstthc_cli.cli.options import Root


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kst {__version__}\n")
        raise typer.Exit


def _kst(
    context: typer.Context,
    root: Root = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="In phiên bản rồi thoát."),
    ] = False,
    no_pager: Annotated[
        bool,
        typer.Option("--no-pager", help="In thẳng ra màn hình, không qua chương trình xem từng trang."),
    ] = False,
) -> None:
    context.obj = root
    allow_pager(not no_pager)


@lru_cache(maxsize=1)
def kst() -> Any:
    """The group of all commands."""
    app = group_of(ROOT)
    app.callback()(_kst)
    return typer.main.get_command(app)


def run_command(words: list[str]) -> int:
    """Run a command line or a shell's completion request; return the exit code.

    Raises what the command raises.
    """
    rejoin_bash_words()
    return int(kst().main(words, prog_name=ROOT, standalone_mode=False) or 0)
