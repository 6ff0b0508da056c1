"""No text of a repository reaches the log of a CI run as a command of its runner."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kstthc_cli.render.screen.log_commands import InertStream, inert, inert_json
from tests.support.repositories import change_file, in_git
from tests.support.running import Kst

TASK = '"Thẩm định quy định về thủ tục hành chính."'
COMMANDS = ["::error::x", "  ::stop-commands::t", "a\n\t::add-mask::x", "a ##[group]", "##VSO[x]"]
QUESTIONS = [("validate",), ("validate", "--format", "github"), ("plan", "show", "1"), ("due",)]


def is_command(line: str) -> bool:
    return line.lstrip().startswith("::") or any(mark in line.lower() for mark in ("##[", "##vso[", "##team"))


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_is_broken(text: str) -> None:
    assert any(map(is_command, text.split("\n")))
    assert not any(map(is_command, inert(text).split("\n")))


@pytest.mark.parametrize("text", ["a::b", "## [Unreleased]", "# ::", "12:30", "http://x"])
def test_other_text_stays(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize("text", ["::error::x", "  ::x", "a##[b", "x" * 500 + "::y\n::z", "a\r::b"])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_line_cut_into_writes_is_no_command(text: str, size: int) -> None:
    under = io.StringIO(newline="")
    stream = InertStream(under)
    for n in range(0, len(text), size):
        stream.write(text[n : n + size])
    assert not any(map(is_command, under.getvalue().replace("\r", "\n").split("\n")))
    assert under.getvalue().replace(" ", "") == text.replace(" ", "")


def test_values_of_json_stay() -> None:
    data = {"a": "##[stop-commands]x", "b": "::error"}
    assert json.loads(inert_json(json.dumps(data))) == data
    assert "##[" not in inert_json(json.dumps(data))


@pytest.mark.parametrize("words", QUESTIONS)
def test_what_a_plan_says_is_no_command(words: tuple[str, ...], small: Path, kst: Kst) -> None:
    change_file(small, "plans/2021.yaml", TASK, "|\n          ##[stop-commands]x\n          ::error::y")
    wrong = 'appraise: [so-tp]\n            "::error::z": ["##[x]"]'
    if words[0] == "validate":
        change_file(small, "plans/2021.yaml", "appraise: [so-tp]", wrong)
    result = kst(*words, root=small)
    lines = [*result.out.split("\n"), *result.err.split("\n")]
    own = [line for line in lines if line.startswith(("::error file=", "::warning file="))]
    assert (len(own) > 0) == ("github" in words)
    assert [line for line in lines if is_command(line) and line not in own] == []
    assert all("##[" not in line for line in own)


def test_annotations_start_at_the_top_of_the_git_repository(small: Path, kst: Kst) -> None:
    in_git(small.parent)
    change_file(small, "plans/2021.yaml", "appraise: [so-tp]", "appraise: [so-khong]")
    for format_ in ("github", "gitlab", "sarif"):
        assert "kho/plans/2021.yaml" in kst("validate", "--format", format_, root=small).out
    assert "kho/plans" not in kst("validate", root=small).out
