"""How an obligation stands on a day."""

from __future__ import annotations

from datetime import date

from kstthc_cli.domain.progress.slips import Said

STATUSES: dict[str, str] = {
    "not_reported": "chưa báo cáo",
    "in_progress": "đang thực hiện",
    "done": "hoàn thành",
    "not_arising": "không phát sinh",
    "overdue": "quá hạn",
    "done_late": "hoàn thành muộn",
    "waiting": "chờ",
}
"""Status → Vietnamese name."""

FINISHED = frozenset({"done", "done_late", "not_arising"})
"""The statuses after which nothing is owed any more."""


def status_on(as_of: date, effective_due: date | None, said: Said | None = None) -> str:
    """The status of an obligation on a day, from its last day and what was said until then.

    Done after the last day is done late; not finished after it is overdue; without a last day it
    waits until somebody says something.

    The day of being done is the first on which the agency said so of this obligation and has not
    said otherwise since. So a correction that again says done keeps the day of what it corrects,
    however often: only text, figures or evidence have changed. A later day counts where the work
    was not said to be done before: a correction from in_progress or not_arising to done; done again
    after in_progress; done after a withdrawal; a slip on another duty, period or request, which is
    no word on this one. Whoever only puts down late what was reported in time gives the day of the
    report (`kst record --date`).
    """
    if said is not None and said.status == "done":
        late = effective_due is not None and said.finished_on > effective_due
        return "done_late" if late else "done"
    if said is not None and said.status == "not_arising":
        return "not_arising"
    if effective_due is not None and as_of > effective_due:
        return "overdue"
    if said is not None:
        return "in_progress"
    return "waiting" if effective_due is None else "not_reported"
