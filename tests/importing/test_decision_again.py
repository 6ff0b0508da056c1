"""The Decision of 2021, printed by kst or scanned, read back and held against plans/2021.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.reading import Wish, read_plan
from kstthc_cli.store.importing.reader import document_of, read_document
from tests.support.quang_ngai import SCAN, read_yaml, repaired_lines, scan_lines, year
from tests.support.running import PROJECT, Kst

EXPLAINED = {
    r"/status": "an import is a draft",
    r"/decide/.*": "what a person decides",
    r"/annex/columns/.*": "the columns as printed",
    r"/decision/field": "is not printed in the document",
    r"/errata/.*": "corrections that were made by hand",
    r"/sections/VIII/printed": "kst prints the right number",
    r"/sub_plans/.*": "which sub-plans there are is nowhere said as such",
    r"/.*/tasks/(13|14|33|35|37)/schedule/(plan|kind)": "which sub-plan is meant, a person says",
    r"/.*/targets/.*": "targets were made of the words by hand",
    r"/.*/decide/.*": "what a person decides of a task",
}


def flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar with the path that leads to it, list items by their id or place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from flat(
                inner, f"{path}/{inner['id'] if isinstance(inner, dict) and 'id' in inner else n}"
            )
    else:
        yield path, str(value)


@cache
def plan() -> dict[str, str]:
    return dict(flat(read_yaml((PROJECT / "plans/2021.yaml").read_text("utf-8"))))


def draft(content: bytes, suffix: str) -> dict[str, Any]:
    reading = read_plan(document_of(content, suffix), year().registry, Wish(), {})
    return draft_of(reading, Frame("2021", "quang-ngai", "2021"))


def unexplained(made: dict[str, Any], more: dict[str, str] | None = None) -> list[str]:
    read = dict(flat(made))
    forms = [*EXPLAINED, *(more or {})]
    return [
        f"{path}: {plan().get(path)!r} -> {read.get(path)!r}"
        for path in sorted({*plan(), *read})
        if plan().get(path) != read.get(path) and not any(re.fullmatch(form, path) for form in forms)
    ]


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_what_kst_prints_it_reads_again(suffix: str, kst: Kst, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / f"ke-hoach{suffix}"
    assert kst("report", "plan", "--as-of", "2021-02-01", "-o", str(file), root=sample).code == 0
    assert unexplained(draft(file.read_bytes(), suffix)) == []


PRINTED_OTHERWISE = {
    r"/sections/III/tasks/8/assignments/1/printed": "the Decision has lost a dash",
    r"/sections/V/tasks/15/assignments/0/printed": "the Decision has lost a dash",
    r"/sections/III/tasks/(8|9|11)/results/.*": "errata of the Decision",
    r"/sections/III/tasks/11/.*": "results and agencies of task 11 look alike once cells are gone: marked",
    r"/decision/recipients/13": "the scan breaks the line within a word",
    r"/sections/X?V?I*/printed": "the Decision prints VII twice",
}


def test_the_scan_with_its_letters_restored_gives_the_plan() -> None:
    lines = {line.number: line.text.replace("\n", " ") for line in repaired_lines()}
    text = "\n\n".join(lines.get(n, "") for n in range(1, len(scan_lines()) + 1))
    made = draft(text.encode(), ".txt")
    assert unexplained(made, PRINTED_OTHERWISE) == []
    eleven = next(t for s in made["sections"] for t in s["tasks"] if t["id"] == "11")
    assert any("kết quả hay dòng phân công" in doubt for doubt in eleven["decide"])


def test_whatever_the_scan_as_it_came_gives_otherwise_is_marked() -> None:
    made = draft(SCAN.read_bytes(), ".txt")
    tasks = {task["id"]: task for section in made["sections"] for task in section["tasks"]}
    assert list(tasks) == [str(n) for n in range(1, 40)]
    facts = re.compile(
        r".*/(schedule/(kind|by|every.*)|lead.*|perform.*|coordinate.*|appraise.*|oversee.*|consolidate.*)"
    )
    read = dict(flat(made))
    for path in {*plan(), *read}:
        if facts.fullmatch(path) and plan().get(path) != read.get(path):
            number = path.split("/tasks/")[1].split("/")[0]
            assert tasks[number].get("decide"), path


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "quyet-dinh.TXT"
    file.write_bytes(SCAN.read_bytes())
    assert read_document(file).flowing
