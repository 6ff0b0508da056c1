"""The internal annex of a periodic report: every duty, agencies by section, who is late, what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kstthc_cli.domain.calendar.periods import parse_period
from kstthc_cli.domain.report.closing import Change
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.render.report import report_tables
from kstthc_cli.render.report.report import ReportView, head_values
from kstthc_cli.render.report.status_sentences import SIGNED_STATUSES, evidence_text, status_summary
from kstthc_cli.render.screen.phrases import count


def annex_values(view: ReportView) -> dict[str, Any]:
    """The values of the annex: `model.report.document_values.AnnexValues`."""
    plan, registry, contents = view.year.plan, view.year.registry, view.contents
    one, limit = view.agency is not None, None if view.full else view.outline.agency_limit
    return {
        "schema_version": 1,
        **head_values(view, "annex"),
        "opening": list(_totals(view)),
        "counts": report_tables.counts_by_section(plan, contents.due),
        "grid": None if one else report_tables.grid(plan, registry, contents.due, each_commune=view.full),
        "late": report_tables.late_groups(registry, contents.covered, one_agency=one),
        "duties": report_tables.duty_table(
            plan,
            registry,
            contents.covered,
            one_by_one=one or view.full,
            limit=limit,
            earlier={row.obligation.key for row in contents.earlier},
        ),
        "changes": list(_change_groups(view, limit)),
    }


def _totals(view: ReportView) -> Iterator[str]:
    rows = view.contents.due
    planned = [row for row in rows if row.status != "waiting"]
    waiting = len(rows) - len(planned)
    if planned:
        unit = "nhiệm vụ × kỳ" if view.agency else "nhiệm vụ × cơ quan × kỳ"
        own = f"; không tính {count(view.uncounted)} lượt gửi chính báo cáo này" if view.uncounted else ""
        due = f"{count(len(planned))} lượt nhiệm vụ ({unit}{own})"
        yield f"Trong kỳ có {due} phải thực hiện: {status_summary(planned)}."
    else:
        yield f"Kế hoạch không có nhiệm vụ nào đến hạn trong {view.period.name}."
    if waiting:
        yield f"Ngoài ra có {count(waiting)} lượt nhiệm vụ chưa có kế hoạch chi tiết hoặc văn bản yêu cầu."
    longer = view.period.cumulative
    since = [row for row in view.contents.cumulative if row.status != "waiting"]
    if longer is not None and since:
        yield f"Lũy kế {longer.vietnamese}: {count(len(since))} lượt nhiệm vụ, {status_summary(since)}."
    if before := view.contents.earlier:
        yield f"Kỳ trước chuyển sang {count(len(before))} lượt nhiệm vụ: {status_summary(before)}."


def _change_groups(view: ReportView, limit: int | None) -> Iterator[dict[str, Any]]:
    """Title and lines of what has changed since the closing of this period, then of earlier ones."""
    if view.since:
        yield {"title": "Sau khi chốt số liệu", "lines": list(_changes(view, view.since, limit))}
    for name, changed in view.before:
        yield {
            "title": f"Thay đổi số liệu {name} sau khi chốt",
            "lines": list(_changes(view, changed, limit)),
        }


def _changes(view: ReportView, changed: Sequence[Change], limit: int | None) -> Iterator[str]:
    """How many obligations have changed status, then a line for each; what was reported later comes first."""
    ranked = sorted(changed, key=lambda change: (_lapsed(change), change.now == change.then))
    if len(changed) > 1:
        parts = ([c for c in changed if _lapsed(c) == lapsed] for lapsed in (False, True))
        kinds = [kind for part in parts for kind in Counter(map(_turn, part)).most_common()]
        words = "; ".join(f"{turn} ({count(number)})" for turn, number in kinds)
        yield f"Có {count(len(changed))} lượt nhiệm vụ thay đổi: {words}."
    shown = ranked if limit is None else ranked[:limit]
    yield from (_change(view, change) for change in shown)
    if len(changed) > len(shown):
        yield f"Ngoài ra còn {count(len(changed) - len(shown))} lượt nhiệm vụ khác."


def _lapsed(change: Change) -> bool:
    """Whether no report of an agency made the change: time passed, or the obligation is gone."""
    return change.now is None or not change.later


def _turn(change: Change) -> str:
    """`từ quá hạn sang hoàn thành quá hạn`; or that the obligation is gone or new, or has a new slip."""
    if change.now is None:
        return _GONE[change.gone]
    now = SIGNED_STATUSES[change.now]
    if change.then is None:
        return f"giao thêm theo văn bản yêu cầu, {now}"
    then = SIGNED_STATUSES[change.then]
    return f"vẫn {now}, có báo cáo mới" if then == now else f"từ {then} sang {now}"


_GONE = {
    "requested": "đã có văn bản yêu cầu, theo dõi theo văn bản đó",
    "detailed": "đã có kế hoạch chi tiết, theo dõi theo kế hoạch đó",
    "withdrawn": "văn bản yêu cầu đã được thu hồi",
    "dropped": "Kế hoạch không còn giao",
}


def _change(view: ReportView, change: Change) -> str:
    key, registry = change.key, view.year.registry
    who = registry.short_name(key.agency) if key.agency in registry.agencies else key.agency
    evidence = [
        evidence_text(e)
        for slip in change.later
        for entry in slip.entries
        if entry.key == key
        for e in entry.evidence
    ]
    days = ", ".join(dict.fromkeys(f"{short_date(slip.day)}" for slip in change.later))
    reported = f", báo cáo ngày {days}" if days else ""
    beside = f" ({'; '.join(dict.fromkeys(evidence))})" if evidence else ""
    period = parse_period(key.period).vietnamese
    return f"{who}, nhiệm vụ {key.duty}, {period}: {_turn(change)}{reported}{beside}."
