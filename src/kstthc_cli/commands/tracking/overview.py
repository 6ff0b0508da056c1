"""`kst overview`: one page for a leader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.forms.targets import target_ratios
from kstthc_cli.commands.listing import table_text
from kstthc_cli.commands.report.write_document import named_target, open_written, period_in_name
from kstthc_cli.commands.snapshot import Snapshot, snapshot, warn_of_unsure_rows
from kstthc_cli.commands.tracking.due import PeriodOptions, chosen_span
from kstthc_cli.commands.tracking.status import last_day_of
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import parse_period, quarters
from kstthc_cli.domain.obligations.derivation import falls_within
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import falls_due_between
from kstthc_cli.errors import Exit
from kstthc_cli.output import Output
from kstthc_cli.render.screen.data_formats import to_json
from kstthc_cli.render.tracking import overview as view_of
from kstthc_cli.render.tracking.overview import OverviewView
from kstthc_cli.store.plan.plan_years import plan_year

FORMATS = ("table", "markdown", "json", "html", "docx", "pdf")
_DOCUMENTS = ("html", "docx", "pdf")
_SOON = 14


class OverviewQuestion(NamedTuple):
    """The options of `kst overview`; with a `folder` the page is a Word file there; `open_file` opens it."""

    as_of: date
    period: PeriodOptions
    plan: str | None = None
    folder: Path | None = None
    open_file: Callable[[Path], bool] | None = None


def overview(root: Path, question: OverviewQuestion, output: Output) -> int:
    """Print the page: counts, quarters, who is behind, targets, what falls due, who is silent for longest."""
    output.resolve_format(FORMATS)
    view = _view(root, question, output)
    name = f"tong-quan-{period_in_name(parse_period(view.period))}"
    target = named_target(output, question.folder, name)
    _write(root, view, target)
    open_written(question.open_file, target)
    return Exit.FINE


def _view(root: Path, question: OverviewQuestion, output: Output) -> OverviewView:
    plan, as_of = question.plan, question.as_of
    now = snapshot(root, plan_year(root, plan, as_of), as_of, None, output.watch)
    label, name, span = chosen_span(question.period, now.year.plan, as_of)
    every = list(now.rows_to_report(now.year.registry.in_order))
    end = as_of + timedelta(days=_SOON)
    soon = (row for row in every if falls_due_between(row, as_of, end))
    view = OverviewView(
        plan=now.year.plan,
        registry=now.year.registry,
        period=label,
        period_name=name,
        as_of=as_of,
        rows=[row for row in every if falls_within(row.obligation, span)],
        quarters=[
            (quarter, [row for row in every if falls_within(row.obligation, quarter.span)])
            for quarter in quarters(now.year.plan.year)
            if quarter.span.start < span.end
        ],
        soon=sorted(soon, key=last_day_of),
        last_reports=_last_reports(now, every),
        ratios=target_ratios(root, now.year, as_of, now.slips, parse_period(label)),
    )
    warn_of_unsure_rows(now.year.calendar, (*view.rows, *view.soon))
    return view


def _write(root: Path, view: OverviewView, output: Output) -> None:
    format_ = output.resolve_format(FORMATS)
    if format_ == "json":
        output.write(to_json(view_of.as_data(view)), format_)
    elif format_ in _DOCUMENTS:
        _write_document(view, format_, output)
    else:
        short = format_ == "table" and output.short
        table = view_of.as_table(view, short=short)
        output.write(table_text(root, lambda _wide, _max_length: table, format_, output), format_)


def _write_document(view: OverviewView, format_: str, output: Output) -> None:
    """Write the page as a document to print or to send."""
    if format_ == "html":
        from kstthc_cli.domain.plain_values import plain
        from kstthc_cli.render.templates.templates import render_template

        sheet = plain(view_of.as_table(view, short=False))
        output.write(render_template("list.html.j2", {"sheet": sheet}), format_)
        return
    from kstthc_cli.render.word.plain_document import table_document
    from kstthc_cli.store.importing.converted import as_pdf

    page = view_of.as_table(view, short=False, room=view_of.ROOM_ON_PAPER)
    content = table_document(page, view.as_of)
    output.write_bytes(as_pdf(content, view.as_of) if format_ == "pdf" else content, format_)


def _last_reports(now: Snapshot, rows: list[Row]) -> list[tuple[Agency, date | None]]:
    """The agencies of the rows with the day of their last slip; without any, then the oldest, first."""
    last: dict[str, date] = {}
    for slip in now.slips:
        if slip.day <= now.as_of:
            last[slip.agency] = max(slip.day, last.get(slip.agency, slip.day))
    agencies = {row.obligation.agency.id: row.obligation.agency for row in rows}
    found = [(agency, last.get(name)) for name, agency in agencies.items()]
    return sorted(found, key=lambda item: item[1] or date.min)
