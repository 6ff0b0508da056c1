"""Problems in the user's files: values with a stable code, a place, a sentence and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place.

    `path` is relative to the repository, with `/`; `line` and `column` count from 1; `source` is
    the text of the line, for the caret.
    """

    code: str
    path: str
    line: int
    column: int
    message: str
    remedy: str
    severity: Severity = "error"
    source: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By place, so that every run lists problems alike."""
        return self.path, self.line, self.column, self.code, self.message


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that make the data unusable."""
    return [problem for problem in problems if problem.severity == "error"]
