"""A repository with a little in it; at the end of a run, how many trials these tests made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import copy_sample
from durability.calls import DAY, call, record
from durability.trials import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]


@pytest.fixture(scope="session")
def primed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample repository, one slip of an agency, caches filled; only to be copied."""
    root = copy_sample(tmp_path_factory.mktemp("primed"))
    assert call(*record("10", "so-yt"), root=root).code == 0
    assert call("status", "--agency", "so-yt", *DAY, root=root).code == 0
    return root


@pytest.fixture
def ready(primed: Path, tmp_path: Path) -> Path:
    """A copy of the primed repository that a test may change."""
    return shutil.copytree(primed, tmp_path / "kho")
