"""All faults of a Word template at once: its tags, the names it uses, its result for samples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kstthc_cli.model.report.template_fields import Shape
from kstthc_cli.render.templates.budget import STEPS_OF_A_TRIAL, Budget, OverBudgetError
from kstthc_cli.render.templates.template_errors import TemplateFailureError
from kstthc_cli.render.templates.template_names import wrong_names
from kstthc_cli.render.word.package import read_package
from kstthc_cli.render.word.tags import Element, Tag, Tags, W, join_tags, paragraphs, replaced, text_of
from kstthc_cli.render.word.word_document import WordTemplate, explained, filled, read
from kstthc_cli.store.files.archive import NotWordError, unpack

_SPACED = re.compile(r"\{[{%]-?\s+(tr|tc|p|r)\s+\w")
_PREFIXED = re.compile(r"\{[{%#]-?\s*(tr|tc|p)\s")
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’")
_END = re.compile(r"\}\}|%\}")
_WORD = re.compile(r"(?:tr|tc|p|r)?\s*(\w+)")
_AROUND = {"tr": f"{W}tr", "tc": f"{W}tc", "p": f"{W}p"}
_AROUND_NAMES = {"tr": "dòng bảng", "tc": "ô", "p": "đoạn"}
_OPENERS = {"for": "endfor", "if": "endif"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (empty: the file), and what."""

    where: str
    what: str


def faults_of(
    name: str, content: bytes, shape: Shape, samples: Mapping[str, Mapping[str, Any]]
) -> list[Fault]:
    """Everything wrong with a template for documents of the shape, tried on the samples (name → values).

    Names are checked only when the tags are right, samples only when the names are known.
    """
    try:
        word = read(name, content)
        found = list(_tags(content))
    except (TemplateFailureError, NotWordError) as error:
        return [Fault("", error.message.removesuffix("."))]
    return found or list(_names(word, shape)) or list(_trials(name, content, samples))


# Tags


def _tags(content: bytes) -> Iterator[Fault]:
    tags = Tags()
    for _, part_name, root in read_package(content).texts():
        found = join_tags(root, part_name, tags)
        places = [(paragraph, tag) for paragraph, here in found.items() for tag in here]
        texts: dict[Element, str] = {}
        for paragraph, tag in places:
            yield from _mistyped(tag)
            yield from _crowded(paragraph, tag, texts)
        yield from _unbalanced(places)
        yield from _halves(root, part_name)


def _halves(root: Element, part: str) -> Iterator[Fault]:
    """Closing braces without an opening: they would be printed literally."""
    place = f"{part}, đoạn" if part else "đoạn"
    for number, paragraph in paragraphs(root):
        if half := _END.search(replaced(text_of(paragraph), lambda _: "")):
            yield Fault(f"{place} {number}", f"có “{half[0]}” mà không có phần mở thẻ ở trước")


def _mistyped(tag: Tag) -> Iterator[Fault]:
    if spaced := _SPACED.match(tag.text):
        yield Fault(tag.where, f"thừa dấu cách: viết liền “{{%{spaced[1]} …”")
    if re.search("[–—]", _STRINGS.sub("", tag.text)) and not tag.text.startswith("{#"):
        yield Fault(tag.where, "có dấu gạch dài “–” do Word tự đổi: gõ lại dấu “-”")


def _crowded(paragraph: Element, tag: Tag, texts: dict[Element, str]) -> Iterator[Fault]:
    """A tag for a row, cell or paragraph takes the whole of it away, with what else it holds.

    `texts` caches the texts of rows, cells and paragraphs for their other tags.
    """
    match = _PREFIXED.match(tag.text)
    if match is None:
        return
    around, name = _around(paragraph, match[1]), _AROUND_NAMES[match[1]]
    if around is None:
        yield Fault(tag.where, f"không nằm trong {name} nào: dùng “{{%p”")
        return
    if around not in texts:
        inside = around.iter(f"{W}p") if match[1] != "p" else [around]
        texts[around] = "".join(text_of(p) for p in inside).strip()
    if texts[around] != tag.text:
        yield Fault(
            tag.where, f"cùng {name} còn chữ hoặc thẻ khác, sẽ mất: để thẻ đứng một mình trong {name}"
        )


def _around(paragraph: Element, kind: str) -> Element | None:
    return paragraph if kind == "p" else next(paragraph.iterancestors(_AROUND[kind]), None)


def _unbalanced(places: list[tuple[Element, Tag]]) -> Iterator[Fault]:
    """What is opened and not closed, closed and not opened, or closed at another kind of place."""
    waiting: list[tuple[Element, Tag, str]] = []
    for paragraph, tag in places:
        match = _WORD.match(tag.inner) if tag.text.startswith("{%") else None
        word = match[1] if match else ""
        if word in _OPENERS:
            waiting.append((paragraph, tag, _OPENERS[word]))
        elif word in _OPENERS.values():
            if not waiting or waiting[-1][2] != word:
                wanted = f"; đang chờ “{waiting[-1][2]}”" if waiting else ""
                yield Fault(tag.where, f"có “{word}” mà không có thẻ mở tương ứng trước nó{wanted}")
                return
            yield from _mismatched(waiting.pop(), paragraph, tag)
    for _, tag, closing in waiting:
        yield Fault(tag.where, f"thiếu “{closing}” đóng thẻ này")


def _mismatched(opening: tuple[Element, Tag, str], paragraph: Element, tag: Tag) -> Iterator[Fault]:
    first, opened, _ = opening
    kinds = [match[1] if (match := _PREFIXED.match(t.text)) else "" for t in (opened, tag)]
    if kinds[0] != kinds[1]:
        yield Fault(tag.where, f"đóng {opened.where} nhưng khác kiểu: “{{%{kinds[0]}” với “{{%{kinds[1]}”")
    elif not kinds[0] and first is not paragraph:
        better = "{%tr" if _around(first, "tr") is not _around(paragraph, "tr") else "{%p"
        what = "dòng bảng" if better == "{%tr" else "đoạn"
        yield Fault(opened.where, f"mở và đóng ở hai {what}, sẽ để lại {what} trống: dùng “{better} …”")


# Names


def _names(word: WordTemplate, shape: Shape) -> Iterator[Fault]:
    for source in word.sources.values():
        word.running = source
        try:
            tree = word.sandbox.parse(source)
        except Exception as error:  # noqa: BLE001 - whatever Jinja cannot read is the template's fault
            yield _fault(word, error)
            continue
        for line, what in wrong_names(tree, shape):
            tag = word.tag_of(line)
            yield Fault(tag.where if tag else "", what)


def _fault(word: WordTemplate, error: Exception) -> Fault:
    tag, what = explained(word, error)
    return Fault(tag.where if tag else "", what)


# Samples


def _trials(name: str, content: bytes, samples: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    reported: set[Fault] = set()
    for sample, values in samples.items():
        fault, endless = _trial(name, content, values)
        if fault is not None and fault not in reported:
            reported.add(fault)
            yield Fault(fault.where, f"{fault.what} ({sample})")
        if endless:
            return


def _trial(name: str, content: bytes, values: Mapping[str, Any]) -> tuple[Fault | None, bool]:
    """The fault on one sample, and whether it was so expensive that no other sample is tried."""
    word = read(name, content, Budget(STEPS_OF_A_TRIAL))
    try:
        broken = _broken(filled(word, values))
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong is told in one sentence
        return _fault(word, error), isinstance(error, OverBudgetError)
    return (Fault("", broken) if broken else None), False


def _broken(content: bytes) -> str:
    """Content that Word would refuse or repair: cells without a paragraph, tables without a row."""
    for name, part in unpack(content).items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(part)
            if any(cell[-1].tag != f"{W}p" for cell in root.iter(f"{W}tc") if len(cell)):
                return "có ô bảng không còn đoạn nào: giữ một đoạn ngoài {%p if %} trong ô"
            if any(table.find(f"{W}tr") is None for table in root.iter(f"{W}tbl")):
                return "có bảng không còn dòng nào: đặt cả bảng trong {%p if %}, hoặc giữ dòng tiêu đề"
    return ""
