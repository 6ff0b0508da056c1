"""A province that is reorganised within a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.agencies.reorganised import reorganised_province


@pytest.fixture
def reorganised(tmp_path: Path) -> Path:
    """A small province that merges on 01/7/2025: test data."""
    return reorganised_province(tmp_path / "kho")
