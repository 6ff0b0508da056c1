"""What is taken of plain text and Markdown: tables of tabs, blanks and bars; and lines that were broken."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.importing.document import Block, Document, Paragraph, Table
from kstthc_cli.store.importing.aligned import aligned_table
from kstthc_cli.store.importing.cell_lines import cell_lines
from kstthc_cli.store.importing.reader import document_of


def shown(blocks: tuple[Block, ...]) -> list[object]:
    """Paragraphs as their text, tables as rows of cells with lines parted by `|`."""
    return [
        block.text
        if isinstance(block, Paragraph)
        else [["|".join(c.lines) for c in row] for row in block.rows]
        for block in blocks
    ]


def read(text: str, suffix: str) -> list[object]:
    return shown(document_of(text.encode(), suffix).blocks)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\n\nb\n\nc", ["a", "b", "c"]),
        ("a\nb\n\nc", ["a", "b", "c"]),
        ("a\nb\nc\n\nd", ["a", "b", "c", "", "d"]),
        ("a\nb\n\nc\n\nd", ["a", "b", "c", "d"]),
        ("a\n---\nb\n***", ["a", "", "b", ""]),
        ("a\tb\nc\t\nd", [[["a", "b"]], "c", "d"]),
        ("a\tb\n\tc\td\te", [[["a", "b"], ["", "c", "d", "e"]]]),
    ],
)
def test_the_lines_of_a_text(text: str, blocks: list[object]) -> None:
    document = document_of(text.encode(), ".txt")
    assert shown(document.blocks) == blocks
    assert document.flowing


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\nb\n\nc", ["a b", "c"]),
        ("a\n```\nb\n~~~ x\nc\n***\nd\n---\ne", ["a", "b", "c", "d", "e"]),
        ("> a\\\n- b\n1. c\n+ d\n* e", ["a", "- b", "1. c", "+ d", "- e"]),
        ("| a | b |\n|---|---|\n| c | d |\ne", [[["a", "b"], ["c", "d"]], "e"]),
        ("a | b\n--|--\nc | d", [[["a", "b"], ["c", "d"]]]),
        ("| a | b\n|---|---\n| c | d\\|", [[["a", "b"], ["c", "d|"]]]),
        ("|a|b|\n|:-:|-:|\n||**d**|", [[["a", "b"], ["", "d"]]]),
        ("| a | b |\nc", ["| a | b | c"]),
        ("x\n| a |\n|--|", ["x", [["a"]]]),
    ],
)
def test_the_blocks_of_markdown(text: str, blocks: list[object]) -> None:
    assert read(text, ".md") == blocks


HEADS = "STT  Nhiệm vụ     Cơ quan    Thời gian"
ONE = "1    Lập kế       Sở Y tế    Quý I"
ON = "     hoạch        tỉnh"
TWO = "2    Báo cáo      Sở Nội     Quý II"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            [HEADS, ONE, ON, "", TWO],
            [
                ["STT", "Nhiệm vụ", "Cơ quan", "Thời gian"],
                ["1", "Lập kế hoạch", "Sở Y tế tỉnh", "Quý I"],
                ["2", "Báo cáo", "Sở Nội", "Quý II"],
            ],
        ),
        ([HEADS, ONE], None),
        (["STT  Nhiệm vụ     Cơ quan", "1    Lập kế       Sở Y tế", "2    Báo cáo      Sở Nội"], None),
        (["a  b  c  d", "ee  f  g  h", "i  jj  k  l"], None),
        (
            [f"   {line}" for line in (HEADS, ONE, TWO)],
            [
                ["STT", "Nhiệm vụ", "Cơ quan", "Thời gian"],
                ["1", "Lập kế", "Sở Y tế", "Quý I"],
                ["2", "Báo cáo", "Sở Nội", "Quý II"],
            ],
        ),
    ],
)
def test_blanks_set_columns_where_every_full_line_has_them(
    lines: list[str], rows: list[list[str]] | None
) -> None:
    found = aligned_table(lines)
    assert (found and shown((found.table,))[0]) == rows


def test_the_first_line_of_a_table_may_begin_with_an_empty_cell() -> None:
    found = aligned_table(
        ["    Việc     Ai       Hạn    Kết quả", "1   Lập      Sở Y     Quý I  Báo cáo"] * 2
    )
    assert found is not None
    assert shown((found.table,))[0] == [
        ["", "Việc", "Ai", "Hạn", "Kết quả"],
        ["1", "Lập Việc", "Sở Y Ai", "Quý I Hạn", "Báo cáo Kết quả"],
        ["1", "Lập", "Sở Y", "Quý I", "Báo cáo"],
    ]


@pytest.mark.parametrize(
    ("below", "end"),
    [
        ([ON, "Nơi nhận:"], 4),
        (["3    Việc"], 4),
        (["3"], 3),
        (["Nơi nhận:  A"], 3),
        (["", ON], 3),
        ([], 3),
    ],
)
def test_a_table_of_blanks_ends_with_the_last_line_that_goes_on(below: list[str], end: int) -> None:
    lines = [HEADS, ONE, TWO, *below]
    found = aligned_table(["Kế hoạch", *lines])
    assert found is not None
    assert (found.first, found.end) == (1, end + 1)
    text = "\n".join(["Kế hoạch", *lines])
    document: Document = document_of(text.encode(), ".txt")
    left = [line.strip() for line in lines[end:] if line.strip()]
    assert [b.text.split()[0] for b in document.blocks if isinstance(b, Paragraph)] == [
        "Kế",
        *(words.split()[0] for words in left),
    ]
    assert not document.flowing
    assert [type(b) for b in document.blocks][1] is Table


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("\n \na", ("a",)),
        ("a\n\nb", ("a b",)),
        ("Quyết định 80/2020/N\nĐ-CP", ("Quyết định 80/2020/NĐ-CP",)),
        ("Quyết định 80/2020/N\nđã ban hành", ("Quyết định 80/2020/N đã ban hành",)),
        ("năm 2021-\n2025", ("năm 2021-2025",)),
        ("và/\nhoặc", ("và/ hoặc",)),
        ("T1\n2", ("T12",)),
        ("T1\n3", ("T1 3",)),
        ("T1\n0 bản", ("T1 0 bản",)),
        ("Quý III/202\n6", ("Quý III/2026",)),
        ("Quý III/20\n26", ("Quý III/2026",)),
        ("Quý III/3\nbản", ("Quý III/3 bản",)),
        ("30/6\n12345", ("30/6 12345",)),
        ("đườn\ng", ("đường",)),
        ("đườn\nG", ("đườn G",)),
        ("hoạ\nt", ("hoạt",)),
        ("đ\nường", ("đường",)),
        ("ho\na", ("ho a",)),
        ("ba\nn hành", ("ban hành",)),
        ("ba\nan", ("ba an",)),
        ("việc 1\ng", ("việc 1 g",)),
        ("việc\n(gấp)", ("việc (gấp)",)),
        (
            "việc\n- một\na) hai\n1. ba\n12) bốn\n123. năm",
            ("việc", "- một", "a) hai", "1. ba", "12) bốn 123. năm"),
        ),
    ],
)
def test_lines_of_a_narrow_cell_are_joined_where_they_were_broken(text: str, lines: tuple[str, ...]) -> None:
    assert cell_lines(text) == lines
