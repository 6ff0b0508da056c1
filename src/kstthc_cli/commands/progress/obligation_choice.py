"""Chooses the obligation of an entry: by duty, period, request, or the day of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kstthc_cli.commands.parsing import file_id, period_argument
from kstthc_cli.commands.snapshot import request_named
from kstthc_cli.domain.calendar.periods import period_words
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.matching import match_obligation, reportable_on
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.progress.slips import FINAL
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.errors import RefusedError

if TYPE_CHECKING:
    from kstthc_cli.commands.progress.draft import Draft
    from kstthc_cli.commands.questions import Questions
    from kstthc_cli.commands.snapshot import Snapshot


def chosen_obligation(
    entry: Mapping[str, Any],
    slip: Draft,
    now: Snapshot,
    owed: list[Obligation],
    day: date,
    questions: Questions,
) -> tuple[Duty, Obligation]:
    """The duty of an entry, and the agency's obligation that the entry is about.

    If neither period nor request is given, a superseded slip determines it, else the day of the report.
    Raises RefusedError if no obligation fits, or several fit and the user cannot be asked.
    """
    duty = _duty(entry["duty"], now, owed)
    wanted, request = entry.get("period") or slip.period, entry.get("request")
    period = period_argument(wanted, now.year.plan.year) if wanted else None
    match = match_obligation(owed, duty.id, period, _origin(request, now))
    found = match.found
    if found is None and period is None and request is None:
        found = _superseded(match.choices, slip, now) or _by_day(match.choices, now, day, questions)
    if found is None:
        asked = str(period) if period else None
        raise _withdrawn(request, now) or _none_fits(match.choices, duty, asked, request)
    if found.due is None and duty.schedule.kind == "on_request":
        raise RefusedError(
            f"Đầu việc {duty.id} chưa có văn bản yêu cầu.", f"Mở bằng `kst request open {duty.id} …`."
        )
    return duty, found


def _duty(name: str, now: Snapshot, owed: list[Obligation]) -> Duty:
    """The duty with this id, or the only row of a sub-plan that the agency owes in its place."""
    duty = next((duty for duty in now.year.plan.duties if duty.id.casefold() == name.casefold()), None)
    if duty is None:
        parts = [d.id for d in now.year.plan.duties if d.task == name]
        hint = f" Nhiệm vụ {name} có các đầu việc: {', '.join(parts)}." if parts else ""
        raise RefusedError(
            f"Kế hoạch {now.year.plan.id} không có đầu việc “{name}”.{hint}",
            "Xem các đầu việc: `kst plan show`.",
        )
    rows = list({o.duty.id: o.duty for o in owed if duty.id in o.duty.above}.values())
    if len(rows) > 1:
        listed = ", ".join(row.id for row in rows)
        raise RefusedError(
            f"Đầu việc {duty.id} của cơ quan này đã được chi tiết hóa thành {listed}.",
            f"Nêu rõ một mã, ví dụ {rows[0].id}.",
        )
    return rows[0] if rows else duty


def _origin(request: str | None, now: Snapshot) -> str | None:
    """The id of the first request of a chain, from the id of any of its corrections."""
    found = request_named(now, file_id(request)) if request is not None else None
    return found.id if found else request


def _superseded(choices: Sequence[Obligation], slip: Draft, now: Snapshot) -> Obligation | None:
    """The only one of the obligations on which the superseded slips report; None otherwise."""
    names = {file_id(ref.partition("#")[0]) for ref in slip.supersedes}
    keys = {
        entry.key
        for old in now.slips
        for entry in old.entries
        if any(old.id.startswith(name) for name in names)
    }
    found = [obligation for obligation in choices if obligation.key in keys]
    return found[0] if len(found) == 1 else None


def _by_day(
    choices: Sequence[Obligation], now: Snapshot, day: date, questions: Questions
) -> Obligation | None:
    """The obligation for a report of the day; the user chooses if two fit."""
    finished = {key for key, progress in now.state.items() if progress.status in FINAL}
    fitting = reportable_on(choices, day, now.year.calendar.window_first_day, finished)
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    listed = [f"{o.period.vietnamese} (hạn {o.due.effective:%d/%m/%Y})" for o in fitting if o.due]
    doubt = (
        f"Báo cáo ngày {day:%d/%m/%Y} về đầu việc {fitting[0].duty.id} có thể là của {' hoặc '.join(listed)}."
    )
    periods = " hoặc ".join(f"--period {o.period}" for o in fitting)
    return fitting[questions.choose(doubt, listed, f"Nêu rõ {periods}.")]


def _withdrawn(request: str | None, now: Snapshot) -> RefusedError | None:
    """The error for an answer to a withdrawn request; None if it is not withdrawn."""
    found = request_named(now, file_id(request)) if request is not None else None
    if found is None or found.withdrawn is None:
        return None
    gone = found.withdrawn
    why = f"Yêu cầu “{request}” đã bị rút ngày {gone.day:%d/%m/%Y} ({shortened(gone.reason, 100)})."
    return RefusedError(why, "Không còn phải trả lời; xem `kst request list --all`.")


_MOST_NAMED = 6


def _none_fits(
    choices: Sequence[Obligation], duty: Duty, period: str | None, request: str | None
) -> RefusedError:
    """The error if an agency does not have the duty, or not in the period or for the request."""
    if not choices:
        why = f"Cơ quan này không được giao đầu việc {duty.id} ({shortened(duty.content, 100)})."
        return RefusedError(why, "Xem việc của cơ quan: `kst agencies show TÊN`.")
    if request is not None:
        why = f"Không có yêu cầu “{request}” đối với đầu việc {duty.id} của cơ quan này."
        return RefusedError(why, "Xem các yêu cầu: `kst request list`.")
    there = ", ".join(_choice(o) for o in choices)
    asked = (
        f" không có ở {period_words(period)}" if period else ": hãy nêu rõ kỳ bằng --quarter hoặc --period"
    )
    requests = [f"--request {o.request}" for o in choices if o.request]
    periods = dict.fromkeys(f"--period {o.period}" for o in choices if not o.request)
    how = " hoặc ".join([*requests, *periods][:_MOST_NAMED])
    return RefusedError(f"Đầu việc {duty.id}{asked} (các kỳ: {there}).", f"Nêu rõ {how}.")


def _choice(obligation: Obligation) -> str:
    return obligation.period.vietnamese + (
        f" theo yêu cầu {obligation.request}" if obligation.request else ""
    )
