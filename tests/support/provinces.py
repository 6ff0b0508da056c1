"""Fixtures of repositories to report in; a folder's conftest imports those that its tests need."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.quarter_two import play
from tests.support.running import PROJECT
from tests.support.small_province import sample_province, small_province


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province, nothing said yet."""
    return small_province(tmp_path / "kho")


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The sample repository, nothing said yet."""
    return sample_province(tmp_path / "kho")


@pytest.fixture
def detailed(province: Path) -> Path:
    """The sample repository with the three sample sub-plans."""
    for file in (PROJECT / "examples" / "sub-plans").glob("*.yaml"):
        shutil.copy(file, province / "plans")
    return province


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be read or copied."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))
