"""Every name that the program defines is used by the program."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import kstthc_cli

PACKAGE = Path(kstthc_cli.__file__).parent
FOR_OTHERS = {"__version__", "__all__", "FEATURES", "format_usage"}
"""For packaging and Python; the order of features, which a test holds; Typer."""


def names_defined(file: Path) -> Iterator[str]:
    """The functions, classes and constants of a module, and the public methods of classes of our own.

    A class that extends one of a library has methods which that library calls.
    """
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        yield from names_of(node)
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} <= {"NamedTuple"}:
            methods = (name for inner in node.body for name in names_of(inner))
            yield from (name for name in methods if not name.startswith("_"))


def names_of(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def words_of(*files: Path) -> Counter[str]:
    return Counter(word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8")))


def test_every_name_is_used() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    templates = [
        file for file in PACKAGE.rglob("*.*") if file.suffix in {".md", ".html", ".yaml", ".sql", ".js"}
    ]
    used, own = words_of(*modules, *templates), {file: words_of(file) for file in modules}
    unused = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in modules
        for name in names_defined(file)
        if (own[file] if name.startswith("_") else used)[name] == 1 and name not in FOR_OTHERS
    ]
    assert unused == []
