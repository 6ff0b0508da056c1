"""The tables of a report and of its annex: counts, targets, agencies by section, duties, who is late."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plan.plan import Duty, Plan, Target
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.progress.slips import Key
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.tracking.due_list import Row, rows_by_duty
from kstthc_cli.domain.tracking.status_counts import StatusCounts, is_unreported
from kstthc_cli.domain.tracking.targets import COMPARISONS, Ratio, Ratios, reached
from kstthc_cli.render.report.status_sentences import (
    SIGNED_STATUSES,
    evidence_of,
    percent,
    reported_text,
    status_summary,
)
from kstthc_cli.render.screen.phrases import count, limited, measured
from kstthc_cli.render.screen.ratios import NO_FIGURES, ratio_text

_CELLS = 20


def counts(name: str, id_: str, rows: Sequence[Row]) -> dict[str, Any]:
    """The numbers of rows by status, as a row of the table of counts."""
    counts = StatusCounts.of(rows)
    planned = counts.counted
    return {
        "name": name,
        "id": id_,
        "planned": planned,
        "finished": counts.finished,
        "late": counts.number("done_late"),
        "in_progress": counts.number("in_progress"),
        "not_reported": counts.number("not_reported"),
        "overdue": counts.number("overdue"),
        "silent": sum(is_unreported(row) for row in rows),
        "waiting": counts.number("waiting"),
        "percent": percent(counts.finished, planned),
        "bar": counts.finished * _CELLS // planned if planned else 0,
    }


def counts_by_section(plan: Plan, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The counts of each section that has rows, and their total."""
    by_section = _by_section(plan, rows)
    found = [counts(plan.sections[section], section, of) for section, of in by_section.items() if of]
    return [*found, counts("Tổng cộng", "", rows)]


def _by_section(plan: Plan, rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {section: [] for section in plan.sections}
    for row in rows:
        found[row.obligation.duty.section].append(row)
    return found


# Targets


def targets(
    plan: Plan,
    registry: Registry,
    rows: Sequence[Row],
    limit: int | None,
    ratios: Ratios,
) -> list[dict[str, Any]]:
    """Every target of the duties of the rows, with the figures reached."""
    by_duty = rows_by_duty(rows)
    return [
        _target_of_form(duty, target, ratios.get((target.form, target.column)))
        if target.form
        else _target(duty, n, by_duty[duty.id], registry, limit)
        for duty in plan.duties
        if duty.id in by_duty
        for n, target in enumerate(duty.targets)
    ]


def _target_of_form(duty: Duty, target: Target, ratio: Ratio | None) -> dict[str, Any]:
    """A target that is judged for all agencies and the year to date: a ratio with what it is made of."""
    met = ratio.meets(target) if ratio else None
    return {**_asked(duty, target), "reached": ratio_text(target, ratio), "met": met, "below": []}


def _asked(duty: Duty, target: Target) -> dict[str, str]:
    required = COMPARISONS[target.comparison].format(measured(target.value, target.unit))
    return {"duty": duty.id, "text": target.text, "required": required}


def _target(duty: Duty, n: int, rows: Sequence[Row], registry: Registry, limit: int | None) -> dict[str, Any]:
    target = duty.targets[n]
    found = reached(rows, target)
    short = [
        f"{registry.full_name(r.row.obligation.agency)}: {measured(r.figure.value, r.figure.unit)}"
        for r in found
        if not r.met
    ]
    met, asked = sum(r.met for r in found), len({row.obligation.agency.id for row in rows})
    if not found:
        outcome = NO_FIGURES
    elif asked == 1:
        outcome = measured(found[0].figure.value, found[0].figure.unit)
    else:
        outcome = f"{met}/{len(found)} cơ quan có số liệu đạt (trong {asked} cơ quan)"
    return {
        **_asked(duty, target),
        "reached": outcome,
        "met": not short if found else None,
        "below": short
        if limit is None or len(short) <= limit
        else [*short[:limit], f"và {len(short) - limit} cơ quan khác"],
    }


# Agencies by section


def grid(plan: Plan, registry: Registry, rows: Sequence[Row], *, each_commune: bool) -> dict[str, Any]:
    """Finished and planned obligations of each agency in each section; communes are added up by district."""
    columns = [section for section, of in _by_section(plan, rows).items() if of]
    lines = [
        _grid_row(name, of, columns)
        for name, of in _grid_groups(registry, rows, None if each_commune else date(plan.year, 12, 31))
    ]
    return {"columns": columns, "rows": [*lines, _grid_row("Tổng cộng", rows, columns)]}


def _grid_groups(
    registry: Registry, rows: Iterable[Row], day: date | None
) -> Iterable[tuple[str, list[Row]]]:
    for agency, of in groupby(rows, key=lambda row: _line_of(row.obligation.agency, registry, day)):
        yield agency, list(of)


def _line_of(agency: Agency, registry: Registry, day: date | None) -> str:
    """An agency, or the units beside it under the same agency, as they are called on a day."""
    above = registry.above(agency)
    level = registry.level_of(agency)
    if day is None or not level.nested or above is None:
        return registry.short_name(agency.id)
    count = sum(
        other.parent == above.id and other.level == agency.level for other in registry.agencies.values()
    )
    units = level.wording(min(agency.last or day, day)).units or level.several
    return f"{count} {units} thuộc {above.name.removeprefix('UBND ')}"


def _grid_row(name: str, rows: Sequence[Row], columns: Sequence[str]) -> dict[str, Any]:
    found: dict[str, list[Row]] = {section: [] for section in columns}
    for row in rows:
        found[row.obligation.duty.section].append(row)
    finished, planned = _share(rows)
    return {
        "name": name,
        "cells": [_cell(found[section]) for section in columns],
        "total": f"{count(finished)}/{count(planned)}",
        "percent": percent(finished, planned),
    }


def _share(rows: Sequence[Row]) -> tuple[int, int]:
    counts = StatusCounts.of(rows)
    return counts.finished, counts.counted


def _cell(rows: Sequence[Row]) -> str:
    finished, planned = _share(rows)
    return f"{finished}/{planned}" if planned else "–"


# Duties


def duty_table(
    plan: Plan,
    registry: Registry,
    rows: Sequence[Row],
    *,
    one_by_one: bool,
    limit: int | None,
    earlier: Collection[Key] = (),
) -> list[dict[str, Any]]:
    """The rows by section: each obligation in a line of its own, or each duty with its counts.

    The rows of `earlier` are carried over: their lines name the period.
    """
    by_duty = rows_by_duty(rows)
    groups = []
    for section, title in plan.sections.items():
        duties = [duty for duty in plan.duties if duty.section == section and duty.id in by_duty]
        lines: list[dict[str, Any]] = []
        for duty in duties:
            if one_by_one:
                found = [([row], obligation_line(row, registry)) for row in by_duty[duty.id]]
            else:
                found = [(of, _line(duty, of, registry, limit)) for of in _by_period(by_duty[duty.id])]
            lines += [_carried(of[0], line, earlier) for of, line in found]
        if lines:
            groups.append({"id": section, "title": title, "rows": lines})
    return groups


def _carried(row: Row, line: dict[str, Any], earlier: Collection[Key]) -> dict[str, Any]:
    """The line of a row; of one that is carried over, with the name of its period below the last day."""
    if row.obligation.key not in earlier:
        return line
    return {**line, "due": f"{line['due']}\n({row.obligation.period.vietnamese} chuyển sang)"}


def _by_period(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """The rows of a duty by period and request, in the order of time."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((str(row.obligation.period), row.obligation.request), []).append(row)
    return (found[key] for key in sorted(found))


def _line(duty: Duty, rows: Sequence[Row], registry: Registry, limit: int | None) -> dict[str, Any]:
    """The progress of all agencies on a duty in one period, as one line."""
    _, planned = _share(rows)
    silent = [registry.short_name(row.obligation.agency.id) for row in rows if is_unreported(row)]
    days = sorted({row.obligation.due.effective for row in rows if row.obligation.due})
    until = f"{short_date(days[0])} – {short_date(days[-1])}" if len(days) > 1 else when(rows[0].obligation)
    return {
        "duty": duty.id,
        "content": duty.content,
        "result": "\n".join(duty.results),
        "who": who_does(duty, registry),
        "due": until,
        "status": status_summary(rows, of=planned) if planned else status_summary(rows),
        "said": f"Chưa báo cáo: {limited(silent, limit, 'cơ quan')}." if silent else "",
        "evidence": limited(evidence_of(rows), limit, "văn bản").replace(", ", "; "),
        "day": _last_day(rows),
    }


def obligation_line(row: Row, registry: Registry, *, name: bool = True) -> dict[str, Any]:
    """One obligation as a line of the duties table."""
    obligation = row.obligation
    roles = names(obligation.part.roles)
    entries = row.statements
    beside = [
        f"{label}: {text}"
        for _, entry in entries
        for label, text in (("Khó khăn", entry.difficulty), ("Kiến nghị", entry.proposal))
        if text
    ]
    return {
        "duty": obligation.duty.id,
        "content": obligation.duty.content,
        "result": "\n".join(obligation.duty.results),
        "who": f"{registry.short_name(obligation.agency.id)}: {roles}" if name else roles,
        "due": when(obligation),
        "status": SIGNED_STATUSES[row.status],
        "said": "\n".join([*([text] if (text := reported_text(row)) else []), *beside]),
        "evidence": "; ".join(evidence_of([row])),
        "day": _last_day([row]),
    }


def who_does(duty: Duty, registry: Registry) -> str:
    """The agencies and groups of a duty by role: `Chủ trì: A, B` on a line each."""
    by_roles: dict[tuple[str, ...], list[str]] = {}
    for line in duty.lines:
        for who, roles in line.roles.items():
            by_roles.setdefault(roles, []).append(registry.short_name(who))
    return "\n".join(
        f"{names(roles).capitalize()}: {', '.join(dict.fromkeys(who))}" for roles, who in by_roles.items()
    )


def when(obligation: Obligation) -> str:
    """The due day, or the printed time where there is none."""
    due = obligation.due
    return short_date(due.effective) if due else obligation.duty.schedule.text.removeprefix("- ")


def _last_day(rows: Iterable[Row]) -> str:
    days = [slip.day for row in rows for slip, _ in row.statements]
    return short_date(max(days)) if days else ""


# Who is late


def late_groups(registry: Registry, rows: Iterable[Row], *, one_agency: bool) -> list[dict[str, Any]]:
    """The overdue rows of each agency, in the order of lists: duties with their last days."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.status == "overdue":
            found.setdefault("" if one_agency else row.obligation.agency.id, []).append(row)
    return [
        {
            "agency": registry.short_name(of[0].obligation.agency.id),
            "overdue": len(of),
            "silent": sum(is_unreported(row) for row in of),
            "duties": "; ".join(f"{row.obligation.duty.id} ({when(row.obligation)})" for row in of),
        }
        for of in found.values()
    ]
