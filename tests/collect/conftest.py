"""The small province, with its workbooks made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.provinces import small  # noqa: F401 - a fixture
from tests.support.workbooks import export


@pytest.fixture
def sent(small: Path) -> Path:  # noqa: F811 - the fixture above
    """The folder of the workbooks of quarter II."""
    return export(small)
