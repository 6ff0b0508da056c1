"""Nothing outside data knows a province, a year, a level or a body by its name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kstthc_cli
from kstthc_cli.domain.agencies.levels import USUAL
from tests.support.quang_ngai import read_yaml
from tests.support.running import PROJECT

PACKAGE = Path(kstthc_cli.__file__).parent
DATA = {
    "domain/agencies/levels.py": "the usual levels",
    "domain/agencies/unit_registry.py": "the id of the authority of a registry that is made",
}
"""Modules that are data, or that write some."""
CODE = [file for file in PACKAGE.rglob("*.py") if file.relative_to(PACKAGE).as_posix() not in DATA]
TEMPLATES = sorted((PROJECT / "templates").rglob("*.j2"))
LEVELS = {level.id for level in USUAL}
BODIES = {a["id"] for a in read_yaml((PROJECT / "agencies/quang-ngai.yaml").read_text("utf-8"))["agencies"]}
EXAMPLES = {"catalogue.py", "cli"}
"""Where strings are examples for people: the catalogue of problems, the help of options."""


def strings(file: Path) -> Iterator[str]:
    """Every text of a module that is not a docstring or a comment."""
    tree = ast.parse(file.read_text("utf-8"))
    docs = {
        id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docs:
            yield str(node.value)


def is_example(file: Path) -> bool:
    return bool(EXAMPLES & set(file.relative_to(PACKAGE).parts))


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_code_names_nobody(file: Path) -> None:
    for text in strings(file):
        assert "Quảng Ngãi" not in text
        assert "QUẢNG NGÃI" not in text
        if not is_example(file):
            assert text != "2021"
            assert text not in LEVELS | BODIES, text


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_templates_name_nobody(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"Quảng Ngãi|\b2021\b|cấp (tỉnh|huyện|xã)|Sở ", text, re.IGNORECASE)
