"""A plan for computations: a flat list of duties, each complete in itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.text.dates import short_date

if TYPE_CHECKING:
    from kstthc_cli.model.plan import AssignmentLine, DutyFile, PlanFile, TaskFile
    from kstthc_cli.model.schedule import Schedule as ScheduleFile


ScheduleKind = Literal["by_date", "ongoing", "periodic", "by_plan", "on_request"]


class Schedule(NamedTuple):
    """When a duty is due; `kind` decides which of the other fields are set."""

    kind: ScheduleKind
    text: str
    by: str | None = None
    every: tuple[str, ...] = ()
    plan: str | None = None


class Line(NamedTuple):
    """A printed line of the agency cell: ids (agencies and groups) → their roles."""

    printed: str
    roles: Mapping[str, tuple[str, ...]]
    conditions: Mapping[str, str] = MappingProxyType({})
    since: date | None = None
    ended: Mapping[str, date] = MappingProxyType({})
    without: tuple[str, ...] = ()
    """Agencies that are no longer members of a group in this line; set by `on`."""

    def on(self, day: date | None) -> Line | None:
        """The line on a day (None: after every change); None if it has no agency left."""
        if self.since is not None and day is not None and day < self.since:
            return None
        gone = {who for who, last in self.ended.items() if day is None or last <= day}
        if not gone:
            return self
        roles = {who: given for who, given in self.roles.items() if who not in gone}
        return self._replace(roles=roles, without=tuple(sorted(gone))) if roles else None


class Target(NamedTuple):
    """A number that the results of a task must reach; `value` as written.

    With a `form` it is judged for all agencies together and the year to date, by the ratio in a column of it.
    """

    id: str
    text: str
    comparison: str
    value: str
    unit: str
    form: str = ""
    column: str = ""


class Duty(NamedTuple):
    """A part of a task with one schedule; `content` and `section` are those of its task."""

    id: str
    task: str
    section: str
    content: str
    results: tuple[str, ...]
    lines: tuple[Line, ...]
    schedule: Schedule
    condition: str | None = None
    targets: tuple[Target, ...] = ()
    origin: str | None = None
    """The duty of the other plan from which this one was made (`from`)."""
    above: tuple[str, ...] = ()
    """For a row of a sub-plan: the duties that it details, the nearest first."""
    sub_plan: str | None = None
    """The sub-plan that set the date of the duty, or contains the row."""
    since: date | None = None
    ended: date | None = None

    @property
    def changes(self) -> bool:
        """Whether an amendment begins or ends the duty, or an agency's part in it, on some day."""
        return bool(self.since or self.ended or any(line.since or line.ended for line in self.lines))

    def on(self, day: date | None) -> Duty | None:
        """The duty on a day (None: after every change); None if it is not in force.

        It is in force from `since` (inclusive) to `ended` (exclusive).
        """
        if not self.changes:
            return self
        before = self.since is not None and day is not None and day < self.since
        after = self.ended is not None and (day is None or self.ended <= day)
        if before or after:
            return None
        return self._replace(lines=tuple(line for item in self.lines if (line := item.on(day))))


_ASKED = tuple(role for role in ROLES if role != "coordinate")


class Reporting(NamedTuple):
    """Who must report: agencies with one of `roles`; under a condition only if `conditional`.

    A plan that says nothing asks everybody but those that only coordinate. `assumed` marks a rule that a
    question puts in place of the plan's.
    """

    roles: tuple[str, ...] = _ASKED
    conditional: bool = False
    assumed: bool = False

    def asks(self, roles: Iterable[str], condition: str | None, request: str) -> bool:
        """Whether an agency with these roles must report; a request shows that the condition is met."""
        met = self.conditional or condition is None or bool(request)
        return met and any(role in self.roles for role in roles)


EVERYBODY = Reporting(tuple(ROLES), conditional=True, assumed=True)
"""As if every agency that has a part in a duty had to report on it."""


class Plan(NamedTuple):
    """A yearly plan; `sections` maps section ids to titles, `sub_plans` ids to titles.

    `parent_plan` is the id of the plan that a sub-plan details, or from which an agency's own plan is
    derived; `detailed` has the ids of its duties that a sub-plan details. `decision` is the citation of the
    issuing document.
    """

    id: str
    year: int
    title: str
    number: str
    registry: str
    calendar: str
    sections: Mapping[str, str]
    sub_plans: Mapping[str, str]
    duties: tuple[Duty, ...]
    decision: str = ""
    draft: bool = False
    parent_plan: str | None = None
    detailed: tuple[str, ...] = ()
    owner: str | None = None
    subject: str = ""
    reporting: Reporting = Reporting()

    @property
    def stands_alone(self) -> bool:
        """Whether it is an issued plan of the province, which assigns duties by itself."""
        return not self.draft and self.parent_plan is None


def plan_of(file: PlanFile) -> Plan:
    """Convert a plan file; every duty gets the cells that it shares with its task."""
    return Plan(
        id=file.id,
        year=file.year,
        title=file.title,
        number=file.decision.number,
        registry=file.agencies,
        calendar=file.calendar,
        sections={section.id: section.title for section in file.sections},
        sub_plans={sub.id: sub.title for sub in file.sub_plans},
        duties=tuple(
            duty for section in file.sections for task in section.tasks for duty in _duties(section.id, task)
        ),
        decision=_citation(file),
        draft=file.status == "draft",
        parent_plan=parent_plan.plan if (parent_plan := file.details or file.derived) else None,
        detailed=tuple(file.details.duties) if file.details else (),
        owner=file.owner or (file.derived.agency if file.derived else None),
        subject=file.subject or "",
        reporting=Reporting(tuple(file.reporting.roles), file.reporting.conditional)
        if file.reporting
        else Reporting(),
    )


def _citation(file: PlanFile) -> str:
    decision = file.decision
    day = f" ngày {short_date(decision.issued)}" if decision.issued else ""
    number = f" số {decision.number}" if decision.number else " (dự thảo)"
    return f"{decision.kind}{number}{day} của {decision.issuer}"


def _duties(section: str, task: TaskFile) -> Iterable[Duty]:
    """The duties of a task, without those that lack a schedule (which validation reports)."""
    for part in task.parts:
        if part.schedule is not None:
            yield _duty(section, task, part, part.schedule)


def _duty(section: str, task: TaskFile, part: TaskFile | DutyFile, schedule: ScheduleFile) -> Duty:
    return Duty(
        id=part.id,
        task=task.id,
        section=section,
        content=task.content,
        results=tuple(task.results_of(part)),
        lines=tuple(_line(line) for line in task.assignments_of(part)),
        schedule=_schedule(schedule),
        condition=part.condition or task.condition,
        targets=tuple(
            Target(
                target.id,
                target.text,
                target.comparison,
                str(target.value),
                target.unit or "",
                target.form or "",
                target.column or "",
            )
            for target in task.targets
        ),
        origin=part.from_ or task.from_,
        since=max(filter(None, (task.since, part.since)), default=None),
        ended=min(filter(None, (task.ended, part.ended)), default=None),
    )


def _line(line: AssignmentLine) -> Line:
    roles: dict[str, tuple[str, ...]] = {}
    for role in ROLES:
        for who in getattr(line, role):
            roles[who] = (*roles.get(who, ()), role)
    return Line(line.printed, roles, dict(line.conditions), line.since, dict(line.ended))


def _schedule(schedule: ScheduleFile) -> Schedule:
    return Schedule(
        kind=schedule.kind,
        text=schedule.text,
        by=getattr(schedule, "by", None),
        every=tuple(getattr(schedule, "every", ())),
        plan=getattr(schedule, "plan", None),
    )
