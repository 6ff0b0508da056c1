"""Fixtures: a repository with a little in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.in_process import DAY, call, record
from tests.support.running import copy_sample

WRITTEN = ("progress", ".kst")


@pytest.fixture(scope="session")
def primed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample repository, one slip of an agency, caches filled."""
    root = copy_sample(tmp_path_factory.mktemp("primed") / "kho")
    assert call(*record("10", "so-yt"), root=root).code == 0
    assert call("status", "--agency", "so-yt", *DAY, root=root).code == 0
    for name in WRITTEN:
        shutil.copytree(root / name, root.parent / name)
    return root


@pytest.fixture
def ready(primed: Path) -> Path:
    """The primed repository as it was at first; a test may change what lies in progress/ and .kst/.

    It stays in one place, since a cache is not believed in another.
    """
    for name in WRITTEN:
        if (primed / name).is_dir():
            shutil.rmtree(primed / name)
        else:
            (primed / name).unlink(missing_ok=True)
        shutil.copytree(primed.parent / name, primed / name)
    return primed
