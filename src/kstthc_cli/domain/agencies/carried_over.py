"""An existing registry carried over 01/7/2025: ends, successors, and the communes since that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kstthc_cli.domain.agencies.levels import COMMUNE, DISTRICT, PROVINCE
from kstthc_cli.domain.agencies.unit_registry import (
    AUTHORITY,
    TERRITORY,
    ended,
    new_communes,
    renamed,
    source_of,
)
from kstthc_cli.domain.agencies.units import CHANGED, LAST_DAY, Province, Unit, Units, committee
from kstthc_cli.domain.plain_values import Plain

_BODIES = (
    "Sở, ban, ngành được sắp xếp trong năm 2025: với cơ quan đã kết thúc, ghi valid_to và successors theo "
    "văn bản của tỉnh; thêm cơ quan mới."
)
_GROUP = "Cấp huyện kết thúc ngày 30/6/2025: chuyển việc của nhóm cho {names}, xác nhận."
_ENDING = (DISTRICT,)
_AFTER = COMMUNE


class CannotCarryError(ValueError):
    """A registry whose province is not known; the text names what was looked for."""


class CarriedOver(NamedTuple):
    """The data of the registry as they are to be, and the numbers of what changed."""

    data: Plain
    ended: int
    added: int
    without_successor: tuple[str, ...]


def carried_over(data: Mapping[str, Any], units: Units, year: int) -> CarriedOver:
    """The registry with old units ended and the communes of the year added; what is there already stays.

    Raises CannotCarryError where the province of the registry is not known.
    """
    before, now = _provinces(data, units, year)
    agencies = [dict(agency) for agency in data["agencies"]]
    taken = {agency["id"] for agency in agencies}
    authority = _authority(agencies, before, now)
    communes = units.communes(now.code, year)
    current = {agency["code"]: agency["id"] for agency in agencies if _is_new(agency) and "code" in agency}
    added = [
        {**entry, "id": _free(entry["id"], taken), "parent": authority["id"]}
        for entry in new_communes(units, communes)
        if entry["code"] not in current
    ]
    names = current | {entry["code"]: entry["id"] for entry in added}
    changed = list(_ended(agencies, units, names))
    _rename(agencies, {unit.code: unit for unit in communes})
    extra = [authority] if authority["id"] not in taken else []
    wanted = {**data, "source": _source(data, units, now), **_asked(data, communes)}
    wanted["agencies"] = [*agencies, *extra, *added]
    if "groups" in data:
        wanted["groups"] = _groups(data["groups"])
    lost = tuple(agency["name"] for agency in changed if not agency.get("successors"))
    return CarriedOver(wanted, len(changed), len(added), lost)


def _provinces(data: Mapping[str, Any], units: Units, year: int) -> tuple[Province, Province]:
    """The province of the registry before the change, and the one that it is in since."""
    place = data["place"]
    for old in units.provinces_named(place, CHANGED.year - 1):
        for now in units.provinces(year):
            if old.code in now.made_of:
                return old, now
    raise CannotCarryError(place)


def _authority(agencies: list[Plain], before: Province, now: Province) -> Plain:
    """The committee of the province since the change: the one that is there, or a new one."""
    old = next((agency for agency in agencies if agency["level"] == PROVINCE), None)
    name = committee(now.name)
    if old is not None and before.place == now.place:
        return old
    entry: Plain = {"id": AUTHORITY if old is None else f"ubnd-{Unit(now.code, now.name, '').slug}"}
    entry |= {"name": name, "level": PROVINCE, "code": now.code, "valid_from": CHANGED}
    if old is not None:
        old |= {"valid_to": LAST_DAY, "successors": [entry["id"]]}
    return entry


def _is_new(agency: Mapping[str, Any]) -> bool:
    begun = agency.get("valid_from")
    return agency["level"] == _AFTER and begun is not None and begun >= CHANGED


def _ended(agencies: list[Plain], units: Units, names: Mapping[str, str]) -> Iterator[Plain]:
    """End old units that have not ended, name successors where there are none; yield those changed."""
    for agency in agencies:
        if agency["level"] not in (*_ENDING, _AFTER) or _is_new(agency):
            continue
        code = agency.get("code", "")
        heirs = (
            units.district_successors(code) if agency["level"] in _ENDING else units.successors.get(code, ())
        )
        if end := {key: value for key, value in ended(heirs, names).items() if key not in agency}:
            agency.update(end)
            yield agency


def _rename(agencies: list[Plain], communes: Mapping[str, Unit]) -> None:
    """Give communes the name of the year; the one before becomes another name."""
    for agency in agencies:
        unit = communes.get(agency.get("code", "")) if _is_new(agency) else None
        if unit is not None and agency["name"] != unit.committee:
            agency["aliases"] = list(dict.fromkeys([agency["name"], *agency.get("aliases", ())]))
            agency["name"] = unit.committee


def _source(data: Mapping[str, Any], units: Units, now: Province) -> str:
    source = source_of(units, now)
    return data["source"] if source in data["source"] else f"{data['source']}; {source}"


def _asked(data: Mapping[str, Any], communes: tuple[Unit, ...]) -> Plain:
    known = data.get("decide", [])
    new = [text for text in (_BODIES, TERRITORY, *renamed(communes)) if text not in known]
    return {"decide": [*known, *new]}


def _groups(groups: list[Mapping[str, Any]]) -> list[Plain]:
    """Groups that only ended units were in get a successor: the group of those that came after them."""
    heir = next((g for g in groups if g["kind"] == "levels" and g["levels"] == [_AFTER]), None)
    found = []
    for group in groups:
        ends = group["kind"] == "levels" and set(group["levels"]) <= set(_ENDING)
        if heir is not None and ends and "successors" not in group:
            asked = [*group.get("decide", ()), _GROUP.format(names=heir["name"])]
            found.append({**group, "successors": [heir["id"]], "decide": asked})
        else:
            found.append(dict(group))
    return found


def _free(name: str, taken: set[str]) -> str:
    return name if name not in taken else f"{name}-{CHANGED.year}"
