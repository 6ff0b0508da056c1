"""Repositories to report in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import Kst
from progress.kept_index import answers, database
from progress.quarter_two import play
from progress.small_province import sample_province, small_province


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province, nothing said yet."""
    return small_province(tmp_path / "kho")


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The sample repository, nothing said yet."""
    return sample_province(tmp_path / "kho")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be copied."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


@pytest.fixture
def kept(played: Path, tmp_path: Path, kst: Kst) -> Path:
    """A copy with a filled index."""
    root = shutil.copytree(played, tmp_path / "kho")
    answers(kst, root)
    assert database(root).is_file()
    return root
