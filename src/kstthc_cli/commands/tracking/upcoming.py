"""`kst upcoming`: what falls due within some days, in order of day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.snapshot import warn_of_unsure_rows
from kstthc_cli.commands.tracking.status import NARROWING, Scope, last_day_of, scope_words, scoped
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import falls_due_between
from kstthc_cli.output import Output
from kstthc_cli.render.tracking import late, late_short


def upcoming(root: Path, scope: Scope, output: Output, *, days: int) -> int:
    """Print the unfinished obligations whose last day is within `days` from today on."""
    output.resolve_format(FORMATS)
    now, asked = scoped(root, scope, output)
    end = scope.as_of + timedelta(days=days)

    def ahead(row: Row) -> bool:
        return scope.takes(row) and falls_due_between(row, scope.as_of, end)

    view = late.LateView(
        plan=now.year.plan,
        registry=now.year.registry,
        requests={request.id: request for request in now.requests},
        title=f"Việc đến hạn từ {scope.as_of:%d/%m/%Y} đến {end:%d/%m/%Y}"
        f"{scope_words(scope, now.year, asked.agencies)}",
        period=None,
        as_of=scope.as_of,
        rows=tuple(sorted(filter(ahead, asked.rows(now)), key=last_day_of)),
    )
    listing = Listing(
        data=lambda: late.overdue_data(view),
        header=late.OVERDUE_COLUMNS.header,
        records=lambda: late.OVERDUE_COLUMNS.records(view, view.rows),
        table=lambda _wide, _max_length: late_short.upcoming_table(view, short=False),
        narrowing=NARROWING,
        short=lambda _wide: late_short.upcoming_table(view, short=True),
    )
    warn_of_unsure_rows(now.year.calendar, view.rows)
    return print_listing(root, listing, output)
