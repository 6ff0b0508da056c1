"""Word files as tests read them: paragraphs with the look that styles and runs give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from kstthc_cli.store.files.archive import unpack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4


def value(element: Any, path: str, default: str = "", name: str = "val") -> str:
    """An attribute of what lies below an element."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/"))) if element is not None else None
    return default if found is None else str(found.get(f"{W}{name}", default))


def on(element: Any, path: str) -> bool | None:
    """Whether a switch is on; None where nothing is said."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/"))) if element is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in ("0", "false")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its text as Word shows it, and how."""

    element: Any
    word: Word

    @property
    def text(self) -> str:
        signs = {f"{W}t": "", f"{W}br": "\n", f"{W}tab": "\t"}
        pieces = [e for e in self.element.iter(*signs) if e.getparent().tag == f"{W}r"]
        return "".join(signs[piece.tag] or piece.text or "" for piece in pieces)

    @property
    def style(self) -> str:
        return value(self.element, "pPr/pStyle", "Normal")

    @property
    def sizes(self) -> set[float]:
        """Sizes of its letters, in points."""
        return {float(self._run(run, "sz")) / 2 for run in self.element.findall(f"{W}r")}

    @property
    def bold(self) -> bool:
        return all(self._switch(run, "b") for run in self.element.findall(f"{W}r"))

    @property
    def italic(self) -> bool:
        return all(self._switch(run, "i") for run in self.element.findall(f"{W}r"))

    @property
    def align(self) -> str:
        return self._paragraph("jc", "val", "left")

    def points(self, name: str) -> float:
        """Space before or after, in points."""
        return float(self._paragraph("spacing", name, "0")) / 20

    @property
    def lines(self) -> float:
        return float(self._paragraph("spacing", "line", "240")) / 240

    @property
    def first_line_mm(self) -> float:
        return float(self._paragraph("ind", "firstLine", "0")) / MM

    @property
    def rule_mm(self) -> float:
        """The length of the rule that the paragraph draws; 0 where it draws none."""
        if self.element.find(f"{W}pPr/{W}pBdr/{W}top") is None:
            return 0
        sides = sum(float(value(self.element, "pPr/ind", "0", side)) for side in ("left", "right"))
        return (self.room - sides) / MM

    @property
    def room(self) -> float:
        cell = next(self.element.iterancestors(f"{W}tc"), None)
        return float(value(cell, "tcPr/tcW", name="w")) if cell is not None else 165 * MM

    def _run(self, run: Any, name: str) -> str:
        style = self.word.styles[self.style]
        return (
            value(run, f"rPr/{name}")
            or value(style, f"rPr/{name}")
            or value(self.word.defaults, f"rPr/{name}")
        )

    def _switch(self, run: Any, name: str) -> bool:
        own = on(run, f"rPr/{name}")
        return bool(on(self.word.styles[self.style], f"rPr/{name}") if own is None else own)

    def _paragraph(self, path: str, name: str, default: str) -> str:
        style = self.word.styles[self.style]
        return value(self.element, f"pPr/{path}", name=name) or value(style, f"pPr/{path}", default, name)


@dataclass(frozen=True)
class Word:
    """A Word file."""

    content: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        return unpack(self.content)

    @cached_property
    def body(self) -> Any:
        return etree.fromstring(self.parts["word/document.xml"])[0]

    @cached_property
    def _styles(self) -> Any:
        return etree.fromstring(self.parts["word/styles.xml"])

    @cached_property
    def styles(self) -> dict[str, Any]:
        return {style.get(f"{W}styleId"): style for style in self._styles.findall(f"{W}style")}

    @property
    def defaults(self) -> Any:
        return self._styles.find(f"{W}docDefaults/{W}rPrDefault")

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [Paragraph(element, self) for element in self.body.iter(f"{W}p")]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def sections(self) -> list[Any]:
        return list(self.body.iter(f"{W}sectPr"))

    @property
    def tables(self) -> list[Any]:
        """The tables of the page, without those within cells."""
        return list(self.body.findall(f"{W}tbl"))

    def at(self, text: str) -> Paragraph:
        """The only paragraph with this text."""
        found = [p for p in self.paragraphs if p.text == text]
        assert len(found) == 1, f"{len(found)} paragraphs {text!r}"
        return found[0]

    def after(self, paragraph: Paragraph, count: int = 1) -> Paragraph:
        """The paragraph that follows."""
        place = next(n for n, p in enumerate(self.paragraphs) if p.element is paragraph.element)
        return self.paragraphs[place + count]


def rows_of(table: Any) -> Iterator[list[str]]:
    """The texts of a table, row by row."""
    for row in table.findall(f"{W}tr"):
        yield ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc")]
