"""Documents with lines lost, doubled, swapped or spoilt are read, or refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

import pytest

from kstthc_cli.domain.importing.document import Document, ImportRefusedError, Table
from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.reading import Wish, read_plan
from kstthc_cli.errors import KstError
from kstthc_cli.store.importing.reader import document_of, read_document
from tests.support.quang_ngai import year
from tests.support.running import PROJECT

DOCUMENTS = (
    "tests/importing/D2.docx",
    "examples/signed/ke-hoach-2026.docx",
    "examples/tinh-2022/van-ban.txt",
    "examples/bo-2026/van-ban.html",
)
STRAY = (
    *("", "\t", "|", "1.", "I", "a)", "(", "Chủ trì:", "Phối hợp: ", "Quý II", "nt", "-nt-", "“", "\u200b"),
    *("Sở:", "các sở:", "1.1", "và", "/2026", "TT", "STT", "Thời gian", "x" * 300),
)
LAYOUTS: dict[str, Callable[[Sequence[str]], str]] = {
    "lines": "\n".join,
    "tabs": "\t".join,
    "blanks": lambda cells: "   ".join(cell[:30].ljust(30) for cell in cells),
    "pipes": lambda cells: f"| {' | '.join(cells)} |",
}
MOST_LINES = 160


def told(document: Document, layout: str) -> Iterator[str]:
    """The lines of a document, its rows in a layout of text."""
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from LAYOUTS[layout]([" ".join(cell.lines) for cell in row]).split("\n")
        else:
            yield block.text


def spoilt(lines: list[str], random: Random) -> str:
    """The lines after some accidents: one is lost, added, longer, spoilt within, doubled, or another's."""
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(lines))
        line, stray, cut = lines[at], random.choice(STRAY), random.randrange(len(lines[at]) + 1)
        lines[at : at + 1] = random.choice(
            (
                [""],
                [stray, line],
                [f"{line} {stray}"],
                [f"{line[:cut]}{stray}{line[cut + random.randint(0, 3) :]}"],
                [*lines[max(0, at - random.randint(1, 8)) : at], line],
                [random.choice(lines)],
            )
        )
    return "\n".join(lines)


@pytest.mark.parametrize(
    "many",
    [32, pytest.param(4000, marks=pytest.mark.trial)],
)
def test_a_spoilt_document_is_read_or_refused(many: int) -> None:
    texts = [
        (list(told(read_document(PROJECT / name), layout))[:MOST_LINES], layout)
        for name in DOCUMENTS
        for layout in LAYOUTS
    ]
    registry, random, refused = year().registry, Random(2026), 0
    for n in range(many):
        lines, layout = texts[n % len(texts)]
        content = spoilt(list(lines), random).encode()
        try:
            document = document_of(content, ".md" if layout == "pipes" else ".txt")
            draft_of(read_plan(document, registry, Wish(year=2026), {}), Frame("2026", registry.id, "2026"))
        except (KstError, ImportRefusedError):
            refused += 1
    assert refused < many
