"""Letters on paper, as LibreOffice lays them out: ten duties are one page, 206 agencies five."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.commands.report.letterhead import Given, head_of
from kstthc_cli.domain.report.letterhead import full_name
from kstthc_cli.domain.tracking.due_list import row_of
from kstthc_cli.render.report.letter import LetterView
from kstthc_cli.render.report.reminder import Reminder, reminder_values
from kstthc_cli.render.word.word_document import render_docx
from tests.support.office import needs_office, pages_of
from tests.support.quang_ngai import year
from tests.support.running import PROJECT
from tests.support.slip_files import ran
from tests.support.small_province import sample_province

DAY = date(2021, 12, 31)
GIVEN = Given("123", DAY, None, "Nguyễn Văn A", "PHÓ CHÁNH VĂN PHÒNG", ("KT. CHÁNH VĂN PHÒNG",))
LONGEST_NAME, USUAL_NAME = "bql-kkt-dung-quat", "so-yt"
SIZES = (1, 3, 5, 8, 10, 11)
LETTERS = {f"{agency}-{rows}": (agency, rows) for agency in (LONGEST_NAME, USUAL_NAME) for rows in SIZES}
CIRCULARS = {
    "reminder": ("reminder", "--all-missing", "--as-of", "2021-12-31"),
    "assignment": ("assignment", "--all", "--as-of", "2021-02-01"),
}


def values(agency_id: str, number: int) -> dict[str, Any]:
    """A letter to an agency about those of its duties that have the longest words, all of them late."""
    made = year()
    agency, office = made.registry.agencies[agency_id], made.registry.agencies["vp-ubnd-tinh"]
    rows = [row for o in made.owed_by([agency]) if (row := row_of(o, {}, DAY)).status == "overdue"]
    rows.sort(key=lambda row: -len(row.obligation.duty.content))
    view = Reminder(made, DAY, office, date(2022, 1, 10), {})
    head = head_of(PROJECT, made, office, GIVEN)
    about = LetterView(head, "Số: 123/VP-KSTTHC", DAY, None, f"V/v {made.plan.title}", (full_name(agency),))
    return reminder_values(view, [(agency, rows[:number])], about)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of every letter; the office is started once, which takes some seconds."""
    folder = tmp_path_factory.mktemp("trang")
    root = sample_province(folder / "kho")
    files = {name: render_docx("reminder", values(*of)) for name, of in LETTERS.items()}
    for name, words in CIRCULARS.items():
        file = folder / f"chung-{name}.docx"
        assert ran("report", *words, "--together", "-o", str(file), root=root).code == 0
        files[name] = Path(file).read_bytes()
    return pages_of(files, folder)


@needs_office
@pytest.mark.parametrize("name", [name for name, (_, rows) in LETTERS.items() if rows <= 10])
def test_a_letter_of_up_to_ten_rows_is_one_page(name: str, pages: dict[str, list[str]]) -> None:
    [page] = pages[name]
    assert "Nguyễn Văn A" in page
    assert "Phụ lục" not in page


def test_ten_rows_have_two_lines_each() -> None:
    [group] = values(USUAL_NAME, 10)["groups"]
    assert all(
        60 < len(row["content"]) <= 80 and row["content"].endswith(" (trích)") for row in group["rows"]
    )


@needs_office
@pytest.mark.parametrize("agency", [LONGEST_NAME, USUAL_NAME])
def test_more_rows_stand_behind_a_letter_of_one_page(agency: str, pages: dict[str, list[str]]) -> None:
    first, second, *_, last = pages[f"{agency}-11"]
    assert "Nguyễn Văn A" in first
    assert "Nội dung công việc" not in first
    assert "Phụ lục" in second
    assert last.rstrip().endswith("./.")


@needs_office
@pytest.mark.parametrize("name", CIRCULARS)
def test_a_circular_to_the_whole_province_has_five_pages(name: str, pages: dict[str, list[str]]) -> None:
    assert 3 <= len(pages[name]) <= 5
    assert "Nơi nhận:" in pages[name][0]
    text = "\n".join(pages[name])
    for agency in year().registry.in_order:
        if agency.level == "huyen":
            assert agency.name in text
    assert re.search(r"^\s*20[5-9] ", text, re.MULTILINE), "all agencies of the province are there"


@needs_office
@pytest.mark.parametrize("name", [*LETTERS, *CIRCULARS])
def test_the_signature_never_stands_alone(name: str, pages: dict[str, list[str]]) -> None:
    [page] = [page for page in pages[name] if "Nơi nhận:" in page]
    assert "./." in page.split("Nơi nhận:")[0]
