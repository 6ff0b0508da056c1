"""The tags of a Word template: their places, and the custom ones that this program adds to docxtpl's.

A tag may be cut into pieces by Word; here each is put together again, and gets a mark (blanks that spell
its number, and a line end) by which an error of Jinja finds its way back to the paragraph.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from kstthc_cli.store.files.archive import NotWordError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element  # noqa: SLF001 - lxml has no other name for it

_OPEN = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BITS = 16
_MOST_TAGS = 5000
_LONGEST_TAG = 5000
_MOST_LETTERS = 300_000
"""How many letters all tags may have: the time of docxtpl's expressions grows with the square of a tag."""
_END = re.compile(r"-?(?:\}\}|%\}|#\})$")
_MARK = re.compile(rf"[ \t]{{{_BITS}}}$")
_PLACE = re.compile(r"kst-place-(\d+)-kst")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, the paragraph it stands in (from 1, tables counted), and the part (“” is the body)."""

    number: int
    part: str
    paragraph: int
    text: str

    @property
    def where(self) -> str:
        """The place in the words of messages."""
        part = f"{self.part}, " if self.part else ""
        return f"{part}đoạn {self.paragraph}, thẻ {' '.join(self.text.split())[:120]}"

    @property
    def inner(self) -> str:
        """The text between the braces: `tr for x in y`."""
        return self.text[2:-2].strip("- \n\t")


@dataclass
class Tags:
    """All tags of a template, with the Jinja that stands in for some of them."""

    found: list[Tag] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    letters: int = 0

    def add(self, part: str, paragraph: int, text: str) -> Tag:
        """Note a tag. Raises NotWordError when there are too many."""
        if len(self.found) >= _MOST_TAGS:
            raise NotWordError(f"có quá {_MOST_TAGS} thẻ", "Bỏ bớt thẻ.")
        tag = Tag(len(self.found), part, paragraph, text)
        self.letters += len(text)
        if len(text) > _LONGEST_TAG or self.letters > _MOST_LETTERS:
            raise NotWordError(f"{tag.where}: thẻ quá dài", "Chia thành nhiều thẻ ngắn, hoặc bỏ bớt.")
        self.found.append(tag)
        return tag

    def place(self, tag: Tag, jinja: str) -> str:
        """A word to put where no tag may stand (an attribute), for Jinja that is put in later."""
        self.places.append(marked(jinja, tag.number))
        return f"kst-place-{len(self.places) - 1}-kst"

    def put_in(self, source: str) -> str:
        """The source with the Jinja in all its places."""
        return _PLACE.sub(lambda match: self.places[int(match[1])], source)

    def at_line(self, source: str, line: int) -> Tag | None:
        """The tag that ends in a line of the source."""
        lines = _lines(source)
        mark = _MARK.search(lines[line - 1]) if 0 < line <= len(lines) else None
        number = int("".join("01"[char == "\t"] for char in mark[0]), 2) if mark else len(self.found)
        return self.found[number] if number < len(self.found) else None


@lru_cache(maxsize=2)
def _lines(source: str) -> list[str]:
    return source.split("\n")


def tags_in(text: str) -> Iterator[tuple[int, int]]:
    """Where each tag begins and ends; the last end is -1 where a tag is not closed."""
    end = 0
    while opening := _OPEN.search(text, end):
        end = text.find(_CLOSING[opening[0]], opening.end())
        yield opening.start(), end + 2 if end >= 0 else -1
        if end < 0:
            return
        end += 2


def replaced(text: str, change: Callable[[str], str]) -> str:
    """A text with each of its tags changed."""
    parts, at = [], 0
    for begin, end in tags_in(text):
        if end >= 0:
            parts += [text[at:begin], change(text[begin:end])]
            at = end
    return "".join([*parts, text[at:]])


def marked(text: str, number: int) -> str:
    """A tag with its number, encoded in blanks, before its closing braces."""
    end = _END.search(text)
    at = end.start() if end else len(text)
    bits = f"{number:0{_BITS}b}".replace("0", " ").replace("1", "\t")
    return f"{text[:at]}{bits}\n{text[at:]}"


def paragraphs(root: Element) -> Iterator[tuple[int, Element]]:
    """Every paragraph with its number, those in tables too."""
    yield from enumerate(root.iter(f"{W}p"), start=1)


def texts_of(paragraph: Element) -> list[Element]:
    """The pieces of text of a paragraph; not those of a text box within it."""
    return [t for t in paragraph.iter(f"{W}t") if next(t.iterancestors(f"{W}p")) is paragraph]


def text_of(paragraph: Element) -> str:
    """The whole text of a paragraph."""
    return "".join(piece.text or "" for piece in texts_of(paragraph))


def join_tags(root: Element, part: str, tags: Tags) -> dict[Element, list[Tag]]:
    """Put every tag into one piece of text; the tags of each paragraph that has any."""
    found: dict[Element, list[Tag]] = {}
    for number, paragraph in paragraphs(root):
        pieces = texts_of(paragraph)
        whole = "".join(piece.text or "" for piece in pieces)
        if "{" not in whole:
            continue
        spans = list(tags_in(whole))
        if spans and spans[-1][1] < 0:
            unclosed = Tag(0, part, number, whole[spans[-1][0] :][:_LONGEST_TAG])
            raise NotWordError(f"{unclosed.where}: thẻ không đóng trong cùng đoạn", _MEND_OPEN)
        if spans:
            found[paragraph] = [tags.add(part, number, whole[begin:end]) for begin, end in spans]
            _gather(pieces, spans)
    return found


_MEND_OPEN = "Viết cả thẻ, từ “{{” đến “}}” hay từ “{%” đến “%}”, trong một đoạn."


def _gather(pieces: list[Element], spans: list[tuple[int, int]]) -> None:
    """Move all letters of each span into the piece in which it begins."""
    whole = "".join(piece.text or "" for piece in pieces)
    waiting = deque(spans)
    end, done = 0, 0
    for piece in pieces:
        begin, end = end, end + len(piece.text or "")
        kept, done = [], max(begin, done)
        while waiting and waiting[0][0] < end:
            first, last = waiting.popleft()
            kept += [whole[done:first], whole[first:last]]
            done = last
        kept.append(whole[done:end])
        done = max(done, end)
        piece.text = "".join(kept)
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def mark_tags(found: dict[Element, list[Tag]]) -> None:
    """Give every tag that is still in a paragraph its mark."""
    for paragraph, tags in found.items():
        numbers = iter(tag.number for tag in tags)
        for piece in texts_of(paragraph):
            piece.text = replaced(piece.text or "", lambda tag: marked(_plain_blanks(tag), next(numbers)))  # noqa: B023 - used up within the turn


def _plain_blanks(tag: str) -> str:
    return tag.replace("\u00a0", " ").replace("\n", " ")
