"""A plan and everything that was said under it until a day: what most commands start from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip, State, state_of
from kstthc_cli.domain.requests import Request, requests_on
from kstthc_cli.domain.tracking.due_list import Row, row_of
from kstthc_cli.errors import InvalidDataError

if TYPE_CHECKING:
    from kstthc_cli.problems import Problem

Watch = Callable[[list[Path]], Iterable[Path]]
_EDITED = "KST050"


class Situation(NamedTuple):
    """A plan, the statements under it, and the state they add up to on `as_of`.

    What was said of a request that was withdrawn is no part of the state. `hashes`, by path, are those of
    the files that were read, empty for files with a problem.
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
        """Every obligation of the agencies, as it stands."""
        owed = self.year.owed_by(agencies, self.requests)
        return (row_of(obligation, self.state, self.as_of) for obligation in owed)


def request_named(now: Situation, name: str) -> Request | None:
    """The request, open or withdrawn, that has a file of that id."""
    return next((r for r in (*now.requests, *now.withdrawn) if name in r.line), None)


def situation(
    root: Path,
    year: PlanYear,
    as_of: date,
    agencies: Sequence[Agency] | None = None,
    watch: Watch = iter,
) -> Situation:
    """The situation of a plan on `as_of`; with agencies, only their slips are read.

    `watch` sees the files that take time to read. Raises InvalidDataError when a slip cannot be
    understood; an edited one is counted, with a word of warning on stderr.
    """
    plan = year.plan.id
    if not any((root / top / plan).is_dir() for top in ("progress", "requests")):
        return Situation(root, year, as_of, (), (), {})
    from kstthc_cli.store.progress.slips import read_statements

    heard = None if agencies is None else [agency.id for agency in year.registry.with_relatives(agencies)]
    read = read_statements(root, plan, heard, watch)
    unreadable = [
        problem for problem in read.problems if problem.severity == "error" and problem.code != _EDITED
    ]
    if unreadable:
        raise InvalidDataError(unreadable)
    _warn(read.problems)
    asked = requests_on(read.requests, read.withdrawals, as_of)
    withdrawn = {request.id: request for request in asked if request.withdrawn}
    slips = tuple(year.understood(read.slips, (r for r in read.requests if r.day <= as_of)))
    state = {key: said for key, said in state_of(slips, as_of).items() if key.request not in withdrawn}
    requests = tuple(request for request in asked if not request.withdrawn)
    return Situation(root, year, as_of, slips, requests, state, tuple(withdrawn.values()), read.hashes)


def _warn(problems: Iterable[Problem]) -> None:
    edited = [problem.path for problem in problems if problem.code == _EDITED]
    if edited:
        more = f" và {len(edited) - 1} tệp khác" if len(edited) > 1 else ""
        sys.stderr.write(f"cảnh báo: {edited[0]}{more} đã bị sửa sau khi ghi; chạy `kst validate`.\n")
