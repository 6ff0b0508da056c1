"""What the commands print as JSON, and the files they write, fit the schemas of `kst schema`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from kstthc_cli.render.json_schema import draft7
from tests.model.test_schema import findings
from tests.support.quarter_two import AS_OF, play
from tests.support.request_files import corrected, opened, withdrawn
from tests.support.running import Kst
from tests.support.slip_files import ran, said
from tests.support.small_province import small_province

DAY = ("--as-of", AS_OF)
QUESTIONS: dict[str, list[tuple[str, ...]]] = {
    "due": [("due", "--period", "2021"), ("due", "--from", "2021-04-01", "--to", "2021-05-02")],
    "status": [("status", "--period", "2021"), ("status", "--quarter", "1", "--agency", "so-yt")],
    "missing": [("missing", "--period", "2021"), ("missing", "--quarter", "4")],
    "overdue": [("overdue",), ("overdue", "--agency", "ubnd-tinh")],
    "history": [("history", "3"), ("history", "4"), ("history", "5b"), ("history", "1")],
    "requests": [("request", "list"), ("request", "list", "--all")],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Quarter II, with corrections, evidence, requests answered, corrected and withdrawn."""
    root = play(small_province(tmp_path_factory.mktemp("told") / "kho"))
    (root / "bao-cao.txt").write_bytes(b"x")
    more = ("--figure", "ty-le=12,5", "--document", "1/BC", "--evidence", "bao-cao.txt", "--by", "Lụa")
    old = said(root, "4", "so-yt", "--quarter", "3", *more, "--evidence", "https://example.vn/a")["slip"]
    said(root, "4", "so-yt", "--quarter", "3", "--supersede", old, "--difficulty", "a", "--proposal", "b")

    def kst(*words: str, root: Path) -> Any:
        return ran(*words, root=root)

    first, second = opened(kst, root), opened(kst, root, "--document", "46/VPCP-KSTT")
    said(root, "5b", "so-yt", "--request", first)
    corrected(kst, root, first)
    withdrawn(kst, root, second)
    return root


@pytest.mark.parametrize(
    ("kind", "question"), [(kind, words) for kind, asked in QUESTIONS.items() for words in asked]
)
def test_what_is_printed_fits_its_schema(kind: str, question: tuple[str, ...], told: Path, kst: Kst) -> None:
    result = kst(*question, *DAY, "--format", "json", root=told)
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    validator = Draft7Validator(draft7(kind), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(data)] == []
    assert set(data) == set(draft7(kind)["properties"])


def test_the_questions_have_something_to_say(told: Path, kst: Kst) -> None:
    """Or else any schema would do."""
    for question in (*QUESTIONS["history"], *QUESTIONS["requests"], ("missing",), ("overdue",)):
        data = json.loads(kst(*question, *DAY, "--format", "json", root=told).out)
        assert data.get("entries") or data.get("requests") or data.get("obligations"), question


@pytest.mark.parametrize("kind", ["slip", "request"])
def test_what_is_written_fits_its_schema(kind: str, told: Path) -> None:
    from kstthc_cli.store.files.source import Source
    from kstthc_cli.store.yaml.reader import parse

    files = sorted((told / {"slip": "progress", "request": "requests"}[kind]).rglob("*.yaml"))
    assert len(files) >= 4
    for file in files:
        data = parse(Source(file.name, file.read_text("utf-8"))).data
        assert isinstance(data["date"], date)
        assert findings(kind, data) == []
        assert findings(kind, {**data, "la": 1})
        assert findings(kind, {key: value for key, value in data.items() if key != "seal"})
