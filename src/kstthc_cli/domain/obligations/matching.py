"""Which obligation a statement is about, and what is wrong with it under the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kstthc_cli.domain.calendar.periods import Period, Span
from kstthc_cli.domain.obligations.derivation import Obligation


@dataclass(frozen=True, slots=True)
class Aimed:
    """The obligation that duty, period and request lead to; or none, with those there are."""

    found: Obligation | None
    choices: tuple[Obligation, ...]


def aim(owed: Iterable[Obligation], duty: str, period: Period | None, request: str | None) -> Aimed:
    """The obligation of a duty that a statement made for `period` is about.

    That of just this period; else the only one whose period ends in it (a half-year in its last
    quarter, a month in its quarter); else the only one that has no day yet. With a request, the
    one it opened. Without a period, the only one there is.
    """
    of_duty = tuple(o for o in owed if o.duty.id == duty)
    if request is not None:
        return Aimed(next((o for o in of_duty if o.request == request), None), of_duty)
    plain = [o for o in of_duty if not o.request] or list(of_duty)
    if len(plain) == 1 and (period is None or _waits_through(plain[0], period)):
        return Aimed(plain[0], of_duty)
    if period is None:
        return Aimed(None, of_duty)
    same = [o for o in plain if o.period == period]
    ending = [o for o in plain if o.due is not None and period.span.covers(_last_month(o.period))]
    fitting = same or ending
    return Aimed(fitting[0] if len(fitting) == 1 else None, of_duty)


def _waits_through(obligation: Obligation, period: Period) -> bool:
    """Whether an obligation without a day takes words of any period of its year."""
    return obligation.due is None and obligation.period.span.covers(period.span)


def _last_month(period: Period) -> Span:
    return Span(date(period.year, period.last_month, 1), period.span.end)


def figures_wrong(given: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """Sentences on figures (name → unit) that the duty's targets (name → unit) do not have."""
    wrong = []
    for name, unit in given.items():
        if name not in known:
            there = (
                f"không có trong nhiệm vụ (có: {', '.join(known)})"
                if known
                else "thừa: nhiệm vụ không có chỉ tiêu nào"
            )
            wrong.append(f"Số liệu “{name}” {there}.")
        elif unit != known[name]:
            wrong.append(f"Số liệu “{name}” tính bằng “{known[name]}”, không phải “{unit}”.")
    return wrong
