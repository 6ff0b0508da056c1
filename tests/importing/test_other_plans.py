"""Three plans that are not the sample: a commune's, a ministry's, a province's with another outline."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.quang_ngai import read_yaml
from tests.support.running import PROJECT, Kst

FOLDERS = {"xa-2026": "2026", "bo-2026": "2026", "tinh-2022": "2022"}
spec = importlib.util.spec_from_file_location("other_plans", PROJECT / "examples" / "other_plans.py")
assert spec is not None
assert spec.loader is not None
others: Any = importlib.util.module_from_spec(spec)
sys.modules["other_plans"] = others
spec.loader.exec_module(others)


@pytest.fixture(params=FOLDERS)
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an example."""
    folder: str = request.param
    copy = tmp_path / folder
    shutil.copytree(PROJECT / "examples" / folder, copy, ignore=lambda *_: {".kst"})
    return copy


def the_plan(example: Path) -> Path:
    return example / "plans" / f"{FOLDERS[example.name]}.yaml"


def test_the_plan_is_what_the_document_gives_and_a_person_decided(example: Path) -> None:
    kept = the_plan(example).read_text("utf-8")
    [one] = [e for e in others.EXAMPLES_MADE if e.folder == example.name]
    assert others.import_and_decide(one, example) == kept


def test_everything_that_is_printed_is_printed_again(example: Path, kst: Kst) -> None:
    [one] = [e for e in others.EXAMPLES_MADE if e.folder == example.name]
    for name, words in others.DOCUMENTS.items():
        if not name.endswith("docx"):
            file = example / name
            assert kst(*words, "--as-of", one.as_of, "-o", str(file), root=example).code == 0
            assert file.read_text("utf-8") == (example / "bao-cao" / name).read_text("utf-8"), name


def test_no_word_of_the_table_is_lost_on_the_way_back(example: Path, kst: Kst, tmp_path: Path) -> None:
    """What `report plan` prints in the columns of the document is read again as the same plan."""
    made = tmp_path / "lai.docx"
    assert kst("report", "plan", "--as-of", "2026-12-01", "-o", str(made), root=example).code == 0
    again = tmp_path / "lai.yaml"
    plan = read_yaml(the_plan(example).read_text("utf-8"))
    result = kst("import", str(made), "--plan-id", f"{plan['id']}-lai", "-o", str(again), root=example)
    assert result.code == 0
    read = read_yaml(again.read_text("utf-8"))
    assert [c["title"] for c in read["annex"]["columns"]] == [c["title"] for c in plan["annex"]["columns"]]
    assert facts(read) == facts(plan)


def facts(plan: dict[str, Any]) -> list[Any]:
    """Content, results, printed lines and times of every duty."""
    return [
        (
            task["content"],
            part.get("results") or task.get("results"),
            lines(part) or lines(task),
            part["schedule"],
        )
        for section in plan["sections"]
        for task in section["tasks"]
        for part in task.get("duties", [task])
    ]


def results(part: dict[str, Any]) -> list[str]:
    return part.get("results") or []


def lines(part: dict[str, Any]) -> list[str]:
    return [line["printed"] for line in part.get("assignments", [])]


def test_it_is_sound_and_says_that_it_is_made_up(example: Path, kst: Kst) -> None:
    result = kst("validate", root=example)
    assert (result.code, "lỗi[" in result.out) == (0, False)
    for file in example.rglob("*"):
        if file.suffix in (".yaml", ".md", ".html", ".txt") and file.name != "quy-1.md":
            assert "dữ liệu minh họa" in file.read_text("utf-8").casefold(), file.name


def test_letterheads_and_titles_follow_whose_plan_it_is() -> None:
    reports = {name: PROJECT / "examples" / name / "bao-cao" / "quy-1.md" for name in FOLDERS}
    texts = {name: file.read_text("utf-8") for name, file in reports.items()}
    assert "**XÃ VÍ DỤ**" in texts["xa-2026"]
    assert "/BC-UBND" in texts["xa-2026"]
    assert "TM. ỦY BAN NHÂN DÂN" in texts["xa-2026"]
    assert "**BỘ VÍ DỤ**" in texts["bo-2026"]
    sentence = "Bộ Ví Dụ báo cáo công tác kiểm soát thủ tục hành chính (TTHC) quý I năm 2026"
    assert sentence in texts["bo-2026"]
    assert "**TỈNH VÍ DỤ**" in texts["tinh-2022"]
    for text in texts.values():
        assert "Quảng Ngãi" not in text


def test_the_ministry_s_sub_plan_is_found_in_its_own_document() -> None:
    plan = read_yaml((PROJECT / "examples/bo-2026/plans/2026.yaml").read_text("utf-8"))
    by_plan = [t["schedule"] for s in plan["sections"] for t in s["tasks"] if t["id"] == "3"]
    assert by_plan == [{"kind": "by_plan", "text": "Theo kế hoạch", "plan": "ra-soat-quy-dinh"}]
    assert plan["sub_plans"] == [
        {"id": "ra-soat-quy-dinh", "title": "Kế hoạch rà soát quy định", "ordered_by": "1"}
    ]
