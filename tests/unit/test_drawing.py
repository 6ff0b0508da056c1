"""Tables and wrapped text are what rich draws."""

from __future__ import annotations

import io

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kstthc_cli.render.screen.drawing import Cell, Grid, painted, shared_out, width_of, wrapped

WORDS = st.sampled_from(
    [
        "Sở",
        "Thông tin",
        "và",
        "Truyền thông",
        "TTHC",
        "12/BC-STTTT",
        "trực-tuyến",
        "x" * 30,
        "",
        "đ",
        "日本",
        "30%",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
CELLS = st.one_of(TEXTS, st.lists(TEXTS, max_size=3).map("\n".join))


def by_rich(thing: Text | Table, width: int) -> list[str]:
    out = io.StringIO()
    console = Console(
        file=out, width=width, no_color=True, color_system=None, highlight=False, markup=False, _environ={}
    )
    console.print(thing)
    return [line.rstrip() for line in out.getvalue().removesuffix("\n").split("\n")]


@given(text=CELLS, width=st.integers(8, 60))
@example(text="  hai chữ cách đầu dòng rồi dài quá", width=20)
@example(text="Sở\tTư\tpháp", width=12)
@example(text="\ta", width=20)
def test_text_is_wrapped_as_by_rich(text: str, width: int) -> None:
    assert [line.rstrip() for line in wrapped(text, width)] == by_rich(Text(text), width)


@given(text=CELLS, width=st.integers(2, 60))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width for line in lines)


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, list[int], list[bool], bool, list[list[str]]]:
    """Width, shares, which columns hold numbers, lines between rows or not, rows with the header first."""
    shares = draw(st.lists(st.integers(0, 4), min_size=1, max_size=6))
    numbers = draw(st.lists(st.booleans(), min_size=len(shares), max_size=len(shares)))
    row = st.lists(CELLS, min_size=len(shares), max_size=len(shares))
    rows = draw(st.lists(row, min_size=2, max_size=5))
    return draw(st.integers(60, 200)), shares, numbers, draw(st.booleans()), rows


@given(table=tables())
def test_tables_are_drawn_as_by_rich(table: tuple[int, list[int], list[bool], bool, list[list[str]]]) -> None:
    """Wherever there is room for them; where there is none, rich cuts what is drawn narrower here."""
    width, shares, numbers, ruled, (header, *rows) = table
    asked = [
        max(width_of(line) for row in [header, *rows] for line in row[n].split("\n"))
        for n in range(len(shares))
    ]
    asked = [max(1, wide) for wide in asked]
    fixed = sum(wide + 3 for wide, share in zip(asked, shares, strict=True) if not share)
    assume(fixed + 11 * sum(map(bool, shares)) < width)
    theirs = Table(box=box.SQUARE, expand=any(shares), show_lines=ruled)
    for name, share, number, wide in zip(header, shares, numbers, asked, strict=True):
        theirs.add_column(
            Text(name),
            ratio=share or None,
            min_width=None if share else wide,
            justify="right" if number else "left",
            overflow="fold",
        )
    for row in rows:
        theirs.add_row(*map(Text, row))
    grid = Grid(shared_out(width, asked, shares), numbers, ruled)
    mine = grid.drawn(
        [Cell(name) for name in header], [[Cell(text) for text in row] for row in rows], colour=False
    )
    assert [line.rstrip() for line in mine] == by_rich(theirs, width)


@given(
    width=st.integers(40, 200),
    widths=st.lists(st.integers(1, 80), min_size=1, max_size=8),
    data=st.data(),
)
def test_a_table_is_never_wider_than_it_may_be(width: int, widths: list[int], data: st.DataObject) -> None:
    """Unless there are so many columns that none can be narrower."""
    shares = data.draw(st.lists(st.integers(0, 3), min_size=len(widths), max_size=len(widths)))
    assume(width > 11 * len(widths) + 1)
    found = shared_out(width, widths, shares)
    assert sum(found) + 3 * len(found) + 1 <= width
    assert min(found) >= 1


@pytest.mark.parametrize(("style", "codes"), [("bold red", "1;31"), ("dim", "2"), ("bold underline", "1;4")])
def test_colours_are_those_of_rich(style: str, codes: str) -> None:
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system="standard", _environ={}).print(
        Text("chữ", style=style)
    )
    assert painted("chữ", style) == out.getvalue().rstrip("\n") == f"\x1b[{codes}mchữ\x1b[0m"


def test_text_without_a_style_stays_as_it_is() -> None:
    assert painted("chữ", "") == "chữ"
    assert painted("", "bold") == ""
