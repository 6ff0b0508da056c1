"""`kst collect status`: who has been sent a workbook, who has answered, who is late, who sent faults."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.collect.period import required_period, send_by_days
from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.snapshot import warn_of_unsure_days
from kstthc_cli.commands.tracking.asked import chosen_agencies
from kstthc_cli.domain.workbook.records import collection_states
from kstthc_cli.output import Output
from kstthc_cli.render.workbook import workbook_list as view_of
from kstthc_cli.store.plan.plan_years import issued, plan_year
from kstthc_cli.store.workbook.records import read_records


class StatusQuestion(NamedTuple):
    """The options of `kst collect status`."""

    as_of: date
    quarter: int | None = None
    period: str | None = None
    agencies: tuple[str, ...] = ()
    level: str | None = None
    plan: str | None = None


def status(root: Path, question: StatusQuestion, output: Output) -> int:
    """Print how the collection of a period stands on a day."""
    output.resolve_format(FORMATS)
    year = issued(plan_year(root, question.plan, question.as_of))
    period = required_period(year, question.quarter, question.period)
    records = [r for r in read_records(root, year.plan.id, str(period)) if r.day <= question.as_of]
    named = {made.agency for record in records for made in record.sent}
    named |= {item.agency for record in records for item in record.received}
    agencies = [
        agency
        for agency in chosen_agencies(year, question.agencies, question.level)
        if agency.id in named or question.agencies
    ]
    days = send_by_days(year, period)
    warn_of_unsure_days(year.calendar, days.values())
    states = collection_states(agencies, records, days)
    rows = view_of.records(states, year.registry, question.as_of)
    return print_listing(
        root,
        Listing(
            data=lambda: {
                "schema_version": 1,
                "period": str(period),
                "as_of": question.as_of.isoformat(),
                "agencies": [dict(zip(view_of.HEADER, row, strict=True)) for row in rows],
            },
            header=view_of.HEADER,
            records=lambda: rows,
            table=lambda _wide, _most: view_of.status_table(states, year.registry, period, question.as_of),
            narrowing=("--agency", "--level"),
        ),
        output,
    )
