"""Finding the agency named on the command line, or refusing with the candidates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from kstthc_cli.domain.agencies.names import find_agency, group_named, level_named
from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.errors import AmbiguousNameError, RefusedError, UsageError

Item = TypeVar("Item")
_MOST = 10
_SEE = "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ."


def agency_named(registry: Registry, name: str, year: int) -> Agency:
    """The only agency that `name` can mean; those that exist in the year take precedence.

    Raises UsageError for an empty name, AmbiguousNameError if several or only similar ones match.
    """
    if not name.strip():
        raise UsageError("Tên cơ quan để trống.", _SEE)
    found = find_agency(registry, name, Period(year, Kind.YEAR).span)
    if found.agency:
        return found.agency
    if group := group_named(registry, name):
        levels = ", ".join(f"--level {level}" for level in group.levels)
        how = f"Gọi từng cơ quan; ở các lệnh có --level thì dùng {levels}." if levels else _SEE
        raise AmbiguousNameError(f"“{name}” là một nhóm ({group.name}), không phải một cơ quan.", how)
    if not found.candidates:
        raise AmbiguousNameError(f"Không có cơ quan nào tên “{name}”.", _SEE)
    listed = "\n".join(f"  {agency.id:30} {_full(registry, agency)}" for agency in found.candidates)
    listed += f"\n  … và {found.more} cơ quan nữa" if found.more else ""
    raise AmbiguousNameError(
        f"Không chắc “{name}” là cơ quan nào. Có phải một trong các cơ quan này?\n{listed}", _SEE
    )


def level_given(registry: Registry, text: str) -> str:
    """The id of the level that an id or a Vietnamese name means. Raises UsageError for any other text."""
    names = {level.id: level.name for level in registry.levels.values()}
    found = level_named(text, names)
    if found is None:
        listed = ", ".join(f"{key} ({name})" for key, name in names.items())
        raise UsageError(f"Không có cấp “{text}”.", f"Chọn một trong: {listed}.")
    return found


def _full(registry: Registry, agency: Agency) -> str:
    """The name; for a commune with its district."""
    above = registry.above(agency)
    if above and registry.level_of(agency).nested:
        return f"{agency.name}, {above.name.removeprefix('UBND ')}"
    return agency.name


def assignee_named(registry: Registry, name: str, year: int) -> tuple[str, tuple[str, ...]]:
    """The id of the agency or group that `name` means, and the ids of the agency's groups.

    Raises as `agency_named` does.
    """
    span = Period(year, Kind.YEAR).span
    agency = find_agency(registry, name, span).agency if name.strip() else None
    group = None if agency else group_named(registry, name)
    if group is not None:
        return group.id, ()
    found = agency or agency_named(registry, name, year)
    return found.id, tuple(g.id for g in registry.groups_of(found))


def by_prefix(name: str, known: Mapping[str, Item], what: str) -> Item | None:
    """The item with this id, or with the only id that begins with `name` in any case; None if there is none.

    Raises RefusedError if several ids begin with it; `what` names the items in the message.
    """
    if name in known or not name:
        return known.get(name)
    found = [id_ for id_ in known if begins(id_, name)]
    if len(found) > 1:
        listed = "".join(f"\n  {id_}" for id_ in found[:_MOST])
        raise RefusedError(
            f"Có {len(found)} {what} có mã bắt đầu bằng “{name}”:{listed}", "Viết mã dài hơn, hoặc đủ cả mã."
        )
    return known[found[0]] if found else None


def begins(id_: str, name: str) -> bool:
    """Whether an id begins with `name`, in any case."""
    return id_.casefold().startswith(name.casefold())
