"""Below a list of more than sixty rows a terminal tells how to get a shorter one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kstthc_cli.commands.listing import table_text
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

HINT = "Bảng dài {} dòng: {}ghi ra tệp bằng -o TỆP.csv, -o TỆP.md."
NARROW = "thu hẹp bằng --agency, --level, hoặc "


def shown(rows: int, output: Output, format_: str = "table", narrowing: tuple[str, ...] = ()) -> str:
    """A list of two sections, on one line."""
    halves = (rows // 2, rows - rows // 2)
    blocks = [TableSection(f"Mục {n}", [["x"]] * half) for n, half in enumerate(halves)]
    table = Table("Bảng", "", [TableColumn("A")], blocks)
    text = table_text(Path(), lambda _wide, _most: table, format_, output, narrowing)
    return " ".join(text.split())


@pytest.mark.parametrize(("rows", "long"), [(60, False), (61, True)])
def test_more_than_sixty_rows_are_long(rows: int, long: bool) -> None:
    terminal = Output(screen=Screen(100, terminal=True))
    assert (HINT.format(rows, "") in shown(rows, terminal)) == long
    narrow = shown(rows, terminal, narrowing=("--agency", "--level"))
    assert (HINT.format(rows, NARROW) in narrow) == long


@pytest.mark.parametrize(
    ("output", "format_"),
    [
        (Output(screen=Screen(100)), "table"),
        (Output(screen=Screen(100, terminal=True), file=Path("a.txt")), "table"),
        (Output(screen=Screen(100, terminal=True)), "markdown"),
    ],
)
def test_only_a_terminal_is_told(output: Output, format_: str) -> None:
    assert "Bảng dài" not in shown(61, output, format_)


@pytest.mark.parametrize(
    ("output", "format_", "given"),
    [
        (Output(screen=Screen(100, terminal=True)), "table", (False, 100)),
        (Output(screen=Screen(100)), "table", (False, None)),
        (Output(screen=Screen(100, terminal=True), file=Path("a.txt")), "table", (False, None)),
        (Output(screen=Screen(100, terminal=True)), "markdown", (True, None)),
        (Output(screen=Screen(200, terminal=True)), "table", (True, 160)),
    ],
)
def test_texts_are_shortened_only_on_a_terminal(
    output: Output, format_: str, given: tuple[bool, int | None]
) -> None:
    asked: list[tuple[bool, int | None]] = []

    def table(wide: bool, most: int | None) -> Table:
        asked.append((wide, most))
        return Table("Bảng", "", [TableColumn("A")], [TableSection("Mục", [["x"]])])

    assert "Bảng" in table_text(Path(), table, format_, output)
    assert asked == [given]
