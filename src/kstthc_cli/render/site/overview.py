"""The first page: how the plan stands, what comes next, who is behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kstthc_cli.domain.calendar.periods import Kind, Period, quarters
from kstthc_cli.domain.obligations.derivation import falls_within
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.domain.tracking.status_counts import StatusCounts, falls_due_between
from kstthc_cli.domain.tracking.targets import by_target
from kstthc_cli.render.screen.phrases import goal, percent_text
from kstthc_cli.render.screen.ratios import ratio_text
from kstthc_cli.render.site.charts import stacked_bars
from kstthc_cli.render.site.figures import form_lines
from kstthc_cli.render.site.view import SiteView, Values, counted, day_text

SOON = 14
"""How many days ahead the page looks."""
_SHADES = (100, 80, 50)
"""The percentages from which a cell of the heat map has the next darker shade."""


def overview_values(site: SiteView) -> Values:
    """The values of the page."""
    facts = site.facts
    year, day = facts.year.plan.year, facts.as_of
    whole = Period(year, Kind.YEAR)
    begun = [quarter for quarter in quarters(year) if quarter.span.start <= day] or [quarters(year)[0]]
    lines = [(_quarter_name(quarter), counted(_within(site, quarter))) for quarter in begun]
    overdue = [row for row in facts.rows if row.status == "overdue"]
    soon = [row for row in facts.rows if falls_due_between(row, day, day + timedelta(days=SOON))]
    return {
        "total": counted(_within(site, whole)),
        "periods": [{"name": name, **values} for name, values in lines],
        "chart": stacked_bars(lines),
        "soon_until": day_text(day + timedelta(days=SOON)),
        "soon": list(_by_duty(soon)),
        "overdue": list(_by_duty(overdue)),
        "behind": _most_behind(site),
        "targets": list(_targets(site)),
        "sections": [{"id": id_, "title": title} for id_, title in facts.year.plan.sections.items()],
        "heat": list(_heat(site)),
        "forms": [line for form in site.facts.sheets for line in form_lines(site, form)[:1]],
    }


def _within(site: SiteView, period: Period) -> list[Row]:
    return [row for row in site.facts.rows if falls_within(row.obligation, period.span)]


def _quarter_name(quarter: Period) -> str:
    return capitalized(quarter.vietnamese.removesuffix(f" năm {quarter.year}"))


def _by_duty(rows: Iterable[Row]) -> Iterator[Values]:
    """Duties by day, each with how many agencies it is still open for."""
    found: dict[tuple[date, str], list[Row]] = {}
    for row in rows:
        if row.obligation.due:
            found.setdefault((row.obligation.due.effective, row.obligation.duty.id), []).append(row)
    for (day, duty), mine in sorted(found.items()):
        first = mine[0].obligation.duty
        agencies = {row.obligation.agency.id for row in mine}
        yield {
            "day": day_text(day),
            "duty": duty,
            "task": first.task,
            "content": first.content,
            "agencies": len(agencies),
            "agency": next(iter(agencies)) if len(agencies) == 1 else None,
        }


def _most_behind(site: SiteView) -> list[Values]:
    """The ten agencies with the most overdue obligations."""
    found = [
        {"agency": name, "name": site.short_name(name), **counted(rows)}
        for name, (_, rows) in site.agencies.items()
    ]
    return sorted((line for line in found if line["overdue"]), key=lambda line: -int(line["overdue"]))[:10]


def _targets(site: SiteView) -> Iterator[Values]:
    """Each target with how many of the agencies that gave a figure meet it, or with the ratio of all."""
    for duty, target, given in by_target(site.facts.year.plan, site.facts.rows):
        ratio = site.ratios.get((target.form, target.column))
        yield {
            "duty": duty.id,
            "task": duty.task,
            "text": target.text,
            "goal": goal(target),
            "met": sum(one.met for one in given),
            "given": len(given),
            "ratio": ratio_text(target, ratio) if ratio else "",
            "reached": ratio.meets(target) if ratio else None,
        }


def _heat(site: SiteView) -> Iterator[Values]:
    """Agencies by level, with a cell for each section."""
    sections = list(site.facts.year.plan.sections)
    for name, (agency, rows) in site.agencies.items():
        by_section: dict[str, list[Row]] = {}
        for row in rows:
            by_section.setdefault(row.obligation.duty.section, []).append(row)
        yield {
            "agency": name,
            "name": site.short_name(name),
            "level": site.facts.year.registry.level_name(agency),
            "cells": [_cell(by_section.get(section, ())) for section in sections],
            "total": _cell(rows),
        }


def _cell(rows: Iterable[Row]) -> Values:
    counts = StatusCounts.of(rows)
    share = counts.percent
    shade = 0 if share is None else 1 + sum(share >= limit for limit in _SHADES)
    return {
        "percent": percent_text(share),
        "shade": shade,
        "overdue": counts.number("overdue"),
        "counted": counts.counted,
    }
