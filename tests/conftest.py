"""What all tests share: running kst, and a copy of the sample repository to break."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kstthc_cli.main import run
from tests.support.example_files import break_five, minimal
from tests.support.primed import primed, ready  # noqa: F401 - fixtures
from tests.support.printed import heard, pytest_runtest_call  # noqa: F401 - a hook of pytest
from tests.support.refusals import unchanged  # noqa: F401 - a fixture
from tests.support.running import Kst, Result, copy_sample
from tests.support.trials import pytest_terminal_summary  # noqa: F401 - a hook of pytest
from trees import tree

# `kst` runs without garbage collection (kstthc_cli.main); with the usual thresholds a command that runs in
# this process takes a sixth longer.
gc.set_threshold(200_000, 20, 100)

# The gate asks the same questions every time; `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("gate", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No colours, no width and no terminal of whoever runs the tests."""
    for name in ("COLUMNS", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "NO_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERMINAL_WIDTH", "100")
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample repository, only to be read: whoever wrote into it makes the last test fail."""
    folder = copy_sample(tmp_path_factory.mktemp("sample"))
    before = tree(folder)
    yield folder
    assert tree(folder) == before


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A copy of the sample repository that a test may change."""
    return copy_sample(tmp_path / "kho")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small valid repository."""
    return minimal(tmp_path / "kho")


@pytest.fixture
def broken(small: Path) -> Path:
    """The small repository with five problems in three files; one is a warning."""
    return break_five(small)


@pytest.fixture
def kst(capsys: pytest.CaptureFixture[str]) -> Kst:
    """Run a command line in this process: `kst("due", "--quarter", "2", root=repo)`."""

    def call(*arguments: str, root: Path | None = None) -> Result:
        capsys.readouterr()
        code = run([*(["--root", str(root)] if root else []), *arguments])
        captured = capsys.readouterr()
        return heard(arguments, Result(int(code), captured.out, captured.err))

    return call


@pytest.fixture(scope="session")
def kst_process() -> Kst:
    """Run a command line as a process of its own: `kst_process("due", cwd=..., env={...})`."""

    def call(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "kstthc_cli", *arguments],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call
