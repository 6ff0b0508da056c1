"""A sheet in any of the outputs that show one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from kstthc_cli.render.sheet import Sheet
from kstthc_cli.render.table import Screen


def drawn(sheet: Sheet, chosen: str, screen: Screen, root: Path) -> str:
    """The sheet as a `table`, as `markdown` (by the template `list.md.j2`), or as plain `text`."""
    if chosen == "markdown":
        from kstthc_cli.render.templates import render_template

        return render_template("list.md.j2", {"sheet": asdict(sheet)}, root)
    if chosen == "text":
        return _text(sheet)
    from kstthc_cli.render.table import render_table

    return render_table(sheet, screen)


def _text(sheet: Sheet) -> str:
    from kstthc_cli.render.records import to_text

    parts = [f"{sheet.title}\n", f"{sheet.subtitle}\n" if sheet.subtitle else ""]
    for block in sheet.blocks:
        parts += [f"\n{block.heading}\n", to_text(block.rows)]
    return "".join([*parts, "\n", *(f"{note}\n" for note in sheet.notes)])
