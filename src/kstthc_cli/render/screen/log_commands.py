"""Output that may reach the log of a CI run: no line of data may be read there as a command.

GitHub Actions takes a line for a command that begins with `::` behind blanks, or that has `##[` anywhere;
Azure Pipelines and TeamCity take `##vso[` and `##teamcity[`. Such text is broken by a blank wherever it
is written to standard output or standard error. Only annotations that kst itself
makes (`validate --format github`) are written as they are.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from typing import Any, TextIO

_HASHES = re.compile(r"##(?=\[|vso\[|teamcity\[)", re.IGNORECASE)
_COLONS = re.compile(r"(\A|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029])(\s*):(?=:)")

_LINE = 200


def inert(text: str) -> str:
    """The text without anything that a CI runner reads as a command."""
    if "##" in text:
        text = _HASHES.sub("# #", text)
    return _COLONS.sub(r"\1\2: ", text) if "::" in text else text


def inert_json(text: str) -> str:
    """The same for JSON, by an escape, so that the values stay what they are."""
    return _HASHES.sub(r"#\\u0023", text) if "##" in text else text


class InertStream:
    """A text stream through which no command reaches a runner, however its lines are cut into writes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._line = ""

    def write(self, text: str) -> int:
        """Write a text, broken where the line with it would be a command."""
        whole = inert(self._line + text)
        kept = whole.startswith(self._line)  # if not, only this text completes a command
        safe = whole[len(self._line) :] if kept else f" {inert(text)}"
        line = re.split(r"[\r\n]", self._line + safe)[-1]
        self._line = line if len(line) < _LINE else f"…{line[-_LINE // 2 :]}"
        self._stream.write(safe)
        return len(text)

    def write_commands(self, text: str) -> None:
        """Write lines that are meant for the runner; their data has been escaped."""
        self._stream.write(text)
        self._line = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def inert_output() -> Iterator[None]:
    """Guard standard output and standard error as long as the context lasts."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_guarded(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _guarded(stream: Any) -> Any:
    return None if stream is None else InertStream(stream)
