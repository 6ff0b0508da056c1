"""The numbers and letters that stand before sections, tasks and results."""

from __future__ import annotations

import re
from typing import NamedTuple

from kstthc_cli.domain.text.numerals import arabic, letters, roman

ROMAN, CAPITAL, DECIMAL, DOTTED, LETTER, BULLET, NONE = (
    "roman", "capital", "decimal", "dotted", "letter", "bullet", ""
)  # fmt: skip


class Label(NamedTuple):
    """A label as printed, the style it has, its parts without marks, and the text after it."""

    printed: str
    style: str
    parts: tuple[str, ...]
    rest: str

    @property
    def id(self) -> str:
        """The label as an id: `1.a)` → `1.a`."""
        return ".".join(self.parts)


_PART = r"(?i:phần|mục|chương|nhóm)\s+(?i:thứ\s+)?"
_FORMS = (
    (
        DOTTED,
        re.compile(
            r"(?P<p>(?P<n>(?:\d{1,3}|[IVX]+)(?:\.(?:\d{1,3}|[a-zđ](?![a-zđ])))+)\s*[.):/-]?)(?P<rest>(?:\s|$).*)",
            re.DOTALL,
        ),
    ),
    (ROMAN, re.compile(rf"(?P<p>(?:{_PART})?(?P<n>[IVXLC]+)(?:\s*[.):/-]|(?=\s|$)))(?P<rest>.*)", re.DOTALL)),
    (CAPITAL, re.compile(rf"(?P<p>(?:{_PART})?(?P<n>[A-ZĐ])(?:\s*[.):/-]|(?=\s|$)))(?P<rest>.*)", re.DOTALL)),
    (
        DECIMAL,
        re.compile(
            r"(?P<p>\(?(?P<n>\d{1,4})(?:\s*[.):](?!\d)|\s*[/-](?=\s*$)|(?=\s*$)))(?P<rest>.*)", re.DOTALL
        ),
    ),
    (LETTER, re.compile(r"(?P<p>\(?(?P<n>[a-zđ])(?:\s*[.)/](?=\s|$|\w)|(?=\s*$)))(?P<rest>.*)", re.DOTALL)),
    (BULLET, re.compile(r"(?P<p>[-+•–*])(?P<rest>\s.*|$)", re.DOTALL)),
)  # fmt: skip


def label_of(text: str) -> Label:
    """The label at the beginning of a text; of style NONE where there is none."""
    plain = text.strip()
    for style, form in _FORMS:
        match = form.fullmatch(plain)
        if match is None:
            continue
        number = match.groupdict().get("n") or ""
        if style == ROMAN and arabic(number) is None:
            continue
        parts = tuple(number.split(".")) if style != BULLET else ()
        return Label(match["p"].strip(), style, tuple(_ascii(part) for part in parts), match["rest"].strip())
    return Label("", NONE, (), plain)


def _ascii(part: str) -> str:
    """A letter that ids may hold: đ is written dd."""
    return part.replace("đ", "dd").replace("Đ", "DD")


def heading_label(text: str) -> Label:
    """The label of a line that may be a heading; a number needs a mark after it there."""
    label = label_of(text)
    if label.style in (ROMAN, CAPITAL) and label.rest and label.printed[-1].isalnum():
        long = " " in label.printed
        return label if long else Label("", NONE, (), text.strip())
    return label


def without_bullet(text: str) -> str:
    """The text without a dash or other bullet before it."""
    label = label_of(text)
    return label.rest if label.style == BULLET and label.rest else text.strip()


def number_of(label: Label) -> int | None:
    """The place that a label of one part counts: c → 3, IV → 4, 12 → 12."""
    if len(label.parts) != 1:
        return None
    part = label.parts[0]
    if label.style == DECIMAL:
        return int(part)
    if label.style == ROMAN:
        return arabic(part)
    return ord(part[0].lower()) - ord("a") + 1 if label.style in (LETTER, CAPITAL) else None


_LATIN, _VIETNAMESE = "abcdefghijklmnopqrstuvwxyz", "abcdđeghiklmnopqrstuvxy"


def comes_next(above: Label, below: Label) -> bool:
    """Whether a label is the next of the same style: 4 after 3, V after IV, e after d or đ, g after e."""
    same = above.style == below.style and above.parts[:-1] == below.parts[:-1]
    if not (same and above.parts and below.parts):
        return False
    first, second = above.parts[-1], below.parts[-1]
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    if below.style == ROMAN:
        return (count := arabic(first)) is not None and arabic(second) == count + 1
    pair = "".join("đ" if part == "dd" else part for part in (first.lower(), second.lower()))
    return pair in _LATIN or pair in _VIETNAMESE


def printed_in(style: str, number: int) -> str:
    """A number as labels of a style print it; Roman for a style that counts nothing."""
    if style == DECIMAL:
        return str(number)
    if style in (LETTER, CAPITAL):
        return letters(number).upper() if style == CAPITAL else letters(number)
    return roman(number)
