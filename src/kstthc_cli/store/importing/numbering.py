"""Automatic numbers and bullets of a Word document, as Word prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kstthc_cli.domain.text.numerals import letters, roman
from kstthc_cli.store.importing.limits import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_MOST_LETTERS = 26 * 50


def value(element: Element | None, default: str = "") -> str:
    """The `w:val` of an element."""
    return default if element is None else str(element.get(f"{W}val", default))


def whole(text: str, default: int) -> int:
    """A whole number within reason, or the default."""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    glued: bool = False


@dataclass(slots=True)
class _Counter:
    """What has been counted of an abstract list."""

    values: dict[int, int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of a document; `of` is asked once for each paragraph, in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}  # abstract list → the style that holds its levels
        self._of_style: dict[str, str] = {}  # that style → the abstract list with the levels
        self._nums: dict[str, str] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, _Counter] = {}
        self._styles = _Styles(styles)
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Element) -> None:
        for item in numbering.findall(f"{W}abstractNum"):
            name = item.get(f"{W}abstractNumId", "")
            self._abstract[name] = dict(_level(level) for level in item.findall(f"{W}lvl"))
            if link := value(item.find(f"{W}numStyleLink")):
                self._linked[name] = link
            if link := value(item.find(f"{W}styleLink")):
                self._of_style[link] = name
        for item in numbering.findall(f"{W}num"):
            name = item.get(f"{W}numId", "")
            self._nums[name] = value(item.find(f"{W}abstractNumId"))
            for over in item.findall(f"{W}lvlOverride"):
                self._override(name, over)

    def _override(self, name: str, over: Element) -> None:
        level = whole(over.get(f"{W}ilvl", "0"), 0)
        if (own := over.find(f"{W}lvl")) is not None:
            self._overrides.setdefault(name, {})[level] = _level(own)[1]
        if (start := over.find(f"{W}startOverride")) is not None:
            self._starts.setdefault(name, {})[level] = whole(value(start), 1)

    def of(self, properties: Element | None) -> str:
        """The number or bullet before a paragraph with these properties; nothing where it has none."""
        name, depth = self._list_of(properties)
        levels = self._levels(name)
        if not levels or depth not in levels:
            return ""
        counter = self._counters.setdefault(self._root(name), _Counter())
        self._count(counter, name, depth, levels)
        return _printed(levels, depth, counter.values)

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style and the styles below that."""
        style = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        name, depth = _numbered(properties)
        for ancestor in self._styles.chain(style):
            own_name, own_depth = self._styles.numbered(ancestor)
            if name is None and own_name is not None:
                name = own_name
                if depth is None:
                    depth = own_depth if own_depth is not None else self._depth_of(own_name, ancestor)
        return (name if name not in (None, "0") else ""), min(depth or 0, _LEVELS - 1)

    def _depth_of(self, name: str, style: str) -> int:
        return next((n for n, level in self._levels(name).items() if level.style == style), 0)

    def _root(self, name: str) -> str:
        abstract = self._nums.get(name, "")
        if abstract in self._linked:
            return self._of_style.get(self._linked[abstract], abstract)
        return abstract

    def _levels(self, name: str | None) -> Mapping[int, _Level]:
        if not name:
            return {}
        levels = self._abstract.get(self._root(name), {})
        return {**levels, **self._overrides.get(name, {})}

    def _count(self, counter: _Counter, name: str, depth: int, levels: Mapping[int, _Level]) -> None:
        fresh = (name, depth) not in counter.begun
        counter.begun.add((name, depth))
        start = self._starts.get(name, {}).get(depth)
        if fresh and start is not None:
            counter.values[depth] = start
        else:
            first = levels[depth].start
            counter.values[depth] = counter.values[depth] + 1 if depth in counter.values else first
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                counter.values.pop(deeper, None)


class _Styles:
    """Paragraph styles: what each is based on, and the list it stands in."""

    def __init__(self, styles: Element | None) -> None:
        self._base: dict[str, str] = {}
        self._numbered: dict[str, tuple[str | None, int | None]] = {}
        self._default = ""
        for item in styles.findall(f"{W}style") if styles is not None else ():
            if item.get(f"{W}type", "paragraph") != "paragraph":
                continue
            name = item.get(f"{W}styleId", "")
            self._base[name] = value(item.find(f"{W}basedOn"))
            self._numbered[name] = _numbered(item.find(f"{W}pPr"))
            if item.get(f"{W}default") in ("1", "true"):
                self._default = name

    def chain(self, style: str) -> list[str]:
        """The style and those it is based on, the nearest first."""
        found: list[str] = []
        name = style or self._default
        while name and len(found) < _LEVELS * 3:
            found.append(name)
            name = self._base.get(name, "")
        return found

    def numbered(self, style: str) -> tuple[str | None, int | None]:
        """List and level that a style itself names."""
        return self._numbered.get(style, (None, None))


def _numbered(properties: Element | None) -> tuple[str | None, int | None]:
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return None, None
    name, depth = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    return (
        None if name is None else value(name),
        None if depth is None else whole(value(depth), 0),
    )


def _level(item: Element) -> tuple[int, _Level]:
    restart = item.find(f"{W}lvlRestart")
    legal = item.find(f"{W}isLgl")
    return whole(item.get(f"{W}ilvl", "0"), 0), _Level(
        start=whole(value(item.find(f"{W}start"), "1"), 1),
        format=value(item.find(f"{W}numFmt"), "decimal"),
        text=value(item.find(f"{W}lvlText")),
        restart=None if restart is None else whole(value(restart), 0),
        legal=legal is not None and value(legal, "1") not in ("0", "false"),
        style=value(item.find(f"{W}pStyle")),
        glued=value(item.find(f"{W}suff")) == "nothing",
    )


def _printed(levels: Mapping[int, _Level], depth: int, values: Mapping[int, int]) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return _bullet(level.text)
    if level.format == "none":
        return re.sub(r"%\d", "", level.text).strip()

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, _Level())
        form = "decimal" if level.legal else other.format
        return _formatted(values.get(at, other.start), form)

    return re.sub(r"%([1-9])", number, level.text).strip()


def _bullet(text: str) -> str:
    """A bullet as it can be typed: signs of symbol fonts are dashes."""
    plain = text.strip()
    return plain if plain in ("-", "+", "–", "*", "•") else "-"


def _formatted(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        text = roman(number) if 0 < number < 4000 else str(number)
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter"):
        text = letters(number) if 0 < number <= _MOST_LETTERS else str(number)
        return text.upper() if form == "upperLetter" else text
    return f"{number:02}" if form == "decimalZero" else "" if form == "none" else str(number)
