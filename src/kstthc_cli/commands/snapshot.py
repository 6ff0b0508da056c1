"""A plan with all slips and requests up to a day: the input of most commands."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Calendar, Due
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip, State, state_of
from kstthc_cli.domain.requests import Request, requests_on
from kstthc_cli.domain.tracking.due_list import Row, row_of
from kstthc_cli.errors import InvalidDataError
from kstthc_cli.render.unsure_days import unsure_sentence
from kstthc_cli.store.files.paths import entries
from kstthc_cli.store.index.slip_cache import Watch

if TYPE_CHECKING:
    from kstthc_cli.problems import Problem

_EDITED = "KST050"
_NAMED = 5


class Snapshot(NamedTuple):
    """A plan, its slips and requests, and the reported progress on `as_of` (inclusive).

    `state` leaves out answers to withdrawn requests. `hashes` maps the path of each file that was read to its
    hash, empty for files with a problem.
    """

    root: Path
    year: PlanYear
    as_of: date
    slips: tuple[Slip, ...]
    requests: tuple[Request, ...]
    state: State
    withdrawn: tuple[Request, ...] = ()
    hashes: Mapping[str, str] = MappingProxyType({})

    def rows(self, agencies: Iterable[Agency]) -> Iterable[Row]:
        """Every obligation of the agencies with its status on `as_of`."""
        owed = self.year.owed_by(agencies, self.requests)
        return (row_of(obligation, self.state, self.as_of) for obligation in owed)

    def rows_to_report(self, agencies: Iterable[Agency]) -> Iterable[Row]:
        """The rows on which the agencies must report: those that reports and letters count."""
        return (row for row in self.rows(agencies) if row.obligation.reports)


def request_named(now: Snapshot, name: str) -> Request | None:
    """The request, open or withdrawn, that has a file with this id or unique prefix; None if there is none.

    Raises RefusedError if the files of several requests match.
    """
    from kstthc_cli.commands.lookup import begins, by_prefix

    every = {file: request for request in (*now.requests, *now.withdrawn) for file in request.line}
    meant = {request.id: request for file, request in every.items() if name and begins(file, name)}
    if len(meant) == 1:
        return next(iter(meant.values()))
    return by_prefix(name, every, "yêu cầu")


def snapshot(
    root: Path,
    year: PlanYear,
    as_of: date,
    agencies: Sequence[Agency] | None = None,
    watch: Watch = iter,
) -> Snapshot:
    """The snapshot of a plan on `as_of`; with agencies, only slips of these and their relatives are read.

    `watch` is given the files that are not in the index. Raises InvalidDataError if a slip is invalid; a slip
    with a wrong checksum counts, with a warning on stderr. Files outside the expected layout are named there.
    """
    if not any(entry.name.casefold() in ("progress", "requests") for entry in entries(root)):
        return Snapshot(root, year, as_of, (), (), {})
    from kstthc_cli.store.progress.slips import read_statements

    read_of = None if agencies is None else [agency.id for agency in year.registry.with_relatives(agencies)]
    read = read_statements(root, year.plan.id, read_of, watch)
    unreadable = [
        problem for problem in read.problems if problem.severity == "error" and problem.code != _EDITED
    ]
    if unreadable:
        raise InvalidDataError(unreadable)
    _warn(read.problems)
    warn_of_misplaced(read.misplaced)
    asked = requests_on(read.requests, read.withdrawals, as_of)
    withdrawn = {request.id: request for request in asked if request.withdrawn}
    slips = tuple(year.normalized(read.slips, (r for r in read.requests if r.day <= as_of)))
    state = {
        key: progress for key, progress in state_of(slips, as_of).items() if key.request not in withdrawn
    }
    requests = tuple(request for request in asked if not request.withdrawn)
    return Snapshot(root, year, as_of, slips, requests, state, tuple(withdrawn.values()), read.hashes)


def warn_of_misplaced(paths: Sequence[str]) -> None:
    """Print a warning with the paths outside the expected layout, which are not counted."""
    if paths:
        more = f" và {len(paths) - _NAMED} mục khác" if len(paths) > _NAMED else ""
        sys.stderr.write(
            f"cảnh báo: {', '.join(paths[:_NAMED])}{more} không ở đúng chỗ nên không được tính; "
            "chạy `kst validate`.\n"
        )


def _warn(problems: Iterable[Problem]) -> None:
    edited = [problem.path for problem in problems if problem.code == _EDITED]
    if edited:
        more = f" và {len(edited) - 1} tệp khác" if len(edited) > 1 else ""
        sys.stderr.write(f"cảnh báo: {edited[0]}{more} đã bị sửa sau khi ghi; chạy `kst validate`.\n")


def warn_of_unsure_days(calendar: Calendar, dues: Iterable[Due | None]) -> None:
    """Print a warning on stderr where one of the days is beyond the calendar, or the calendar is a draft."""
    if sentence := unsure_sentence(calendar, dues):
        sys.stderr.write(f"lưu ý: {sentence}\n")


def warn_of_unsure_rows(calendar: Calendar, rows: Iterable[Row]) -> None:
    """The same for the last days of rows."""
    warn_of_unsure_days(calendar, (row.obligation.due for row in rows))


def warn_of_unsure_period(year: PlanYear, span: Span) -> None:
    """The same for every last day that the plan has in a span, whoever owes it."""
    if year.calendar.may_be_unsure(span):
        warn_of_unsure_days(year.calendar, year.days_within(span))
