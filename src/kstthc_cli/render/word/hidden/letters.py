"""Letters that nobody can read in a Word part: too small, clipped, or in the colour of their ground."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kstthc_cli.render.word.hidden.colours import WHITE, A, Colour, Palette, named, near
from kstthc_cli.render.word.hidden.styles import Styles, path, points
from kstthc_cli.render.word.tags import Element, W

SMALLEST = 4.0
"""In points: smaller letters cannot be read on paper."""
_NARROWEST = 20.0
"""In percent of their usual width."""
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML = "{urn:schemas-microsoft-com:vml}"
_NUMBER = re.compile("%[0-9]")
_FILLS = ("solidFill", "gradFill", "pattFill")
_LINE = f"spacing[@{W}line]"
_SMALL = f"chữ nhỏ dưới {SMALLEST:.0f} điểm"
_CLIPPED = f"chữ bị che: giãn dòng hoặc chiều cao dòng bảng cố định dưới {SMALLEST:.0f} điểm"
_SAME = "chữ cùng màu với nền"


class Letters:
    """Judges the letters of a template by its styles and its theme."""

    def __init__(self, styles: Element | None, theme: Element | None, settings: Element | None) -> None:
        self._styles, self._palette = Styles(styles), Palette(theme, settings)
        self._judged: dict[object, str] = {}
        self._places: dict[Element, int] = {}
        self._numbers: dict[object, int] = {}

    def unreadable(self, root: Element) -> Iterator[tuple[Element, str]]:
        """Runs whose letters nobody can read, and why."""
        judged: set[Element] = set()
        for letters in root.iter("{*}t", f"{W}sym"):
            run = letters.getparent()
            if run is None or run in judged or not (letters.tag == f"{W}sym" or (letters.text or "").strip()):
                continue
            judged.add(run)
            if why := self._why(run):
                yield run, why

    def unreadable_numbers(self, numbering: Element) -> Iterator[tuple[Element, str]]:
        """Levels of numbering whose own letters nobody can read, and why."""
        for level in numbering.iter(f"{W}lvl"):
            text = level.find(f"{W}lvlText")
            letters = _NUMBER.sub("", text.get(f"{W}val", "")) if text is not None else ""
            if letters.strip() and (why := self._why(level)):
                yield level, why

    def _why(self, run: Element) -> str:
        """Why nobody can read a run; judged once for all runs of the same properties in the same place."""
        paragraph = next(run.iterancestors(f"{W}p"), None)
        around = (run if paragraph is None else paragraph).getparent()
        key = (_written(run, "rPr"), _written(paragraph, "pPr"), self._place(around))
        if key not in self._judged:
            self._judged[key] = self._judge(run)
        return self._judged[key]

    def _place(self, element: Element | None) -> int:
        """A number for all places within elements of the same kinds."""
        if element is None:
            return 0
        if element not in self._places:
            kinds = self._kind(element), self._place(element.getparent())
            self._places[element] = self._numbers.setdefault(kinds, len(self._numbers) + 1)
        return self._places[element]

    def _kind(self, element: Element) -> object:
        """What an element around a paragraph says of its letters."""
        if element.tag == f"{W}tc":
            return _written(element, "tcPr"), self._styles.regions(element)
        if element.tag in (f"{W}tr", f"{W}tbl"):
            return _written(element, "trPr"), _written(element, "tblPr")
        return element if str(element.tag).startswith((_SHAPE, _VML)) else element.tag

    def _judge(self, run: Element) -> str:
        if self._is_small(run):
            return _SMALL
        return _CLIPPED if self._is_clipped(run) else _SAME if self._is_like_its_ground(run) else ""

    def _is_small(self, run: Element) -> bool:
        sizes = [
            points(e.get(f"{W}val", "")) for name in ("sz", "szCs") for e in self._styles.of_run(run, name)
        ]
        widths = [points(e.get(f"{W}val", "").rstrip("%"), 1) for e in self._styles.of_run(run, "w")]
        return any(size is not None and size < SMALLEST for size in sizes) or any(
            width is not None and width < _NARROWEST for width in widths
        )

    def _is_clipped(self, run: Element) -> bool:
        paragraph = next(run.iterancestors(f"{W}p"), None)
        lines = self._styles.of_paragraph(paragraph, _LINE) if paragraph is not None else []
        rows = [e for row in run.iterancestors(f"{W}tr") for e in row.findall(path("trPr", "trHeight"))]
        return any(_is_low(e, "line", "lineRule") for e in lines) or any(
            _is_low(e, "val", "hRule") for e in rows
        )

    def _is_like_its_ground(self, run: Element) -> bool:
        colours = [self._palette.of(e) for e in self._styles.of_run(run, "color")]
        if not colours or None in colours:
            return False
        grounds = self._grounds(run)
        return any(all(near(colour, ground) for ground in grounds) for colour in colours if colour)

    def _grounds(self, run: Element) -> set[Colour]:
        """The colours that may lie behind a run: the nearest that is painted, else the paper."""
        marks = [named(e.get(f"{W}val", "")) for e in self._styles.of_run(run, "highlight")]
        paragraph = next(run.iterancestors(f"{W}p"), None)
        shades = self._styles.of_run(run, "shd")
        found = _painted(marks) or self._shaded(shades)
        if not found and paragraph is not None:
            found = self._shaded(self._styles.of_paragraph(paragraph, "shd"))
        above = run.iterancestors(f"{W}tc", f"{W}tbl", f"{_SHAPE}wsp", f"{_VML}*")
        while not found and (element := next(above, None)) is not None:
            found = self._behind(element)
        return found or {WHITE}

    def _shaded(self, shades: list[Element]) -> set[Colour]:
        return _painted([self._palette.shading(shade) for shade in shades])

    def _behind(self, element: Element) -> set[Colour]:
        if element.tag == f"{W}tc":
            own = element.findall(path("tcPr", "shd"))
            return self._shaded(own) or self._shaded(self._styles.of_cell(element, path("tcPr", "shd")))
        if element.tag == f"{W}tbl":
            return self._shaded(element.findall(path("tblPr", "shd")))
        if element.tag == f"{_SHAPE}wsp":
            return self._filled(element)
        fill = None if element.get("filled") in ("f", "false") else named(element.get("fillcolor", ""))
        return _painted([fill])

    def _filled(self, shape: Element) -> set[Colour]:
        """The colours of a shape: those of its own fill, else those of its style."""
        own = shape.find(f"{_SHAPE}spPr")
        fills = (
            [e for e in own if str(e.tag).removeprefix(A) in (*_FILLS, "noFill", "blipFill")]
            if own is not None
            else []
        )
        if not fills:
            fills = shape.findall(f"{_SHAPE}style/{A}fillRef")
        return {colour for fill in fills for colour in self._palette.drawn(fill)}


def _written(element: Element | None, name: str) -> bytes:
    found = element.findall(f"{W}{name}") if element is not None else []
    return b"".join(etree.tostring(properties, with_tail=False) for properties in found)


def _painted(colours: list[Colour | None]) -> set[Colour]:
    return {colour for colour in colours if colour is not None}


def _is_low(element: Element, value: str, rule: str) -> bool:
    """Whether an exact height is too small for letters."""
    height = points(element.get(f"{W}{value}", ""), 0.05)
    return element.get(f"{W}{rule}") == "exact" and height is not None and height < SMALLEST
