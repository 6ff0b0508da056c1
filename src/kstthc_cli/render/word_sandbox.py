"""What a Word template may say and do: a small part of Jinja, in a sandbox, with a budget.

A template can come with a pull request. What it may use is listed here; all else is refused before it
runs. What it may do is counted: each turn of a loop, each letter that is put together.
"""

from __future__ import annotations

import difflib
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from kstthc_cli.render.times import line_width, widest_line

MOST_STEPS = 2_000_000
MOST_SECONDS = 120.0
MOST_LETTERS = 1_000_000
MOST_NUMBER = 10**15

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029]")
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')

_NODES = (
    "Template", "Output", "TemplateData", "For", "If", "Assign", "Name", "Const", "Tuple", "List", "CondExpr",
    "Filter", "Test", "Call", "Getattr", "Getitem", "Slice", "Compare", "Operand", "Not", "And", "Or", "Add",
    "Sub", "Mul", "Div", "FloorDiv", "Mod", "Neg", "Pos", "Concat", "Keyword",
)  # fmt: skip
_METHODS = frozenset(
    ["items", "keys", "values", "get", "startswith", "endswith", "upper", "lower", "strip", "split", "cycle"]
)
_ITERATING = ("join", "map", "select", "reject", "selectattr", "rejectattr", "list", "sum")
FILTERS = (
    *_ITERATING, "length", "count", "first", "last", "upper", "lower", "trim", "default", "round", "int", "abs",
    "number", "closed",
)  # fmt: skip
"""The filters of a Word template; those of Jinja mean what Jinja says."""
_OWN_FILTERS = ("counted", "joined", "rule_side")


class TooMuchError(SecurityError):
    """A template that does more than any report needs."""


class NotAllowedError(TemplateSyntaxError):
    """A template that uses what a Word template may not use."""


class Budget:
    """How much one rendering may do."""

    def __init__(self, steps: int = MOST_STEPS, seconds: float = MOST_SECONDS) -> None:
        self._left = steps
        self._end = time.monotonic() + seconds

    def spend(self, steps: int = 1) -> None:
        """Take steps off what is left. Raises TooMuchError when nothing is."""
        self._left -= steps
        if self._left < 0:
            raise TooMuchError("lặp quá nhiều lần")
        if time.monotonic() > self._end:
            raise TooMuchError("chạy quá lâu")

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items, each of which is paid for."""
        for item in items:
            self.spend()
            yield item

    def range(self, *limits: int) -> list[int]:
        """`range` for templates."""
        numbers = range(*limits)
        self.spend(len(numbers))
        return list(numbers)


class Missing(StrictUndefined):
    """A name that is not there: using it is an error that says which name was meant."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return "dùng thứ không được phép"
        known = self._undefined_obj if isinstance(self._undefined_obj, dict) else {}
        return unknown_name(str(self._undefined_name), known)


def unknown_name(name: str, known: Iterable[str]) -> str:
    """The sentence about a name that is not there, with the nearest that is."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"không có tên “{name}”" + (f"; gần nhất là “{near[0]}”" if near else "")


class WordEnvironment(ImmutableSandboxedEnvironment):
    """Jinja as Word templates have it. One for each rendering, since it holds the budget."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%"])

    def __init__(self, budget: Budget | None = None) -> None:
        super().__init__(undefined=Missing, autoescape=True, finalize=printed, cache_size=0)
        self.budget = budget or Budget()
        own: dict[str, Callable[..., Any]] = {
            "counted": self.budget.counted,
            "joined": joined,
            "join": lambda value, d="": joined(value, d),
            "number": number,
            "closed": closed,
            "rule_side": rule_side,
        }
        self.filters = {name: self.filters[name] for name in FILTERS if name not in own} | own
        self.globals = {"range": self.budget.range}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            refuse_unusual(node)
        visited: nodes.Template = _Counting().visit(tree)
        return visited

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of a table of values, quickly; what else there may be, as the sandbox allows."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operator on numbers, or `+` on texts; never on what could grow without end."""
        if all(isinstance(side, int | float) and abs(side) < MOST_NUMBER for side in (left, right)):
            return super().call_binop(context, operator, left, right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return joined((left, right))
        raise TooMuchError(f"tính “{operator}” với thứ không phải là số vừa phải")


def refuse_unusual(node: nodes.Node) -> None:
    """Raise NotAllowedError for a node that no report needs."""
    kind = type(node).__name__
    if kind not in _NODES:
        _refuse(node, "dùng lệnh không có trong mẫu Word")
    if isinstance(node, nodes.For) and node.recursive:
        _refuse(node, "dùng vòng lặp đệ quy")
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        _refuse(node, "dùng thứ không được phép")
    if isinstance(node, nodes.Call) and not _may_call(node):
        _refuse(node, "gọi hàm không có trong mẫu Word")
    if isinstance(node, nodes.Filter) and node.name not in FILTERS and node.name not in _OWN_FILTERS:
        near = unknown_name(node.name, FILTERS)
        _refuse(node, near.replace("không có tên", "không có bộ lọc"))
    if isinstance(node, nodes.List) or (isinstance(node, nodes.Tuple) and node.ctx == "load"):
        if not all(isinstance(item, nodes.Const) for item in node.items):
            _refuse(node, "danh sách viết trong thẻ chỉ được gồm chữ và số")


def _may_call(node: nodes.Call) -> bool:
    called = node.node
    if isinstance(called, nodes.Name):
        return called.name == "range"
    return isinstance(called, nodes.Getattr) and called.attr in _METHODS


def _refuse(node: nodes.Node, why: str) -> None:
    raise NotAllowedError(why, node.lineno or 1)


class _Counting(NodeTransformer):
    """Makes every loop pay for its turns, and every `~` for its letters."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "counted")
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if node.name in _ITERATING and node.node is not None:
            node.node = _filtered(node.node, "counted")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "joined")


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


# What filters do


def printed(value: object) -> Markup:
    """A value as text of a Word file: composed, without controls, with its line breaks.

    Raises TypeError for what is neither text nor a number nor a day.
    """
    text = clean(plain(value))
    safe = escape(text)
    if "\n" in text:
        safe = safe.replace("\n", _BREAK)
    return safe.replace("\t", _TAB) if "\t" in text else safe


def clean(text: str) -> str:
    """Text as a Word file can hold it: composed, only `\\n` at line ends, no control characters."""
    if _CONTROL.search(text) or _LINE_END.search(text):
        text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def plain(value: object) -> str:
    """A value as plain text; nothing for null. Raises TypeError for lists, groups and yes/no."""
    if isinstance(value, str | Missing):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnprintableError
    return str(value)


class UnprintableError(TypeError):
    """A list, a group of values, or yes/no where text is wanted."""


def joined(items: Iterable[object], between: str = "") -> str:
    """Values put together, up to a million letters."""
    parts: list[str] = []
    letters = 0
    for item in items:
        parts.append(plain(item))
        letters += len(parts[-1]) + len(between)
        if letters > MOST_LETTERS:
            raise TooMuchError("ghép thành chữ quá dài")
    return between.join(parts)


def number(value: float) -> str:
    """A number as Vietnamese writes it: 12.345."""
    return f"{value:,}".replace(",", "\u0000").replace(".", ",").replace("\u0000", ".")


def closed(value: object) -> str:
    """The last paragraph of a document: its end mark is `./.`, whatever it had."""
    return plain(value).rstrip(" .;:,/\n") + "./."


def rule_side(text: object, room: int, points: float, bold: bool, whole: bool) -> int:  # noqa: FBT001 - a filter
    """How far from each side a rule begins: as long as the text, or two fifths of its widest line."""
    lines = text if isinstance(text, list) else [text]
    width = max((widest_line(plain(line), points, room, bold=bold) for line in lines), default=0)
    if whole:
        width = max(line_width(plain(line), points, bold=bold) for line in lines)
    length = width if whole else width * 2 // 5
    return max(0, (room - length) // 2)
