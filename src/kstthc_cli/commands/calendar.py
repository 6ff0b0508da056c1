"""`kst calendar draft`: a draft of a year's calendar."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.calendar.draft import calendar_draft, rules_after, usual_rules
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.errors import Exit, InvalidDataError
from kstthc_cli.output import Output
from kstthc_cli.problems import errors

if TYPE_CHECKING:
    from kstthc_cli.store.plan.repository import Repository

FORMATS = ("text", "json")


def draft(root: Path, year: int, output: Output) -> int:
    """Write `calendar/YEAR.yaml` as a draft and print what is to be confirmed.

    Without the library of days off no days are proposed. Raises FileExistsRefusedError where the year has a
    calendar, InvalidDataError.
    """
    from kstthc_cli.store.calendar import calendar_text
    from kstthc_cli.store.files.atomic_write import write_new
    from kstthc_cli.store.files.paths import text_bytes
    from kstthc_cli.store.plan.repository import load_repository

    chosen = output.resolve_format(FORMATS)
    repository = load_repository(root)
    if found := errors(repository.problems):
        raise InvalidDataError(found, "nên chưa lập lịch")
    content = drafted(repository, year)
    path = f"calendar/{year}.yaml"
    (root / path).parent.mkdir(exist_ok=True)
    write_new(root / path, text_bytes(calendar_text(content)), force=output.force)
    output.write(_told(content, path, chosen), chosen)
    return Exit.FINE


def drafted(repository: Repository, year: int, more: Set[str] = frozenset()) -> Plain:
    """The draft of a year's calendar, for the levels of its registries and `more`.

    What is not a day off is as in the latest earlier calendar, else as usual.
    """
    from kstthc_cli.store.agencies import program_data
    from kstthc_cli.store.calendar import proposed_days

    covers, usual, levels = _span_of(year), program_data("usual_calendar"), _levels(repository, year) | more
    earlier = [loaded.file for loaded in repository.calendars if loaded.file.year < year]
    latest = max(earlier, key=lambda file: file.year, default=None)
    rules = (
        rules_after(latest.model_dump(exclude_none=True), usual, year, levels)
        if latest
        else usual_rules(usual, year, levels)
    )
    return calendar_draft(year, covers, proposed_days(*covers), rules)


def _span_of(year: int) -> tuple[date, date]:
    """What a calendar covers: the year, and the quarter behind it, into which its deadlines move."""
    return date(year, 1, 1), date(year + 1, 3, 31)


def _levels(repository: Repository, year: int) -> set[str]:
    """The levels of the agencies that have not ended before a year."""
    first = date(year, 1, 1)
    agencies = (agency for loaded in repository.registries for agency in loaded.file.agencies)
    return {agency.level for agency in agencies if agency.valid_to is None or agency.valid_to >= first}


def new_calendar(year: int, levels: Set[str]) -> str:
    """The text of a new repository's calendar: a draft, with proposed days off where they can be had."""
    from kstthc_cli.store.agencies import program_data
    from kstthc_cli.store.calendar import calendar_text, proposed_days

    covers = _span_of(year)
    rules = usual_rules(program_data("usual_calendar"), year, levels)
    return calendar_text(calendar_draft(year, covers, proposed_days(*covers), rules))


def _told(content: Mapping[str, Any], path: str, chosen: str) -> str:
    days = content["days_off"]["days"]
    if chosen == "json":
        from kstthc_cli.render.screen.data_formats import to_json

        dated = [day | {key: day[key].isoformat() for key in ("first", "last") if key in day} for day in days]
        return to_json({"schema_version": 1, "path": path, "days_off": dated, "decide": content["decide"]})
    lines = [f"Đã ghi {path}: dự thảo, {len(days)} ngày nghỉ phải xác nhận."]
    lines += ["", *(f"  {day['first']:%d/%m/%Y}  {day['name']}" for day in days)] if days else []
    lines += ["", "Cần xác nhận:", *(f"  - {text}" for text in content["decide"]), ""]
    lines.append("Đã đối chiếu thì xóa các dòng decide và ghi status: issued.")
    return "\n".join(lines) + "\n"
