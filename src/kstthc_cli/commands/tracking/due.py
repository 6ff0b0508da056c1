"""`kst due`: the obligations of a period with their status."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.snapshot import snapshot, warn_of_unsure_rows
from kstthc_cli.commands.tracking.asked import asked_about
from kstthc_cli.domain.calendar.periods import Kind, Period, Span, quarter_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.text.numerals import id_ranges
from kstthc_cli.domain.tracking.due_list import DueFilter, due_list
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.tracking import due as view_of
from kstthc_cli.render.tracking import due_short
from kstthc_cli.render.tracking.due import DueView
from kstthc_cli.store.plan.plan_years import plan_year


class PeriodOptions(NamedTuple):
    """The options that name a period; at max_length one of them may be used."""

    quarter: int | None = None
    month: int | None = None
    period: str | None = None
    first: date | None = None
    last: date | None = None


class DueQuestion(NamedTuple):
    """The options of `kst due`."""

    as_of: date
    agencies: tuple[str, ...] = ()
    level: str | None = None
    asked: PeriodOptions = PeriodOptions()
    plan: str | None = None
    all_roles: bool = False
    filters: DueFilter = DueFilter()
    carry_over: bool = False
    fail_overdue: bool = False


def due(root: Path, question: DueQuestion, output: Output) -> int:
    """Print the due list; returns FINDINGS where `fail_overdue` is set and a row is overdue."""
    output.resolve_format(FORMATS)
    year = plan_year(root, question.plan, question.as_of)
    year = year.asking_everybody if question.all_roles else year
    _check_filters(year.plan, question.filters)
    label, name, span = chosen_span(question.asked, year.plan, question.as_of)
    asked = asked_about(year, question.agencies, question.level)
    narrow = asked.all if question.agencies or question.level else None
    now = snapshot(root, year, question.as_of, narrow, output.watch)
    found = due_list(asked.owed(now), now.state, span, question.as_of, question.filters)
    view = DueView(
        plan=year.plan,
        registry=year.registry,
        period=label,
        period_name=name,
        as_of=question.as_of,
        due=found,
        named=asked.agencies if question.agencies else (),
        carry_over=question.carry_over,
        unnamed=_unnamed(year, question.filters),
    )
    print_listing(root, _listing(view, question.filters), output)
    warn_of_unsure_rows(year.calendar, view.rows)
    late = any(row.status == "overdue" for row in view.rows)
    return Exit.FINDINGS if question.fail_overdue and late else Exit.FINE


def _listing(view: DueView, filters: DueFilter) -> Listing:
    collapse = not (filters.roles or filters.tasks)
    return Listing(
        data=lambda: view_of.as_data(view),
        header=view_of.COLUMNS.header,
        records=lambda: view_of.COLUMNS.records(view, view.rows),
        table=lambda wide, max_length: view_of.as_table(view, wide=wide, max_length=max_length),
        lines=lambda: view_of.as_lines(view),
        narrowing=("--agency", "--level", "--role", "--section"),
        short=lambda _wide: due_short.short_table(view, collapse=collapse),
    )


def chosen_span(asked: PeriodOptions, plan: Plan, as_of: date) -> tuple[str, str, Span]:
    """The period as an id, as Vietnamese text, and as calendar days; a note on stderr if the plan lacks it.

    Without options: the quarter of `as_of`, or the whole year of a plan of another year. Raises UsageError
    for a period that is named in two ways or ends before it begins.
    """
    label, name, span = _named_span(asked, plan.year, as_of)
    warn_of_other_year(plan, name, span)
    return label, name, span


def warn_of_other_year(plan: Plan, name: str, span: Span) -> None:
    """A note on stderr if the plan does not cover the days of the period `name`."""
    if not span.meets(Period(plan.year, Kind.YEAR).span):
        sys.stderr.write(
            f"lưu ý: kế hoạch {plan.id} là kế hoạch của năm {plan.year}, không giao việc {name}; "
            "chọn kế hoạch khác bằng --plan.\n"
        )


def _named_span(asked: PeriodOptions, year: int, as_of: date) -> tuple[str, str, Span]:
    ways = [asked.quarter, asked.month, asked.period, asked.first or asked.last]
    if sum(way is not None for way in ways) > 1:
        raise UsageError(
            "Kỳ được nêu bằng nhiều cách.", "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to."
        )
    if asked.first or asked.last:
        return _range(asked.first or date(year, 1, 1), asked.last or date(year, 12, 31))
    period = _period(asked, year, as_of)
    return str(period), period.vietnamese, period.span


def _period(asked: PeriodOptions, year: int, as_of: date) -> Period:
    if asked.quarter is not None:
        return Period(year, Kind.QUARTER, asked.quarter)
    if asked.month is not None:
        return Period(year, Kind.MONTH, asked.month)
    if asked.period is not None:
        from kstthc_cli.commands.parsing import period_argument

        return period_argument(asked.period, year)
    return quarter_of(as_of) if as_of.year == year else Period(year, Kind.YEAR)


def _range(first: date, last: date) -> tuple[str, str, Span]:
    if last < first:
        raise UsageError(
            f"Khoảng ngày ngược: từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.", "Đổi chỗ --from và --to."
        )
    span = Span.of_days(first, last)
    return str(span), f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}", span


def _check_filters(plan: Plan, filters: DueFilter) -> None:
    tasks = {name.casefold() for duty in plan.duties for name in (duty.task, duty.id)}
    for task in sorted(filters.tasks - tasks):
        raise UsageError(
            f"Kế hoạch {plan.id} không có nhiệm vụ “{task}”.",
            f"Các nhiệm vụ: {id_ranges(duty.task for duty in plan.duties)}.",
        )
    for section in sorted(filters.sections - {s.upper() for s in plan.sections}):
        known = ", ".join(plan.sections)
        raise UsageError(f"Kế hoạch {plan.id} không có mục “{section}”.", f"Các mục: {known}.")


def _unnamed(year: PlanYear, filters: DueFilter) -> tuple[str, ...]:
    """Tasks with a part for an open group, which has no members."""
    groups = year.registry.groups
    return tuple(
        dict.fromkeys(
            duty.task
            for duty in year.plan.duties
            if (now := duty.on(None))
            for line in now.lines
            for who in line.roles
            if who in groups and groups[who].kind == "open"
            and (not filters.tasks or filters.tasks & {duty.task, duty.id})
            and (not filters.sections or duty.section in filters.sections)
        )
    )  # fmt: skip
