"""Assignment lines of an old plan with current agencies: ended ones are replaced by their successors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.plan.roles import ROLES

if TYPE_CHECKING:
    from kstthc_cli.model.plan import AssignmentLine


def current_lines(
    lines: Iterable[AssignmentLine], registry: Registry, year: Span
) -> tuple[list[Plain], list[str]]:
    """The lines with the agencies that exist in the year, and the questions for a person to check."""
    questions: dict[str, None] = {}
    written = [_line(line, registry, year, questions) for line in lines]
    return [line for line in written if line.keys() & ROLES.keys()], list(questions)


def _line(line: AssignmentLine, registry: Registry, year: Span, questions: dict[str, None]) -> Plain:
    content: Plain = {"printed": line.printed}
    now: dict[str, tuple[str, ...]] = {}
    for role in ROLES:
        for who in getattr(line, role):
            now[who], question = _current(who, registry, year)
            if question:
                questions[question] = None
            content.setdefault(role, []).extend(now[who])
    content = {key: _once(value) for key, value in content.items() if value}
    conditions = {new: text for who, text in line.conditions.items() for new in now.get(who, ())}
    return content | ({"conditions": conditions} if conditions else {})


def _once(value: Any) -> Any:
    return list(dict.fromkeys(value)) if isinstance(value, list) else value


def _current(who: str, registry: Registry, year: Span) -> tuple[tuple[str, ...], str]:
    """The ids that replace an agency or group in the new year, and a question to check (may be empty)."""
    if group := registry.groups.get(who):
        return _current_group(group, registry, year)
    agency = registry.agencies[who]
    if agency.valid_within(year):
        return (who,), ""
    successors = _successors([agency], registry, year)
    if not successors:
        return (), f"{agency.name} không còn, danh mục chưa nêu cơ quan kế thừa: giao cho ai?"
    names = ", ".join(successor.name for successor in successors.values())
    return tuple(successors), f"{agency.name} không còn, đã thay bằng {names}: đúng chưa?"


def _current_group(group: Group, registry: Registry, year: Span) -> tuple[tuple[str, ...], str]:
    members = registry.members(group)
    if group.kind == "open" or any(member.valid_within(year) for member in members):
        return (group.id,), ""
    if named := tuple(name for name in group.successors if name in {*registry.groups, *registry.agencies}):
        heirs = (("nhóm " if n in registry.groups else "") + f"“{registry.short_name(n)}”" for n in named)
        return named, f"Nhóm “{group.name}” không còn ai, đã thay bằng {', '.join(heirs)}: đúng chưa?"
    successors = _successors(members, registry, year)
    if not successors:
        return (), f"Nhóm “{group.name}” không còn ai, danh mục chưa nêu cơ quan kế thừa: giao cho ai?"
    wider = next(
        (g for g in registry.groups.values() if g.kind == "levels" and all(map(g.has, successors.values()))),
        None,
    )
    names = (
        f"nhóm “{wider.name}”" if wider else ", ".join(successor.name for successor in successors.values())
    )
    question = f"Nhóm “{group.name}” không còn ai, đã thay bằng {names}: đúng chưa?"
    return ((wider.id,) if wider else tuple(successors)), question


def _successors(agencies: Iterable[Agency], registry: Registry, year: Span) -> Mapping[str, Agency]:
    """The agencies responsible for the given agencies at the end of the year, by id."""
    found = (successor for agency in agencies for successor in registry.responsible_on(agency, year.last))
    return {successor.id: successor for successor in found}
