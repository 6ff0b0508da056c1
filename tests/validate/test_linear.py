"""Work grows with the size of the files, not with its square."""

from __future__ import annotations

from pathlib import Path

import pytest

from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import Source, read_source
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
    read: list[str] = []

    def counted(file: Path, path: str, root: Path | None = None) -> tuple[Source, list[Problem]]:
        read.append(path)
        return read_source(file, path, root)

    monkeypatch.setattr("kstthc_cli.store.validate.statement_checks.read_source", counted)
    result = kst("validate", root=root)
    assert "30 cảnh báo" in result.out
    assert len(read) == 1
