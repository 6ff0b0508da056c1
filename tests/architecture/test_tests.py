"""Tests lie in folders named as the features of the code, and share only what lies in `tests/support`."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import kstthc_cli
from kstthc_cli.domain import FEATURES
from tests.support.running import PROJECT

TESTS = PROJECT / "tests"
PACKAGE = Path(kstthc_cli.__file__).parent
OF_THE_PROJECT = {"architecture", "docs", "promises", "support"}
DATA = {"examples", "printed", "source"}
FOLDERS = sorted(folder.name for folder in TESTS.iterdir() if folder.is_dir() and folder.name[0] not in "._")


def rooms() -> set[str]:
    """Features, and the folders and modules of the other layers."""
    inside = {
        path.stem for layer in ("cli", "commands", "render", "store") for path in (PACKAGE / layer).iterdir()
    }
    return {*FEATURES, *inside, "cli", "model"}


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f not in DATA | OF_THE_PROJECT])
def test_a_folder_of_tests_is_named_as_what_it_tests(folder: str) -> None:
    assert folder in rooms()


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f not in DATA])
def test_nothing_is_imported_from_the_tests_of_another_feature(folder: str) -> None:
    for file in sorted((TESTS / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
                assert str(node.module).split(".")[1] in {folder, "support"}, f"{file}: {node.module}"


def test_no_test_lies_beside_the_folders() -> None:
    assert not list(TESTS.glob("test_*.py"))


def test_what_is_held_of_outputs_belongs_to_a_test() -> None:
    for file in sorted((TESTS / "printed").rglob("*.txt")):
        module = TESTS / file.relative_to(TESTS / "printed").with_name(f"test_{file.stem}.py")
        nodes = ast.walk(ast.parse(module.read_text("utf-8")))
        known = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        held = set(re.findall(r"^== (\w+)", file.read_text("utf-8"), re.MULTILINE))
        assert held <= known, file


def test_mutants_are_tried_beside_all_that_tests_read() -> None:
    """A file that mutmut does not copy makes it stop before the first mutant."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True)
    kept = {path.split("/")[0] for path in listed.stdout.splitlines()}
    assert kept - set(settings["also_copy"]) == {"src", "tests", "pyproject.toml"}
