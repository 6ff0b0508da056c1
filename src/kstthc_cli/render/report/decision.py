"""The decision and an agency's own plan as plain values: see `model.report`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.report.letterhead import Letterhead, number_line
from kstthc_cli.render.plan import (
    HEADINGS,
    PLAN,
    DutyCells,
    SectionCells,
    TaskCells,
    amendment_mark,
    amendment_references,
    annex,
)
from kstthc_cli.render.report.letter import LetterView, letter_values
from kstthc_cli.render.report.printed_columns import printed_rows

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Decision, PlanFile

CONSOLIDATED = "BẢN HỢP NHẤT"


def decision_values(
    plan: PlanFile, head: Letterhead, given: Mapping[str, Any], number: str | None, day: date | None
) -> dict[str, Any]:
    """The decision of a plan file; `given` replaces its number, place and signer.

    A draft says so in its title. So does a plan with amendments, which is a consolidated text: its subject
    names the documents that amended it, and every changed place cites their numbers.
    """
    decision = plan.decision
    kind = decision.kind.upper()
    amended = amendment_references(plan.amendments)
    letter = LetterView(
        head=replace(head, **{**_printed(decision), **given}),
        number=number_line(number or decision.number or None, "QĐ", head.symbol),
        day=day,
        title=f"{CONSOLIDATED} {kind}" if amended else kind,
        subject=decision.subject
        + (f" (đã được sửa đổi, bổ sung theo {'; '.join(amended)})" if amended else ""),
        grounds=tuple(decision.grounds),
        draft=plan.status == "draft",
    )
    return {
        "schema_version": 1,
        "kind": "decision",
        "letter": letter_values(letter),
        "plan": plan.id,
        "authority": decision.issuer.upper() if decision.articles else "",
        "verb": f"{decision.kind.upper()}:" if decision.articles else "",
        "articles": list(decision.articles),
        "body": list(decision.body),
        "after": list(decision.after),
        "annex_title": plan.annex.title.upper(),
        "annex_reference": plan.annex.reference + amendment_mark(plan, PLAN),
        "headings": [column.title for column in plan.annex.columns] or list(HEADINGS),
        "sections": list(_annex_sections(plan)),
    }


def _printed(decision: Decision) -> dict[str, Any]:
    """Place, recipients and, once it is signed, the signer, as the decision itself has them."""
    signer = decision.signer
    printed = {"place": decision.place, "recipients": tuple(decision.recipients)}
    if signer is None:
        return printed
    capacity = tuple(signer.capacity.split("\n")) if signer.capacity else ()
    return {**printed, "authority": capacity, "post": signer.post, "name": signer.name}


def _annex_sections(plan: PlanFile) -> Iterator[dict[str, Any]]:
    """The sections of the annex, in its own columns where it has some."""
    cells = {section.id: section for section in annex(plan, frozenset())}
    for section in plan.sections:
        known = cells.get(section.id) or SectionCells(section.id, section.title, ())
        printed = section.id.removeprefix(f"{section.under}.") if section.under else section.id
        values = _annex_section(known, printed)
        if plan.annex.columns:
            pairs = zip(values["rows"], printed_rows(plan, section), strict=True)
            values["rows"] = [{**row, "cells": cells} for row, cells in pairs if cells is not None]
        yield values


def _annex_section(section: SectionCells, printed: str) -> dict[str, Any]:
    rows = [
        {
            "number": task.id if n == 0 else "",
            "content": task.content if n == 0 else "",
            "results": "\n".join(duty.results),
            "agencies": "\n".join(duty.agencies),
            "time": duty.time,
        }
        for task in section.tasks
        for n, duty in enumerate(task.duties)
    ]
    return {
        "id": printed,
        "title": section.title,
        "rows": [{**row, "cells": list(row.values())} for row in rows],
    }


def own_plan_values(plan: PlanFile, letter: LetterView) -> dict[str, Any]:
    """An agency's own plan, with the units that do each of its tasks."""
    agency = plan.derived.agency if plan.derived else ""
    groups = [
        {
            "id": section.id,
            "title": section.title,
            "rows": [_own_row(task, duty) for task in section.tasks for duty in task.duties],
        }
        for section in annex(plan, frozenset())
    ]
    return {
        "schema_version": 1,
        "kind": "assignment",
        "letter": letter_values(letter),
        "plan": plan.id,
        "agency": agency,
        "opening": [*plan.decision.articles],
        "sections": groups,
        "closing": [],
        "annex_title": "",
        "annex_reference": "",
        "agencies": None,
    }


def _own_row(task: TaskCells, duty: DutyCells) -> dict[str, str]:
    units = [note for note in duty.notes if note.startswith("Phòng, đơn vị")]
    return {
        "duty": duty.id,
        "content": task.content,
        "result": "\n".join(duty.results),
        "who": "\n".join([*duty.agencies, *units]),
        "due": duty.time,
        "status": "",
        "said": "",
        "evidence": "",
        "day": "",
    }
