"""`kst status`, `kst missing`, `kst overdue`: counts of obligations, unreported and overdue ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.listing import FORMATS, Listing, print_listing
from kstthc_cli.commands.lookup import level_given
from kstthc_cli.commands.snapshot import Snapshot, snapshot, warn_of_unsure_period, warn_of_unsure_rows
from kstthc_cli.commands.tracking.agency_summaries import Count, counted
from kstthc_cli.commands.tracking.asked import Asked, asked_about
from kstthc_cli.commands.tracking.due import PeriodOptions, chosen_span
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.derivation import falls_within
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import is_unreported, silent_agencies
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.tracking import late, late_short, status_short
from kstthc_cli.render.tracking import status as counts
from kstthc_cli.store.plan.plan_years import plan_year

NARROWING = ("--level", "--agency", "--section", "--role")


class Scope(NamedTuple):
    """The options that narrow a list: day, period, plan, agencies, sections, roles."""

    as_of: date
    asked: PeriodOptions = PeriodOptions()
    plan: str | None = None
    agencies: tuple[str, ...] = ()
    level: str | None = None
    sections: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    all_roles: bool = False

    def takes(self, row: Row) -> bool:
        """Whether a row passes the filters of section and role."""
        obligation = row.obligation
        in_section = not self.sections or obligation.duty.section.upper() in self.sections
        return in_section and (not self.roles or bool(self.roles & set(obligation.part.roles)))


def status(root: Path, scope: Scope, output: Output) -> int:
    """Print the counts of a period by section and by agency."""
    output.resolve_format(FORMATS)
    year, asked = _asked(root, scope)
    label, name, span = chosen_span(scope.asked, year.plan, scope.as_of)
    offices = sorted(agency.id for agency in asked.offices)
    count = Count(
        root=root,
        year=year,
        as_of=scope.as_of,
        takes=lambda row: (
            scope.takes(row) and asked.takes(row.obligation) and falls_within(row.obligation, span)
        ),
        words=f"{span} {sorted(scope.sections)} {sorted(scope.roles)} {scope.all_roles} {offices}",
        watch=output.watch,
    )
    view = counts.StatusView(
        plan=year.plan,
        registry=year.registry,
        period=label,
        period_name=name,
        as_of=scope.as_of,
        summaries=counted(count, asked.all, strays=not (scope.agencies or scope.level)),
        scope=scope_words(scope, year, asked.agencies),
    )
    listing = Listing(
        data=lambda: counts.status_data(view),
        header=counts.HEADER,
        records=lambda: counts.status_records(view),
        table=lambda wide, _most: counts.status_table(view, wide=wide),
        short=lambda wide: status_short.short_table(view, wide=wide),
        narrowing=NARROWING,
    )
    warn_of_unsure_period(year, span)
    return print_listing(root, listing, output)


def missing(root: Path, scope: Scope, output: Output) -> int:
    """Print the obligations without any statement, by agency."""
    output.resolve_format(FORMATS)
    now, asked = scoped(root, scope, output)
    label, name, span = chosen_span(scope.asked, now.year.plan, scope.as_of)
    owed = [row for row in now.rows(asked.all) if falls_within(row.obligation, span)]
    place = {agency.id: n for n, agency in enumerate(asked.all)}
    mine = (row for row in owed if scope.takes(row) and asked.takes(row.obligation))
    silent = filter(is_unreported, mine)
    view = late.LateView(
        plan=now.year.plan,
        registry=now.year.registry,
        requests={request.id: request for request in now.requests},
        title=f"Chưa báo cáo {name}{scope_words(scope, now.year, asked.agencies)}",
        period=label,
        as_of=scope.as_of,
        rows=tuple(sorted(silent, key=lambda row: (place[row.obligation.agency.id], last_day_of(row)))),
        silent_agencies=silent_agencies(owed, span),
    )
    listing = Listing(
        data=lambda: late.missing_data(view),
        header=late.MISSING_COLUMNS.header,
        records=lambda: late.MISSING_COLUMNS.records(view, view.rows),
        table=lambda wide, max_length: late.missing_table(view, wide=wide, max_length=max_length),
        short=lambda _wide: late_short.missing_short(view),
        narrowing=NARROWING,
    )
    warn_of_unsure_rows(now.year.calendar, view.rows)
    return print_listing(root, listing, output)


def overdue(root: Path, scope: Scope, output: Output, *, fail: bool) -> int:
    """Print the overdue obligations, oldest first; returns FINDINGS where `fail` is set and there is one."""
    output.resolve_format(FORMATS)
    now, asked = scoped(root, scope, output)
    behind = (row for row in filter(scope.takes, asked.rows(now)) if row.status == "overdue")
    view = late.LateView(
        plan=now.year.plan,
        registry=now.year.registry,
        requests={request.id: request for request in now.requests},
        title=f"Việc quá hạn chưa hoàn thành{scope_words(scope, now.year, asked.agencies)}",
        period=None,
        as_of=scope.as_of,
        rows=tuple(sorted(behind, key=last_day_of)),
    )
    listing = Listing(
        data=lambda: late.overdue_data(view),
        header=late.OVERDUE_COLUMNS.header,
        records=lambda: late.OVERDUE_COLUMNS.records(view, view.rows),
        table=lambda wide, max_length: late.overdue_table(view, wide=wide, max_length=max_length),
        short=lambda _wide: late_short.overdue_short(view),
        narrowing=NARROWING,
    )
    warn_of_unsure_rows(now.year.calendar, view.rows)
    print_listing(root, listing, output)
    return Exit.FINDINGS if fail and view.rows else Exit.FINE


def last_day_of(row: Row) -> date:
    """The effective last day; the end of time where there is none."""
    return row.obligation.due.effective if row.obligation.due else date.max


def scoped(root: Path, scope: Scope, output: Output) -> tuple[Snapshot, Asked]:
    """The snapshot of the plan, and the agencies of the scope. Raises UsageError for an unknown section."""
    year, asked = _asked(root, scope)
    narrow = asked.all if scope.agencies or scope.level else None
    return snapshot(root, year, scope.as_of, narrow, output.watch), asked


def _asked(root: Path, scope: Scope) -> tuple[PlanYear, Asked]:
    year = plan_year(root, scope.plan, scope.as_of)
    for section in sorted(scope.sections - {s.upper() for s in year.plan.sections}):
        known = ", ".join(year.plan.sections)
        raise UsageError(f"Kế hoạch {year.plan.id} không có mục “{section}”.", f"Các mục: {known}.")
    year = year.asking_everybody if scope.all_roles else year
    return year, asked_about(year, scope.agencies, scope.level)


def scope_words(scope: Scope, year: PlanYear, agencies: Sequence[Agency]) -> str:
    """The filters of a list as the end of its title; empty where there are none."""
    sections = [section for section in year.plan.sections if section.upper() in scope.sections]
    parts = [
        ", ".join(year.registry.full_name(agency) for agency in agencies) if scope.agencies else "",
        year.registry.levels[level_given(year.registry, scope.level)].name.lower()
        if scope.level and not scope.agencies
        else "",
        f"mục {', '.join(sections)}" if sections else "",
        f"vai trò {', '.join(ROLES[role] for role in ROLES if role in scope.roles)}" if scope.roles else "",
    ]
    parts += ["kể cả ai không phải báo cáo"] if scope.all_roles else []
    words = "; ".join(part for part in parts if part)
    return f": {words}" if words else ""
