"""What is taken of a web page: lines, marks of notes, numbers of lists, cells, and how deep it may be."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.importing.document import Block, Cell, Paragraph, Table
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing import html
from kstthc_cli.store.importing.reader import document_of


def blocks(page: str) -> tuple[Block, ...]:
    return document_of(page.encode(), ".html").blocks


def lines(page: str) -> list[str]:
    return list(document_of(page.encode(), ".html").texts())


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<pre>a\nb  c</pre>", ["a", "b c"]),
        ("<p>a\nb</p>", ["a b"]),
        ("<p>a\n - b</p>", ["a", "- b"]),
        ("<div style='white-space: pre-wrap'>a\nb</div>", ["a", "b"]),
        ("<p>a<?php x ?><!-- y -->b</p>", ["ab"]),
        ("<p>a<a href='#_ftn1'>[1]</a><a href='#sdendnote2'>2</a>b<a href='#c'>c</a><a>d</a></p>", ["abcd"]),
        ("<p href='#_ftn1'>a</p>", ["a"]),
        ("<p>a<script>x</script><select><option>y</select>b<br>c</p>", ["ab", "c"]),
        ("<ul><li>a</ul><ol><li>b</ol>", ["- a", "1. b"]),
        ("<ol type='i' start='4'><li>a<li>b</ol>", ["iv. a", "v. b"]),
        ("<ol type='I' start='4'><li>a</ol>", ["IV. a"]),
        ("<ol type='a' start='0'><li>a<li>b</ol>", ["a. a", "a. b"]),
        ("<ol type='A' start='27'><li>a</ol>", ["AA. a"]),
        ("<ol start='x'><li>a</ol>", ["1. a"]),
        ("<ol start='99999'><li>a</ol>", ["99999. a"]),
        ("<ol start='100000'><li>a</ol>", ["1. a"]),
    ],
)
def test_the_lines_of_a_page(page: str, found: list[str]) -> None:
    assert lines(page) == found


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<tr><td>a<th>b</tr>", ((Cell(("a",)), Cell(("b",))),)),
        ("<tr></tr><tr><script>x</script><td>a</tr>", ((Cell(("a",)),),)),
        ("<thead><tr><td>a</thead><tfoot><tr><td>b</tfoot>", ((Cell(("a",)),), (Cell(("b",)),))),
        ("<tr><td colspan=2 rowspan=' 3 '>a</tr>", ((Cell(("a",), 2, 3),),)),
        ("<tr><td colspan=0 rowspan=x>a</tr>", ((Cell(("a",)),),)),
        ("<tr><td colspan=1000>a<td colspan=1001>b</tr>", ((Cell(("a",), 1000), Cell(("b",), 1000)),)),
        ("<tr><td colspan=1000000>a</tr>", ((Cell(("a",)),),)),
        (
            "<tr><td>a<table><tr><td>c<td>d</table><td>b</tr>",
            ((Cell(("a", "c", "d")), Cell(("b",))),),
        ),
    ],
)
def test_the_cells_of_a_table(rows: str, cells: tuple[tuple[Cell, ...], ...]) -> None:
    assert blocks(f"<table>{rows}</table>") == (Table(cells),)


def test_a_table_lays_out_the_page_only_where_a_wider_one_stands_in_it() -> None:
    page = "<table><tr><td>đầu<table><tr><td>a<td>b</table></table>"
    assert blocks(page) == (Paragraph("đầu"), Table(((Cell(("a",)), Cell(("b",))),)))


@pytest.mark.parametrize("page", ["{}x{}", "<table><tr><td>{}x{}</table>"])
def test_a_page_may_be_so_deep_and_no_deeper(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = page.format("<div>" * 10, "</div>" * 10)
    depth = next(depth for depth in range(30) if is_read(made, depth, monkeypatch))
    assert depth == (12 if page[0] == "<" else 11)
    monkeypatch.setattr(html, "DEEPEST", depth - 1)
    with pytest.raises(UnreadableError) as refused:
        document_of(made.encode(), ".html")
    assert refused.value.message == "Không đọc được tài liệu: trang lồng nhau quá sâu."


def is_read(page: str, depth: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(html, "DEEPEST", depth)
    try:
        return lines(page) == ["x"]
    except UnreadableError:
        return False


def test_a_cell_may_be_as_deep_as_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<table><tr><td>a</table>"
    monkeypatch.setattr(html, "DEEPEST", 1)
    assert not is_read(page, 1, monkeypatch)
