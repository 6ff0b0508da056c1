"""Questions before a command writes: answered by `--yes`, or by the user at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kstthc_cli.domain.text.normalize import unmarked
from kstthc_cli.errors import RefusedError

Ask = Callable[[str], str]
"""Prints a question on the terminal and returns the typed line."""

_YES = frozenset({"c", "co", "y", "yes", "dung"})


@dataclass(frozen=True, slots=True)
class Questions:
    """How questions are answered; `ask` is None without a terminal."""

    yes: bool = False
    ask: Ask | None = None

    def confirm(self, doubt: str, remedy: str) -> None:
        """Return if the user confirms to go on despite a doubt; raises RefusedError otherwise."""
        if self.yes:
            return
        if self.ask is None:
            raise RefusedError(doubt, remedy)
        if unmarked(self.ask(f"{doubt}\nVẫn ghi? [c/K] ")).strip() not in _YES:
            raise RefusedError("Đã dừng theo trả lời, chưa ghi gì.", remedy)

    def choose(self, doubt: str, choices: Sequence[str], remedy: str) -> int:
        """The index of the choice that the user makes; raises RefusedError if none is made."""
        if self.ask is None:
            raise RefusedError(doubt, remedy)
        listed = "\n".join(f"  {number}. {choice}" for number, choice in enumerate(choices, 1))
        answer = self.ask(f"{doubt}\n{listed}\nChọn số: ").strip()
        if answer not in {str(number) for number in range(1, len(choices) + 1)}:
            raise RefusedError(f"“{answer}” không phải là một lựa chọn, chưa ghi gì.", remedy)
        return int(answer) - 1

    def approve(self, text: str) -> None:
        """Show what will be written and return if the user agrees; raises RefusedError otherwise."""
        if self.yes or self.ask is None:
            return
        answer = self.ask(f"{text}Ghi phiếu này? [C/k] ")
        if not answer or unmarked(answer).strip() not in {"", *_YES}:
            raise RefusedError("Đã dừng theo trả lời, chưa ghi gì.")


class Writing(NamedTuple):
    """How a command writes: the moment for new ids, whether it is a dry run, and its questions.

    With `shown_first`, the user sees what will be written and agrees to it.
    """

    moment: str
    dry_run: bool = False
    questions: Questions = Questions()
    shown_first: bool = False
