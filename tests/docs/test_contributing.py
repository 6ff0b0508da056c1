"""CONTRIBUTING.md leads to files and functions that exist."""

from __future__ import annotations

import ast
import re

import pytest

from tests.support.running import PROJECT

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ANSWERS = re.findall(r"^\| (.+?) \| `(src/[\w/]+\.py)` \| `(\w+)` \|$", TEXT, re.MULTILINE)
ROOMS = TEXT.split("| feature | domain |")[1].split("\n\n")[0].splitlines()[2:]
CELLS = [
    (layer, name)
    for row in ROOMS
    for layer, cell in zip(("domain", "store", "render", "commands"), row.split("|")[2:6], strict=True)
    for name in re.findall(r"`([\w./]+)`", cell)
]


def test_the_six_questions_are_answered() -> None:
    for words in ("overdue", "Quý II", "KST012", "due table", "slip written", "index not believed"):
        assert any(words in question for question, _, _ in ANSWERS), words


@pytest.mark.parametrize(("file", "name"), [(file, name) for _, file, name in ANSWERS])
def test_an_answer_exists(file: str, name: str) -> None:
    tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    values = {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert name in functions | values


@pytest.mark.parametrize(("layer", "name"), CELLS)
def test_a_room_exists(layer: str, name: str) -> None:
    assert (PROJECT / "src" / "kstthc_cli" / layer / name).exists()


def test_every_room_of_the_domain_is_listed() -> None:
    domain = PROJECT / "src" / "kstthc_cli" / "domain"
    rooms = {folder.name for folder in domain.iterdir() if (folder / "__init__.py").exists()}
    assert rooms == {name.rstrip("/") for layer, name in CELLS if layer == "domain" and name.endswith("/")}
