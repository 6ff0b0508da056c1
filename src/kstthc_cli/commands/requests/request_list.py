"""`kst request list`: requests, and the agencies that have not answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.snapshot import Snapshot, snapshot
from kstthc_cli.domain.tracking.due_list import Row, is_unfinished
from kstthc_cli.output import Output
from kstthc_cli.render import requests as view_of
from kstthc_cli.render.requests import RequestStatus, RequestsView
from kstthc_cli.store.plan.plan_years import plan_year


def list_requests(
    root: Path, plan: str | None, as_of: date, output: Output, *, withdrawn: bool = False
) -> int:
    """Print the requests of a plan by day; withdrawn ones only where `withdrawn` is set."""
    output.resolve_format(FORMATS)
    now = snapshot(root, plan_year(root, plan, as_of), as_of, watch=output.watch)
    view = RequestsView(now.year.plan.id, as_of, now.year.registry, _items(now, withdrawn=withdrawn))
    listing = Listing(
        data=lambda: view_of.as_data(view),
        header=view_of.COLUMNS.header,
        records=lambda: view_of.COLUMNS.records(view, view.items),
        table=lambda _wide, max_length: view_of.as_table(view, max_length),
    )
    return print_listing(root, listing, output)


def _items(now: Snapshot, *, withdrawn: bool) -> tuple[RequestStatus, ...]:
    rows: dict[str, list[Row]] = {}
    for row in now.rows(now.year.registry.in_order):
        rows.setdefault(row.obligation.request, []).append(row)
    listed = [*now.requests, *(now.withdrawn if withdrawn else ())]
    return tuple(
        RequestStatus(
            request=request,
            asked=tuple(row.obligation.agency for row in rows.get(request.id, ())),
            unanswered=tuple(row.obligation.agency for row in rows.get(request.id, ()) if is_unfinished(row)),
        )
        for request in sorted(listed, key=lambda request: request.order)
    )
