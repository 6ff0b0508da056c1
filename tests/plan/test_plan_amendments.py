"""`kst plan show` names the documents that amended the plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.repositories import change_file
from tests.support.running import Kst

ITEM = {"number": "000/QĐ-UBND", "date": "2021-05-20", "changes": ["12", "39b"], "note": "Mẫu."}
YAML = """\
amendments:
  - number: "000/QĐ-UBND"
    date: 2021-05-20
    changes: ["12", "39b"]
    note: "Mẫu."
errata:
"""
LINE = "- 000/QĐ-UBND ngày 20/05/2021 (sửa: 12, 39b): Mẫu.\n"


@pytest.fixture
def amended(repo: Path) -> Path:
    change_file(repo, "plans/2021.yaml", "errata:\n", YAML)
    return repo


def test_text(amended: Path, kst: Kst) -> None:
    assert f"\nVăn bản sửa đổi, bổ sung:\n{LINE}\nChỗ đã sửa" in kst("plan", "show", root=amended).out


def test_markdown(amended: Path, kst: Kst) -> None:
    told = kst("plan", "show", "--format", "markdown", root=amended).out
    assert f"\n## Văn bản sửa đổi, bổ sung\n\n{LINE}\n## Chỗ đã sửa" in told


def test_json(amended: Path, kst: Kst) -> None:
    assert json.loads(kst("plan", "show", "--format", "json", root=amended).out)["amendments"] == [ITEM]


def test_a_task_by_itself_and_a_plan_without_amendments_say_nothing(
    amended: Path, kst: Kst, sample: Path
) -> None:
    assert "sửa đổi, bổ sung:" not in kst("plan", "show", "12", root=amended).out
    assert "Văn bản sửa đổi" not in kst("plan", "show", root=sample).out
