"""Repositories with plans beside the yearly one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from beside.reorganised import reorganised_province
from conftest import PROJECT
from progress.small_province import sample_province, small_province


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province, nothing said yet."""
    return small_province(tmp_path / "kho")


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The sample repository."""
    return sample_province(tmp_path / "kho")


@pytest.fixture
def detailed(province: Path) -> Path:
    """The sample repository with the three sample sub-plans."""
    for file in (PROJECT / "examples" / "sub-plans").glob("*.yaml"):
        shutil.copy(file, province / "plans")
    return province


@pytest.fixture
def reorganised(tmp_path: Path) -> Path:
    """A small province that merges on 01/7/2025: test data."""
    return reorganised_province(tmp_path / "kho")
