"""Every number that `kst form show` prints of a generated year, compared with the naive program.

The year is that of `benchmarks/untidy_year.py`: silent agencies, zeros, blanks, what does not arise,
corrections, withdrawals, consolidated districts, a commune that ends in May.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.in_process import call
from tests.support.naive_sums import SPANS, NaiveSums
from tests.support.running import PROJECT
from tests.support.trials import Note

FORMS = sorted(file.stem for file in (PROJECT / "forms").glob("*.yaml"))
FEW = ("cham-diem-mot-cua", "II.06a")
WAYS = ("row", "level", "agency")
SIZES = {"small": ("24", FEW, ("2021-9M",)), "whole": ("206", FORMS, tuple(SPANS))}
"""Name → how many agencies report, the forms that are compared, and the spans."""
Plain = dict[str, Any]


def read(file: Path) -> Plain:
    found: Plain = YAML(typ="safe").load(file.read_bytes())
    return found


def generated(folder: Path, agencies: str) -> Path:
    script = PROJECT / "benchmarks" / "untidy_year.py"
    words = [sys.executable, str(script), str(folder), "--agencies", agencies]
    subprocess.run(words, check=True, capture_output=True)
    return folder


def shown(root: Path, form: str, span: str, by: str) -> list[Plain]:
    words = ("form", "show", form, "--period", span, "--by", by, "--format", "json", "--as-of", "2021-12-31")
    result = call(*words, root=root)
    assert result.code == 0, result.err
    rows: list[Plain] = json.loads(result.out)["rows"]
    return rows


def same(cell: Plain, wanted: Fraction | None, column: Plain) -> bool:
    """Whether a printed cell is a number: exactly, or rounded where it was divided."""
    value = cell["value"]
    if "ratio" not in column:
        return Fraction(str(value if isinstance(value, int | float) else 0)) == (wanted or 0)
    if wanted is None:
        return value is None
    half = Fraction(1, 2 * 10 ** column.get("decimals", 1))
    return value is not None and abs(Fraction(str(value)) - wanted) <= half


def scope(row: Plain, by: str, levels: Mapping[str, Sequence[str]]) -> Plain:
    """What a printed row adds up, in the words of the naive program."""
    if row["total"] or (by != "row" and row["id"] is None):
        return {}
    if by == "row":
        return {"row": row["id"]}
    return {"agencies": set(levels[row["id"]]) if by == "level" else {row["id"]}}


@pytest.mark.parametrize("size", ["small", pytest.param("whole", marks=pytest.mark.trial)])
def test_every_number_of_a_year(tmp_path: Path, size: str, record_property: Note) -> None:
    agencies, forms, spans = SIZES[size]
    root = generated(tmp_path / "kho", agencies)
    registry = read(next((root / "agencies").glob("*.yaml")))["agencies"]
    parents = {one["id"]: one.get("parent") for one in registry}
    levels: dict[str, list[str]] = {}
    for one in registry:
        levels.setdefault(one["level"], []).append(one["id"])
    slips = [read(file) for file in sorted((root / "progress").rglob("*.yaml"))]
    compared = stated = 0
    for name in forms:
        raw = read(root / "forms" / f"{name}.yaml")
        naive = NaiveSums(raw, parents, slips)
        for span in spans:
            for by in WAYS:
                for row in shown(root, name, span, by):
                    for column in raw["columns"]:
                        wanted = naive.value(column["id"], SPANS[span], **scope(row, by, levels))
                        found = row["cells"][column["id"]]
                        assert same(found, wanted, column), (name, span, row["label"], column["id"], wanted)
                        compared += 1
                        stated += wanted is not None
    record_property("trials", f"{compared} numbers compared, {stated} of them stated")
    assert stated > len(forms) * len(spans) * 20
