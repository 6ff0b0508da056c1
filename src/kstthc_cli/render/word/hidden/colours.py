"""Colours of a Word part as red, green and blue; None for automatic ones, which can always be read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kstthc_cli.render.word.tags import Element, W

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NEAR = 32
"""An eighth of the scale: lighter greys than E0 on white can hardly be read."""
_HEX = re.compile(r"#?([0-9a-fA-F]{6})\b")
_SHORT_HEX = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])\b")
_SHADE = re.compile(r"pct(\d+)")
_NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00", "blue": "0000FF",
    "cyan": "00FFFF", "magenta": "FF00FF", "yellow": "FFFF00", "darkBlue": "000080", "darkCyan": "008080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0", "silver": "C0C0C0", "gray": "808080", "navy": "000080",
    "window": "FFFFFF", "windowText": "000000",
}  # fmt: skip
_SCHEME = {
    "background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2", "light1": "lt1",
    "dark1": "dk1", "light2": "lt2", "dark2": "dk2", "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_MAPPED = {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2"}


def near(one: Colour, other: Colour) -> bool:
    """Whether letters of one colour cannot be read on the other."""
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


def named(text: str) -> Colour | None:
    """A colour written as digits or by its name."""
    text = _NAMED.get(text.strip().split(" ")[0], text.strip())
    if match := _HEX.match(text):
        return _of_digits(match[1])
    match = _SHORT_HEX.match(text)
    return _of_digits("".join(digit * 2 for digit in match.groups())) if match else None


def _of_digits(digits: str) -> Colour:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(colour, other, strict=True))
    return red, green, blue


class Palette:
    """The colours of a template's theme."""

    def __init__(self, theme: Element | None, settings: Element | None) -> None:
        scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
        self._theme = {} if scheme is None else {str(e.tag)[len(A) :]: self._of_theme(e) for e in scheme}
        mapping = settings.find(f"{W}clrSchemeMapping") if settings is not None else None
        self._mapping: Mapping[str, str] = {} if mapping is None else {
            name: mapping.get(f"{W}{short}", name) for name, short in _MAPPED.items()
        }  # fmt: skip

    @staticmethod
    def _of_theme(entry: Element) -> Colour | None:
        for colour in entry:
            return named(colour.get("val", "")) or named(colour.get("lastClr", ""))
        return None

    def of_theme(self, name: str) -> Colour | None:
        """A colour by its name in Word (`background1`) or in drawings (`bg1`)."""
        name = self._mapping.get(name, name)
        return self._theme.get(_SCHEME.get(name, name))

    def of(self, element: Element, value: str = "val", theme: str = "themeColor") -> Colour | None:
        """The colour that the attributes of an element say; the theme goes before the value beside it."""
        colour = self.of_theme(element.get(f"{W}{theme}", ""))
        if colour is None:
            return named(element.get(f"{W}{value}", ""))
        prefix = theme.removesuffix("Color")
        if tint := element.get(f"{W}{prefix}Tint"):
            return _mixed(colour, WHITE, _share(tint))
        shade = element.get(f"{W}{prefix}Shade")
        return _mixed(colour, _BLACK, _share(shade)) if shade else colour

    def shading(self, shd: Element) -> Colour | None:
        """The ground that a shading paints; None where it paints nothing."""
        pattern = shd.get(f"{W}val", "clear")
        fill = self.of(shd, "fill", "themeFill")
        if pattern in ("clear", "nil"):
            return fill if pattern == "clear" else None
        match = _SHADE.fullmatch(pattern)
        share = 1.0 if pattern == "solid" else int(match[1]) / 100 if match else 0.5
        return _mixed(self.of(shd, "color") or _BLACK, fill or WHITE, share)

    def drawn(self, fill: Element) -> set[Colour]:
        """The colours of a fill in a drawing."""
        found = {
            self._of_drawing(e)
            for e in fill.iter(f"{A}srgbClr", f"{A}schemeClr", f"{A}sysClr", f"{A}prstClr")
        }
        return {colour for colour in found if colour is not None}

    def _of_drawing(self, element: Element) -> Colour | None:
        name = element.get("val", "")
        colour = self.of_theme(name) if str(element.tag).endswith("schemeClr") else named(name)
        if colour is None:
            return None
        scale, lift = (element.find(f"{A}{child}") for child in ("lumMod", "lumOff"))
        kept = _mixed(colour, _BLACK, _thousandths(scale, 100_000))
        raised = _thousandths(lift, 0)
        red, green, blue = (min(255, round(part + 255 * raised)) for part in kept)
        return red, green, blue


def _share(digits: str) -> float:
    return int(digits, 16) / 255 if re.fullmatch("[0-9a-fA-F]{1,2}", digits) else 1.0


def _thousandths(element: Element | None, default: int) -> float:
    value = element.get("val", "") if element is not None else ""
    return (int(value) if value.isascii() and value.isdigit() else default) / 100_000
