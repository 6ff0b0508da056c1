"""`kst calendar export`: deadlines as iCalendar files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.lookup import level_given
from kstthc_cli.commands.snapshot import warn_of_unsure_days
from kstthc_cli.commands.tracking.asked import asked_about
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.requests import requests_on
from kstthc_cli.domain.tracking.calendar_events import CalendarEvent, calendar_events
from kstthc_cli.errors import Exit, InvalidDataError, RefusedError, UsageError
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.output import Output
from kstthc_cli.problems import errors
from kstthc_cli.render.screen.progress_bar import tracked
from kstthc_cli.render.tracking.icalendar import CalendarFileView, as_icalendar
from kstthc_cli.store.files.atomic_write import made_folder, write_new
from kstthc_cli.store.files.file_names import file_names
from kstthc_cli.store.files.paths import printable
from kstthc_cli.store.index.slip_cache import Watch
from kstthc_cli.store.plan.plan_history import earlier_versions, history_is_complete
from kstthc_cli.store.plan.plan_years import issued, plan_and_file
from kstthc_cli.store.progress.slips import Statements, read_statements


class CalendarQuestion(NamedTuple):
    """The options of `kst calendar export`; `all_roles` takes in those who need not report."""

    as_of: date
    agencies: tuple[str, ...] = ()
    level: str | None = None
    roles: frozenset[str] = frozenset()
    all_roles: bool = False
    plan: str | None = None
    remind: tuple[int, ...] = ()


def export(root: Path, question: CalendarQuestion, output: Output) -> int:
    """Write one calendar, or one for each agency where the output is a folder.

    Raises RefusedError for a draft, and where nothing has a last day.
    """
    year, file = plan_and_file(root, question.plan, question.as_of)
    issued(year)
    asked = asked_about(year, question.agencies, question.level)
    events = [
        event
        for event in _events(root, year, asked.all, question, output.watch)
        if asked.takes(event.obligation) and _fits(event, question)
    ]
    if not events:
        raise RefusedError(
            "Không có việc phải báo cáo nào có ngày đến hạn để đưa vào lịch.",
            "Bỏ bớt điều kiện lọc; kể cả việc không phải báo cáo: thêm --all-roles.",
        )
    warn_of_unsure_days(year.calendar, (event.obligation.due for event in events))
    agencies = _with_gone(asked.all, events)
    view = CalendarFileView(year.plan, agencies, events, _stamp(file, question.as_of), question.remind)
    if output.file is not None and output.file.suffix.lower() != ".ics":
        _write_folder(output.file, view, force=output.force, terminal=output.screen.terminal)
    else:
        output.write_bytes(as_icalendar(view))
    return Exit.FINE


def _with_gone(agencies: Sequence[Agency], events: Iterable[CalendarEvent]) -> tuple[Agency, ...]:
    """The agencies, then those of events that the registry no longer has."""
    known = {agency.id for agency in agencies}
    found = {event.obligation.agency.id: event.obligation.agency for event in events}
    return (*agencies, *(agency for name, agency in found.items() if name not in known))


def _fits(event: CalendarEvent, question: CalendarQuestion) -> bool:
    return not question.roles or bool(question.roles & set(event.obligation.part.roles))


def _events(
    root: Path, year: PlanYear, agencies: Sequence[Agency], question: CalendarQuestion, watch: Watch
) -> list[CalendarEvent]:
    read = read_statements(root, year.plan.id, [], watch)
    if found := errors(read.problems):
        raise InvalidDataError(found)
    if not history_is_complete(root):
        sys.stderr.write(
            "lưu ý: không có đủ lịch sử git nên những lần dời hạn, bỏ việc trước đây có thể chưa được tính.\n"
        )
    versions = [
        *_plan_versions(root, year, agencies, question),
        *_request_versions(read, year, agencies, question.as_of),
    ]
    return calendar_events([(o for o in owed if o.reports or question.all_roles) for owed in versions])


def _plan_versions(
    root: Path, year: PlanYear, agencies: Sequence[Agency], question: CalendarQuestion
) -> Iterator[Iterable[Obligation]]:
    """What the agencies owed under each earlier version of the plan, without requests.

    Unless agencies are named, those that only an earlier registry has are among them: their events end.
    """
    wanted = {agency.id for agency in agencies}
    level = level_given(year.registry, question.level) if question.level is not None else None
    for old in earlier_versions(root, year.plan.id):
        there = [
            agency
            for agency in old.registry.in_order
            if agency.id in wanted
            or not (
                question.agencies or agency.id in year.registry.agencies or level not in (None, agency.level)
            )
        ]
        yield old.owed_by(there)


def _request_versions(
    read: Statements, year: PlanYear, agencies: Sequence[Agency], as_of: date
) -> Iterator[Iterable[Obligation]]:
    """What the agencies owe under the plan of today, with the requests of each day on which one changed."""
    changed = {request.day for request in read.requests} | {one.day for one in read.withdrawals}
    days = {day for day in changed if day <= as_of}
    for day in [date.min, *sorted(days)]:
        open_ = [r for r in requests_on(read.requests, read.withdrawals, day) if not r.withdrawn]
        yield year.owed_by(agencies, open_)


def _stamp(file: PlanFile, as_of: date) -> date:
    """The day of the newest document of the plan up to `as_of`."""
    days = [file.decision.issued, *(amendment.date for amendment in file.amendments)]
    return max((day for day in days if day and day <= as_of), default=date(file.year, 1, 1))


def _write_folder(folder: Path, view: CalendarFileView, *, force: bool, terminal: bool) -> None:
    """A file for each agency that has events; none is written if one of them may not be."""
    if not folder.is_dir():
        raise UsageError(
            f"Chưa có thư mục “{printable(str(folder))}”.", "Tạo thư mục ấy, hoặc dùng -o TỆP.ics."
        )
    made_folder(folder)
    by_agency: dict[str, list[CalendarEvent]] = {}
    for event in view.events:
        by_agency.setdefault(event.obligation.agency.id, []).append(event)
    agencies = [agency for agency in view.agencies if agency.id in by_agency]
    names = file_names([(f"{view.plan.id} {agency.name}", agency.id) for agency in agencies], ".ics")
    files = {
        folder / name: view._replace(agencies=(agency,), events=by_agency[agency.id])
        for agency, name in zip(agencies, names, strict=True)
    }
    there = [] if force else [file for file in files if file.exists()]
    if there:
        raise RefusedError(f"Đã có tệp “{there[0]}”.", "Thêm --force để ghi đè, hoặc chọn thư mục khác.")
    for file, one in tracked(list(files.items()), "Đang ghi lịch", shown=terminal, least=2):
        write_new(file, as_icalendar(one), force=force)
    sys.stderr.write(f"Đã ghi {len(files)} tệp lịch vào {printable(str(folder))}\n")
