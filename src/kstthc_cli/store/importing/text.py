"""Plain text and Markdown as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from kstthc_cli.domain.importing.document import Block, Cell, Document, Paragraph, Table
from kstthc_cli.store.importing.aligned import aligned_table
from kstthc_cli.store.importing.cell_lines import in_nfc, plain_line
from kstthc_cli.store.importing.limits import broken

_RULE = re.compile(r"\|?\s*:?(-{2,}|-(?=:|\s*\|)):?\s*(\|\s*:?-+:?\s*)*\|?")
_BARS = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_STRESSED = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")
_FENCE = re.compile(r"(```|~~~).*|[-=]{3,}|\*{3,}|_{3,}")


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16. Raises UnreadableError for other encodings, and as `in_nfc`."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            raise broken("tệp không phải văn bản UTF-8") from None
    if "\0" in text:
        raise broken("tệp không phải văn bản")
    return in_nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))


def read_text(content: bytes) -> Document:
    """Lines as paragraphs; lines with tabs, or with columns of blanks, between them as the rows of a table.

    Where empty lines do not stand behind every line, they are kept: they may be empty cells.
    """
    lines = decoded(content).split("\n")
    pairs = [(line, after) for line, after in pairwise(lines) if line.strip()]
    kept = sum(1 for _, after in pairs if after.strip()) * 2 > len(pairs)
    if aligned := aligned_table(lines):
        sides = (lines[: aligned.first], lines[aligned.end :])
        above, below = ([Paragraph(_bare(line)) for line in side if _bare(line)] for side in sides)
        return Document((*above, aligned.table, *below))
    blocks: list[Block] = []
    for tabbed, group in groupby(lines, lambda line: "\t" in line.strip()):
        if tabbed:
            blocks.append(Table(tuple(_tabbed(line) for line in group)))
        else:
            blocks += [Paragraph(_bare(line)) for line in group if kept or _bare(line)]
    return Document(tuple(blocks), flowing=True)


def _bare(line: str) -> str:
    """The words of a line; rules of dashes hold none."""
    return plain_line(line) if line.strip(" -*_=\t") else ""


def _tabbed(line: str) -> tuple[Cell, ...]:
    return tuple(Cell((text,) if (text := plain_line(cell)) else ()) for cell in line.split("\t"))


def read_markdown(content: bytes) -> Document:
    """Paragraphs, headings, items and pipe tables; other HTML than line breaks stays as it is typed."""
    lines = _BREAK.sub("\u2028", decoded(content)).split("\n")
    return Document(tuple(_markdown(lines)))


def _markdown(lines: list[str]) -> Iterator[Block]:
    n = 0
    open_lines: list[str] = []
    while n < len(lines):
        line = lines[n].strip()
        if (
            "|" in line
            and n + 1 < len(lines)
            and "-" in lines[n + 1]
            and _RULE.fullmatch(lines[n + 1].strip())
        ):
            yield from _paragraph(open_lines)
            end = n + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield Table(tuple(_piped(row) for row in (lines[n], *lines[n + 2 : end])))
            n = end
            continue
        if not line or _FENCE.fullmatch(line):
            yield from _paragraph(open_lines)
        elif heading := _HEADING.fullmatch(line):
            yield from _paragraph(open_lines)
            yield Paragraph(_plain(heading[2]), len(heading[1]))
        else:
            if re.match(r"([-*+]|\d+[.)])\s", line):
                yield from _paragraph(open_lines)
            open_lines.append(line.rstrip("\\"))
        n += 1
    yield from _paragraph(open_lines)


def _paragraph(lines: list[str]) -> Iterator[Paragraph]:
    """Lines that follow one another are one paragraph, unless a break is marked."""
    text = " ".join(lines)
    lines.clear()
    yield from (Paragraph(plain) for line in text.split("\u2028") if (plain := _plain(line.lstrip("> "))))


def _piped(row: str) -> tuple[Cell, ...]:
    text = row.strip().removeprefix("|")
    cells = _BARS.split(text[:-1] if text.endswith("|") and not text.endswith("\\|") else text)
    return tuple(
        Cell(tuple(plain for line in cell.split("\u2028") if (plain := _plain(line)))) for cell in cells
    )


def _plain(text: str) -> str:
    """The words without Markdown's marks."""
    plain = plain_line(text)
    for _ in range(3):
        plain = _STRESSED.sub(r"\2", plain)
    plain = re.sub(r"^\*\s+", "- ", plain)
    return _ESCAPED.sub(r"\1", plain).strip()
