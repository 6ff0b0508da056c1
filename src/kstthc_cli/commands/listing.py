"""Printing a list in the requested output format; shared by all commands that print lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kstthc_cli.errors import Exit
from kstthc_cli.output import Output

if TYPE_CHECKING:
    from kstthc_cli.render.screen.table_model import Table

FORMATS = ("table", "text", "json", "csv", "markdown")
"""The output formats of every list; the first is the default."""

_LONG = 60


class Listing(NamedTuple):
    """A list in each of its formats, each computed only if it is printed.

    `table` takes whether there is room for every column, and the maximum length of text on a terminal.
    """

    data: Callable[[], Mapping[str, Any]]
    header: Sequence[str]
    records: Callable[[], Iterable[Sequence[str]]]
    table: Callable[[bool, int | None], Table]
    lines: Callable[[], Iterable[Sequence[str]]] | None = None
    """The rows of the text format, if they differ from the records."""
    narrowing: Sequence[str] = ()
    """The options that make a long list shorter."""
    short: Callable[[bool], Table] | None = None
    """The list in a screen, if it has such a form; takes whether there is room for every column."""


def print_listing(root: Path, listing: Listing, output: Output) -> int:
    """Print the list; `root` is the repository, which may have its own templates."""
    from kstthc_cli.render.screen import data_formats

    format_ = output.resolve_format(FORMATS)
    if format_ == "json":
        text = data_formats.to_json(listing.data())
    elif format_ == "csv":
        text = data_formats.to_csv(listing.header, listing.records(), output.delimiter)
    elif format_ == "text":
        text = data_formats.to_text((listing.lines or listing.records)())
    elif format_ == "table" and listing.short and output.short:
        from kstthc_cli.render.screen.table import render_table

        text = render_table(listing.short(output.screen.wide), output.screen)
    else:
        text = table_text(root, listing.table, format_, output, listing.narrowing)
    output.write(text, format_)
    return Exit.FINE


def table_text(
    root: Path,
    table: Callable[[bool, int | None], Table],
    format_: str,
    output: Output,
    narrowing: Sequence[str] = (),
) -> str:
    """A table for the screen or as Markdown; text is shortened only on a terminal.

    Below a long table on a terminal there is a hint how to get a shorter one.
    """
    screen = output.screen
    wide = screen.wide or format_ == "markdown"
    on_screen = screen.terminal and output.file is None and format_ == "table"
    max_length = (160 if wide else 100) if on_screen else None
    if format_ == "markdown":
        from kstthc_cli.domain.plain_values import plain
        from kstthc_cli.render.templates.templates import render_template

        return render_template("list.md.j2", {"sheet": plain(table(wide, max_length))}, root)
    from kstthc_cli.render.screen.table import render_table

    shown = table(wide, max_length)
    return render_table(_with_hint(shown, narrowing) if on_screen else shown, screen)


def _with_hint(table: Table, narrowing: Sequence[str]) -> Table:
    rows = sum(len(block.rows) for block in table.blocks)
    if rows <= _LONG:
        return table
    shorter = f"thu hẹp bằng {', '.join(narrowing)}, hoặc " if narrowing else ""
    return table._replace(
        notes=[*table.notes, f"Bảng dài {rows} dòng: {shorter}ghi ra tệp bằng -o TỆP.csv, -o TỆP.md."]
    )
