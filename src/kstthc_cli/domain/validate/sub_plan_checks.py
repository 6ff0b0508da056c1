"""Findings about a plan and the plan that it details, follows or is derived from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.plan.plan import Duty, plan_of
from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.plan.sub_plans import content_hash, row_id
from kstthc_cli.domain.validate.places import parts_of, tasks_of

if TYPE_CHECKING:
    from kstthc_cli.model.plan import AssignmentLine, Details, DutyFile, PlanFile, TaskFile

Plans = Mapping[str, "PlanFile"]
_LONGEST_ID = 80


def check_relations(plan: PlanFile, plans: Plans, registry: Registry | None) -> Iterator[Finding]:
    """All findings about a plan's relation to another; `plans` are all of the repository."""
    if plan.details is not None:
        yield from _details(plan, plan.details, plans, registry)
    for key, relation in (("follows", plan.follows), ("derived", plan.derived)):
        if relation is not None and relation.plan not in plans:
            yield Finding("KST068", (key, "plan"), f"Không có kế hoạch “{relation.plan}”.")
    if plan.derived is not None and registry is not None and plan.derived.agency not in registry.agencies:
        message = f"Danh mục “{registry.id}” không có cơ quan “{plan.derived.agency}”."
        yield Finding("KST068", ("derived", "agency"), message)


def _details(plan: PlanFile, details: Details, plans: Plans, registry: Registry | None) -> Iterator[Finding]:
    wrong = _wrong_parent(plan, details, plans)
    if wrong is not None:
        yield Finding("KST068", ("details", "plan"), wrong)
        return
    duties = {duty.id: duty for duty in plan_of(plans[details.plan]).duties}
    for n, name in enumerate(details.duties):
        if (sentence := _wrong_duty(name, duties.get(name), details)) is not None:
            yield Finding("KST068", ("details", "duties", n), sentence)
    yield from _rows(plan, details, duties)
    known = {name: duties[name] for name in details.duties if name in duties}
    yield from _confirmed(details, known)
    if registry is not None:
        yield from _outsiders(plan, known, registry)


def _wrong_parent(plan: PlanFile, details: Details, plans: Plans) -> str | None:
    parent = plans.get(details.plan)
    if parent is None:
        return f"Không có kế hoạch “{details.plan}”."
    if plan.id in _above(plan, plans):
        return f"Các kế hoạch chi tiết hóa nhau vòng tròn, trở lại “{plan.id}”."
    if parent.year != plan.year:
        return f"Kế hoạch “{parent.id}” là của năm {parent.year}, kế hoạch này của năm {plan.year}."
    if parent.agencies != plan.agencies:
        return f"Kế hoạch “{parent.id}” dùng danh mục “{parent.agencies}”, khác “{plan.agencies}”."
    return None


def _above(plan: PlanFile, plans: Plans) -> list[str]:
    """The ids of the plans above, up to the first repeated one."""
    found: list[str] = []
    here: PlanFile | None = plan
    while here is not None and here.details is not None and here.details.plan not in found:
        found.append(here.details.plan)
        here = plans.get(here.details.plan)
    return found


def _wrong_duty(name: str, duty: Duty | None, details: Details) -> str | None:
    if duty is None:
        return f"Kế hoạch “{details.plan}” không có đầu việc “{name}”."
    if duty.schedule.kind != "by_plan":
        return f"Đầu việc {name} có thời gian riêng (“{duty.schedule.text}”), không theo kế hoạch chi tiết."
    return None


def _rows(plan: PlanFile, details: Details, duties: Mapping[str, Duty]) -> Iterator[Finding]:
    """Rows that do not say which duty they detail, and duties without a row."""
    reported: set[str] = set()
    for loc, task in tasks_of(plan):
        for at, part in parts_of(task, loc):
            origin = part.from_ or task.from_ or (details.duties[0] if len(details.duties) == 1 else None)
            reported.add(origin or "")
            if origin is None:
                message = (
                    f"Nhiệm vụ {part.id} chưa nêu chi tiết hóa đầu việc nào ({', '.join(details.duties)})."
                )
                yield Finding("KST070", at, message)
            elif origin not in details.duties:
                place = at if part.from_ else loc
                message = f"Nhiệm vụ {part.id} từ đầu việc “{origin}”, không có trong details.duties."
                yield Finding("KST070", (*place, "from"), message)
            elif (combined_id := row_id(origin, part.id)) in duties or len(combined_id) > _LONGEST_ID:
                why = "đã có trong kế hoạch trên" if combined_id in duties else f"dài quá {_LONGEST_ID} ký tự"
                yield Finding("KST070", (*at, "id"), f"Mã ghép “{combined_id}” {why}.")
    for n, name in enumerate(details.duties):
        if name not in reported and name in duties:
            message = f"Không nhiệm vụ nào chi tiết hóa đầu việc {name}."
            yield Finding("KST070", ("details", "duties", n), message)


def _confirmed(details: Details, duties: Mapping[str, Duty]) -> Iterator[Finding]:
    """Duties that have changed since the sub-plan was last compared with them."""
    now = {name: content_hash(duty) for name, duty in duties.items()}
    other = [name for name, digest in now.items() if details.confirmed.get(name) != digest]
    if not other:
        return
    line = ", ".join(f'"{name}": "{digest}"' for name, digest in now.items())
    changed = [name for name in other if name in details.confirmed]
    what = (
        f"đã đổi từ khi kế hoạch này được đối chiếu: {', '.join(changed)}"
        if changed
        else f"chưa được đối chiếu: {', '.join(other)}"
    )
    at: Loc = ("details", "confirmed") if details.confirmed else ("details",)
    message = f"Đầu việc của kế hoạch {details.plan} {what}. Xem lại rồi ghi: confirmed: {{{line}}}"
    yield Finding("KST071", at, message)


def _outsiders(plan: PlanFile, duties: Mapping[str, Duty], registry: Registry) -> Iterator[Finding]:
    """Agencies to which a row assigns work that the duty above does not; each place once."""
    found: dict[Loc, Finding] = {}
    for loc, task in tasks_of(plan):
        for at, part in parts_of(task, loc):
            origin = part.from_ or task.from_ or (next(iter(duties)) if len(duties) == 1 else "")
            holder, place = (part, at) if part.assignments else (task, loc)
            for n, line in enumerate(holder.assignments or ()):
                if origin in duties:
                    wrong = _line(line, (*place, "assignments", n), duties[origin], registry)
                    found |= {finding.loc: finding for finding in wrong}
    yield from found.values()


def _line(line: AssignmentLine, loc: Loc, duty: Duty, registry: Registry) -> Iterator[Finding]:
    for role in ROLES:
        for n, who in enumerate(getattr(line, role)):
            if _outside(who, duty, registry):
                name = registry.short_name(who)
                message = f"Đầu việc {duty.id} không giao cho “{name}” hay nhóm nào có cơ quan này."
                yield Finding("KST072", (*loc, role, n), message)


def _outside(who: str, duty: Duty, registry: Registry) -> bool:
    given = {name for line in duty.lines for name in line.roles}
    groups = [registry.groups[name] for name in given if name in registry.groups]
    if who in given or any(group.kind == "open" for group in groups):
        return False
    members: Iterable[Agency] = ()
    if who in registry.agencies:
        members = (registry.agencies[who],)
    elif who in registry.groups:
        members = registry.members(registry.groups[who])
    return any(m.id not in given and not any(group.has(m) for group in groups) for m in members)


def twice_detailed(plans: Sequence[PlanFile]) -> Iterator[tuple[PlanFile, Finding]]:
    """Duties that two issued sub-plans detail; reported at every plan after the first."""
    first: dict[tuple[str, str], str] = {}
    for plan in plans:
        if plan.details is None or plan.status == "draft":
            continue
        for n, name in enumerate(plan.details.duties):
            other = first.setdefault((plan.details.plan, name), plan.id)
            if other != plan.id or name in plan.details.duties[:n]:
                message = f"Đầu việc {name} đã được kế hoạch “{other}” chi tiết hóa."
                yield plan, Finding("KST069", ("details", "duties", n), message)


# Drafts


def check_open_questions(plan: PlanFile) -> Iterator[Finding]:
    """Open questions: a warning in a draft, an error in an issued plan."""
    code = "KST073" if plan.status == "draft" else "KST074"
    lacking = [key for key in _OF_THE_DECISION if not getattr(plan.decision, key)]
    for loc, sentence in open_questions(plan):
        remedy = f"Ghi {', '.join(lacking)} dưới decision." if loc == ("decision",) else ""
        yield Finding(code, loc, sentence, remedy)


_OF_THE_DECISION = {
    "number": "số, ký hiệu",
    "issued": "ngày ban hành",
    "effective": "ngày có hiệu lực",
    "signer": "người ký",
}
"""What an issued plan says of its decision: key and words."""


def open_questions(plan: PlanFile) -> Iterator[tuple[Loc, str]]:
    """Every question with its place: missing parts of the decision, then marked ones in file order."""
    decision = plan.decision
    lacking = [words for key, words in _OF_THE_DECISION.items() if not getattr(decision, key)]
    if lacking:
        yield ("decision",), f"{decision.kind} chưa có {', '.join(lacking)}."
    yield from ((("decide", n), text) for n, text in enumerate(plan.decide))

    def was(part: TaskFile | DutyFile) -> str:
        return f" (trước là {part.from_})" if plan.follows and part.from_ not in (None, part.id) else ""

    for loc, task in tasks_of(plan):
        yield from (
            ((*loc, "decide", n), f"Nhiệm vụ {task.id}{was(task)}: {text}")
            for n, text in enumerate(task.decide)
        )
        for at, part in parts_of(task, loc):
            if part is not task:
                notes = enumerate(part.decide)
                yield from (
                    ((*at, "decide", n), f"Đầu việc {part.id}{was(part)}: {text}") for n, text in notes
                )
