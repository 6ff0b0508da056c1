"""`kst national summary`: the questions of a nation, which need nothing of a repository."""

from __future__ import annotations

from pathlib import Path

from kstthc_cli.commands.listing import Listing, print_listing
from kstthc_cli.errors import UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.export import national as view_of
from kstthc_cli.store.export.data_set import asked, query


def summary(folder: Path, form: str | None, output: Output) -> int:
    """Print how every province stands, or the totals of a form by province. Raises RefusedError."""
    header, rows = asked(folder, query("figures" if form else "summary"))
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    if form is None:
        listing = view_of.summary_listing([view_of.with_percent(line) for line in lines])
    else:
        mine = [line for line in lines if line["form_id"].casefold() == form.casefold()]
        if not mine:
            known = ", ".join(sorted({line["form_id"] for line in lines})) or "chưa có"
            raise UsageError(f"Bộ dữ liệu không có số liệu của biểu “{form}”.", f"Các biểu: {known}.")
        listing = view_of.figures_listing(mine)
    return print_listing(folder, Listing(*listing), output)
