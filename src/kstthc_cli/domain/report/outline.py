"""The outline of a report: which duties, prose and collected parts stand under which heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.plan.plan import Duty, Plan
from kstthc_cli.domain.text.numerals import roman

if TYPE_CHECKING:
    from kstthc_cli.model.report.outline import HeadingFile, OutlineFile, PartFile


class Place(NamedTuple):
    """Where a duty stands in a plan: its own id, its task and its section."""

    duty: str
    task: str
    section: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands under a heading; `number` is `I.3`, or `III` for a part that has no headings."""

    number: str
    title: str
    sections: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    prose: str | None = None
    gathers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def takes_duties(self) -> bool:
        """Whether duties of the plan stand here."""
        return bool(self.sections or self.tasks)


@dataclass(frozen=True, slots=True)
class Part:
    """A part in Roman numerals with its headings; a heading without a title holds the part's own content."""

    number: str
    title: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Outline:
    """A whole outline; `agency_limit` is how many agencies or statements are named one by one.

    Its numbers of sections and tasks are those of `plan` (None: of any plan). For another plan, `places`
    holds where each duty stood in that one. `own_reports` are the duties that ask for this very report.
    The reports of agencies of the levels `without_appendices` are text alone.
    """

    subject: str
    agency_limit: int
    parts: tuple[Part, ...]
    plan: str | None = None
    own_reports: tuple[str, ...] = ()
    without_appendices: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, in order."""
        return tuple(heading for part in self.parts for heading in part.headings)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The tasks that a heading names."""
        return frozenset(task for heading in self.headings for task in heading.tasks)

    def place_of(self, duty: Duty) -> Place:
        """Where a duty stands by the numbers of this outline; a row of a sub-plan as the duty it details."""
        known = (self.places[name] for name in (duty.id, *duty.above) if name in self.places)
        return next(known, None) or Place(duty.id, duty.task, duty.section)

    def duties_under(self, plan: Plan, heading: Heading) -> tuple[Duty, ...]:
        """The duties of a heading in the plan's order; a task named anywhere stands only there."""
        return tuple(duty for duty in plan.duties if self._stands_under(plan, duty, heading))

    def left_out(self, plan: Plan) -> tuple[Duty, ...]:
        """The duties that no heading takes, but for those that ask for the report itself."""
        placed = {duty.id for heading in self.headings for duty in self.duties_under(plan, heading)}
        return tuple(d for d in plan.duties if d.id not in placed and not self.asks_for_report(d))

    def _stands_under(self, plan: Plan, duty: Duty, heading: Heading) -> bool:
        place = self.place_of(duty)
        if place.task in self._named:
            return place.task in heading.tasks
        titles = {name.casefold() for name in heading.sections}
        return place.section in heading.sections or plan.sections[duty.section].casefold() in titles

    def asks_for_report(self, duty: Duty) -> bool:
        """Whether a duty is to send the very report that the outline is for."""
        place = self.place_of(duty)
        return bool({place.duty, place.task} & {*self.own_reports})


PLACEHOLDERS = ("…", "...")
"""Lines that stand for prose still to be written, as `kst report prepare` leaves them; never printed."""


def outline_of(file: OutlineFile) -> Outline:
    """The outline of a file, its parts and headings numbered by position."""
    parts = tuple(_part(roman(n), part) for n, part in enumerate(file.parts, start=1))
    return Outline(
        file.subject, file.most, parts, file.plan, tuple(file.own_reports), tuple(file.without_appendices)
    )


def places_in(plans: Sequence[Plan]) -> dict[str, Place]:
    """Duty of the last plan → where it stood in the first one; each plan follows the one before it.

    A duty that comes from none, or from one that is not known, is no task of the first plan. It stands in the
    section of the same title, else in the one that most duties beside it come from, else in none.
    """
    first = plans[0]
    known = {duty.id: Place(duty.id, duty.task, duty.section) for duty in first.duties}
    known |= {duty.task: known[duty.id] for duty in reversed(first.duties) if duty.task not in known}
    sections = {title.casefold(): section for section, title in first.sections.items()}
    for plan in plans[1:]:
        carried = {duty.id: known[duty.origin] for duty in plan.duties if duty.origin in known}
        tasks = {duty.task: carried[duty.id] for duty in plan.duties if duty.id in carried}
        usual = _usual_sections(plan, carried) | {
            section: sections[title.casefold()]
            for section, title in plan.sections.items()
            if title.casefold() in sections
        }
        known = {
            duty.id: carried.get(duty.id) or Place("", "", usual.get(duty.section, ""))
            for duty in plan.duties
        } | tasks
    return known


def _usual_sections(plan: Plan, carried: Mapping[str, Place]) -> dict[str, str]:
    """Section of a plan → the section that more of its duties come from than from any other."""
    found: dict[str, Counter[str]] = {}
    for duty in plan.duties:
        if duty.id in carried:
            found.setdefault(duty.section, Counter())[carried[duty.id].section] += 1
    return {
        section: most[0][0]
        for section, counts in found.items()
        if len(most := counts.most_common(2)) == 1 or most[0][1] > most[1][1]
    }


def outline_by_sections(outline: Outline, plan: Plan) -> Outline:
    """The outline for a plan that has nothing to do with the one it is numbered by.

    The sections of the plan take the place of the headings that duties of that one stand under; the forms
    keep theirs, below them.
    """
    headings = tuple(plan.sections.items())
    parts = tuple(
        replace(part, headings=_section_headings(part, headings) + _form_headings(part, len(headings)))
        if any(heading.takes_duties for heading in part.headings)
        else part
        for part in outline.parts
    )
    return replace(outline, parts=parts, plan=plan.id, own_reports=())


def _section_headings(part: Part, sections: Sequence[tuple[str, str]]) -> tuple[Heading, ...]:
    return tuple(
        Heading(f"{part.number}.{n}", title, sections=(name,)) for n, (name, title) in enumerate(sections, 1)
    )


def _form_headings(part: Part, before: int) -> tuple[Heading, ...]:
    """The headings of forms without any duties, numbered after the sections of the plan."""
    kept = (heading for heading in part.headings if heading.forms)
    return tuple(
        replace(heading, number=f"{part.number}.{n}", sections=(), tasks=())
        for n, heading in enumerate(kept, before + 1)
    )


def other_meanings(outline: Outline, plan: Plan, earlier: Plan) -> Iterator[str]:
    """The numbers of an outline that mean one thing in a plan and another in the plan that it follows."""
    places = places_in((earlier, plan))
    tasks = {duty.task: places[duty.id].task for duty in reversed(plan.duties)}
    before = {duty.task for duty in earlier.duties}
    for heading in outline.headings:
        for name in heading.tasks:
            if name in tasks and name in before and tasks[name] != name:
                yield f"nhiệm vụ {name}"
        for name in heading.sections:
            titles = {source.sections.get(name, "").casefold() for source in (plan, earlier)}
            if name in plan.sections and name in earlier.sections and len(titles) > 1:
                yield f"mục {name}"


def _part(number: str, part: PartFile) -> Part:
    headings = tuple(_heading(f"{number}.{n}", heading) for n, heading in enumerate(part.headings, 1))
    if part.prose or part.gathers:
        headings = (Heading(number, "", (), (), part.prose, tuple(part.gathers)), *headings)
    return Part(number, part.title, headings)


def _heading(number: str, heading: HeadingFile) -> Heading:
    return Heading(
        number,
        heading.title,
        tuple(heading.sections),
        tuple(heading.tasks),
        heading.prose,
        tuple(heading.gathers),
        tuple(heading.forms),
    )


def section_names(plan: Plan) -> frozenset[str]:
    """By what an outline may name a section: its number and its title, without case."""
    return frozenset(name.casefold() for section in plan.sections.items() for name in section)


def unknown_names(outline: Outline, plan: Plan) -> Iterable[str]:
    """The sections and tasks of the outline that a plan does not have."""
    if outline.places:
        return
    tasks = {duty.task for duty in plan.duties}
    sections = section_names(plan)
    for heading in outline.headings:
        yield from (f"mục {name}" for name in heading.sections if name.casefold() not in sections)
        yield from (f"nhiệm vụ {name}" for name in heading.tasks if name not in tasks)
