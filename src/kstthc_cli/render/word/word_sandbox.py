"""The sandbox for Word templates: text becomes WordprocessingML, and errors suggest the right name.

A Word template is one file, so it has no macros, blocks or other templates. This module loads Jinja;
import it inside the function that renders.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from markupsafe import Markup, escape

from kstthc_cli.render.templates.budget import Budget
from kstthc_cli.render.templates.markup import FILTERS
from kstthc_cli.render.templates.sandbox import Sandbox, printed
from kstthc_cli.render.word.font_metrics import balanced_lines, line_width, widest_line

_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')
_MOST_STEPS = 3_000_000
_LONGEST = 1000
"""How many letters of a centred text are measured."""
_ONE_FILE = (
    "Macro", "CallBlock", "FilterBlock", "Block", "Extends", "Include", "Import", "FromImport", "AssignBlock",
    "ScopedEvalContextModifier", "EvalContextModifier",
)  # fmt: skip


class NotAllowedError(TemplateSyntaxError):
    """A template that uses a feature that Word templates do not have."""


class Missing(StrictUndefined):
    """An unknown name: using it is an error that suggests the nearest known one."""

    @property
    def _undefined_message(self) -> str:
        known = self._undefined_obj if isinstance(self._undefined_obj, dict) else {}
        return unknown_name(str(self._undefined_name), known)


def unknown_name(name: str, known: Iterable[str], what: str = "tên") -> str:
    """The message about an unknown name, with the nearest known one."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"không có {what} “{name[:80]}”" + (f"; gần nhất là “{near[0]}”" if near else "")


class WordSandbox(Sandbox):
    """The environment of one Word file."""

    def __init__(self, budget: Budget | None = None) -> None:
        own: dict[str, Callable[..., Any]] = {
            "day": FILTERS["day"],
            "ended": FILTERS["ended"],
            "number": FILTERS["number"],
            "rule_side": rule_side,
            "balanced": balanced,
        }
        super().__init__(autoescape=True, filters=own, budget=budget or Budget(_MOST_STEPS))
        self.undefined, self.finalize = Missing, word_text

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            self._refuse_unusual(node)
        return tree

    def _refuse_unusual(self, node: nodes.Node) -> None:
        if type(node).__name__ in _ONE_FILE:
            raise NotAllowedError("dùng lệnh không có trong mẫu Word", node.lineno or 1)
        if isinstance(node, nodes.For) and node.recursive:
            raise NotAllowedError("dùng vòng lặp đệ quy", node.lineno)
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise NotAllowedError("dùng thứ không được phép", node.lineno)
        if isinstance(node, nodes.Filter) and node.name not in self.filters:
            known = [filter_ for filter_ in self.filters if not filter_.startswith("_")]
            raise NotAllowedError(unknown_name(node.name, known, "bộ lọc"), node.lineno)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value by its name, also one named like a method (`items`); others as the sandbox allows."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


# What filters do


def word_text(value: object) -> Markup:
    """A value as text of a Word file: composed, with its line breaks and tabs."""
    text = plain(value)
    safe = escape(text)
    if "\n" in text:
        safe = safe.replace("\n", _BREAK)
    return safe.replace("\t", _TAB) if "\t" in text else safe


def plain(value: object) -> str:
    """A value as plain text. Raises NotPrintableError for lists, groups, yes/no and null."""
    if isinstance(value, str) and not value.isascii():
        value = unicodedata.normalize("NFC", value)
    if isinstance(value, str) and not value.isprintable():
        value = _LINE_END.sub("\n", value)
    found = printed(value)
    return f"{found:%d/%m/%Y}" if isinstance(found, date) else str(found)


def balanced(text: object, room: int, points: float, bold: bool) -> str:
    """A text in lines of about one length."""
    return "\n".join(balanced_lines(plain(text)[:_LONGEST], points, room, bold=bold))


def rule_side(text: object, room: int, points: float, bold: bool, whole: bool) -> int:
    """How far from each side a rule begins: as long as the text, or two fifths of its widest line."""
    lines = [plain(line)[:_LONGEST] for line in (text if isinstance(text, list) else [text])]
    if whole:
        length = max((line_width(line, points, bold=bold) for line in lines), default=0)
    else:
        length = max((widest_line(line, points, room, bold=bold) for line in lines), default=0) * 2 // 5
    return max(0, (room - length) // 2)
