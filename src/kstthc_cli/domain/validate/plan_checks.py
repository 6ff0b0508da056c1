"""Checks across fields or files that the schema of one value cannot make.

Each check yields findings; the place of a finding is the path of keys (`loc`), which the store converts to a
line and a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kstthc_cli.domain.agencies.names import NameForms
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Kind, Period, Span, deadline_span
from kstthc_cli.domain.errors import BadPeriodError
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.plan.roles import DOING, ROLES
from kstthc_cli.domain.validate import draft_checks
from kstthc_cli.domain.validate.amendment_dates import check_days, check_ended
from kstthc_cli.domain.validate.places import holders_of, lines_of, parts_of, tasks_of
from kstthc_cli.domain.validate.printed_checks import named_without_role, unregistered_names

if TYPE_CHECKING:
    from kstthc_cli.domain.agencies.registry import Registry
    from kstthc_cli.model.calendar import CalendarFile
    from kstthc_cli.model.plan import AssignmentLine, PlanFile, TaskFile
    from kstthc_cli.model.schedule import ByDate, Schedule

_MOST_HINTS = 10
"""Different unknown ids of a plan that get a hint; each is compared with every id of the registry."""
_NO_NAMES = NameForms()


class _Known(NamedTuple):
    """What the assignment lines of a plan are compared with; `hints`: an unknown id → a similar known one."""

    registry: Registry
    names: NameForms
    year: Span
    hints: Mapping[str, str]


__all__ = [
    "Finding",
    "Loc",
    "check_calendar",
    "check_calendar_for",
    "check_plan",
    "repeated",
]


def repeated(ids: Iterable[tuple[str, Loc]], what: str) -> Iterator[Finding]:
    """Every id after its first use; ids that differ only in case count as equal, as on many disks."""
    seen: dict[str, str] = {}
    for name, loc in ids:
        first = seen.get(name.casefold())
        if first == name:
            yield Finding("KST030", loc, f"Mã {what} “{name}” đã dùng ở trên.")
        elif first is not None:
            message = f"Mã {what} “{name}” chỉ khác chữ hoa, chữ thường với “{first}” ở trên."
            yield Finding("KST030", loc, message)
        seen.setdefault(name.casefold(), name)


# Plans


def check_plan(plan: PlanFile, registry: Registry | None, names: NameForms = _NO_NAMES) -> Iterator[Finding]:
    """All findings about one plan; assignments only if its registry is known, with its `name_forms`."""
    yield from _plan_ids(plan)
    yield from _sub_plan_orders(plan)
    yield from draft_checks.check_sections(plan)
    for loc, task in tasks_of(plan):
        yield from _task_parts(plan, task, loc)
        yield from _targets(task, loc)
        for at, part in parts_of(task, loc):
            if part.schedule is not None:
                yield from _schedule(plan, part.schedule, (*at, "schedule"))
    yield from check_days(plan)
    if registry is not None:
        yield from _assignments(plan, registry, names)
        yield from draft_checks.check_registered(plan, registry)


def _plan_ids(plan: PlanFile) -> Iterator[Finding]:
    sections = [(s.id, ("sections", i, "id")) for i, s in enumerate(plan.sections)]
    tasks = [(task.id, (*loc, "id")) for loc, task in tasks_of(plan)]
    duties = [(part.id, (*at, "id")) for loc, task in tasks_of(plan) for at, part in parts_of(task, loc)]
    targets = [
        (target.id, (*loc, "targets", n, "id"))
        for loc, task in tasks_of(plan)
        for n, target in enumerate(task.targets)
    ]
    yield from repeated(sections, "mục")
    yield from repeated(tasks, "nhiệm vụ")
    yield from _duties(tasks, duties)
    yield from repeated(targets, "chỉ tiêu")
    yield from repeated(
        ((sub.id, ("sub_plans", n, "id")) for n, sub in enumerate(plan.sub_plans)), "kế hoạch chi tiết"
    )


def _duties(tasks: list[tuple[str, Loc]], duties: list[tuple[str, Loc]]) -> Iterator[Finding]:
    """Duties whose id another duty or another task has."""
    own = set(tasks)
    alone = [d for d in duties if d in own]
    split = [d for d in duties if d not in own]
    yield from repeated([*dict(alone).items(), *split], "đầu việc")


def _sub_plan_orders(plan: PlanFile) -> Iterator[Finding]:
    if plan.derived is not None:  # a duty of the province's plan requires it
        return
    known = {part.id for loc, task in tasks_of(plan) for _, part in parts_of(task, loc)}
    for n, sub in enumerate(plan.sub_plans):
        if sub.ordered_by not in known:
            message = f"Kế hoạch không có đầu việc “{sub.ordered_by}”."
            yield Finding("KST047", ("sub_plans", n, "ordered_by"), message)


def _task_parts(plan: PlanFile, task: TaskFile, loc: Loc) -> Iterator[Finding]:
    if task.duties is not None and task.schedule is not None:
        message = f"Nhiệm vụ {task.id} vừa có schedule vừa có duties."
        yield Finding("KST043", (*loc, "schedule"), message)
    for at, part in parts_of(task, loc):
        if draft_checks.undecided(plan, task, part):
            continue
        if part.schedule is None:
            yield Finding("KST043", at, f"Nhiệm vụ {part.id} chưa có thời gian thực hiện (schedule).")
        if not (task.results_of(part) or plan.annex.columns):
            yield Finding("KST043", at, f"Đầu việc {part.id} chưa có kết quả (results).")
        if not task.assignments_of(part):
            yield Finding("KST043", at, f"Đầu việc {part.id} chưa có phân công (assignments).")


def _targets(task: TaskFile, loc: Loc) -> Iterator[Finding]:
    for n, target in enumerate(task.targets):
        if target.unit is None:
            yield Finding("KST038", (*loc, "targets", n), f"Chỉ tiêu “{target.id}” chưa có đơn vị (unit).")


def _schedule(plan: PlanFile, schedule: Schedule, loc: Loc) -> Iterator[Finding]:
    if schedule.kind == "by_plan" and schedule.plan not in {sub.id for sub in plan.sub_plans}:
        message = f"Không có kế hoạch chi tiết “{schedule.plan}” trong sub_plans."
        yield Finding("KST037", (*loc, "plan"), message)
    if schedule.kind == "by_date":
        yield from _deadline(plan.year, schedule, loc)


def _deadline(year: int, schedule: ByDate, loc: Loc) -> Iterator[Finding]:
    by, start, text = schedule.by, schedule.start, schedule.text
    end, begin = _span(by), _span(start) if start is not None else None
    if end is None:
        yield Finding("KST036", (*loc, "by"), f"“{by}” không phải là ngày hay kỳ.")
    elif end.last.year != year and not (end.last.year > year and str(end.last.year) in text):
        message = f"Hạn {end.last:%d/%m/%Y} không thuộc năm kế hoạch {year}."
        yield Finding("KST048", (*loc, "by"), message)
    printed = _span(text, year)
    if end and end.last.year == year and printed is not None and printed.last != end.last:
        message = f"Chữ in “{text}” đọc là hạn {printed.last:%d/%m/%Y}, by là {end.last:%d/%m/%Y}."
        yield Finding("KST058", (*loc, "by"), message)
    if start is not None and begin is None:
        yield Finding("KST036", (*loc, "start"), f"“{start}” không phải là ngày hay kỳ.")
    if end and begin and begin.start > end.last:
        yield Finding("KST036", (*loc, "start"), f"Bắt đầu ({start}) sau khi đã hết hạn ({by}).")


def _span(text: str, year: int | None = None) -> Span | None:
    try:
        return deadline_span(text, year)
    except BadPeriodError:
        return None


def _assignments(plan: PlanFile, registry: Registry, names: NameForms) -> Iterator[Finding]:
    known = _Known(registry, names, Period(plan.year, Kind.YEAR).span, _hints(plan, registry))
    for loc, task in tasks_of(plan):
        for place, holder in holders_of(task, loc):
            for at, line in lines_of(holder, place):
                found = _line(line, at, known, plan.status == "draft")
                yield from draft_checks.relevant_findings(found, plan, task, holder)
        if plan.derived is None:  # the province's plan says who leads
            yield from _nobody(plan, task, loc)


def _hints(plan: PlanFile, registry: Registry) -> dict[str, str]:
    """The first unknown ids of a plan → a similar known one, where there is one."""
    known = [*registry.agencies, *registry.groups]
    given = (
        who
        for loc, task in tasks_of(plan)
        for at, holder in holders_of(task, loc)
        for _, line in lines_of(holder, at)
        for role in ROLES
        for who in getattr(line, role)
        if who not in registry.agencies and who not in registry.groups
    )
    first = islice(dict.fromkeys(given), _MOST_HINTS)
    return {who: near[0] for who in first if (near := get_close_matches(who, known, n=1, cutoff=0.85))}


def _line(line: AssignmentLine, loc: Loc, known: _Known, draft: bool) -> Iterator[Finding]:
    registry = known.registry
    given: set[str] = set()
    for role in ROLES:
        for n, who in enumerate(getattr(line, role)):
            given.add(who)
            if draft and who not in registry.agencies and who not in registry.groups:
                continue  # reported once by `draft_checks`
            yield from _assignee(who, (*loc, role, n), known)
    for who in line.conditions:
        if who not in given:
            message = f"“{who}” có điều kiện nhưng không được giao vai trò nào ở dòng này."
            yield Finding("KST041", (*loc, "conditions", who), message)
    yield from check_ended(line, given, loc, registry)
    registered = all(who in registry.agencies or who in registry.groups for who in given)
    for agency in named_without_role(line, given, registry, known.year):
        message = f"Dòng in có “{agency.name}” nhưng không giao vai trò nào cho cơ quan này ({agency.id})."
        yield Finding("KST059", (*loc, "printed"), message)
    for name in unregistered_names(line.printed, known.names) if registered else ():
        message = (
            f"Dòng in có “{name}”, mà danh mục “{registry.id}” không có cơ quan hay nhóm nào tên như vậy."
        )
        yield Finding("KST085", (*loc, "printed"), message)
    if not given:
        yield Finding("KST043", loc, "Dòng phân công chưa giao vai trò cho ai (lead, perform, coordinate…).")


def _assignee(who: str, loc: Loc, known: _Known) -> Iterator[Finding]:
    registry, year = known.registry, known.year
    if agency := registry.agencies.get(who):
        if not agency.valid_within(year):
            yield Finding(
                "KST032", loc, f"{agency.name} không hoạt động trong năm {year.start.year}{_until(agency)}."
            )
    elif group := registry.groups.get(who):
        if not registry.has_members(group, year):
            message = f"Nhóm “{group.name}” không có thành viên nào trong năm {year.start.year}."
            yield Finding("KST033", loc, message)
    else:
        hint = f" Có phải là “{known.hints[who]}”?" if who in known.hints else ""
        yield Finding("KST031", loc, f"Danh mục “{registry.id}” không có cơ quan hay nhóm “{who}”.{hint}")


def _until(agency: Agency) -> str:
    return f" (đến hết ngày {agency.last:%d/%m/%Y})" if agency.last else ""


def _nobody(plan: PlanFile, task: TaskFile, loc: Loc) -> Iterator[Finding]:
    for at, part in parts_of(task, loc):
        if draft_checks.undecided(plan, task, part):
            continue
        lines = task.assignments_of(part)
        doing = (
            line for line in lines if {who for role in DOING for who in getattr(line, role)} - {*line.ended}
        )
        if lines and not any(doing):
            message = f"Đầu việc {part.id} không có ai chủ trì, thực hiện hay thẩm định."
            yield Finding("KST035", (*at, "assignments"), message)


# Calendars


def check_calendar(file: CalendarFile) -> Iterator[Finding]:
    """Days in wrong order or outside the covered days, and levels without exactly one send-by day."""
    if file.covers.last < file.covers.first:
        yield Finding("KST045", ("covers", "last"), "Ngày cuối của phạm vi trước ngày đầu.")
        return
    covered = Span.of_days(file.covers.first, file.covers.last)
    for n, off in enumerate(file.days_off.days):
        loc: Loc = ("days_off", "days", n)
        if off.last is not None and off.last < off.first:
            yield Finding("KST045", (*loc, "last"), f"“{off.name}”: ngày cuối trước ngày đầu.")
        elif not covered.covers(Span.of_days(off.first, off.last or off.first)):
            yield Finding("KST045", loc, f"“{off.name}” nằm ngoài phạm vi của lịch.")
    for n, day in enumerate(file.days_off.working_saturdays):
        if day.weekday() < 5:
            message = f"{day:%d/%m/%Y} không phải thứ Bảy hay Chủ nhật."
            yield Finding("KST045", ("days_off", "working_saturdays", n), message)
    yield from _repeated_levels(file)
    yield from _unconfirmed(file)


def _repeated_levels(file: CalendarFile) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, rule in enumerate(file.send_by):
        if rule.level in seen:
            yield Finding("KST044", ("send_by", n), f"Cấp “{rule.level}” đã có ngày gửi ở trên.")
        seen.add(rule.level)


def _unconfirmed(file: CalendarFile) -> Iterator[Finding]:
    """What is to be compared with the notice: a warning in a draft, an error in a calendar in force."""
    code = "KST073" if file.status == "draft" else "KST074"
    yield from (Finding(code, ("decide", n), text) for n, text in enumerate(file.decide))
    for n, off in enumerate(file.days_off.days):
        for m, text in enumerate(off.decide):
            day = f"{off.first:%d/%m/%Y}"
            yield Finding(code, ("days_off", "days", n, "decide", m), f"{off.name} ({day}): {text}")


def check_calendar_for(plan: PlanFile, file: CalendarFile, registry: Registry) -> Iterator[Finding]:
    """Findings if a calendar does not fit a plan: it must cover its year and every level of its agencies."""
    if file.covers.last < file.covers.first:
        return
    covered = Span.of_days(file.covers.first, file.covers.last)
    year = Period(plan.year, Kind.YEAR).span
    if not covered.covers(year):
        yield Finding("KST049", ("covers",), f"Lịch “{file.id}” không phủ hết năm {plan.year}.")
    needed = {agency.level for agency in registry.agencies.values() if agency.valid_within(year)}
    for level in registry.levels.values():
        if level.id in needed - {rule.level for rule in file.send_by}:
            message = f"Chưa có ngày gửi báo cáo của cấp “{level.id}” ({level.name})."
            line = f'- {{level: {level.id}, day: NGÀY, to: "NƠI NHẬN", source: "VĂN BẢN"}}'
            yield Finding(
                "KST044", ("send_by",), message, f"Chép vào send_by rồi điền ba chỗ viết hoa: {line}"
            )
