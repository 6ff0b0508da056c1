"""What the styles of a Word template give to a run, a paragraph and a cell, nearest first."""

from __future__ import annotations

import re
from functools import cached_property

from kstthc_cli.render.word.tags import Element, W, text_of

_REGIONS = ("firstRow", "lastRow", "firstCol", "lastCol")
_LOOK = {"firstRow": 0x20, "lastRow": 0x40, "firstCol": 0x80, "lastCol": 0x100}
_LOOK_NAMES = {"firstCol": "firstColumn", "lastCol": "lastColumn"}
_CORNERS = {"nwCell": ("firstRow", "firstCol"), "neCell": ("firstRow", "lastCol"),
            "swCell": ("lastRow", "firstCol"), "seCell": ("lastRow", "lastCol")}  # fmt: skip
_BANDS = ("band1Vert", "band2Vert", "band1Horz", "band2Horz")
_POINTS = {"": 0.5, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "pi": 12.0}


def path(*names: str) -> str:
    """The path of elements of Word below another."""
    return "/".join(f"{W}{name}" for name in names)


def points(value: str, unit: float = 0.5) -> float | None:
    """A measure in points; `unit` is what a bare number counts (half points, twentieths)."""
    match = re.fullmatch(r"(-?[0-9.]{1,9})(pt|mm|cm|in|pc|pi|)", value.strip())
    if match is None or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", match[1]):
        return None
    return float(match[1]) * (_POINTS[match[2]] if match[2] else unit)


class Styles:
    """The styles of a template."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._found: dict[tuple[str, str], list[Element]] = {}
        self._places: dict[Element, tuple[set[str], dict[Element, set[str]]]] = {}

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        styles = self._root.iter(f"{W}style") if self._root is not None else ()
        return {style.get(f"{W}styleId", ""): style for style in styles}

    @cached_property
    def _default(self) -> dict[str, str]:
        """The styles that hold where none is named, by kind."""
        return {
            style.get(f"{W}type", ""): name
            for name, style in self._by_id.items()
            if style.get(f"{W}default") in ("1", "true", "on")
        }

    def of_style(self, name: str, place: str) -> list[Element]:
        """The elements of this path in a style, else in the one it is based on."""
        key = (name, place)
        if key not in self._found:
            self._found[key] = []  # a style that is based on itself
            self._found[key] = self._look_up(name, place)
        return self._found[key]

    def _look_up(self, name: str, place: str) -> list[Element]:
        style = self._by_id.get(name)
        if style is None:
            return []
        above = style.find(f"{W}basedOn")
        return style.findall(place) or (
            self.of_style(above.get(f"{W}val", ""), place) if above is not None else []
        )

    def of_run(self, run: Element, name: str) -> list[Element]:
        """The nearest elements of this name among the properties that hold for a run."""
        place = path("rPr", name)
        own = run.findall(place)
        return own or self._of_named(run, path("rPr", "rStyle"), place) or self._around(run, place)

    def of_paragraph(self, paragraph: Element, name: str) -> list[Element]:
        """The nearest elements of this name among the properties that hold for a paragraph."""
        place = path("pPr", name)
        return paragraph.findall(place) or self._around(paragraph, place)

    def _of_named(self, element: Element, name: str, place: str) -> list[Element]:
        named = element.find(name)
        return self.of_style(named.get(f"{W}val", ""), place) if named is not None else []

    def _around(self, element: Element, place: str) -> list[Element]:
        """What the style of the paragraph, that of the table, and the defaults give."""
        paragraph = next((e for e in (element, *element.iterancestors()) if e.tag == f"{W}p"), None)
        if paragraph is not None:
            found = self._of_named(paragraph, path("pPr", "pStyle"), place)
            if paragraph.find(path("pPr", "pStyle")) is None:
                found = self.of_style(self._default.get("paragraph", ""), place)
            if found or (found := self._of_cells(paragraph, place)):
                return found
        if self._root is None:
            return []
        defaults = "rPrDefault" if place.startswith(path("rPr")) else "pPrDefault"
        return self._root.findall(f"{path('docDefaults', defaults)}/{place}")

    def _of_cells(self, paragraph: Element, place: str) -> list[Element]:
        cells = (self.of_cell(cell, place) for cell in paragraph.iterancestors(f"{W}tc"))
        return next((found for found in cells if found), [])

    def of_cell(self, cell: Element, place: str) -> list[Element]:
        """What the style of a table gives at this path to a cell, by where the cell stands in the table."""
        table = next(cell.iterancestors(f"{W}tbl"), None)
        named = table.find(path("tblPr", "tblStyle")) if table is not None else None
        style = named.get(f"{W}val", "") if named is not None else self._default.get("table", "")
        for region in self.regions(cell):
            if found := self.of_style(style, f"{W}tblStylePr[@{W}type='{region}']/{place}"):
                return found
        bands = [f"{W}tblStylePr[@{W}type='{band}']/{place}" for band in _BANDS]
        return [e for where in (*bands, place) for e in self.of_style(style, where)]

    def regions(self, cell: Element) -> tuple[str, ...]:
        """The parts of a table with a look of their own in which a cell stands, corners first."""
        table = next(cell.iterancestors(f"{W}tbl"), None)
        row = next(cell.iterancestors(f"{W}tr"), None)
        if table is None or row is None:
            return ()
        look, rows = self._rows(table)
        sides = {"firstCol": True, "lastCol": False}
        columns = {
            n
            for n, before in sides.items()
            if next(cell.itersiblings(cell.tag, preceding=before), None) is None
        }
        at = (rows.get(row, set()) | columns) & look
        corners = (corner for corner, both in _CORNERS.items() if set(both) <= at)
        return *corners, *(region for region in _REGIONS if region in at)

    def _rows(self, table: Element) -> tuple[set[str], dict[Element, set[str]]]:
        """The regions that a table has, and those of its rows; rows that hold only a command do not count."""
        if table not in self._places:
            rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
            counted = [row for row in rows if not _is_command(row)]
            places = dict[Element, set[str]]()
            if counted:
                places.setdefault(counted[0], set()).add("firstRow")
                places.setdefault(counted[-1], set()).add("lastRow")
            self._places[table] = _look(table), places
        return self._places[table]


def _is_command(row: Element) -> bool:
    text = "".join(text_of(paragraph) for paragraph in row.iter(f"{W}p")).strip()
    return text.startswith("{%tr") and text.endswith("%}")


def _look(table: Element) -> set[str]:
    """Which regions a table switches on."""
    look = table.find(path("tblPr", "tblLook"))
    if look is None:
        return set()
    bits = look.get(f"{W}val", "0")
    mask = int(bits, 16) if re.fullmatch("[0-9a-fA-F]{1,4}", bits) else 0
    return {
        region
        for region, bit in _LOOK.items()
        if look.get(f"{W}{_LOOK_NAMES.get(region, region)}", "1" if mask & bit else "0")
        in ("1", "true", "on")
    }
