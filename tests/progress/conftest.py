"""Repositories to report in."""

from __future__ import annotations

from pathlib import Path

import pytest

from progress.small_province import sample_province, small_province


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province, nothing said yet."""
    return small_province(tmp_path / "kho")


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The sample repository, nothing said yet."""
    return sample_province(tmp_path / "kho")
