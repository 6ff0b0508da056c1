"""An agency's own plan: its share of the province's plan, as the content of a plan file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.plan.plan import Duty, Plan
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.text.first_letter import uncapitalized
from kstthc_cli.domain.text.numerals import roman
from kstthc_cli.render.tracking.due import others

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """An agency, its obligations under a plan (one per duty), and the file of the plan."""

    source: PlanFile
    plan: Plan
    registry: Registry
    agency: Agency
    owed: tuple[Obligation, ...]


def as_content(own: OwnPlan) -> Plain:
    """The draft as content of a plan file; open questions for the agency are in `decide`."""
    source, agency = own.source, own.agency
    title = f"{source.title.partition(' trên địa bàn ')[0]} của {agency.name}"
    waiting = [o.duty.schedule.plan for o in own.owed if o.duty.schedule.plan is not None]
    sub_plans = [
        {"id": _as_id(name), "title": own.plan.sub_plans[name], "ordered_by": _ordered_by(source)}
        for name in dict.fromkeys(waiting)
    ]
    return {
        "schema_version": 1,
        "id": f"{source.id}-{agency.id}",
        "year": source.year,
        "title": title,
        "status": "draft",
        "derived": {"plan": source.id, "agency": agency.id},
        "decide": ["Ghi phòng, đơn vị thực hiện vào units của từng nhiệm vụ.", "Xem lại căn cứ, nơi nhận."],
        "agencies": source.agencies,
        "calendar": source.calendar,
        "decision": _decision(own, title),
        "annex": {"title": title, "reference": f"(Ban hành kèm theo Kế hoạch của {agency.name})"},
        **({"sub_plans": sub_plans} if sub_plans else {}),
        "sections": list(_sections(own)),
    }


def _ordered_by(source: PlanFile) -> str:
    """The duty of the province's plan that requires the sub-plans."""
    return source.sub_plans[0].ordered_by


def _decision(own: OwnPlan, title: str) -> Plain:
    issued = own.source.decision
    day = f" ngày {short_date(issued.issued)}" if issued.issued else ""
    about = uncapitalized(issued.subject)
    ground = f"Căn cứ {issued.kind} số {issued.number}{day} của {issued.issuer} {about};"
    return {
        "kind": "Kế hoạch",
        "subject": title,
        "place": issued.place,
        "authority": own.agency.name,
        "issuer": own.agency.name,
        "grounds": [ground],
        "articles": [f"Thực hiện các nhiệm vụ của {own.agency.name} nêu trong bảng kèm theo."],
        "recipients": [],
    }


def _sections(own: OwnPlan) -> Iterable[Plain]:
    number = 0
    by_section = groupby(own.owed, key=lambda o: o.duty.section)
    for place, (section, owed) in enumerate(by_section, 1):
        tasks = []
        for obligation in owed:
            number += 1
            tasks.append(_task(own, obligation, str(number)))
        yield {"id": roman(place), "title": own.plan.sections[section], "tasks": tasks}


def _task(own: OwnPlan, obligation: Obligation, number: str) -> Plain:
    duty, part, agency = obligation.duty, obligation.part, own.agency
    rest = others(own.registry, obligation, signed=True)
    printed = f"- {agency.name} {names(part.roles)}" + (f"; phối hợp với: {rest}." if rest else ".")
    line: Plain = {"printed": printed} | {role: [agency.id] for role in part.roles}
    if part.condition:
        line["conditions"] = {agency.id: part.condition}
    content: Plain = {"id": number, "from": duty.id, "content": duty.content, "results": list(duty.results)}
    content |= {"assignments": [line], "units": [], "schedule": _schedule(duty)}
    if duty.targets:
        content["targets"] = [_target(target) for target in duty.targets]
    return content


def _schedule(duty: Duty) -> Plain:
    schedule = duty.schedule
    content: Plain = {"kind": schedule.kind, "text": schedule.text}
    content |= {"by": schedule.by} if schedule.by else {}
    content |= {"every": list(schedule.every)} if schedule.every else {}
    return content | ({"plan": _as_id(schedule.plan)} if schedule.plan else {})


def _as_id(name: str) -> str:
    """The id for the name of a sub-plan of a sub-plan."""
    return name.replace(":", ".")


def _target(target: Any) -> Plain:
    content: Plain = {"id": target.id, "text": target.text, "comparison": target.comparison}
    return content | {"value": Decimal(target.value)} | ({"unit": target.unit} if target.unit else {})
