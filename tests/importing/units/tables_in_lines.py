"""Tables of which only the words are left, every cell a line, and their rows as lines that can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.importing.assignees.names import Names, names_of
from kstthc_cli.domain.importing.table.plans_without_table import ProseTable
from kstthc_cli.domain.importing.table.rows import Item

Told = tuple[str, list[str], list[str], list[str]]

BODIES = [Agency(f"a{n}", name, name, "so") for n, name in enumerate(("Sở Nội vụ", "Sở Y tế"))]


def shown(item: Item) -> str:
    """A row as one line: kind, place, number, content; what its cells hold; doubts behind `?`."""
    cells = [
        f"{key}: {', '.join(lines)}"
        for key, lines in item.cells.items()
        if lines and key not in ("stt", "content")
    ]
    others = [f"cột {at}: {', '.join(lines)}" for at, lines in item.others.items()]
    begun = f"{item.kind}{item.depth or ''} {item.row} {item.label.printed} {item.content}".rstrip()
    return " · ".join([begun, *cells, *others, *(f"? {doubt}" for doubt in item.doubts)])


def told(read: Callable[[Sequence[str], Names], ProseTable | None], text: str) -> Told | None:
    """The columns, the lines before, the rows and the lines after; None where there is no such table."""
    names = names_of(Registry("test", "", {a.id: a for a in BODIES}, {}), 2026)
    found = read(text.split("\n"), names)
    if found is None:
        return None
    items, columns, before, after = found
    return " ".join(columns.keys), before, [shown(item) for item in items], after


HEADS = "STT\nNhiệm vụ\nCơ quan\nThời gian"
WITH_RESULT = "STT\nNhiệm vụ\nKết quả\nCơ quan\nThời gian"
ONE = "\nViệc\nSở Y tế\nQuý I"
LONG = f"Sở Y tế {' '.join(['a'] * 37)}"


def rows(*numbers: object) -> str:
    return "\n".join(f"{number}{ONE}" for number in numbers)


TABLE = f"{HEADS}\n{rows(1, 2)}"
