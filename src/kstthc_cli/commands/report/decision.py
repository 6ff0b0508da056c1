"""`kst report plan`: the decision that issues a plan, and an agency's own plan, as documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.commands.report.letterhead import Given, head_of, letter_number, tell_what_lacks
from kstthc_cli.commands.report.report_view import author_of
from kstthc_cli.commands.report.write_document import FORMATS, named_target, open_written, write_document
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.report import decision as values_of
from kstthc_cli.render.report.letter import LetterView
from kstthc_cli.store.plan.plan_years import choose, named, plan_years

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile


@dataclass(frozen=True, slots=True)
class DecisionQuestion:
    """Which plan to print, and whether as it was issued or with its amendments.

    With a `folder` it becomes a Word file of its own name there, which `open_file` opens.
    """

    as_of: date
    plan: str | None = None
    as_amended: bool = False
    folder: Path | None = None
    open_file: Callable[[Path], bool] | None = None


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
    target = named_target(output, question.folder, f"ke-hoach-{plan.id}")
    if plan.derived is not None:
        own_plan_document(root, year, plan, _as_issued(given, plan), target)
        open_written(question.open_file, target)
        return Exit.FINE
    printed = plan if question.as_amended else plan_as_issued(root, plan)
    head = head_of(root, year, author_of(year, None), Given())
    day = given.day or (None if plan.status == "draft" else printed.decision.issued)
    values = values_of.decision_values(printed, head, given.overriding, given.number, day)
    write_document(root, values, target)
    open_written(question.open_file, target)
    return Exit.FINE


def _as_issued(given: Given, plan: PlanFile) -> Given:
    """The options, and where they are silent number, day and signer that an issued plan has."""
    decision, signer = plan.decision, plan.decision.signer
    if plan.status == "draft" or signer is None:
        return given
    return replace(
        given,
        number=given.number or decision.number,
        day=given.day or decision.issued,
        signer=given.signer or signer.name,
        post=given.post or signer.post,
        authority=given.authority or tuple((signer.capacity or "").split("\n")),
    )


def own_plan_document(root: Path, year: PlanYear, plan: PlanFile, given: Given, output: Output) -> None:
    """Write an agency's own plan as a Kế hoạch with the agency's letterhead, a draft without a day."""
    assert plan.derived is not None  # noqa: S101 - for the type checker; both callers know it is
    agency = year.registry.agencies[plan.derived.agency]
    head = head_of(root, year, agency, given)
    letter = LetterView(
        replace(head, recipients=tuple(plan.decision.recipients) or head.recipients),
        letter_number(head, given, "KH"),
        given.day,
        title="KẾ HOẠCH",
        subject=_without_kind(plan.title),
        grounds=tuple(plan.decision.grounds),
        draft=plan.status == "draft",
    )
    write_document(root, values_of.own_plan_values(plan, letter), output)
    tell_what_lacks(letter, given)


def _without_kind(title: str) -> str:
    """The title without the word KẾ HOẠCH, which is printed above it."""
    return capitalized(title.removeprefix("Kế hoạch "))
