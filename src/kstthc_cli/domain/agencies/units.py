"""Administrative units of the country: provinces, districts, communes, before and since the change of 2025.

The data are those of `data/administrative_units.json`; the day of the change is that of Nghị quyết
202/2025/QH15 and of the resolutions on the communes of each province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from kstthc_cli.domain.text.normalize import unmarked, words

CHANGED = date(2025, 7, 1)
"""The first day of the units of today; districts ended the day before."""
LAST_DAY = date(2025, 6, 30)


class Unit(NamedTuple):
    """A unit: its code, its name with its kind (`Xã Bình Minh`), the code of the unit above, other names."""

    code: str
    name: str
    above: str
    others: tuple[str, ...] = ()

    @property
    def committee(self) -> str:
        """The name of its People's Committee: `UBND xã Bình Minh`."""
        return committee(self.name)

    @property
    def slug(self) -> str:
        """The id of its committee in a registry: `xa-binh-minh-21058`."""
        return f"{slug(self.name)}-{self.code}"


def committee(name: str) -> str:
    """The name of the People's Committee of a unit."""
    return f"UBND {name[:1].lower()}{name[1:]}"


def slug(text: str) -> str:
    """The text in small letters without diacritics, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text)).strip("-")


class Province(NamedTuple):
    """A province: name with kind, other names, the codes it was made of, the resolution on its communes."""

    code: str
    name: str
    others: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()
    resolution: str = ""

    @property
    def place(self) -> str:
        """The name without the kind."""
        return re.sub(r"^(Tỉnh|Thành phố) ", "", self.name)

    @property
    def kind(self) -> str:
        """`tỉnh` or `thành phố`."""
        return "tỉnh" if self.name.startswith("Tỉnh ") else "thành phố"


class Units:
    """What the data file holds, by year."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content

    @property
    def source(self) -> str:
        """The packages, their versions and licences, and the day of the data."""
        listed = ", ".join(
            f"{s['package']} {s['version']} ({s['licence']})" for s in self._content["sources"]
        )
        day = date.fromisoformat(self._content["date"])
        return f"{listed}; dữ liệu đến ngày {day:%d/%m/%Y}"

    @property
    def first_year(self) -> int:
        """The first year whose units are known."""
        return int(self._content["first_year"])

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the data do not hold."""
        return tuple(self._content["gaps"])

    def provinces(self, year: int) -> tuple[Province, ...]:
        """The provinces of a year; those of 2025 are the ones since the change."""
        if year < CHANGED.year:
            return tuple(Province(code, name) for code, name in self._content["provinces_2021"].items())
        return tuple(self._province(code, item, year) for code, item in self._content["provinces"].items())

    def _province(self, code: str, item: Mapping[str, Any], year: int) -> Province:
        names = _names(item["name"], item.get("today", item["name"]), year)
        return Province(code, names[0], names[1:], tuple(item["from"]), item["resolution"])

    def provinces_named(self, text: str, year: int) -> tuple[Province, ...]:
        """The provinces of a year that a name or a code means, with or without kind and diacritics."""
        every = self.provinces(year)
        asked = {_without_kind(words(text))}
        exact = tuple(p for p in every if text == p.code or asked & {words(p.place), words(p.name)})
        plain = unmarked(" ".join(next(iter(asked))))
        return exact or tuple(p for p in every if plain == unmarked(" ".join(words(p.place))))

    def old_name(self, code: str) -> str:
        """The name of a province before the change."""
        return str(self._content["provinces_2021"][code])

    def districts(self, provinces: tuple[str, ...]) -> tuple[Unit, ...]:
        """The districts of provinces as they were before the change."""
        every = self._content["districts"].items()
        return tuple(Unit(code, name, above) for code, (name, above) in every if above in provinces)

    def old_communes(self, provinces: tuple[str, ...], *, at_last: bool) -> tuple[Unit, ...]:
        """The communes before the change, as of 2021, or as they were on their last day."""
        inside = {unit.code for unit in self.districts(provinces)}
        codes = self.successors if at_last else self._content["communes_2021"]
        found = (self._old(code, at_last=at_last) for code in codes)
        return tuple(unit for unit in found if unit is not None and unit.above in inside)

    def _old(self, code: str, *, at_last: bool) -> Unit | None:
        first = self._content["communes_2021"].get(code)
        last = self._content["later_names"].get(code, first)
        chosen, other = (last, first) if at_last else (first, last)
        if chosen is None:
            return None
        others = (other[0],) if other and other[0] != chosen[0] else ()
        return Unit(code, chosen[0], chosen[1], others)

    @property
    def successors(self) -> Mapping[str, list[str]]:
        """Code of an old unit → codes of the communes that its territory belongs to."""
        found: Mapping[str, list[str]] = self._content["successors"]
        return found

    def communes(self, province: str, year: int) -> tuple[Unit, ...]:
        """The communes of a province since the change."""
        found = ((code, item) for code, item in self._content["communes"].items() if item[1] == province)
        return tuple(self._commune(code, item, year) for code, item in found)

    def _commune(self, code: str, item: list[str], year: int) -> Unit:
        names = _names(item[0], item[-1] if len(item) > 2 else item[0], year)
        return Unit(code, names[0], item[1], names[1:])

    def id_of(self, unit: Unit) -> str:
        """The id of a commune of today; one that an old unit has already gets the year of the change."""
        before = (self._old(unit.code, at_last=last) for last in (False, True))
        taken = {slug(name) for old in before if old for name in (old.name, *old.others)}
        first = self._content["communes"][unit.code][0]
        return f"{slug(first)}-{unit.code}" + (f"-{CHANGED.year}" if slug(first) in taken else "")

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """Code of a commune of today → codes of the old units in it."""
        found: dict[str, tuple[str, ...]] = {}
        for old, heirs in self.successors.items():
            for heir in heirs:
                found[heir] = (*found.get(heir, ()), old)
        return found

    def old_names(self, unit: Unit) -> Iterator[tuple[Unit, str]]:
        """The old units of a commune of today with each name that they had."""
        for code in self.predecessors.get(unit.code, ()):
            old = self._old(code, at_last=True)
            if old is not None:
                yield from ((old, name) for name in (old.name, *old.others))

    def district_successors(self, district: str) -> tuple[str, ...]:
        """Codes of the communes on the territory of a district; its own successor where it has one."""
        if district in self.successors:
            return tuple(self.successors[district])
        old = ((code, self._old(code, at_last=True)) for code in self.successors)
        inside = [code for code, unit in old if unit is not None and unit.above == district]
        return tuple(dict.fromkeys(heir for code in inside for heir in self.successors[code]))


def _names(first: str, today: str, year: int) -> tuple[str, ...]:
    """The name of a year, then an earlier one: that of today counts from the year after the change."""
    return tuple(dict.fromkeys((today, first))) if year > CHANGED.year else (first,)


def _without_kind(form: tuple[str, ...]) -> tuple[str, ...]:
    for kind in (("tỉnh",), ("thành", "phố"), ("tp",)):
        if form[: len(kind)] == kind:
            return form[len(kind) :]
    return form
