"""A small province with two forms, and slips that state figures in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.made import FORMS, REGISTRY
from tests.support.example_files import change, minimal

DISTRICTS = '  - {level: huyen, day: 19, to: "UBND tỉnh", source: "Kho này đặt"}\n'


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with departments, two districts and their communes, and the forms of `made`."""
    root = minimal(tmp_path / "kho")
    (root / "agencies" / "quang-ngai.yaml").write_text(REGISTRY, encoding="utf-8", newline="\n")
    change(root, "calendar", "send_by:\n", f"send_by:\n{DISTRICTS}")
    (root / "forms").mkdir()
    for name, text in FORMS.items():
        (root / "forms" / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return root
