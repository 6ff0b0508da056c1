"""What a small change of a file's markup changes in the draft made of it: word for word, in `held_markup`.

An element of a Word file, or a line of a text or HTML file, is taken away, doubled or changed; see
test_changed_documents for how the difference is told.
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from kstthc_cli.domain.importing.document import ImportRefusedError
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.reader import document_of
from tests.importing.changed.test_changed_documents import draft
from tests.importing.plan_layouts import LAYOUTS
from tests.importing.test_layouts import NOBODY
from tests.importing.varied.making import VARIED
from tests.support.held_files import difference, held

HELD = Path(__file__).parent / "held_markup"
CHANGES = 16
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOSEN = (
    "groups_and_support", "header_of_two_rows", "numbers_of_several_levels", "leads_merged_down",
    "several_tables", "levels_numbered_by_word", "page_with_word_s_own_marks", "plan_within_a_frame",
    "pipes_with_breaks",
    "columns_of_spaces", "a_line_for_each_cell", "a_page_of_a_portal", "a_label_before_every_cell",
)  # fmt: skip


def _made(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(W + tag, {W + name: value for name, value in attributes.items()})


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _wrapped(tag: str) -> Callable[[etree._Element], None]:
    def wrap(element: etree._Element) -> None:
        parent = element.getparent()
        assert parent is not None
        around = _made(tag)
        parent.replace(element, around)
        around.append(element)

    return wrap


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _other_value(element: etree._Element) -> None:
    for name, value in element.attrib.items():
        text = str(value)
        element.set(name, str(int(text) + 1) if text.isdigit() else f"{text}x")


def _halved(element: etree._Element) -> None:
    text = element.text or ""
    element.text = text[: len(text) // 2]


ELEMENTS: dict[str, Callable[[etree._Element], None]] = {
    "bỏ": _remove,
    "lặp": lambda element: element.addnext(copy.deepcopy(element)),
    "bỏ vỏ": _unwrap,
    "giá trị khác": _other_value,
    "nửa chữ": _halved,
    "trong ins": _wrapped("ins"),
    "trong del": _wrapped("del"),
    "trong sdt": _wrapped("sdt"),
    "tab phía trước": lambda element: element.addprevious(_made("tab")),
    "xuống dòng phía sau": lambda element: element.addnext(_made("br")),
    "đoạn trống phía sau": lambda element: element.addnext(_made("p")),
    "gộp ô": lambda element: element.insert(0, _made("gridSpan", val="2")),
    "đánh số": lambda element: element.insert(0, _made("numPr")),
}
LINES: dict[str, Callable[[str], str]] = {
    "bỏ": lambda _: "",
    "lặp": "{0}\n{0}".format,
    "thụt": "    {}".format,
    "nối với dòng sau": "{}\x00".format,
    "tách đôi": lambda line: f"{line[: len(line) // 2]}\n{line[len(line) // 2 :]}",
    "dòng trống phía sau": "{}\n".format,
    "bỏ chữ đầu": lambda line: line[1:],
    "cách xa": lambda line: line.replace(" ", "   "),
}


def word_changes(content: bytes, chosen: random.Random) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.startswith("word/") and name.endswith(".xml")]
    for _ in range(CHANGES):
        part = chosen.choice(names)
        root = etree.fromstring(parts[part])
        element = chosen.choice(list(root.iter())[2:])
        what, change = chosen.choice(list(ELEMENTS.items()))
        place = root.getroottree().getpath(element)
        change(element)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, etree.tostring(root) if name == part else data)
        yield f"{part} {place}: {what}", target.getvalue()


def line_changes(content: bytes, chosen: random.Random) -> Iterator[tuple[str, bytes]]:
    lines = content.decode("utf-8").replace("><", ">\n<").split("\n")
    for _ in range(CHANGES):
        at = chosen.choice([n for n, line in enumerate(lines) if line.strip()])
        what, change = chosen.choice(list(LINES.items()))
        text = "\n".join([*lines[:at], change(lines[at]), *lines[at + 1 :]])
        yield f"dòng {at + 1}: {what}", text.replace("\x00\n", " ").encode()


def read(content: bytes, suffix: str) -> list[str]:
    """The draft made of a file, or why there is none."""
    try:
        return draft(document_of(content, suffix), NOBODY)
    except (ImportRefusedError, UnreadableError) as refused:
        return [str(refused)]


@pytest.mark.parametrize("name", CHOSEN)
def test_a_small_change_of_a_file(name: str) -> None:
    content, suffix = (LAYOUTS[name]()[0], ".docx") if name in LAYOUTS else VARIED[name]()[:2]
    before = read(content, suffix)
    lines = [*before, ""]
    changes = word_changes if suffix == ".docx" else line_changes
    for what, changed in changes(content, random.Random(name)):
        lines += [f"== {what}", *difference(before, read(changed, suffix)), ""]
    held(HELD / f"{name}.txt", "\n".join(lines))
