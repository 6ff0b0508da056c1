"""The end of a question at the terminal: Ctrl+C and Ctrl+D leave the line of the question."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from kstthc_cli.cli import environment


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def interrupted() -> str:
    """What reading a line does at Ctrl+C."""
    raise KeyboardInterrupt


def asked(monkeypatch: pytest.MonkeyPatch, typed: Terminal) -> tuple[Callable[[str], str], Terminal]:
    """The prompt of a terminal where this is typed, and what the terminal shows."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stdin", typed)
    monkeypatch.setattr(sys, "stderr", shown)
    ask = environment.terminal_prompt()
    assert ask is not None
    return ask, shown


def test_an_answer_is_returned_with_its_line_end(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, shown = asked(monkeypatch, Terminal("10\n"))
    assert ask("Mã: ") == "10\n"
    assert shown.getvalue() == "Mã: "


def test_the_end_of_input_ends_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    ask, shown = asked(monkeypatch, Terminal(""))
    assert ask("Mã: ") == ""
    assert shown.getvalue() == "Mã: \n"


def test_an_interrupt_ends_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = Terminal("")
    monkeypatch.setattr(typed, "readline", interrupted)
    ask, shown = asked(monkeypatch, typed)
    with pytest.raises(KeyboardInterrupt):
        ask("Mã: ")
    assert shown.getvalue() == "Mã: \n"
