"""The reports in `examples/` are of every kind and format, and say that their data are generated."""

from __future__ import annotations

import ast
import zipfile

import pytest

from tests.support.running import PROJECT

FOLDER = PROJECT / "examples" / "reports"
ENDINGS = ("docx", "html", "md")
NO_DATA = ("ke-hoach",)
"""Made from the plan alone."""


def reports() -> dict[str, tuple[str, ...]]:
    """What `examples/make.py` says it makes."""
    tree = ast.parse((PROJECT / "examples" / "make.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "REPORTS":
            assert isinstance(node.value, ast.Dict)
            return {ast.literal_eval(key): () for key in node.value.keys if key}
    raise AssertionError


def text_of(name: str, ending: str) -> str:
    file = FOLDER / f"{name}.{ending}"
    if ending == "docx":
        return zipfile.ZipFile(file).read("word/document.xml").decode()
    return file.read_text("utf-8")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", reports())
def test_a_report_is_there_and_says_that_it_is_generated(name: str, ending: str) -> None:
    text = text_of(name, ending)
    assert "Quảng Ngãi" in text
    assert name in NO_DATA or "sinh tự động" in text


def test_nothing_else_lies_among_them() -> None:
    wanted = {f"{name}.{ending}" for name in reports() for ending in ENDINGS}
    assert {file.name for file in FOLDER.iterdir()} == wanted
