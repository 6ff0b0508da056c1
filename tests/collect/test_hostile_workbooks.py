"""Small workbooks that would take minutes, all memory, or end the import of all the others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.store.workbook.reader import MOST_ROWS
from tests.support.times import within
from tests.support.workbooks import DONE, book_of, bring_in, duties, filled, repacked, sheet_of, slips

ROW = "3@2021-Q2"
DUTIES = "xl/worksheets/sheet2.xml"
Parts = dict[str, bytes]


def behind_cells(words: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[DUTIES] = parts[DUTIES].replace(b"</sheetData>", b"</sheetData>" + words, 1)

    return change


def one_part_for_all_sheets(parts: Parts) -> None:
    book = parts["xl/workbook.xml"]
    sheet = re.findall(rb"<sheet [^>]*/>", book)[1]
    twice = re.sub(rb'name="[^"]*"', b'name="x"', re.sub(rb'sheetId="\d+"', b'sheetId="99"', sheet))
    parts["xl/workbook.xml"] = book.replace(b"</sheets>", twice + b"</sheets>")


def one_long_text_in_many_cells(parts: Parts) -> None:
    shared = parts["xl/sharedStrings.xml"]
    number = shared.count(b"<si>")
    parts["xl/sharedStrings.xml"] = shared.replace(
        b"</sst>", b"<si><t>" + b"a " * 100_000 + b"</t></si></sst>"
    )
    cell = b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>'
    rows = b"".join(cell % (n, n, number) for n in range(200, 400))
    parts[DUTIES] = parts[DUTIES].replace(b"</sheetData>", rows + b"</sheetData>", 1)


REFUSED = {
    "hai trang cùng lấy một phần của tệp": one_part_for_all_sheets,
    "chữ trong các ô dài quá": one_long_text_in_many_cells,
    "trang “Nhiệm vụ” gộp quá nhiều ô": behind_cells(
        b'<mergeCells><mergeCell ref="A2000:XFD1048576"/></mergeCells>'
    ),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_grows_when_it_is_read_is_refused_and_the_others_are_taken(
    small: Path, sent: Path, sentence: str
) -> None:
    folder = small.parent / "ve"
    folder.mkdir()
    repacked(Path(shutil.copy(book_of(sent, "Tư pháp"), folder / "a.xlsx")), REFUSED[sentence])
    filled(book_of(sent, "Y tế"), folder / "b.xlsx", duties(ROW, **DONE))
    result = bring_in(small, folder, options=("--annotate", str(small.parent / "danh-dau")))
    assert result.code == 1
    assert f"{sentence}. " in result.out
    assert [file.parent.name for file in slips(small)] == ["so-yt"]


@pytest.mark.parametrize(("reach", "taken"), [("A2001:J52000", True), ("A2001:J52001", False)])
def test_half_a_million_merged_cells_are_the_most(
    small: Path, sent: Path, reach: str, *, taken: bool
) -> None:
    change = behind_cells(b'<mergeCells><mergeCell ref="%s"/></mergeCells>' % reach.encode())
    file = repacked(filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE)), change)
    assert (bring_in(small, file).code == 0) == taken


def test_merged_cells_that_are_only_begun_take_no_time(small: Path, sent: Path) -> None:
    change = behind_cells(b"<!--<mergeCells " + b"<mergeCell " * 100_000 + b"-->")
    file = repacked(filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE)), change)
    with within(5):
        assert bring_in(small, file).code == 0


@pytest.mark.parametrize("column", ["status", "text", "number", "day"])
def test_a_number_too_large_for_a_spreadsheet_is_an_error_in_its_cell(
    small: Path, sent: Path, column: str
) -> None:
    def change(parts: Parts) -> None:
        marked = re.search(rb'<c r="([A-Z]+\d+)"[^>]*><v>987654</v></c>', parts[DUTIES])
        assert marked is not None
        huge = b'<c r="%s"><v>1e999</v></c>' % marked[1]
        parts[DUTIES] = parts[DUTIES].replace(marked[0], huge)

    typed: dict[str, Any] = {**DONE, column: 987654}
    file = repacked(filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **typed)), change)
    result = bring_in(small, file)
    assert result.code == 1
    assert "“#NUM!”; cần nội dung thay cho lỗi công thức" in result.out
    assert not slips(small)


def test_rows_that_go_on_below_what_is_read_are_refused_not_left_out(small: Path, sent: Path) -> None:
    def change(book: Any) -> None:
        sheet = sheet_of(book, "duties")
        for row in range(10, MOST_ROWS + 2):
            sheet.cell(row, 3).value = "x"

    file = filled(book_of(sent, "Tư pháp"), small.parent / "a.xlsx", duties(ROW, **DONE), change)
    result = bring_in(small, file)
    assert result.code == 1
    assert f"trang “Nhiệm vụ” có hơn {MOST_ROWS} hàng" in result.out


def test_where_no_marked_copy_can_be_made_it_is_said_and_the_others_are_marked(
    small: Path, sent: Path
) -> None:
    """A sheet that names a table of comments which the file does not have, as some programs leave one."""

    def change(parts: Parts) -> None:
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        parts["xl/worksheets/_rels/sheet2.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r1" Type="' + kind + b'" Target="../comments1.xml"/></Relationships>'
        )

    folder, marked = small.parent / "ve", small.parent / "danh-dau"
    repacked(filled(book_of(sent, "Tư pháp"), folder / "a.xlsx", duties(ROW, status="Sai")), change)
    filled(book_of(sent, "Y tế"), folder / "b.xlsx", duties(ROW, status="Sai"))
    result = bring_in(small, folder, options=("--annotate", str(marked)))
    assert result.code == 1
    assert "lưu ý: “a.xlsx” không có bản đánh dấu: không chép được mọi phần (KeyError)" in result.err
    assert [file.name for file in marked.iterdir()] == ["b.xlsx"]
