"""How an obligation stands on a day."""

from __future__ import annotations

from datetime import date

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


def status_on(as_of: date, effective_due: date | None) -> str:
    """The status of an obligation about which nobody has said anything.

    It waits while it has no date, and is overdue from the day after its effective day on.
    """
    if effective_due is None:
        return "waiting"
    return "overdue" if as_of > effective_due else "not_reported"
