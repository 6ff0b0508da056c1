"""The obligations that an agency may report on a day: what `kst record` lists, and what `--role` takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from kstthc_cli.commands.parsing import period_argument
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.matching import match_obligation, reportable_on
from kstthc_cli.domain.plan.roles import ROLES, names
from kstthc_cli.domain.progress.slips import FINAL
from kstthc_cli.errors import RefusedError

if TYPE_CHECKING:
    from kstthc_cli.commands.progress.draft import Draft
    from kstthc_cli.commands.snapshot import Snapshot
    from kstthc_cli.domain.agencies.registry import Agency

_ORDER = tuple(ROLES)


def open_obligations(now: Snapshot, agency: Agency, period: str | None, day: date) -> list[Obligation]:
    """The unfinished obligations of `period`, else those that a report of `day` may be about.

    Sorted by the most important role of the agency, then as the plan has them. Obligations that still wait
    for a request are left out. Raises UsageError for a period that cannot be read.
    """
    owed = now.year.owed_by([agency], now.requests)
    found = [o for _, same in groupby(owed, key=_duty) for o in _of_duty(list(same), now, period, day)]
    return sorted(found, key=lambda o: _ORDER.index(o.part.roles[0]))


def _duty(obligation: Obligation) -> str:
    return obligation.duty.id


def _of_duty(
    choices: Sequence[Obligation], now: Snapshot, period: str | None, day: date
) -> Iterator[Obligation]:
    finished = {key for key, progress in now.state.items() if progress.status in FINAL}
    if period is None:
        fitting = reportable_on(choices, day, now.year.calendar.window_first_day, finished)
    else:
        match = match_obligation(
            choices, choices[0].duty.id, period_argument(period, now.year.plan.year), None
        )
        fitting = (match.found,) if match.found else ()
    waiting = choices[0].duty.schedule.kind == "on_request"
    yield from (o for o in fitting if o.key not in finished and not (waiting and o.due is None))


def _has_role(obligation: Obligation, roles: Sequence[str]) -> bool:
    mine = obligation.part.roles
    return bool(set(roles).intersection(mine if len(mine) == 1 else {*mine} - {"coordinate"}))


def with_duties_of_roles(draft: Draft, now: Snapshot, agency: Agency, day: date) -> Draft:
    """The draft with an entry for each open obligation with a last day and one of `draft.roles`.

    Who does more than coordinate in a duty does not coordinate it.

    Raises RefusedError if there is none.
    """
    if not draft.roles:
        return draft
    found = [
        o
        for o in open_obligations(now, agency, draft.period, day)
        if o.due is not None and _has_role(o, draft.roles)
    ]
    if not found:
        raise RefusedError(
            f"{agency.name} không còn việc nào chưa hoàn thành với vai trò {names(draft.roles)} ở kỳ này.",
            "Xem việc của cơ quan: `kst due --agency TÊN`; hoặc nêu kỳ khác bằng --quarter, --period.",
        )
    [entry] = draft.entries
    about = [
        {**entry, "duty": o.duty.id, "period": str(o.period), "request": o.request or None} for o in found
    ]
    return replace(draft, entries=tuple(about), roles=())
