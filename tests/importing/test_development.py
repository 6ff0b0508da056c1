"""The development document, held against its grid, and against a list of its bodies read in another way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kstthc_cli.domain.importing.reading import Reading, Wish, read_plan
from kstthc_cli.domain.importing.schedules import read_times
from kstthc_cli.domain.importing.table.rows import TASK
from kstthc_cli.store.importing.converted import PDF, converted
from kstthc_cli.store.importing.reader import read_document
from tests.importing.test_layouts import BENCHMARK, NOBODY, lost_words, read
from tests.support.office import needs_office

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_plan(read_document(HERE / "D2.docx"), NOBODY, Wish(), {})


def test_no_row_is_lost_and_none_is_wrong_without_a_mark(reading: Reading) -> None:
    gold = BENCHMARK.gold_rows(json.loads((HERE / "D2.json").read_text("utf-8")))
    score = BENCHMARK.score(gold, reading)
    assert (score.rows, score.lost, score.wrong) == (147, 0, ())
    assert score.marked <= 8


def test_no_word_of_it_is_lost(reading: Reading) -> None:
    assert lost_words((HERE / "D2.docx").read_bytes(), ".docx", reading) == set()


@pytest.mark.trial
@needs_office
def test_its_pdf_is_read_as_well() -> None:
    pdf = converted((HERE / "D2.docx").read_bytes(), ".docx", PDF)
    gold = BENCHMARK.gold_rows(json.loads((HERE / "D2.json").read_text("utf-8")))
    score = BENCHMARK.score(gold, read(pdf, ".pdf"))
    assert (score.rows, score.lost, score.wrong) == (147, 0, ())
    assert score.marked <= 8


KNOWN = json.loads((HERE / "known.json").read_text("utf-8"))
"""Bodies of the development document; words for a time by the kind they have, certain or in doubt."""


def named(cell: str) -> set[str] | None:
    """The bodies of a cell by taking known names out of it; None where other words are left."""
    rest, found = cell, set()
    for body in sorted(KNOWN["bodies"], key=len, reverse=True):
        if re.search(rf"(?i)\b{re.escape(body)}\b", rest):
            found.add(body.casefold())
            rest = re.sub(rf"(?i)\b{re.escape(body)}\b", " ", rest)
    rest = re.sub(r"(?i)\b(các|và|có liên quan|liên quan)\b|[,;]", " ", rest)
    return None if rest.strip() else found


def test_bodies_are_those_that_a_list_of_names_finds(reading: Reading) -> None:
    seen = 0
    for row in reading.rows:
        for key in ("lead", "coordinate"):
            wanted = named(" ".join(row.item.cells.get(key, ())))
            if row.item.kind != TASK or wanted is None:
                continue
            mine = {
                assignee.name.casefold()
                for column, line in row.lines
                if column == key
                for assignee, roles in line.roles.items()
                if roles == (key,)
            }
            assert mine == wanted, row.item.row
            seen += 1
    assert seen > 260


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in KNOWN["certain"].items() for t in ts])
def test_words_of_offices_for_a_time(kind: str, text: str) -> None:
    (time,) = read_times([text], 2025, {})
    assert (time.kind, time.doubt) == (kind, "")
    assert time.words is not None
    assert time.words.text == text


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, ts in KNOWN["doubtful"].items() for t in ts])
def test_words_that_leave_a_doubt_say_so(kind: str, text: str) -> None:
    times = read_times([text], 2025, {})
    assert {time.kind for time in times} == {kind}
    assert all(time.doubt for time in times)


def test_dates_beyond_the_year_and_stretches() -> None:
    def read(text: str) -> list[tuple[str, str]]:
        words = [time.words for time in read_times([text], 2025, {})]
        return [(str(w.start or ""), str(w.by)) for w in words if w is not None]

    assert read("12/2028") == [("", "2028-12")]
    assert read("Quý IV/2025 - Quý I/2026") == [("2025-Q4", "2026-Q1")]
    assert read("Trước ngày 15/12/2025") == [("", "2025-12-14")]
    assert read("Tháng 3, 6, 9 và 12") == [("", f"2025-{n}") for n in ("03", "06", "09", "12")]


def test_times_on_lines_of_their_own_are_several_but_a_broken_line_is_one() -> None:
    assert [t.kind for t in read_times(["- Hằng quý.", "- Đột xuất."], 2025, {})] == [
        "periodic",
        "on_request",
    ]
    assert [t.kind for t in read_times(["Trước ngày", "15/12/2025"], 2025, {})] == ["by_date"]
    assert read_times([], 2025, {}) == []
