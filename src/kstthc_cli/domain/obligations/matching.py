"""Finds the obligation of an entry, and compares its figures with the plan."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kstthc_cli.domain.calendar.periods import Period, Span
from kstthc_cli.domain.calendar.reporting_windows import reporting_window
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.progress.slips import Key


@dataclass(frozen=True, slots=True)
class Match:
    """The only obligation that matches, or None; `choices` are all obligations of the duty."""

    found: Obligation | None
    choices: tuple[Obligation, ...]


def match_obligation(
    owed: Iterable[Obligation], duty: str, period: Period | None, request: str | None
) -> Match:
    """The obligation of a duty for an entry of `period`.

    With a request, the obligation that it opened. Otherwise that of exactly this period; else the only one
    whose period ends in it (a half-year in its last quarter, a month in its quarter); else the only one
    without a last day. Without a period, the only one there is.
    """
    of_duty = tuple(o for o in owed if o.duty.id == duty and not o.requested)
    if request is not None:
        return Match(next((o for o in of_duty if o.request == request), None), of_duty)
    plain = [o for o in of_duty if not o.request] or list(of_duty)
    if len(plain) == 1 and (period is None or _waits_through(plain[0], period)):
        return Match(plain[0], of_duty)
    if period is None:
        return Match(None, of_duty)
    same = [o for o in plain if o.period == period]
    ending = [o for o in plain if o.due is not None and period.span.covers(_last_month(o.period))]
    fitting = same or ending
    return Match(fitting[0] if len(fitting) == 1 else None, of_duty)


def reportable_on(
    obligations: Iterable[Obligation], day: date, first_day: int, finished: Container[Key]
) -> tuple[Obligation, ...]:
    """The obligations of a duty that a report of `day` may be about: none, one, or two if it is unclear.

    Data of a period end some days before its report is due (Nghị định 09/2019/NĐ-CP, Điều 12). Until that
    last day, the period whose data have ended is reported; afterwards the running period is, but until the
    end of its last month a period that is not in `finished` is possible too. Of periods that end together the
    shortest counts. `first_day` is the day of the month on which data of a new period begin.
    """
    dated = [(o, o.due.effective, reporting_window(o.period, first_day)) for o in obligations if o.due]
    closed = [(o, last) for o, last, window in dated if window.end <= day <= max(last, o.period.span.last)]
    on_time = [o for o, last in closed if day <= last]
    if on_time:
        return _shortest(on_time)
    late = [o for o, _ in closed if o.key not in finished]
    return _shortest(late) + _shortest([o for o, _, window in dated if day in window])


def _shortest(obligations: list[Obligation]) -> tuple[Obligation, ...]:
    """The obligation of the shortest period; empty if there is none."""
    return tuple(sorted(obligations, key=lambda o: o.period.kind.value)[:1])


def opens_on(obligation: Obligation, first_day: int) -> date | None:
    """The first day of the data of a period; None where work may be done at any time."""
    if obligation.due is None or obligation.request or obligation.duty.schedule.by is not None:
        return None
    return reporting_window(obligation.period, first_day).start


def _waits_through(obligation: Obligation, period: Period) -> bool:
    """Whether the obligation has no last day, so that an entry of any period of its year fits."""
    return obligation.due is None and obligation.period.span.covers(period.span)


def _last_month(period: Period) -> Span:
    return Span(date(period.year, period.last_month, 1), period.span.end)


def figures_wrong(given: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """A Vietnamese message for each figure (id → unit) that is not among the targets (id → unit)."""
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
