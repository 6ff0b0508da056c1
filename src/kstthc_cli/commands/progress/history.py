"""`kst history`: every entry on a duty, oldest first, and the status it changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kstthc_cli.commands.snapshot import Snapshot
from kstthc_cli.commands.tracking.due import PeriodOptions, chosen_span
from kstthc_cli.commands.tracking.status import Scope, scope_words, scoped
from kstthc_cli.domain.calendar.periods import Kind, Span, parse_period
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.progress.slips import Entry, Slip, in_order, replaced_by, superseded
from kstthc_cli.domain.tracking.targets import missed_by
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.progress.history import HistoryLine, HistoryView, history_data, history_text
from kstthc_cli.render.screen import data_formats
from kstthc_cli.store.git.authors import added_by

FORMATS = ("text", "json")


def history(root: Path, duty: str, scope: Scope, output: Output) -> int:
    """Print every entry on a duty, oldest first. Raises UsageError for an unknown duty."""
    chosen = output.resolve_format(FORMATS)
    now, asked = scoped(root, scope, output)
    wanted = duty.strip().casefold()
    duties = [d for d in now.year.plan.duties if wanted in (d.id.casefold(), d.task.casefold())]
    every = list(_history_lines(now, wanted, duties))
    if not duties and not every:
        raise UsageError(
            f"Kế hoạch {now.year.plan.id} không có đầu việc “{duty}”.", "Xem các đầu việc: `kst plan show`."
        )
    period, name, span = None, "", None
    if scope.asked != PeriodOptions():
        period, name, span = chosen_span(scope.asked, now.year.plan, scope.as_of)
    place = {agency.id: number for number, agency in enumerate(now.year.registry.in_order)}
    mine = {agency.id for agency in asked.agencies} if scope.agencies else None
    view = HistoryView(
        plan=now.year.plan.id,
        duty=wanted,
        content=duties[0].content if duties else "Đầu việc này không còn trong kế hoạch.",
        registry=now.year.registry,
        as_of=scope.as_of,
        lines=sorted(
            (t for t in every if (mine is None or t.slip.agency in mine) and _within(t.slip, t.entry, span)),
            key=lambda t: (t.slip.day, place.get(t.slip.agency, len(place))),
        ),
        period=period,
        scope="; ".join(
            filter(None, [scope_words(scope, now.year, asked.agencies).removeprefix(": "), name])
        ),
    )
    if chosen == "json":
        output.write(data_formats.to_json(history_data(view)), chosen)
    else:
        output.write(history_text(view, output.line_width), chosen)
    return Exit.FINE


def _within(slip: Slip, entry: Entry, span: Span | None) -> bool:
    """Whether the period of an entry ends in the span; without a span every entry does.

    A key with a whole year does not show when the duty was due; then the period of the slip is used.
    """
    if span is None:
        return True
    period = parse_period(entry.key.period)
    if period.kind is Kind.YEAR:
        period = parse_period(slip.period)
    return period.span.last in span


def _history_lines(now: Snapshot, duty: str, duties: list[Duty]) -> Iterator[HistoryLine]:
    """Every entry on the duties dated until `as_of`, by day and moment of writing."""
    counted = [slip for slip in in_order(now.slips) if slip.day <= now.as_of]
    gone = superseded(counted)
    notes = {slip.id: slip.note for slip in now.slips}
    commits = added_by(now.root, f"progress/{now.year.plan.id}")
    by_id = {d.id: d for d in duties}
    before: dict[object, str] = {}
    for slip in counted:
        for entry in slip.entries:
            if entry.key.duty in by_id or entry.key.duty == duty:
                replaced = replaced_by(gone, slip, entry)
                added = commits.get(slip.path)
                commit = added.commit if added else None
                yield HistoryLine(
                    slip=slip,
                    entry=entry,
                    replaced_by=replaced,
                    replaced_note=notes.get(replaced or ""),
                    before=before.get(entry.key),
                    commit=commit._asdict() if commit else None,
                    unknown=added.unknown if added else "",
                    missed=missed_by(entry, by_id[entry.key.duty]) if entry.key.duty in by_id else {},
                )
                if replaced is None:
                    before[entry.key] = entry.status
