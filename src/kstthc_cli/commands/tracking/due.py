"""`kst due`: what is owed in a period, by whom, and how it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.snapshot import situation
from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Kind, Period, Span, quarter_of
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.tracking.due_list import Wanted, due_list
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.tracking import due as view_of
from kstthc_cli.render.tracking.due import DueView
from kstthc_cli.store.plan.plan_years import plan_year


class Asked(NamedTuple):
    """The period a question is about; at most one way of naming it is used."""

    quarter: int | None = None
    month: int | None = None
    period: str | None = None
    first: date | None = None
    last: date | None = None


class DueQuestion(NamedTuple):
    """Everything the command line of `kst due` says."""

    as_of: date
    agencies: tuple[str, ...] = ()
    level: str | None = None
    asked: Asked = Asked()
    plan: str | None = None
    wanted: Wanted = Wanted()
    carry_over: bool = False
    fail_overdue: bool = False


def due(root: Path, question: DueQuestion, output: Output) -> int:
    """Print the due list; FINDINGS when asked to fail and something listed is overdue."""
    output.chosen(FORMATS)
    year = plan_year(root, question.plan, question.as_of)
    _check_filters(year.plan, question.wanted)
    label, name, span = asked_span(question.asked, year.plan.year, question.as_of)
    agencies = chosen_agencies(year.registry, question.agencies, question.level)
    now = situation(
        root, year, question.as_of, agencies if question.agencies or question.level else None, output.watch
    )
    owed = year.owed_by(agencies, now.requests)
    found = due_list(owed, now.state, span, question.as_of, question.wanted)
    view = DueView(
        plan=year.plan,
        registry=year.registry,
        period=label,
        period_name=name,
        as_of=question.as_of,
        due=found,
        named=agencies if question.agencies else (),
        carry_over=question.carry_over,
        unnamed=_unnamed(year, question.wanted),
    )
    print_listing(root, _listing(view), output)
    late = any(row.status == "overdue" for row in view.rows)
    return Exit.FINDINGS if question.fail_overdue and late else Exit.FINE


def _listing(view: DueView) -> Listing:
    return Listing(
        data=lambda: view_of.as_data(view),
        header=view_of.HEADER,
        records=lambda: view_of.as_records(view),
        sheet=lambda wide, most: view_of.as_sheet(view, wide=wide, most=most),
        lines=lambda: view_of.as_lines(view),
        narrowing=("--agency", "--level", "--role", "--section"),
    )


def asked_span(asked: Asked, year: int, as_of: date) -> tuple[str, str, Span]:
    """The period's name for programs, for people, and its calendar days.

    Without any wish: the quarter of `as_of`, or the plan's whole year when that is another one.
    Raises UsageError for a period that is named in two ways or ends before it begins.
    """
    ways = [asked.quarter, asked.month, asked.period, asked.first or asked.last]
    if sum(way is not None for way in ways) > 1:
        raise UsageError(
            "Kỳ được nêu bằng nhiều cách.", "Chỉ dùng một: --quarter, --month, --period, hoặc --from/--to."
        )
    if asked.first or asked.last:
        return _range(asked.first or date(year, 1, 1), asked.last or date(year, 12, 31))
    period = _period(asked, year, as_of)
    return str(period), period.vietnamese, period.span


def _period(asked: Asked, year: int, as_of: date) -> Period:
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


def chosen_agencies(registry: Registry, names: tuple[str, ...], level: str | None) -> tuple[Agency, ...]:
    """The agencies that are named, else all; of one level where one is given."""
    found = [agency_named(registry, name) for name in names] or registry.in_order
    return tuple({agency.id: agency for agency in found if level in (None, agency.level)}.values())


def _check_filters(plan: Plan, wanted: Wanted) -> None:
    tasks = {name.casefold() for duty in plan.duties for name in (duty.task, duty.id)}
    for task in sorted(wanted.tasks - tasks):
        last = plan.duties[-1].task
        raise UsageError(
            f"Kế hoạch {plan.id} không có nhiệm vụ “{task}”.", f"Nhiệm vụ đánh số từ 1 đến {last}."
        )
    for section in sorted(wanted.sections - {s.upper() for s in plan.sections}):
        known = ", ".join(plan.sections)
        raise UsageError(f"Kế hoạch {plan.id} không có mục “{section}”.", f"Các mục: {known}.")


def _unnamed(year: PlanYear, wanted: Wanted) -> tuple[str, ...]:
    """Tasks of which a part is given to an open group that nobody has named members of."""
    groups = year.registry.groups
    return tuple(
        dict.fromkeys(
            duty.task
            for duty in year.plan.duties
            if (now := duty.on(None))
            for line in now.lines
            for who in line.roles
            if who in groups and groups[who].kind == "open"
            and (not wanted.tasks or wanted.tasks & {duty.task, duty.id})
            and (not wanted.sections or duty.section in wanted.sections)
        )
    )  # fmt: skip
