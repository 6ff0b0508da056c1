"""Reading untrusted YAML: every value keeps its place, and nothing dangerous is built.

Anchors, aliases, tags, merge keys, a second document and deep nesting are refused while the node
tree is composed, before any object exists. Values are built from the nodes here, so that all
duplicate keys are found at once and text arrives in NFC.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from kstthc_cli.domain.text.normalize import nfc, odd_character
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import Source

MAX_DEPTH = 30
MAX_NODES = 200_000
_MOST_PROBLEMS = 200
_LONGEST_NUMBER = 40
_PREFIX = "tag:yaml.org,2002:"
_SCALARS = frozenset({"null", "bool", "int", "float", "timestamp"})


@dataclass(slots=True)
class Parsed:
    """Plain data, the nodes that know where each value stands, and what is wrong."""

    data: Any = None
    node: Node | None = None
    problems: list[Problem] = field(default_factory=list)


class _RefusedError(Exception):
    """Something the guarded composer does not let through."""

    def __init__(self, code: str, message: str, mark: StringMark) -> None:
        super().__init__(code)
        self.code, self.message, self.mark = code, message, mark


def _short(tag: Any) -> str:
    """The tag as it was typed: `!!str` and not `tag:yaml.org,2002:str`."""
    text = str(tag)
    return f"!!{text.removeprefix(_PREFIX)}" if text.startswith(_PREFIX) else text


class _GuardedComposer(Composer):
    """Composes nodes, but neither aliases, anchors, explicit tags nor more than MAX_DEPTH levels."""

    levels = 0
    nodes = 0

    def compose_document(self) -> Any:
        event = self.parser.peek_event()
        if getattr(event, "version", None) or getattr(event, "tags", None):
            raise _RefusedError("KST011", "Ở đây dùng chỉ thị %YAML hoặc %TAG.", event.start_mark)
        return super().compose_document()

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None)
        if anchor is not None or tag is not None:
            what = f"neo hoặc tham chiếu “{anchor}”" if anchor is not None else f"thẻ kiểu {_short(tag)}"
            raise _RefusedError("KST011", f"Ở đây dùng {what}.", event.start_mark)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _RefusedError("KST003", f"Tệp có quá {MAX_NODES} giá trị.", event.start_mark)
        if self.levels >= MAX_DEPTH:
            raise _RefusedError("KST013", f"Dữ liệu lồng nhau quá {MAX_DEPTH} tầng.", event.start_mark)
        self.levels += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.levels -= 1


def parse_strictly(source: Source) -> Parsed:
    """What the strict reader makes of a source; problems are collected, never raised."""
    parsed = Parsed()
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _GuardedComposer
    try:
        parsed.node = yaml.compose(source.text)
        parsed.data = _Builder(source, parsed.problems, yaml).build(parsed.node)
    except _RefusedError as refused:
        mark = refused.mark
        parsed.problems.append(source.problem(refused.code, mark.line + 1, mark.column + 1, refused.message))
    except (YAMLError, RecursionError, ValueError, OverflowError) as error:
        parsed.problems.append(_syntax_problem(source, error))
    if not parsed.problems and not isinstance(parsed.data, dict):
        message = "Tệp trống." if parsed.data is None else "Tầng ngoài cùng không phải là khóa: giá trị."
        parsed.problems.append(source.problem("KST014", 1, 1, message))
    return parsed


class _Builder:
    """Turns nodes into dict, list and scalars, noting duplicate keys and odd characters."""

    def __init__(self, source: Source, problems: list[Problem], yaml: YAML) -> None:
        self.source, self.problems = source, problems
        self.scalars = yaml.constructor

    def build(self, node: Node | None) -> Any:
        if isinstance(node, MappingNode):
            return dict(self._pairs(node))
        if isinstance(node, SequenceNode):
            return [self.build(item) for item in node.value]
        return self._scalar(node) if isinstance(node, ScalarNode) else None

    def _pairs(self, node: MappingNode) -> Iterable[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in seen:
                message = f"Khóa “{key}” đã viết ở dòng {seen[key]}."
                self._note("KST010", key_node, message)
            seen.setdefault(key, key_node.start_mark.line + 1)
            yield key, self.build(value_node)

    def _key(self, node: Node) -> str:
        if node.tag == _PREFIX + "merge":
            self._note("KST011", node, "Ở đây dùng trộn khóa “<<”.")
        if not isinstance(node, ScalarNode):
            self._note("KST008", node, "Khóa phải là chữ, không phải danh sách hay khối.")
            return ""
        return self._text(node)

    def _scalar(self, node: ScalarNode) -> Any:
        kind = str(node.tag).removeprefix(_PREFIX)
        if kind not in _SCALARS:
            return self._text(node)
        try:
            number = self.scalars.construct_object(node) if len(node.value) <= _LONGEST_NUMBER else None
        except (ValueError, OverflowError):
            number = None
        if number is None and kind != "null":
            self._note("KST025", node, f"“{node.value[:40]}” không phải là một ngày hay số dùng được.")
            return node.value
        return number

    def _text(self, node: ScalarNode) -> str:
        odd = odd_character(node.value)
        if odd is not None:
            self._note("KST015", node, f"Trong chữ có ký tự điều khiển U+{ord(odd):04X}.")
        return nfc(node.value)

    def _note(self, code: str, node: Node, message: str) -> None:
        if len(self.problems) >= _MOST_PROBLEMS:
            return
        mark = node.start_mark
        self.problems.append(self.source.problem(code, mark.line + 1, mark.column + 1, message))


def _syntax_problem(source: Source, error: Exception) -> Problem:
    if isinstance(error, ReaderError):
        before = source.text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return source.problem("KST015", line, column, f"Ký tự điều khiển U+{_code(error):04X}.")
    if isinstance(error, RecursionError):
        return source.problem("KST013", 1, 1, f"Dữ liệu lồng nhau quá {MAX_DEPTH} tầng.")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    begin = getattr(error, "context_mark", None)
    if begin is not None and _never_ended(error, begin, mark):
        mark = begin
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = str(getattr(error, "problem", "") or "") if isinstance(error, MarkedYAMLError) else ""
    context = str(getattr(error, "context", "") or "")
    if "\\t" in said or "\t" in source.line(line)[: max(column, 1)]:
        return source.problem("KST009", line, column, "Dòng này thụt bằng phím Tab.")
    if "another document" in said or "single document" in context:
        return source.problem("KST012", line, column, "Dòng này mở tài liệu thứ hai trong tệp.")
    if ":\u00a0" in source.line(line):
        said, context = "no-break space", ""
    return source.problem("KST008", line, column, _explain_syntax(said, context))


def _code(error: ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")


def _never_ended(error: Exception, begin: Any, mark: Any) -> bool:
    """Whether the fault is where something began, not where the parser gave up."""
    what, said = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
    open_text = any(word in what for word in ("simple key", "quoted scalar")) and begin.line < mark.line
    return open_text or ("flow" in what and "<stream end>" in said)


_SYNTAX = {
    "no-break space": "Sau dấu hai chấm là dấu cách không ngắt; hãy gõ lại dấu cách thường.",
    "while scanning a tag": "Chữ bắt đầu bằng “!” phải ở trong ngoặc kép.",
    "mapping values are not allowed": "Dấu hai chấm ở đây không đúng chỗ; "
    "chữ có dấu hai chấm phải ở trong ngoặc kép.",
    "could not find expected ':'": "Thiếu dấu hai chấm sau khóa.",
    "found unexpected end of stream": "Ngoặc kép mở ra mà không đóng.",
    "expected <block end>": "Dòng này thụt lệch so với các dòng cùng khối, hoặc thiếu dấu gạch đầu dòng.",
    "did not find expected": "Dòng này thụt lệch hoặc thiếu dấu đóng ngoặc.",
    "expected ',' or": "Thiếu dấu phẩy hoặc dấu đóng ngoặc ] }.",
    "found character": "Có ký tự không được đứng đầu giá trị; hãy bao giá trị trong ngoặc kép.",
    "found unknown escape": "Dấu \\ trong ngoặc kép không đúng; viết \\\\ hoặc dùng ngoặc đơn.",
    "while scanning a simple key": "Thiếu dấu hai chấm sau khóa.",
}


def _explain_syntax(said: str, context: str) -> str:
    for english, vietnamese in _SYNTAX.items():
        if english in said or english in context:
            return vietnamese
    return "Không hiểu được cấu trúc YAML từ chỗ này."
