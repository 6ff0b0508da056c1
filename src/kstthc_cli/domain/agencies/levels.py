"""Levels of agencies: the usual ones of a province, for registries that do not name their own.

This table is data: no other module knows a level by its name.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

_DISTRICTS_END = date(2025, 6, 30)


class Wording(NamedTuple):
    """How texts call the agencies of a level up to a day: in an address, and what their units are called."""

    until: date
    addressed: str
    units: str = ""


class Level(NamedTuple):
    """A level: its name, how texts call its agencies, and what these are.

    `committee`: signed for a People's Committee. `place`: named after a place of its own. `nested`: listed by
    the agency above. `before`: earlier wordings, the oldest first.
    """

    id: str
    name: str
    plural: str = ""
    addressed: str = ""
    units: str = ""
    committee: bool = False
    place: bool = False
    nested: bool = False
    before: tuple[Wording, ...] = ()

    def wording(self, day: date) -> Wording:
        """The wording of a day."""
        now = Wording(date.max, self.addressed or self.name, self.units)
        return next(wording for wording in (*self.before, now) if day <= wording.until)

    @property
    def several(self) -> str:
        """What texts call several agencies of the level."""
        return self.plural or self.name.lower()


PROVINCE, BODIES, UNDER, BRANCHES, MEDIA, DISTRICT, COMMUNE = (
    "tinh", "so", "don-vi", "nganh-doc", "bao-chi", "huyen", "xa",
)  # fmt: skip
USUAL: tuple[Level, ...] = (
    Level(PROVINCE, "Cấp tỉnh", "UBND tỉnh", "Ủy ban nhân dân tỉnh", committee=True),
    Level(BODIES, "Sở, ban, ngành", "sở, ban, ngành", "Các sở, ban, ngành"),
    Level(UNDER, "Đơn vị trực thuộc", "đơn vị trực thuộc", "Các đơn vị trực thuộc"),
    Level(
        BRANCHES, "Cơ quan trung ương tại tỉnh", "cơ quan trung ương tại tỉnh",
        "Các cơ quan trung ương tại tỉnh",
    ),
    Level(MEDIA, "Báo, đài", "báo, đài", "Các cơ quan báo chí"),
    Level(
        DISTRICT, "Cấp huyện", "UBND cấp huyện", "Ủy ban nhân dân các huyện, thị xã, thành phố",
        "huyện, thị xã, thành phố", committee=True, place=True,
    ),
    Level(
        COMMUNE, "Cấp xã", "UBND cấp xã", "Ủy ban nhân dân các xã, phường, đặc khu", "xã, phường, đặc khu",
        committee=True, place=True, nested=True,
        before=(
            Wording(
                _DISTRICTS_END, "Ủy ban nhân dân các xã, phường, thị trấn", "xã, phường, thị trấn"
            ),
        ),
    ),
)  # fmt: skip
"""The usual levels of a province, in the order of lists."""
USUAL_BY_ID = {level.id: level for level in USUAL}
