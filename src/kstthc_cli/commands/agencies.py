"""`kst agencies` and `kst agencies show`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.domain.names import level_named
from kstthc_cli.domain.registry import LEVELS
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render import agencies as view_of
from kstthc_cli.render.sheet import Sheet
from kstthc_cli.store.plan_years import choose, plan_years

LIST_FORMATS = ("table", "text", "json", "csv", "markdown")
SHOW_FORMATS = ("table", "text", "json", "markdown")
_SHORTENED = 160


def agencies(root: Path, level: str | None, plan_id: str | None, today: date, output: Output) -> int:
    """Print the agencies of a plan's registry, all or of one level."""
    from kstthc_cli.render import records

    chosen = output.chosen(LIST_FORMATS)
    registry = choose(plan_years(root), plan_id, today).registry
    wanted = _level(level)
    found = [agency for agency in registry.in_order if wanted in (None, agency.level)]
    if chosen == "json":
        data = {"schema_version": 1, "agencies": [view_of.as_data(agency) for agency in found]}
        output.write(records.to_json(data), chosen)
    elif chosen == "csv":
        output.write(records.to_csv(view_of.HEADER, view_of.as_records(registry, found)), chosen)
    elif chosen == "text":
        output.write(records.to_text(view_of.as_records(registry, found)), chosen)
    else:
        output.write(_drawn(view_of.as_sheet(registry, found), chosen, output, root), chosen)
    return Exit.FINE


def show(root: Path, name: str, plan_id: str | None, today: date, output: Output) -> int:
    """Print one agency with its groups and duties; refuses a name that is not sure."""
    from kstthc_cli.render import records

    chosen = output.chosen(SHOW_FORMATS)
    year = choose(plan_years(root), plan_id, today)
    view = view_of.AgencyView.of(year.registry, year.plan, agency_named(year.registry, name))
    if chosen == "json":
        output.write(records.to_json(view_of.view_data(view)), chosen)
        return Exit.FINE
    screen = output.screen
    most = _SHORTENED if screen.terminal and output.file is None and chosen == "table" else None
    output.write(_drawn(view_of.view_sheet(view, most), chosen, output, root), chosen)
    return Exit.FINE


def _level(text: str | None) -> str | None:
    if text is None:
        return None
    found = level_named(text, LEVELS)
    if found is None:
        listed = ", ".join(f"{key} ({name})" for key, name in LEVELS.items())
        raise UsageError(f"Không có cấp “{text}”.", f"Chọn một trong: {listed}.")
    return found


def _drawn(sheet: Sheet, chosen: str, output: Output, root: Path) -> str:
    from kstthc_cli.render.sheets import drawn

    return drawn(sheet, chosen, output.screen, root)
