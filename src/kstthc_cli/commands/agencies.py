"""`kst agencies` and `kst agencies show`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.output import Output
from kstthc_cli.render import agencies as view_of
from kstthc_cli.store.plan.plan_years import plan_year


def agencies(root: Path, level: str | None, plan_id: str | None, today: date, output: Output) -> int:
    """Print the agencies of a plan's registry, all or of one level."""
    output.chosen(FORMATS)
    registry = plan_year(root, plan_id, today).registry
    found = [agency for agency in registry.in_order if level in (None, agency.level)]
    listing = Listing(
        data=lambda: {"schema_version": 1, "agencies": [view_of.as_data(agency) for agency in found]},
        header=view_of.HEADER,
        records=lambda: view_of.as_records(registry, found),
        sheet=lambda _wide, _most: view_of.as_sheet(registry, found),
        narrowing=() if level else ("--level",),
    )
    return print_listing(root, listing, output)


def show(root: Path, name: str, plan_id: str | None, today: date, output: Output) -> int:
    """Print one agency with its groups and duties. Raises as `agency_named` does."""
    output.chosen(FORMATS)
    year = plan_year(root, plan_id, today)
    view = view_of.AgencyView.of(year.registry, year.plan, agency_named(year.registry, name, year.plan.year))
    listing = Listing(
        data=lambda: view_of.view_data(view),
        header=view_of.DUTY_HEADER,
        records=lambda: view_of.view_records(view),
        sheet=lambda _wide, most: view_of.view_sheet(view, most),
    )
    return print_listing(root, listing, output)
