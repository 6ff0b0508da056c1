"""The page of deadlines month by month, and the page of what amendments and requests changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kstthc_cli.domain.diff.plan_diff import differences
from kstthc_cli.domain.diff.plan_facts import Fields, Ref, plan_facts
from kstthc_cli.domain.plan.plan import Duty
from kstthc_cli.domain.requests import Request
from kstthc_cli.domain.tracking.due_list import Row, is_unfinished
from kstthc_cli.render.diff.diff import html_line
from kstthc_cli.render.diff.lines import Part
from kstthc_cli.render.diff.parts import Revisions, plan_parts
from kstthc_cli.render.site.view import SiteView, Values, day_text


def calendar_values(site: SiteView) -> Values:
    """Months with their days, each day with its duties: how many agencies, how many not finished."""
    found: dict[date, dict[str, list[Row]]] = {}
    for row in site.facts.rows:
        if row.obligation.due and row.obligation.reports:
            on = found.setdefault(row.obligation.due.effective, {})
            on.setdefault(row.obligation.duty.id, []).append(row)
    months: dict[tuple[int, int], list[Values]] = {}
    for day in sorted(found):
        months.setdefault((day.year, day.month), []).append(_day(day, found[day], site.facts.as_of))
    return {
        "months": [
            {"id": f"{year}-{month:02}", "name": f"Tháng {month:02}/{year}", "days": days}
            for (year, month), days in months.items()
        ]
    }


def _day(day: date, duties: dict[str, list[Row]], as_of: date) -> Values:
    lines = [
        {
            "duty": name,
            "task": rows[0].obligation.duty.task,
            "content": rows[0].obligation.duty.content,
            "agencies": len({row.obligation.agency.id for row in rows}),
            "unfinished": sum(map(is_unfinished, rows)),
        }
        for name, rows in duties.items()
    ]
    return {"day": day_text(day), "past": day < as_of, "lines": lines}


def changes_values(site: SiteView) -> Values:
    """Amendments with the duties that begin or end on their day, and requests."""
    facts = site.facts
    return {
        "amendments": [
            {
                "document": one.number,
                "day": day_text(one.date),
                "note": one.note or "",
                "changes": [
                    {"id": name, "task": site.task_of.get(name, name if name in site.tasks else "")}
                    for name in one.changes
                ],
            }
            for one in facts.amendments
        ],
        "wordings": list(_wordings(site)),
        "effects": list(_effects(facts.year.plan.duties)),
        "requests": [_request(site, one) for one in facts.requests],
    }


def _wordings(site: SiteView) -> Iterator[Values]:
    """What each amendment up to the day changed, old and new words side by side, as `kst diff` tells it."""
    registry = site.facts.year.registry
    names: dict[Ref, Fields] = {
        Ref("agency", registry.id, agency.id): {
            "short": registry.short_name(agency.id),
            "level": agency.level,
        }
        for agency in registry.in_order
    }
    names |= {Ref("group", registry.id, group.id): {"name": group.name} for group in registry.groups.values()}
    for number in (one.number for one in site.facts.amendments if one.number in site.amended):
        amended = site.amended[number]
        old, new = ({**plan_facts(file), **names} for file in amended)
        parts = plan_parts(site.facts.year.plan.id, differences(old, new), Revisions.of(old, new))
        found = [_part(part) for part in parts if part.lines or part.level > 1]
        if found:
            yield {"document": number, "parts": found}


def _part(part: Part) -> Values:
    from markupsafe import Markup

    return {"heading": part.heading, "lines": [Markup(html_line(line)) for line in part.lines]}  # noqa: S704 - escaped


def _effects(duties: Iterable[Duty]) -> Iterator[Values]:
    """Duties, and lines of agencies, that begin or end on a day."""
    for duty in duties:
        days = [(duty.since, "Bổ sung đầu việc."), (duty.ended, "Bãi bỏ đầu việc.")]
        for line in duty.lines:
            days.append((line.since, f"Giao thêm: {line.printed}"))
            days += [(day, f"Thôi giao: {line.printed}") for day in dict.fromkeys(line.ended.values())]
        for day, words in days:
            if day:
                yield {
                    "day": day_text(day),
                    "duty": duty.id,
                    "task": duty.task,
                    "content": duty.content,
                    "words": words,
                }


def _request(site: SiteView, one: Request) -> Values:
    return {
        "duty": one.duty,
        "task": site.task_of.get(one.duty, ""),
        "subject": one.subject,
        "document": one.number,
        "day": day_text(one.day),
        "due": day_text(one.due),
        "agencies": len(one.agencies),
        "withdrawn": day_text(one.withdrawn.day if one.withdrawn else None),
    }
