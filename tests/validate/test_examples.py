"""Every problem code has examples, and each example has exactly the problems it is made for."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.catalogue import CATALOGUE
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import read_source
from kstthc_cli.store.yaml.reader import parse
from tests.support.example_files import (
    KIND_FILES,
    Example,
    amended_examples,
    bad_examples,
    good_examples,
    minimal,
)
from tests.support.running import Kst

MADE = {  # too large to be stored
    "KST003": b"#" * (50 * 1024 * 1024),
    "KST013": b"sections: " + b"[" * 100_000,
}
PLACE_OF_MADE = {"KST003": (1, 1), "KST013": (1, 11 + 29)}
IN_USE = {code for code, entry in CATALOGUE.items() if not entry.retired}
BAD, AMENDED = bad_examples(), amended_examples()
EVERY_BAD = pytest.mark.parametrize("example", BAD, ids=lambda example: example.name)

VIETNAMESE = re.compile(
    r"[àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ]", re.IGNORECASE
)
ENGLISH = re.compile(
    r"(?<![.\w])(expected|found|while|should|valid|invalid|input|error|line|None|True|False|nan|inf)\b"
)


def problems_of(kst: Kst, root: Path) -> list[dict[str, Any]]:
    result = kst("validate", "--format", "json", root=root)
    assert result.err == ""
    found: list[dict[str, Any]] = json.loads(result.out)["problems"]
    return found


def severity_code(code: str) -> int:
    """What validate must return for the code."""
    if code == "KST001":
        return 3
    return 1 if CATALOGUE[code].severity == "error" else 0


@pytest.mark.parametrize("example", good_examples(), ids=lambda example: example.name)
def test_good_example_has_no_problem(example: Example, kst: Kst, tmp_path: Path) -> None:
    result = kst("validate", root=example.build(tmp_path))
    count = len(list(tmp_path.rglob("*.yaml")))
    assert (result.code, result.out) == (0, f"Đã kiểm tra {count} tệp: không có lỗi.\n")


def test_every_code_has_an_example() -> None:
    assert {example.code for example in (*BAD, *AMENDED)} | set(MADE) == IN_USE


def test_every_bad_example_says_where() -> None:
    assert [example.name for example in (*BAD, *AMENDED) if not example.expected] == []


@EVERY_BAD
def test_bad_example_has_its_problem_and_no_other(example: Example, kst: Kst, tmp_path: Path) -> None:
    found = problems_of(kst, example.build(tmp_path))
    places = [(p["code"], p["path"], p["line"], p["column"]) for p in found]
    assert places == [(example.code, *place) for place in example.expected]


@EVERY_BAD
def test_exit_code_follows_from_severity(example: Example, kst: Kst, tmp_path: Path) -> None:
    assert kst("validate", root=example.build(tmp_path)).code == severity_code(example.code)


@EVERY_BAD
def test_message_is_vietnamese_and_has_a_remedy(example: Example, kst: Kst, tmp_path: Path) -> None:
    for problem in problems_of(kst, example.build(tmp_path)):
        assert VIETNAMESE.search(problem["message"])
        assert VIETNAMESE.search(problem["remedy"])
        assert not ENGLISH.search(problem["message"]), problem["message"]
        assert problem["message"][-1] in ".?]}>”" or problem["code"] == "KST004", problem["message"]
        assert not [c for c in problem["message"] if unicodedata.category(c) == "Cc"]


@pytest.mark.parametrize("code", MADE)
def test_made_example_has_its_problem_and_no_other(code: str, kst: Kst, tmp_path: Path) -> None:
    (minimal(tmp_path) / KIND_FILES["plan"]).write_bytes(MADE[code])
    found = problems_of(kst, tmp_path)
    assert [(p["code"], p["path"], p["line"], p["column"]) for p in found] == [
        (code, KIND_FILES["plan"], *PLACE_OF_MADE[code])
    ]
    assert VIETNAMESE.search(found[0]["message"])


@pytest.mark.parametrize("example", [e for e in BAD if e.code == "KST023"], ids=lambda e: e.name)
def test_text_without_quotes_is_repeated_as_it_was_typed(example: Example, kst: Kst, tmp_path: Path) -> None:
    """010 must not become "10": a clerk copies what the message says."""
    [problem] = problems_of(kst, example.build(tmp_path))
    line = (tmp_path / problem["path"]).read_text("utf-8").split("\n")[problem["line"] - 1]
    typed = re.split(r"[,}\]]", line[problem["column"] - 1 :])[0]
    assert f'"{typed}"' in problem["message"]


CAUSES = {  # where the class of the problem alone would leave a clerk guessing
    "KST008/last-quote-not-closed.calendar": "Ngoặc kép",
    "KST008/no-break-space-after-colon.plan": "dấu cách",
    "KST008/starts-with-exclamation.plan": "ngoặc kép",
    "KST011/tag-of-text.plan": "!!str",
    "KST021/misspelt.plan": "Có phải là “condition”?",
    "KST022/infinite-number.plan": ".inf",
    "KST022/percent-for-number.plan": "đang là chữ",
    "KST024/level.agencies": "huyen, xa",
    "KST025/id-too-long.agencies": "80",
    "KST025/period-of-the-slip.slip": "2021-Q",
    "KST025/seal-too-short.slip": "64",
    "KST026/schedule-of-unknown-kind.plan": "by_date, ongoing",
    "KST045/end-before-begin.calendar": "Quốc khánh",
}


@pytest.mark.parametrize("name", CAUSES)
def test_message_names_the_cause(name: str, kst: Kst, tmp_path: Path) -> None:
    [example] = [example for example in BAD if example.name == name]
    [problem] = problems_of(kst, example.build(tmp_path))
    assert CAUSES[name] in problem["message"]


# Catalogue

NOT_YAML = {"KST083"}  # its snippets are lines of a .gitattributes
WITH_RIGHT = sorted(code for code, entry in CATALOGUE.items() if entry.right and code not in NOT_YAML)
READ_AS_TEXT = ("KST004", "KST008", "KST009", "KST010", "KST011", "KST012", "KST014", "KST015")


def text_problems(text: str, folder: Path) -> list[Problem]:
    file = folder / "vi-du.yaml"
    file.write_bytes(text.encode())
    source, problems = read_source(file, file.name)
    return problems or parse(source).problems


@pytest.mark.parametrize("code", WITH_RIGHT)
def test_right_snippet_of_the_catalogue_can_be_read(code: str, tmp_path: Path) -> None:
    found = text_problems(CATALOGUE[code].right, tmp_path)
    assert [problem.code for problem in found if problem.code != "KST014"] == []


@pytest.mark.parametrize("code", READ_AS_TEXT)
def test_wrong_snippet_of_the_catalogue_is_wrong_in_that_way(code: str, tmp_path: Path) -> None:
    assert {problem.code for problem in text_problems(CATALOGUE[code].wrong, tmp_path)} == {code}


@pytest.mark.parametrize("code", CATALOGUE)
def test_catalogue_speaks_vietnamese(code: str) -> None:
    entry = CATALOGUE[code]
    assert all(VIETNAMESE.search(text) for text in (entry.title, entry.meaning, entry.remedy))
    assert bool(entry.wrong) == bool(entry.right)
    assert entry.wrong != entry.right or not entry.wrong
