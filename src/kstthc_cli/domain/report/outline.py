"""The outline of a report: which duties, prose and gathered matter stand under which heading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kstthc_cli.domain.plan.plan import Duty, Plan
from kstthc_cli.domain.text.numerals import roman

if TYPE_CHECKING:
    from kstthc_cli.model.report.outline import HeadingFile, OutlineFile, PartFile


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands under a heading; `number` is `I.3`, or `III` for a part that has no headings."""

    number: str
    title: str
    sections: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    prose: str | None = None
    gathers: tuple[str, ...] = ()

    @property
    def takes_duties(self) -> bool:
        """Whether duties of the plan stand here."""
        return bool(self.sections or self.tasks)


@dataclass(frozen=True, slots=True)
class Part:
    """A part in Roman numerals with its headings; one without a title holds the part's own matter."""

    number: str
    title: str
    headings: tuple[Heading, ...]
    counts: bool = False
    targets: bool = False


@dataclass(frozen=True)
class Outline:
    """A whole outline; `most` is how many agencies are told apart under one duty."""

    subject: str
    most: int
    parts: tuple[Part, ...]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, in order."""
        return tuple(heading for part in self.parts for heading in part.headings)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The tasks that a heading names."""
        return frozenset(task for heading in self.headings for task in heading.tasks)

    def duties_under(self, plan: Plan, heading: Heading) -> tuple[Duty, ...]:
        """The duties of a heading in the plan's order; a task named anywhere stands only there."""
        return tuple(
            duty
            for duty in plan.duties
            if duty.task in heading.tasks
            or (duty.section in heading.sections and duty.task not in self._named)
        )

    def homeless(self, plan: Plan) -> tuple[Duty, ...]:
        """The duties that no heading takes, which a report must not lose."""
        taken = {duty.id for heading in self.headings for duty in self.duties_under(plan, heading)}
        return tuple(duty for duty in plan.duties if duty.id not in taken)


def outline_of(file: OutlineFile) -> Outline:
    """What an outline file says, numbered by position."""
    parts = tuple(_part(roman(n), part) for n, part in enumerate(file.parts, start=1))
    return Outline(file.subject, file.most, parts)


def _part(number: str, part: PartFile) -> Part:
    headings = tuple(_heading(f"{number}.{n}", heading) for n, heading in enumerate(part.headings, 1))
    if part.prose or part.gathers:
        headings = (Heading(number, "", (), (), part.prose, tuple(part.gathers)), *headings)
    return Part(number, part.title, headings, part.counts, part.targets)


def _heading(number: str, heading: HeadingFile) -> Heading:
    return Heading(
        number,
        heading.title,
        tuple(heading.sections),
        tuple(heading.tasks),
        heading.prose,
        tuple(heading.gathers),
    )


def unknown_names(outline: Outline, plan: Plan) -> Iterable[str]:
    """The sections and tasks of the outline that a plan does not have."""
    tasks = {duty.task for duty in plan.duties}
    for heading in outline.headings:
        yield from (f"mục {name}" for name in heading.sections if name not in plan.sections)
        yield from (f"nhiệm vụ {name}" for name in heading.tasks if name not in tasks)
