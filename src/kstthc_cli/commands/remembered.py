"""Answers agency by agency: kept ones where nothing they hang on has changed, else worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.situation import Situation, Watch, situation
from kstthc_cli.domain.plan_year import PlanYear
from kstthc_cli.domain.registry import Agency

Answer = dict[str, Any]
Work = Callable[[Situation, Sequence[Agency]], dict[str, Answer]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each agency; `words` is all that answers hang on beside files, plan and day."""

    root: Path
    year: PlanYear
    as_of: date
    words: str
    watch: Watch = iter


def by_agency(question: Question, agencies: Sequence[Agency], work: Work) -> dict[str, Answer]:
    """What `work` gives for each of the agencies, by id.

    The answer of an agency may hang on nothing but its own slips, the requests and the plan. Raises as
    `situation` does.
    """
    from kstthc_cli.store.revisions import Asked, keep, recalled

    year, as_of = question.year, question.as_of
    asked = Asked(year.plan.id, as_of.isoformat(), question.words)
    known, revisions = recalled(question.root, asked, year.registry.agencies)
    unknown = [agency for agency in agencies if agency.id not in known]
    if unknown:
        narrow = unknown if len(unknown) < len(year.registry.agencies) else None
        new = work(situation(question.root, year, as_of, narrow, question.watch), unknown)
        keep(question.root, asked, new, revisions)
        known |= new
    return {agency.id: known[agency.id] for agency in agencies}
