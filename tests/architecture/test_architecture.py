"""Imports run one way: main → cli → commands → (store, render) → domain → model."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kstthc_cli
from kstthc_cli.domain import FEATURES

PACKAGE = Path(kstthc_cli.__file__).parent
ALLOWED = {
    "model": {"model"},
    "domain": {"domain", "model"},
    "render": {
        "render",
        "domain",
        "model",
        "store.files.package_data",
        "store.files.paths",
        "store.files.archive",
        "errors",
        "problems",
        "catalogue",
    }
    | {"__version__"},
    "store": {"store", "domain", "model", "problems", "catalogue", "errors", "__version__"},
    "commands": {
        "commands",
        "render",
        "store",
        "domain",
        "model",
        "problems",
        "catalogue",
        "errors",
        "output",
    },
}
EDGES = {"os", "pathlib", "io", "subprocess", "shutil", "tempfile", "sys", "time", "socket", "open", "print"}


def imports_of(file: Path) -> Iterator[tuple[str, bool]]:
    """Every imported module of a file, and whether it is only for type checking."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", False) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, False) for alias in node.names)


def modules(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    for file in modules(room):
        for name, _ in imports_of(file):
            if name.startswith("kstthc_cli."):
                inside = name.removeprefix("kstthc_cli.")
                fits = any(inside == a or inside.startswith(f"{a}.") for a in ALLOWED[room])
                assert fits, f"{file.name} imports {name}"


def feature_of(module: str) -> str:
    return module.removeprefix("kstthc_cli.domain.").split(".")[0]


def test_a_feature_of_the_domain_imports_only_features_before_it() -> None:
    for file in modules("domain"):
        own = file.relative_to(PACKAGE / "domain").parts[0].removesuffix(".py")
        if own != "__init__":
            others = {feature_of(name) for name, _ in imports_of(file) if ".domain." in name}
            later = {other for other in others if FEATURES.index(other) > FEATURES.index(own)}
            assert not later, f"{file.relative_to(PACKAGE)} imports {later}"


def test_no_folder_holds_more_than_a_dozen_modules() -> None:
    for folder in {file.parent for file in PACKAGE.rglob("*.py")}:
        names = [file.name for file in folder.glob("*.py") if file.name != "__init__.py"]
        assert len(names) <= 12, f"{folder.relative_to(PACKAGE)}: {len(names)}"


@pytest.mark.parametrize("room", ["model", "domain"])
def test_model_and_domain_know_neither_files_nor_screens(room: str) -> None:
    for file in modules(room):
        tops = {name.split(".")[0] for name, _ in imports_of(file)}
        assert not tops & EDGES, f"{file.name}: {tops & EDGES}"
        assert not tops & {"typer", "rich", "jinja2", "ruamel"}, file.name


def test_domain_needs_pydantic_only_to_name_types() -> None:
    code = "import sys\nfrom kstthc_cli.domain.validate import slip_checks, plan_checks\n"
    done = subprocess.run(
        [sys.executable, "-c", code + "print('pydantic' in sys.modules)"], capture_output=True, check=True
    )
    assert done.stdout.strip() == b"False"


EDGE_WORDS = {
    "the clock": ("today()", ".now(", "time.time"),
    "the environment": ("os.environ", "getenv"),
    "the terminal": ("isatty", "get_terminal_size"),
    "standard input": ("sys.stdin",),
}


@pytest.mark.parametrize("words", EDGE_WORDS.values(), ids=EDGE_WORDS)
def test_only_the_edges_of_the_command_line_read_it(words: tuple[str, ...]) -> None:
    for file in PACKAGE.rglob("*.py"):
        if file.relative_to(PACKAGE).as_posix() != "cli/environment.py":
            text = file.read_text(encoding="utf-8")
            assert not [word for word in words if word in text], file


def test_only_store_and_main_open_files() -> None:
    for file in PACKAGE.rglob("*.py"):
        if "store" not in file.relative_to(PACKAGE).parts and file.name != "main.py":
            text = file.read_text(encoding="utf-8")
            assert "open(" not in text.replace("request_open(", ""), file
            assert "read_text" not in text, file
            assert "write_text" not in text, file


HEAVY = ("pydantic", "ruamel", "jinja2", "docxtpl", "openpyxl", "holidays", "rich")


def loaded(root: Path, *arguments: str) -> str:
    """Which of the heavy libraries a command line loads, after stderr."""
    code = (
        "import sys\nfrom kstthc_cli.main import run\n"
        f"code = run({['--root', str(root), *arguments]!r})\n"
        f"sys.stderr.write(','.join(m for m in {HEAVY!r} if m in sys.modules))\nsys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return done.stderr.decode()


DUE = ("due", "--agency", "so-tttt", "--quarter", "2", "--format", "json", "--as-of", "2021-06-01")
SAY = ("record", "10", "--agency", "so-tttt", "--quarter", "2", "--status", "done", "--as-of", "2021-06-01")


def test_a_warm_due_list_loads_no_heavy_library(sample: Path) -> None:
    loaded(sample, *DUE)
    assert loaded(sample, *DUE) == ""


def test_to_record_and_to_ask_again_loads_only_the_reader_of_yaml(repo: Path) -> None:
    """What was written is read back before it counts (0035), and is known to the next question (0036)."""
    loaded(repo, *DUE)
    assert loaded(repo, *SAY) == "ruamel"
    assert loaded(repo, *DUE) == ""


def test_no_function_and_no_file_grows_beyond_reading() -> None:
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name != "catalogue.py":
            assert text.count("\n") <= 350, file
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and "cli" not in file.relative_to(PACKAGE).parts:
                assert (node.end_lineno or 0) - node.lineno < 50, f"{file.name}: {node.name}"
