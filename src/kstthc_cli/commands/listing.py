"""A list in the output that was asked for: one way for every command that prints one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.errors import Exit
from kstthc_cli.output import Output

if TYPE_CHECKING:
    from kstthc_cli.render.sheet import Sheet

FORMATS = ("table", "text", "json", "csv", "markdown")
"""Every list can be printed in these; the first is the default."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in each of its shapes; each is made only when it is the one to print.

    `sheet` takes whether there is room for every column, and how long text may be on a terminal.
    """

    data: Callable[[], Mapping[str, Any]]
    header: Sequence[str]
    records: Callable[[], Iterable[Sequence[str]]]
    sheet: Callable[[bool, int | None], Sheet]
    lines: Callable[[], Iterable[Sequence[str]]] | None = None
    """What the text format prints, where that is not the records."""


def print_listing(root: Path, listing: Listing, output: Output) -> int:
    """Print the list as the output says; `root` is where templates of the repository lie."""
    from kstthc_cli.render import records

    chosen = output.chosen(FORMATS)
    if chosen == "json":
        text = records.to_json(listing.data())
    elif chosen == "csv":
        text = records.to_csv(listing.header, listing.records())
    elif chosen == "text":
        text = records.to_text((listing.lines or listing.records)())
    else:
        text = drawn(root, listing.sheet, chosen, output)
    output.write(text, chosen)
    return Exit.FINE


def drawn(root: Path, sheet: Callable[[bool, int | None], Sheet], chosen: str, output: Output) -> str:
    """A sheet as a table for the screen or as Markdown; only a terminal gets shortened text."""
    screen = output.screen
    wide = screen.wide or chosen == "markdown"
    most = (160 if wide else 100) if screen.terminal and output.file is None and chosen == "table" else None
    if chosen == "markdown":
        from dataclasses import asdict

        from kstthc_cli.render.templates import render_template

        return render_template("list.md.j2", {"sheet": asdict(sheet(wide, most))}, root)
    from kstthc_cli.render.table import render_table

    return render_table(sheet(wide, most), screen)
