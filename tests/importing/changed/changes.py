"""Small changes of a document, such as offices and scanners make: a cell, a row, a paragraph, a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kstthc_cli.domain.importing.document import Block, Cell, Document, Paragraph, Table

Row = tuple[Cell, ...]


def _halves(text: str) -> tuple[str, ...]:
    words = text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


WORDINGS: dict[str, Callable[[str], str]] = {
    "chữ hoa": str.upper,
    "chữ thường": str.lower,
    "thêm ;": "{};".format,
    "thêm .": "{}.".format,
    "thêm :": "{}:".format,
    "trong ngoặc": "({})".format,
    "bỏ từ đầu": lambda text: " ".join(text.split()[1:]),
    "bỏ từ cuối": lambda text: " ".join(text.split()[:-1]),
    "thêm “- ”": "- {}".format,
    "thêm “1. ”": "1. {}".format,
    "thêm “1.1. ”": "1.1. {}".format,
    "thêm “a) ”": "a) {}".format,
    "thêm “II. ”": "II. {}".format,
    "“;” thành “,”": lambda text: text.replace(";", ","),
    "“,” thành “;”": lambda text: text.replace(",", ";"),
    "“,” thành “ và”": lambda text: text.replace(",", " và"),
    "bỏ dấu câu": lambda text: text.replace(",", "").replace(";", "").replace(".", "").replace(":", ""),
    "số tăng": lambda text: text.replace("2", "3").replace("1", "2"),
    "“nt”": lambda _: "nt",
    "“-”": lambda _: "-",
    "“x”": lambda _: "x",
    "“5”": lambda _: "5",
    "thêm “Chủ trì: ”": "Chủ trì: {}".format,
    "thêm “Phối hợp: ”": "Phối hợp: {}".format,
    "thêm “ chủ trì”": "{} chủ trì".format,
    "thêm “ (phối hợp)”": "{} (phối hợp)".format,
    "thêm “ và Sở Ví dụ”": "{} và Sở Ví dụ".format,
    "thêm “Trước ngày ”": "Trước ngày {}".format,
    "thêm “; hằng quý”": "{}; hằng quý".format,
    "thêm “Cả năm, ”": "Cả năm, {}".format,
}
LINES: dict[str, Callable[[Sequence[str]], Sequence[str]]] = {
    "để trống": lambda _: (),
    "nối dòng": lambda lines: (" ".join(lines),),
    "tách đôi": lambda lines: _halves(" ".join(lines)),
    "tách ở “;” và “,”": lambda lines: tuple(" ".join(lines).replace(",", ";").split(";")),
    "lặp dòng đầu": lambda lines: (*lines, *lines[:1]),
    "thêm dòng “Sở Ví dụ”": lambda lines: (*lines, "Sở Ví dụ"),
    "thêm dòng “Quý III”": lambda lines: (*lines, "Quý III"),
    "thêm dòng “- Báo cáo.”": lambda lines: (*lines, "- Báo cáo."),
}


def _of_cell(cell: Cell, make: Callable[[Sequence[str]], Sequence[str]]) -> Cell:
    return replace(cell, lines=tuple(line for line in make(cell.lines) if line.strip()))


def _cells(row: Row, at: int) -> Iterator[tuple[str, Row]]:
    """A row with one cell changed."""
    before, cell, after = row[:at], row[at], row[at + 1 :]
    for name, make in LINES.items():
        yield name, (*before, _of_cell(cell, make), *after)
    for name, word in WORDINGS.items():
        first = _of_cell(cell, lambda lines, word=word: [word(lines[0] if lines else ""), *lines[1:]])  # type: ignore[misc]
        yield name, (*before, first, *after)
    yield "nối với ô trên", (*before, replace(cell, merged=True), *after)
    yield "thêm ô trống bên trái", (*before, Cell(), cell, *after)
    yield "rộng hai cột", (*before, replace(cell, columns=2), *after)
    yield "cao hai hàng", (*before, replace(cell, rows=2), *after)
    yield "bỏ ô", (*before, *after)
    if after:
        yield "đổi chỗ với ô phải", (*before, after[0], cell, *after[1:])
        yield (
            "gộp với ô phải",
            (*before, Cell((*cell.lines, *after[0].lines), cell.columns + after[0].columns), *after[1:]),
        )


def _rows(rows: tuple[Row, ...], at: int) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """A table's rows with one row changed, or with one cell of it."""
    before, row, after = rows[:at], rows[at], rows[at + 1 :]
    words = " ".join(line for cell in row for line in cell.lines)
    yield "bỏ hàng", (*before, *after)
    yield "lặp hàng", (*before, row, row, *after)
    yield "hàng trống phía trên", (*before, tuple(Cell() for _ in row), row, *after)
    yield "một ô cho cả hàng", (*before, (Cell((words,), sum(cell.columns for cell in row)),), *after)
    yield "chỉ hai ô đầu", (*before, (*row[:2], *(Cell() for _ in row[2:])), *after)
    yield "thụt một ô", (*before, (Cell(), *row[:-1]), *after)
    yield "tiêu đề phía trên", (*before, rows[0], row, *after)
    yield (
        "“Tổng số” phía trên",
        (*before, (Cell(), Cell(("Tổng số",)), *(Cell() for _ in row[2:])), row, *after),
    )
    if after:
        yield "đổi chỗ với hàng dưới", (*before, after[0], row, *after[1:])
    for column in range(len(row)):
        for name, changed in _cells(row, column):
            yield f"ô {column + 1}: {name}", (*before, changed, *after)


def _paragraphs(paragraph: Paragraph) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield "bỏ", ()
    yield "lặp", (paragraph, paragraph)
    yield "tách đôi", tuple(map(Paragraph, filter(None, _halves(paragraph.text))))
    yield "thành đề mục", (replace(paragraph, level=1),)
    yield "thành đề mục nhỏ", (replace(paragraph, level=3),)
    yield "thành văn bản thường", (replace(paragraph, level=0),)
    for name, word in WORDINGS.items():
        yield name, (replace(paragraph, text=word(paragraph.text)),)


def _tables(table: Table) -> Iterator[tuple[str, tuple[Block, ...]]]:
    half = len(table.rows) // 2
    parts = Table(table.rows[:half]), Table(table.rows[half:])
    yield "tách đôi", parts
    yield "tách đôi, có câu ở giữa", (parts[0], Paragraph("Các nhiệm vụ khác:"), parts[1])
    yield "tách đôi, lặp tiêu đề", (parts[0], Table((table.rows[0], *parts[1].rows)))
    yield "bỏ cột cuối", (Table(tuple(row[:-1] for row in table.rows)),)
    yield "bỏ cột đầu", (Table(tuple(row[1:] for row in table.rows)),)
    yield "thêm cột trống", (Table(tuple((*row, Cell()) for row in table.rows)),)
    lines = [Paragraph(line) for row in table.rows for cell in row for line in cell.lines]
    yield "từng dòng thành đoạn", tuple(lines)
    for at in range(len(table.rows)):
        for name, rows in _rows(table.rows, at):
            yield f"hàng {at + 1}, {name}", (Table(rows),)


def changes(document: Document) -> Iterator[tuple[str, Document]]:
    """Every small change of a document, with a name that says where and what."""
    for at, block in enumerate(document.blocks):
        before, after = document.blocks[:at], document.blocks[at + 1 :]
        made = _paragraphs(block) if isinstance(block, Paragraph) else _tables(block)
        what = "đoạn" if isinstance(block, Paragraph) else "bảng"
        for name, blocks in made:
            yield f"{what} {at + 1}: {name}", replace(document, blocks=(*before, *blocks, *after))
        if after:
            yield (
                f"{what} {at + 1}: đổi chỗ với phần sau",
                replace(document, blocks=(*before, after[0], block, *after[1:])),
            )
    yield "các ô nối tiếp nhau", replace(document, flowing=not document.flowing)
