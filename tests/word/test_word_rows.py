"""Rows of tables and pages: long rows split, and the mark of the end is not alone on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kstthc_cli.render.word.word_document import render_docx
from tests.support.document_values import Values, annex, assignment, decision, reminder, report
from tests.support.word_files import Paragraph, W, Word

KINDS: dict[str, Callable[..., Values]] = {
    "report": report,
    "annex": annex,
    "decision": decision,
    "assignment": assignment,
    "reminder": reminder,
}


def made(kind: str) -> Word:
    return Word(render_docx(kind, KINDS[kind]()))


def split_rows(word: Word) -> list[str]:
    """The text of the first cell of each row that may break over pages, in tables with lines."""
    ruled = [t for t in word.tables if t.find(f"{W}tblPr/{W}tblStyle") is not None]
    rows = (row for table in ruled for row in table.findall(f"{W}tr"))
    return [
        "".join(t.text or "" for t in next(row.iter(f"{W}tc")).iter(f"{W}t"))
        for row in rows
        if row.find(f"{W}trPr/{W}cantSplit") is None
    ]


@pytest.mark.parametrize("kind", ["annex", "assignment"])
def test_only_rows_of_duties_split(kind: str) -> None:
    values = KINDS[kind]()
    groups = values["duties"] if kind == "annex" else values["sections"]
    assert split_rows(made(kind)) == [row["duty"] for group in groups for row in group["rows"]]


@pytest.mark.parametrize("kind", ["report", "decision", "reminder"])
def test_rows_of_figures_and_of_the_printed_plan_stay_whole(kind: str) -> None:
    assert split_rows(made(kind)) == []


@pytest.mark.parametrize("kind", ["report", "annex"])
def test_the_mark_of_the_end_stays_with_the_last_row(kind: str) -> None:
    word = made(kind)
    mark = next(p for p in reversed(word.paragraphs) if p.text.strip() == "./.")
    table = mark.element.getprevious()
    assert table is not None
    assert table.tag == f"{W}tbl"
    before, last = ([Paragraph(p, word) for p in row.iter(f"{W}p")] for row in table.findall(f"{W}tr")[-2:])
    kept = [p.element.find(f"{W}pPr/{W}keepNext") for p in last]
    assert [keep is not None and keep.get(f"{W}val") for keep in kept] == ["1"] * len(last)
    assert before
