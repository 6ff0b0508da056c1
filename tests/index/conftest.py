"""Repositories whose index is filled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.index.kept_index import answers, database
from tests.support.provinces import played, small
from tests.support.running import Kst

__all__ = ["kept", "played", "small"]


@pytest.fixture
def kept(played: Path, tmp_path: Path, kst: Kst) -> Path:
    """A copy with a filled index."""
    root = shutil.copytree(played, tmp_path / "kho")
    answers(kst, root)
    assert database(root).is_file()
    return root
