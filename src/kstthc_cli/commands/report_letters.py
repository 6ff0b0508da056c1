"""`kst report plan`, `assignment`, `reminder`: documents made from the plan and from what is late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.commands.documents import FORMATS, write_document
from kstthc_cli.commands.letters import Given, head_of, letter_number, sender, tell_what_lacks
from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.report import author_of
from kstthc_cli.commands.situation import situation
from kstthc_cli.domain.due import Row
from kstthc_cli.domain.letterhead import full_name, short_date
from kstthc_cli.domain.plan_year import PlanYear
from kstthc_cli.domain.registry import Agency
from kstthc_cli.errors import Exit, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.reports import others as values_of
from kstthc_cli.render.reports.letter import LetterView
from kstthc_cli.store.plan_years import choose, named, plan_years

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile


def decision(root: Path, plan_id: str | None, as_of: date, given: Given, output: Output) -> int:
    """Write the plan as the decision that issues it, with its annex."""
    from kstthc_cli.store.repository import load_repository

    output.chosen(FORMATS)
    years = plan_years(root)
    year = named(years, plan_id) if plan_id else choose(years, None, as_of)
    plan = load_repository(root).plan_file(year.plan.id)
    if plan.derived is not None:
        own_plan_document(root, year, plan, replace(given, day=given.day or as_of), output)
        return Exit.FINE
    head = head_of(root, year, author_of(year, None), Given())
    day = given.day or plan.decision.issued or as_of
    write_document(root, values_of.decision_values(plan, head, given.overriding, given.number, day), output)
    return Exit.FINE


def own_plan_document(root: Path, year: PlanYear, plan: PlanFile, given: Given, output: Output) -> None:
    """Write an agency's own plan as a Kế hoạch with the agency's letterhead, dated `given.day`."""
    assert plan.derived is not None  # noqa: S101 - for the type checker; both callers know it is
    agency = year.registry.agencies[plan.derived.agency]
    head = head_of(root, year, agency, given)
    letter = LetterView(
        replace(head, recipients=tuple(r for r in plan.decision.recipients) or head.recipients),
        letter_number(head, given, "KH"),
        given.day or date.min,
        title="KẾ HOẠCH",
        subject=plan.title,
        grounds=tuple(plan.decision.grounds),
    )
    write_document(root, values_of.own_plan_values(plan, letter), output)
    tell_what_lacks(letter, given)


def assignment(root: Path, name: str, plan_id: str | None, as_of: date, given: Given, output: Output) -> int:
    """Write the slip that tells one agency its duties of the year. Raises RefusedError when it has none."""
    output.chosen(FORMATS)
    year = choose(plan_years(root), plan_id, as_of)
    agency = agency_named(year.registry, name)
    owed = list(year.owed_by([agency]))
    if not owed:
        raise RefusedError(f"{agency.name} không được giao việc nào trong kế hoạch {year.plan.id}.", "")
    head = head_of(root, year, sender(root, year, "assignment"), given)
    letter = LetterView(
        head,
        letter_number(head, given, ""),
        given.day or as_of,
        title="PHIẾU GIAO NHIỆM VỤ",
        subject=f"Nhiệm vụ của {agency.name} theo kế hoạch kiểm soát thủ tục hành chính năm {year.plan.year}",
        to=(full_name(agency),),
    )
    write_document(root, values_of.assignment_values(year, agency, owed, letter), output)
    tell_what_lacks(letter, given)
    return Exit.FINE


@dataclass(frozen=True, slots=True)
class ReminderQuestion:
    """Whom to remind: one agency, or all that are late."""

    as_of: date
    agency: str | None = None
    all_missing: bool = False
    plan: str | None = None


def reminder(root: Path, question: ReminderQuestion, given: Given, output: Output) -> int:
    """Write the letter to those who are late, with what they owe.

    Raises UsageError when it is not said whom to remind, RefusedError when nobody is late.
    """
    output.chosen(FORMATS)
    if (question.agency is None) == (not question.all_missing):
        raise UsageError("Chưa rõ đôn đốc ai.", "Chọn một: --agency TÊN, hoặc --all-missing.")
    year = choose(plan_years(root), question.plan, question.as_of)
    agency = agency_named(year.registry, question.agency) if question.agency else None
    now = situation(root, year, question.as_of, [agency] if agency else None, output.watch)
    rows = [r for r in now.rows([agency] if agency else year.registry.in_order) if r.status == "overdue"]
    if not rows:
        who = agency.name if agency else "cơ quan nào"
        raise RefusedError(
            f"Tính đến {short_date(question.as_of)} không có việc quá hạn của {who}.", "Không cần đôn đốc."
        )
    groups = _by_agency(rows)
    head = head_of(root, year, sender(root, year, "reminder"), given)
    letter = LetterView(
        head,
        letter_number(head, given, ""),
        given.day or question.as_of,
        title=None,
        subject=f"V/v đôn đốc thực hiện kế hoạch kiểm soát thủ tục hành chính năm {year.plan.year}",
        to=_addressees(year, [who for who, _ in groups]),
    )
    write_document(root, values_of.reminder_values(year, groups, letter, question.as_of), output)
    tell_what_lacks(letter, given)
    return Exit.FINE


def _by_agency(rows: Iterable[Row]) -> list[tuple[Agency, list[Row]]]:
    return [(agency, list(of)) for agency, of in groupby(rows, key=lambda row: row.obligation.agency)]


def _addressees(year: PlanYear, agencies: list[Agency]) -> tuple[str, ...]:
    """The agencies by name; the communes of a district together, so that the head stays short."""
    names: dict[str, None] = {}
    for agency in agencies:
        above = year.registry.agencies.get(agency.parent or "")
        if len(agencies) > 1 and agency.level == "xa" and above is not None:
            names[
                f"UBND các xã, phường, thị trấn thuộc {above.name.removeprefix('UBND ')} (theo danh sách)"
            ] = None
        else:
            names[full_name(agency)] = None
    return tuple(names)
