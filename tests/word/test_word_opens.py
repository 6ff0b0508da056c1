"""Word files open: by the standard's schemas, and in LibreOffice, whose pages are counted and read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kstthc_cli.model.report.document_values import VALUES
from kstthc_cli.model.report.template_fields import minimal_values, shape_of
from kstthc_cli.render.word.word_document import render_docx
from kstthc_cli.store.report.samples import sample
from tests.support.document_values import Values, annex, duty_row
from tests.support.office import needs_office, pages_of
from tests.word.test_word_layout import with_rows

SHAPES = {kind: shape_of(kind) for kind in VALUES}
FILES: dict[str, Values] = {
    **{kind: sample(kind) for kind in VALUES},
    **{f"{kind}-empty": minimal_values(sample(kind), SHAPES[kind]) for kind in VALUES},
    "report-200": with_rows(200),
    "annex-200": annex(duties=[{"id": "I", "title": "Mục", "rows": [duty_row(n) for n in range(200)]}]),
}


def file_of(name: str) -> bytes:
    return render_docx(FILES[name]["kind"], FILES[name])


# The standard


@pytest.mark.parametrize("name", FILES)
def test_the_schemas_of_word_find_nothing(name: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    (tmp_path / "a.docx").write_bytes(file_of(name))
    result = audit.OpenXmlValidator().validate(str(tmp_path / "a.docx"))
    assert [str(error) for error in result.errors] == []


# LibreOffice


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of every page of every file, as LibreOffice lays it out."""
    return pages_of({name: file_of(name) for name in FILES}, tmp_path_factory.mktemp("word"))


def first_line(page: str) -> str:
    return next((line.strip() for line in page.splitlines() if line.strip()), "")


COUNTS = {
    "report": 2, "annex": 2, "decision": 2, "assignment": 1, "reminder": 1,
    "report-empty": 1, "annex-empty": 2, "decision-empty": 1,
}  # fmt: skip


@needs_office
@pytest.mark.parametrize("name", COUNTS)
def test_there_are_as_many_pages_as_there_is_text(name: str, pages: dict[str, list[str]]) -> None:
    assert len(pages[name]) == COUNTS[name]


@needs_office
@pytest.mark.parametrize("name", FILES)
def test_no_page_is_blank(name: str, pages: dict[str, list[str]]) -> None:
    assert [n for n, page in enumerate(pages[name], start=1) if len(page.strip()) < 4] == []


@needs_office
def test_the_first_page_and_the_first_of_the_appendix_have_no_number(pages: dict[str, list[str]]) -> None:
    numbers = [first_line(page) for page in pages["report-200"]]
    starts = [
        n
        for n, page in enumerate(pages["report-200"])
        if re.search(r"^\s*Phụ lục\s*$|CỘNG HÒA", page, re.MULTILINE)
    ]
    assert len(starts) == 2
    for begin, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        assert not numbers[begin].isdigit()
        assert numbers[begin + 1 : end] == [str(n) for n in range(2, end - begin + 1)]


@needs_office
def test_a_long_table_repeats_its_head(pages: dict[str, list[str]]) -> None:
    tables = [page for page in pages["annex-200"] if "Sở" in page and "Minh chứng" in page]
    assert len(tables) > 8
    assert sum("Nội dung" in page for page in pages["report-200"]) > 3


@needs_office
def test_the_signature_never_stands_alone_on_its_page(pages: dict[str, list[str]]) -> None:
    for name in (*(kind for kind in VALUES if kind != "annex"), "report-empty", "report-200"):
        all_pages = pages[name]
        (page,) = [page for page in all_pages if "Nơi nhận:" in page]
        before = page.split("Nơi nhận:")[0]
        assert "./." in before, name
