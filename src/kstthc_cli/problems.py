"""Problems in the user's files: a stable code, a place, a message and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One problem at one place.

    `path` is relative to the repository, with `/`; `line` and `column` count from 1; `source` is the text of
    the line, for the caret.
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
        """Sort key: by place, so that the order is the same in every run."""
        return self.path, self.line, self.column, self.code, self.message


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of severity error, which make the data unusable."""
    return [problem for problem in problems if problem.severity == "error"]
