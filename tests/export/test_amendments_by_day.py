"""The amendments that an export of a day holds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.small_province import small_province


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province, its plan amended on 20 May; only to be read."""
    root = small_province(tmp_path_factory.mktemp("amended") / "kho")
    words = ("amend", "2", "--deadline", "Quý IV", "--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")
    assert call(*words, "--as-of", "2021-06-01", root=root).code == 0
    return root


@pytest.mark.parametrize(("as_of", "numbers"), [("2021-05-19", []), ("2021-05-20", ["512/QĐ-UBND"])])
def test_they_are_those_up_to_the_day(as_of: str, numbers: list[str], amended: Path, tmp_path: Path) -> None:
    assert call("export", "-o", str(tmp_path / "bang"), "--as-of", as_of, root=amended).code == 0
    with (tmp_path / "bang" / "amendments.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["document"] for row in csv.DictReader(file)] == numbers
