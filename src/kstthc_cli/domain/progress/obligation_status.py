"""The status of an obligation on a day."""

from __future__ import annotations

from datetime import date

from kstthc_cli.domain.progress.slips import ReportedProgress

STATUSES: dict[str, str] = {
    "not_reported": "chưa báo cáo",
    "in_progress": "đang thực hiện",
    "done": "hoàn thành",
    "not_arising": "không phát sinh",
    "overdue": "quá hạn",
    "done_late": "hoàn thành quá hạn",
    "waiting": "chờ",
    "not_required": "không phải báo cáo",
}
"""Status → Vietnamese name."""

STATUS_WORDS: dict[str, frozenset[str]] = {
    "in_progress": frozenset(
        {"dang thuc hien", "dang lam", "dang trien khai", "chua xong", "chua hoan thanh"}
    ),
    "done": frozenset({"hoan thanh", "da hoan thanh", "xong", "da xong", "da lam xong", "da thuc hien xong"}),
    "not_arising": frozenset({"khong phat sinh", "khong co phat sinh", "khong phat sinh viec"}),
}
"""Status that an agency can report → how it is written in workbooks, in lower case without diacritics."""

FINISHED = frozenset({"done", "done_late", "not_arising"})
"""The statuses of an obligation that needs no further work."""


def status_not_required(progress: ReportedProgress | None) -> str:
    """The status of an obligation on which the agency need not report: what it says, never late."""
    return progress.status if progress else "not_required"


def status_on(as_of: date, effective_due: date | None, progress: ReportedProgress | None = None) -> str:
    """The status on `as_of`, from the last day (inclusive) and the progress reported up to `as_of`.

    Done after the last day is done_late; unfinished after it is overdue; an obligation without a last day is
    waiting until progress is reported.

    The day of completion is `ReportedProgress.finished_on`: a correction that repeats "done" keeps the first
    day, however often, since only text, figures or evidence have changed. A later day counts where "done" is
    new: a correction from in_progress or not_arising, "done" again after in_progress or after a withdrawal,
    or a correction of another duty, period or request. To record late what was reported in time, the day of
    the report is given (`kst record --date`).
    """
    reported = progress.status if progress else None
    if progress is not None and reported == "done":
        late = effective_due is not None and progress.finished_on > effective_due
        return "done_late" if late else "done"
    if reported == "not_arising":
        return "not_arising"
    if effective_due is not None and as_of > effective_due:
        return "overdue"
    if reported is not None:
        return "in_progress"
    return "waiting" if effective_due is None else "not_reported"
