"""`kst calendar draft`: a draft of a year's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.domain.calendar.draft import Rules, calendar_draft, usual_rules
from kstthc_cli.errors import Exit, InvalidDataError
from kstthc_cli.output import Output
from kstthc_cli.problems import errors

FORMATS = ("text", "json")


def draft(root: Path, year: int, output: Output) -> int:
    """Write `calendar/YEAR.yaml` as a draft and print what is to be confirmed.

    Without the library of days off no days are proposed. Raises FileExistsRefusedError where the year has a
    calendar, InvalidDataError.
    """
    from kstthc_cli.store.calendar import calendar_text, proposed_days
    from kstthc_cli.store.files.atomic_write import write_new
    from kstthc_cli.store.files.paths import text_bytes
    from kstthc_cli.store.plan.repository import load_repository

    chosen = output.resolve_format(FORMATS)
    repository = load_repository(root)
    if found := errors(repository.problems):
        raise InvalidDataError(found, "nên chưa lập lịch")
    covers = _span_of(year)
    proposal = proposed_days(*covers)
    earlier = [loaded.file for loaded in repository.calendars if loaded.file.year < year]
    levels = frozenset(agency.level for loaded in repository.registries for agency in loaded.file.agencies)
    latest = max(earlier, key=lambda file: file.year, default=None)
    rules = _kept(latest.model_dump(exclude_none=True)) if latest else _rules_of(year, levels)
    content = calendar_draft(year, covers, proposal, rules)
    path = f"calendar/{year}.yaml"
    write_new(root / path, text_bytes(calendar_text(content)), force=output.force)
    output.write(_told(content, path, chosen), chosen)
    return Exit.FINE


def _span_of(year: int) -> tuple[date, date]:
    """What a calendar covers: the year, and the quarter behind it, into which its deadlines move."""
    return date(year, 1, 1), date(year + 1, 3, 31)


def _rules_of(year: int, levels: Iterable[str]) -> Rules:
    """The usual rules for levels of a registry."""
    from kstthc_cli.store.agencies import program_data

    return usual_rules(program_data("usual_calendar"), year, frozenset(levels))


def _kept(latest: Mapping[str, Any]) -> Rules:
    asked = f"Ngày gửi báo cáo, kỳ số liệu, cách dời ngày chép từ lịch “{latest['id']}”: xem lại."
    return Rules(latest["reporting_windows"], tuple(latest["send_by"]), latest["shift"], (asked,))


def new_calendar(year: int, levels: Iterable[str]) -> str:
    """The text of a new repository's calendar: a draft, with proposed days off where they can be had."""
    from kstthc_cli.store.calendar import calendar_text, proposed_days

    covers = _span_of(year)
    return calendar_text(calendar_draft(year, covers, proposed_days(*covers), _rules_of(year, levels)))


def _told(content: Mapping[str, Any], path: str, chosen: str) -> str:
    days = content["days_off"]["days"]
    if chosen == "json":
        from kstthc_cli.render.screen.data_formats import to_json

        return to_json({"schema_version": 1, "path": path, "days_off": days, "decide": content["decide"]})
    lines = [f"Đã ghi {path}: dự thảo, {len(days)} ngày nghỉ phải xác nhận.", ""]
    lines += [f"  {day['first']:%d/%m/%Y}  {day['name']}" for day in days]
    lines += ["", "Cần xác nhận:", *(f"  - {text}" for text in content["decide"]), ""]
    lines.append("Đã đối chiếu thì xóa các dòng decide và ghi status: issued.")
    return "\n".join(lines) + "\n"
