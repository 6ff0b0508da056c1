"""`kst agencies` and `kst agencies show`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.lookup import agency_named, level_given
from kstthc_cli.output import Output
from kstthc_cli.render import agencies as view_of
from kstthc_cli.store.plan.plan_years import plan_year


def agencies(root: Path, level: str | None, plan_id: str | None, today: date, output: Output) -> int:
    """Print the agencies of a plan's registry, all or of one level."""
    output.resolve_format(FORMATS)
    year = plan_year(root, plan_id, today)
    registry = year.registry
    wanted = level_given(registry, level) if level is not None else None
    found = [agency for agency in registry.in_order if wanted in (None, agency.level)]
    listing = Listing(
        data=lambda: view_of.as_data(registry, found),
        header=view_of.COLUMNS.header,
        records=lambda: view_of.COLUMNS.records(registry, found),
        table=lambda _wide, _most: view_of.as_table(registry, found, year.plan.year),
        narrowing=() if level else ("--level",),
    )
    return print_listing(root, listing, output)


def show(root: Path, name: str, plan_id: str | None, today: date, output: Output) -> int:
    """Print one agency with its groups and duties. Raises as `agency_named` does."""
    output.resolve_format(FORMATS)
    year = plan_year(root, plan_id, today)
    view = view_of.AgencyView.of(year.registry, year.plan, agency_named(year.registry, name, year.plan.year))
    listing = Listing(
        data=lambda: view_of.view_data(view),
        header=view_of.DUTY_COLUMNS.header,
        records=lambda: view_of.DUTY_COLUMNS.records(view, view.parts),
        table=lambda _wide, max_length: view_of.view_table(view, max_length),
        short=lambda _wide: view_of.view_short(view),
    )
    return print_listing(root, listing, output)
