"""The registry of a province in a year, made from the units of the country and the usual bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.levels import BODIES, COMMUNE, DISTRICT, PROVINCE, UNDER
from kstthc_cli.domain.agencies.units import CHANGED, LAST_DAY, Province, Unit, Units, committee, slug
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.text.normalize import words

FLOW = ("agencies", "groups")
"""Keys of a registry file whose items are written on one line each."""
AUTHORITY = "ubnd-tinh"
"""The id of the People's Committee of a province."""
_UNDER_AUTHORITY = (BODIES, UNDER)
_CONFIRM = "Tên thường gặp, chưa của riêng tỉnh: xác nhận, sửa hoặc bỏ."
_USUAL = "Sở, ban, ngành ghi theo tên thường gặp: xác nhận từng dòng, thêm cơ quan riêng của tỉnh."
TERRITORY = "Nơi kế thừa của huyện là các xã mới trên địa bàn, không phải quy định của luật: xác nhận."


def registry_of_units(units: Units, province: Province, year: int, usual: Mapping[str, Any]) -> Plain:
    """The content of a registry file, keys in the order in which they are written."""
    since = year >= CHANGED.year
    agencies = [
        *_authorities(units, province, year),
        *usual_agencies(usual, province, year),
        *(_since_change(units, province, year) if since else _before(units, province)),
    ]
    levels = {agency["level"] for agency in agencies}
    name = f"Cơ quan, đơn vị, địa phương {province.name[:1].lower()}{province.name[1:]} năm {year}"
    return {
        "schema_version": 1,
        "id": slug(province.place),
        "name": name,
        "place": province.place,
        "valid_from": date(year if not since else CHANGED.year, 1, 1),
        "source": source_of(units, province),
        "decide": list(_questions(units, province, year)),
        "agencies": agencies,
        "groups": [dict(group) for group in usual["groups"] if levels.issuperset(group.get("levels", ()))],
    }


def source_of(units: Units, province: Province) -> str:
    """The packages, and the resolution on the communes of the province where there is one."""
    act = f"; Nghị quyết số {province.resolution}" if province.resolution else ""
    return units.source + act


def _questions(units: Units, province: Province, year: int) -> Iterator[str]:
    yield _USUAL
    if year < CHANGED.year:
        yield f"Tên đơn vị là của năm {units.first_year}, không ghi ngày đổi tên, sắp xếp sau đó: xem lại."
        return
    yield TERRITORY
    yield from renamed(units.communes(province.code, year))


def renamed(communes: Iterable[Unit]) -> Iterator[str]:
    """The question about communes that became wards in 2026, whose day no source gives."""
    if names := [unit.name for unit in communes if unit.others]:
        yield f"Đổi từ xã thành phường trong năm 2026, không rõ ngày có hiệu lực: {', '.join(names)}."


def usual_agencies(usual: Mapping[str, Any], province: Province, year: int) -> Iterator[Plain]:
    """The usual bodies of a province, each to be confirmed."""
    for name, full, level, symbol, short in usual["until_2024" if year < CHANGED.year else "since_2025"]:
        entry: Plain = {"id": name, "name": full.format(unit=province.kind)}
        entry |= {"short": short.format(unit=province.kind)} if short else {}
        entry |= {"level": level} | ({"symbol": symbol} if symbol else {})
        parent = {"parent": AUTHORITY} if level in _UNDER_AUTHORITY else {}
        yield entry | parent | {"decide": [_CONFIRM]}


def _authorities(units: Units, province: Province, year: int) -> Iterator[Plain]:
    """The committee of the province, and those of the provinces that were merged into it."""
    aliases = [f"UBND {province.kind}", *map(committee, province.others)]
    entry: Plain = {"id": AUTHORITY, "name": committee(province.name), "short": f"UBND {province.kind}"}
    yield entry | {"level": PROVINCE, "code": province.code, "aliases": aliases}
    if year >= CHANGED.year:
        yield from merged_provinces(units, province)


def merged_provinces(units: Units, province: Province) -> Iterator[Plain]:
    """The provinces that ended when this one took them in."""
    for code in province.made_of:
        name = units.old_name(code)
        if name not in (province.name, *province.others):
            unit = Unit(code, name, "")
            own_code = {"code": code} if code != province.code else {}  # else the merged one has it now
            entry: Plain = {"id": f"ubnd-{unit.slug}", "name": unit.committee, "level": PROVINCE}
            yield entry | own_code | {"valid_to": LAST_DAY, "successors": [AUTHORITY]}


def _before(units: Units, province: Province) -> Iterator[Plain]:
    districts = units.districts((province.code,))
    for unit in districts:
        yield _entry(unit, DISTRICT, AUTHORITY)
    above = {unit.code: unit.slug for unit in districts}
    communes = units.old_communes((province.code,), at_last=False)
    named = Counter(name for unit in communes for name in (unit.name, *unit.others))
    for unit in communes:
        others = (committee(name) for name in unit.others if named[name] == 1)
        yield _entry(unit, COMMUNE, above[unit.above]) | _aliases(others)


def _since_change(units: Units, province: Province, year: int) -> Iterator[Plain]:
    now = units.communes(province.code, year)
    yield from new_communes(units, now)
    names = {unit.code: units.id_of(unit) for unit in now}
    districts = units.districts(province.made_of)
    for unit in districts:
        yield _entry(unit, DISTRICT, AUTHORITY) | ended(units.district_successors(unit.code), names)
    above = {unit.code: unit.slug for unit in districts}
    for unit in units.old_communes(province.made_of, at_last=True):
        yield _entry(unit, COMMUNE, above[unit.above]) | ended(units.successors[unit.code], names)


def ended(heirs: Iterable[str], names: Mapping[str, str]) -> Plain:
    """The last day of an old unit, and the ids of its successors; none where they are not known."""
    known = [names[code] for code in heirs if code in names]
    return {"valid_to": LAST_DAY} | ({"successors": known} if known else {})


def new_communes(units: Units, now: Iterable[Unit]) -> Iterator[Plain]:
    """The communes of today with the names of the old units in them, where these mean one commune only."""
    every = list(now)
    current = {words(name) for unit in every for name in (unit.name, *unit.others)}
    old = {unit.code: {words(name): name for _, name in units.old_names(unit)} for unit in every}
    holders = Counter(form for names in old.values() for form in names)
    for unit in every:
        known = [name for form, name in old[unit.code].items() if holders[form] == 1 and form not in current]
        entry = _entry(unit, COMMUNE, AUTHORITY) | _aliases(map(committee, (*unit.others, *known)))
        yield entry | {"id": units.id_of(unit), "valid_from": CHANGED}


def _aliases(names: Iterable[str]) -> Plain:
    listed = list(dict.fromkeys(names))
    return {"aliases": listed} if listed else {}


def _entry(unit: Unit, level: str, parent: str) -> Plain:
    return {"id": unit.slug, "name": unit.committee, "level": level, "code": unit.code, "parent": parent}
