"""Command lines that are refused, with the whole of what they say."""

from __future__ import annotations

import shlex
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.in_process import AS_OF, call
from tests.support.small_province import small_province
from trees import tree

HERE = "KHO"
"""Stands for the path of the repository in command lines and in what they say."""


class Refused(NamedTuple):
    """A command line, its exit code, and the two sentences that it prints."""

    line: str
    code: int
    what: str
    how: str

    def __str__(self) -> str:
        return self.line

    @property
    def message(self) -> str:
        """The two sentences as they are printed."""
        return f"lỗi: {self.what}\n" + (f"  Cách sửa: {self.how}\n" if self.how else "")


def ascii_id(value: object) -> str:
    """The id of a test for a line or a text: pytest escapes other letters anew at a second collection."""
    letters = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode()
    return letters.replace("\n", " ")


def refusal(line: str, root: Path, as_of: str | None = AS_OF) -> tuple[int, str]:
    """The exit code and the message of a command line that prints nothing else and changes no file."""
    before = tree(root)
    day = ("--as-of", as_of) if as_of else ()
    words = [word.replace(HERE, str(root)) for word in shlex.split(line)]
    result = call(*words, *day, root=root)
    assert (result.out, tree(root)) == ("", before)
    return result.code, result.err.replace(str(root), HERE)


@pytest.fixture(scope="session")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province, only to be read: what is refused changes no file."""
    return small_province(tmp_path_factory.mktemp("unchanged") / "kho")
