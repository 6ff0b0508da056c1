"""Every point of `docs/promises.md` and `docs/security.md` names a test, and that test exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.running import PROJECT

PAGES = pytest.mark.parametrize("page", ["promises.md", "security.md"])
_TEST = re.compile(r"`(tests/[\w/-]+\.py)(?:::(\w+))?`")


def rows(page: str) -> list[str]:
    """The rows of the page's tables, without heads and rules."""
    lines = (PROJECT / "docs" / page).read_text("utf-8").splitlines()
    return [
        line
        for n, line in enumerate(lines)
        if line.startswith("| ") and not line.startswith("| ---") and not lines[n + 1].startswith("| ---")
    ]


def functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@PAGES
def test_every_point_names_tests_that_exist(page: str) -> None:
    assert len(rows(page)) >= 10
    for row in rows(page):
        named = _TEST.findall(row)
        assert named, f"no test holds this: {row}"
        for path, function in named:
            file = PROJECT / path
            assert file.is_file(), path
            assert not function or function in functions(file), f"{path} has no {function}"


@PAGES
def test_every_file_and_folder_that_is_named_exists(page: str) -> None:
    text = (PROJECT / "docs" / page).read_text("utf-8")
    for path in re.findall(r"`((?:src|tests|schemas|docs|hardening|tools)/[\w/.-]+)", text):
        assert (PROJECT / path).exists(), path
