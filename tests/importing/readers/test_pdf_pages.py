"""What is taken of the pages of a PDF: rows that go on, merged cells, what stands outside tables."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from kstthc_cli.domain.importing.document import Block, Cell, Document, Paragraph, Table
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing import pdf
from kstthc_cli.store.importing.reader import document_of


class Page:
    """A page as pdfplumber gives it, with words at places: text, left, top, bottom."""

    def __init__(self, words: list[tuple[str, float, float, float]], tables: list[Any]) -> None:
        self._words, self._tables = words, tables
        self.page_obj = SimpleNamespace(contents=[SimpleNamespace(get_data=lambda: b"draw")])

    def find_tables(self) -> list[Any]:
        return self._tables

    def filter(self, keeps: Any) -> Page:
        kept = [w for w in self._words if keeps({"x0": w[1], "top": w[2], "bottom": w[3]})]
        return Page(kept, [])

    def extract_text_lines(self, *, return_chars: bool) -> list[dict[str, Any]]:
        assert not return_chars
        return [{"text": text, "top": top} for text, _, top, _ in self._words]


def made_table(bbox: pdf.Box, texts: list[list[str | None]], boxes: list[list[pdf.Box | None]]) -> Any:
    rows = [SimpleNamespace(cells=row) for row in boxes]
    return SimpleNamespace(bbox=bbox, rows=rows, extract=lambda: texts)


def read(monkeypatch: pytest.MonkeyPatch, *pages: Page) -> Document:
    class File:
        def __init__(self) -> None:
            self.pages = list(pages)

        def __enter__(self) -> File:
            return self

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setitem(sys.modules, "pdfplumber", SimpleNamespace(open=lambda _: File()))
    monkeypatch.setitem(sys.modules, "pdfminer", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "pdfminer.pdftypes", SimpleNamespace(resolve1=lambda one: one))
    return document_of(b"%PDF", ".pdf")


BOX: pdf.Box = (10, 100, 50, 200)
ONE = made_table(BOX, [["a"]], [[BOX]])


@pytest.mark.parametrize(
    ("left", "top", "bottom", "is_outside"),
    [
        (20, 140, 160, False),
        (9, 140, 160, False),
        (8.9, 140, 160, True),
        (51, 140, 160, False),
        (51.1, 140, 160, True),
        (20, 90, 110, False),
        (20, 89, 110, True),
        (20, 190, 210, False),
        (20, 190, 211, True),
    ],
)
def test_words_whose_middle_stands_in_a_table_are_its_own(
    left: float, top: float, bottom: float, is_outside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read(monkeypatch, Page([("lời  dẫn", left, top, bottom)], [ONE])).blocks
    words: list[Block] = [Paragraph("lời dẫn")] if is_outside else []
    assert [block for block in found if isinstance(block, Paragraph)] == words


def test_lines_and_tables_stand_from_top_to_bottom(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [("sau", 0.0, 300.0, 310.0), (" \u200b", 0.0, 5.0, 6.0), ("trước", 0.0, 10.0, 20.0)]
    assert read(monkeypatch, Page(words, [ONE])) == Document(
        (Paragraph("trước"), Table(((Cell(("a",)),),)), Paragraph("sau"))
    )


def test_a_file_without_words_or_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(monkeypatch, Page([], []))
    assert refused.value.message == "Không đọc được tài liệu: tệp PDF chỉ có hình, không có chữ."
    monkeypatch.setattr(pdf, "_MOST_PAGES", 2)
    page = Page([("a", 0, 0, 1)], [])
    assert len(read(monkeypatch, page, page).blocks) == 2
    with pytest.raises(UnreadableError) as refused:
        read(monkeypatch, page, page, page)
    assert refused.value.message == "Không đọc được tài liệu: quá nhiều trang."


def test_pages_may_draw_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page([("a", 0, 0, 1)], [])
    monkeypatch.setattr(pdf, "_MOST_DRAWN", 8)
    assert len(read(monkeypatch, page, page).blocks) == 2
    monkeypatch.setattr(pdf, "_MOST_DRAWN", 7)
    with pytest.raises(UnreadableError) as refused:
        read(monkeypatch, page, page)
    assert refused.value.message == "Không đọc được tài liệu: hình vẽ trong trang quá lớn."


def test_a_broken_file_and_a_missing_library_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(monkeypatch, Page([("a", 0, 0, 1)], [SimpleNamespace()]))
    assert refused.value.message == "Không đọc được tài liệu: tệp PDF bị hỏng hoặc có mật khẩu."
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(UnreadableError) as refused:
        document_of(b"%PDF", ".pdf")
    assert refused.value.message == "Đọc tệp .pdf cần gói pdfplumber, máy này chưa cài."
    assert refused.value.remedy == (
        'Cài bằng: pip install "kstthc-cli[pdf]"; hoặc mở tệp bằng Word, lưu thành .docx.'
    )


# Rows


@pytest.mark.parametrize(
    ("boxes", "texts", "cells"),
    [
        ([(0, 0, 10, 1), (10, 0, 20, 1)], ["a", None], [Cell(("a",)), Cell()]),
        ([(0, 0, 20, 1), None, (20, 0, 30, 1)], ["a", "", "b"], [Cell(("a",), 2), Cell(("b",))]),
        ([(0, 0, 19, 1), None, (20, 0, 30, 1)], ["a", "", "b"], [Cell(("a",), 2), Cell(("b",))]),
        (
            [(0, 0, 18, 1), None, (20, 0, 30, 1)],
            ["a", "", "b"],
            [Cell(("a",)), Cell(merged=True), Cell(("b",))],
        ),
        ([(0, 0, 30, 1), None, None], ["a", "", ""], [Cell(("a",), 3)]),
        ([(0, 0, 10, 1), None, None], ["a", "", ""], [Cell(("a",)), Cell(merged=True), Cell(merged=True)]),
        ([None, (10, 0, 30, 1), None], ["", "a", ""], [Cell(merged=True), Cell(("a",), 2)]),
        (
            [(0, 0, 10, 1), (10, 0, 30, 1), None],
            ["a\nb", "- c\n- d", ""],
            [Cell(("a b",)), Cell(("- c", "- d"), 2)],
        ),
    ],
)
def test_a_cell_without_a_box_belongs_to_its_left_or_to_the_one_above(
    boxes: list[pdf.Box | None], texts: list[str | None], cells: list[Cell]
) -> None:
    assert pdf._row(boxes, texts, 30) == tuple(cells)


def rows(*texts: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Cell((text,) if text else ()) for text in row) for row in texts))


HEAD, FIRST, SECOND = ("STT", "Việc", "Hạn"), ("1", "Lập kế", "Quý I"), ("2", "Báo cáo", "Quý II")


@pytest.mark.parametrize(
    ("blocks", "joined"),
    [
        ([rows(HEAD, FIRST), rows(SECOND)], [rows(HEAD, FIRST, SECOND)]),
        ([rows(HEAD, FIRST), rows(HEAD, SECOND)], [rows(HEAD, FIRST, SECOND)]),
        ([rows(HEAD, FIRST), rows(HEAD)], [rows(HEAD, FIRST)]),
        (
            [rows(HEAD, FIRST), rows(("", "hoạch", ""), SECOND)],
            [rows(HEAD, ("1", "Lập kế hoạch", "Quý I"), SECOND)],
        ),
        ([rows(HEAD, FIRST), Paragraph("- 12 -"), rows(SECOND)], [rows(HEAD, FIRST, SECOND)]),
        (
            [rows(HEAD, FIRST), Paragraph("1234"), rows(SECOND)],
            [rows(HEAD, FIRST), Paragraph("1234"), rows(SECOND)],
        ),
        (
            [rows(HEAD, FIRST), Paragraph("Lời"), rows(SECOND)],
            [rows(HEAD, FIRST), Paragraph("Lời"), rows(SECOND)],
        ),
        (
            [rows(HEAD, FIRST), Paragraph("2"), Paragraph("3")],
            [rows(HEAD, FIRST), Paragraph("2"), Paragraph("3")],
        ),
        (
            [Paragraph("1"), rows(HEAD), rows(FIRST), rows(SECOND)],
            [Paragraph("1"), rows(HEAD, FIRST, SECOND)],
        ),
        ([rows(HEAD, FIRST), rows(("2", "Báo cáo"))], [rows(HEAD, FIRST), rows(("2", "Báo cáo"))]),
        ([rows(("a", "b")), rows(("c", "d"))], [rows(("a", "b")), rows(("c", "d"))]),
        ([rows(HEAD), Table(())], [rows(HEAD), Table(())]),
        ([Table(()), rows(HEAD)], [Table(()), rows(HEAD)]),
        ([Paragraph("a"), Paragraph("b")], [Paragraph("a"), Paragraph("b")]),
    ],
)
def test_a_table_goes_on_over_the_page(blocks: list[Block], joined: list[Block]) -> None:
    assert pdf._joined(blocks) == joined


def test_a_row_of_other_cells_does_not_go_on() -> None:
    wide = Table(((Cell(), Cell(("x",), 2)),))
    assert pdf._joined([rows(HEAD, FIRST), wide]) == [Table((*rows(HEAD, FIRST).rows, *wide.rows))]
