"""Work grows with the size of the files, not with its square."""

from __future__ import annotations

from pathlib import Path

import pytest

from kstthc_cli.store.validate import statement_checks
from tests.support.example_files import minimal
from tests.support.running import Kst
from tests.support.slip_files import laid


def test_a_slip_with_many_findings_is_parsed_once_for_all(
    tmp_path: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sealed slip of 400 entries on unknown duties took 44 seconds."""
    root = minimal(tmp_path / "kho")
    entries = [{"duty": f"x{number}", "status": "done"} for number in range(30)]
    laid(root, "a", entries, agency="so-tp", period="2021-Q3")
    parsed = []
    real = statement_checks.parse
    monkeypatch.setattr(statement_checks, "parse", lambda source: parsed.append(source.path) or real(source))
    result = kst("validate", root=root)
    assert "30 cảnh báo" in result.out
    assert len(parsed) == 1
