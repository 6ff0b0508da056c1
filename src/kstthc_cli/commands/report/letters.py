"""`kst report plan`, `assignment`, `reminder`: documents made from the plan and from overdue obligations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.report.letterhead import Given, head_of, letter_number, sender, tell_what_lacks
from kstthc_cli.commands.report.report_view import author_of
from kstthc_cli.commands.report.write_document import FORMATS, write_document
from kstthc_cli.commands.snapshot import snapshot
from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.report.letterhead import full_name, short_date
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.errors import Exit, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.report import others as values_of
from kstthc_cli.render.report.letter import DRAFT, LetterView
from kstthc_cli.store.plan.plan_years import choose, named, plan_year, plan_years

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile


@dataclass(frozen=True, slots=True)
class DecisionQuestion:
    """Which plan to print, and whether as it was issued or with its amendments."""

    as_of: date
    plan: str | None = None
    as_amended: bool = False


def decision(root: Path, question: DecisionQuestion, given: Given, output: Output) -> int:
    """Write the plan as the decision that issues it, with its annex.

    Raises UsageError for a consolidated text of a plan without amendments, RefusedError where the text
    of the issued decision is not found.
    """
    from kstthc_cli.store.plan.usable import usable_repository
    from kstthc_cli.store.report.issued_plan import plan_as_issued

    output.resolve_format(FORMATS)
    years = plan_years(root, question.plan)
    year = named(years, question.plan) if question.plan else choose(years, None, question.as_of)
    plan = usable_repository(root, question.plan).plan_file(year.plan.id)
    if question.as_amended and not plan.amendments:
        raise UsageError(f"Kế hoạch {plan.id} chưa có văn bản sửa đổi, bổ sung.", "Bỏ --as-amended.")
    if plan.derived is not None:
        day = given.day or (None if plan.status == "draft" else question.as_of)
        own_plan_document(root, year, plan, replace(given, day=day), output)
        return Exit.FINE
    printed = plan if question.as_amended else plan_as_issued(root, plan)
    head = head_of(root, year, author_of(year, None), Given())
    day = given.day or (None if plan.status == "draft" else printed.decision.issued or question.as_of)
    values = values_of.decision_values(printed, head, given.overriding, given.number, day)
    write_document(root, values, output)
    return Exit.FINE


def own_plan_document(root: Path, year: PlanYear, plan: PlanFile, given: Given, output: Output) -> None:
    """Write an agency's own plan as a Kế hoạch with the agency's letterhead, a draft without a day."""
    assert plan.derived is not None  # noqa: S101 - for the type checker; both callers know it is
    agency = year.registry.agencies[plan.derived.agency]
    head = head_of(root, year, agency, given)
    letter = LetterView(
        replace(head, recipients=tuple(r for r in plan.decision.recipients) or head.recipients),
        letter_number(head, given, "KH"),
        given.day,
        title=f"{DRAFT} KẾ HOẠCH" if plan.status == "draft" else "KẾ HOẠCH",
        subject=_without_kind(plan.title),
        grounds=tuple(plan.decision.grounds),
    )
    write_document(root, values_of.own_plan_values(plan, letter), output)
    tell_what_lacks(letter, given)


def _without_kind(title: str) -> str:
    """The title without the word KẾ HOẠCH, which is printed above it."""
    rest = title.removeprefix("Kế hoạch ")
    return rest[:1].upper() + rest[1:]


def assignment(root: Path, name: str, plan_id: str | None, as_of: date, given: Given, output: Output) -> int:
    """Write the letter that tells one agency its duties of the year.

    Raises RefusedError when it has none, or when the agency is the one that sends such letters.
    """
    output.resolve_format(FORMATS)
    year = plan_year(root, plan_id, as_of)
    agency = agency_named(year.registry, name, year.plan.year)
    owed = list(year.owed_by([agency]))
    if not owed:
        raise RefusedError(f"{agency.name} không được giao việc nào trong kế hoạch {year.plan.id}.", "")
    office = sender(root, year, "assignment")
    _refuse_letter_to_itself(agency, office)
    head = head_of(root, year, office, given)
    letter = LetterView(
        head,
        letter_number(head, given, ""),
        given.day or as_of,
        title=None,
        subject=f"V/v triển khai {year.plan.title}",
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

    Raises UsageError when no addressee is given, RefusedError when nobody is late.
    """
    output.resolve_format(FORMATS)
    if (question.agency is None) == (not question.all_missing):
        which = "Chưa rõ đôn đốc ai." if question.agency is None else "Đôn đốc một cơ quan hay tất cả?"
        raise UsageError(which, "Chỉ chọn một: --agency TÊN, hoặc --all-missing.")
    year = plan_year(root, question.plan, question.as_of)
    agency = agency_named(year.registry, question.agency, year.plan.year) if question.agency else None
    now = snapshot(root, year, question.as_of, [agency] if agency else None, output.watch)
    office = sender(root, year, "reminder")
    if agency:
        _refuse_letter_to_itself(agency, office)
    whom = [agency] if agency else [other for other in year.registry.in_order if other.id != office.id]
    rows = [row for row in now.rows_to_report(whom) if row.status == "overdue"]
    if not rows:
        who = agency.name if agency else "cơ quan nào"
        raise RefusedError(
            f"Tính đến {short_date(question.as_of)} không có việc quá hạn của {who}, nên không lập văn bản.",
            "",
        )
    groups = _by_agency(rows)
    head = head_of(root, year, office, given)
    letter = LetterView(
        head,
        letter_number(head, given, ""),
        given.day or question.as_of,
        title=None,
        subject=f"V/v đôn đốc thực hiện {year.plan.title}",
        to=_addressees([who for who, _ in groups], year.registry, given.day or question.as_of),
    )
    values = values_of.reminder_values(now.year, groups, letter, question.as_of, now.requests)
    write_document(root, values, output)
    tell_what_lacks(letter, given)
    return Exit.FINE


def _refuse_letter_to_itself(agency: Agency, office: Agency) -> None:
    if agency.id == office.id:
        raise RefusedError(
            f"{agency.name} là cơ quan ký văn bản này, nên không gửi cho chính mình.",
            f"Xem việc của cơ quan đó: `kst due --agency {agency.id}`.",
        )


def _by_agency(rows: Iterable[Row]) -> list[tuple[Agency, list[Row]]]:
    return [(agency, list(of)) for agency, of in groupby(rows, key=lambda row: row.obligation.agency)]


_MOST_NAMED = 5


def _addressees(agencies: list[Agency], registry: Registry, day: date) -> tuple[str, ...]:
    """The agencies by name; of more than a few, the levels as they are called then, and a list names each."""
    if len(agencies) <= _MOST_NAMED:
        return tuple(full_name(agency) for agency in agencies)
    levels = dict.fromkeys(map(registry.level_of, agencies))
    return tuple(f"{level.wording(day).addressed} (theo Danh sách kèm theo)" for level in levels)
