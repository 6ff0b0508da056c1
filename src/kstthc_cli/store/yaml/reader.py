"""YAML files as documents: plain data, with the place of every value.

Text is normalized to NFC, scalars follow YAML 1.2, and all duplicate keys are reported together. The C parser
is used only where it finds no error; errors come from the pure parser, so that messages do not depend on
which parser is installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any
from unicodedata import is_normalized

from ruamel.yaml.error import YAMLError
from ruamel.yaml.loader import SafeLoader
from ruamel.yaml.nodes import ScalarNode as TaggedScalar

from kstthc_cli.domain.findings import Loc
from kstthc_cli.domain.text.normalize import forbidden_character, nfc
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.nodes import (
    MappingNode,
    Node,
    Parser,
    PureParser,
    RefusedError,
    ScalarNode,
    SequenceNode,
    compose,
    parser_for,
)

_MOST_PROBLEMS = 200
_LONGEST_NUMBER = 40
_SCALARS = frozenset({"null", "bool", "int", "float", "timestamp"})


@dataclass(slots=True)
class Document:
    """A parsed file: plain data, and the nodes with the place of each value."""

    source: Source
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    node: Node | None = None

    def place(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value at `loc`, or of its key; of the key if the value is empty.

        Parts of `loc` without a node (the tag of a union, a missing key) are skipped, so a missing key is
        placed at the mapping that lacks it.
        """
        node, at = self.node, self.node
        for step in loc:
            found = _child(node, step)
            if found:
                at, node = (found[0] if key else found[1]), found[1]
        return _place(at) if at is not None else (1, 1)

    def typed(self, loc: Loc) -> str:
        """The scalar at `loc` as typed in the file: 010 rather than 10."""
        node = self.node
        for step in loc:
            found = _child(node, step)
            node = found[1] if found else node
        return node.value if isinstance(node, ScalarNode) else ""

    def problem(self, code: str, loc: Loc, message: str, remedy: str = "", *, key: bool = False) -> Problem:
        """A problem at the value or key at `loc`."""
        line, column = self.place(loc, key=key)
        return self.source.problem(code, line, column, message, remedy)


def _place(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _child(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    """The key node and value node of a key or index; None if there is none."""
    if isinstance(node, MappingNode):
        return next(((k, v) for k, v in node.value if nfc(str(k.value)) == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step], node.value[step]
    return None


def parse(source: Source) -> Document:
    """Parse a source; problems are collected in the document, never raised."""
    parser = parser_for(source.text)
    document = parse_with(parser, source)
    return document if not document.problems or parser is PureParser else parse_with(PureParser, source)


def parse_with(parser: Parser, source: Source) -> Document:
    """Parse a source with the given parser."""
    document = Document(source)
    try:
        document.node = compose(source.text, parser)
    except RefusedError as refused:
        line, column = refused.mark.line + 1, refused.mark.column + 1
        document.problems.append(source.problem(refused.code, line, column, refused.message))
    except (YAMLError, ValueError, OverflowError) as error:
        from kstthc_cli.store.yaml.syntax import syntax_problem

        document.problems.append(syntax_problem(source, error))
    else:
        document.data = _Builder(document).build(document.node)
    if not document.problems and not isinstance(document.data, dict):
        message = (
            "Chưa có nội dung." if document.data is None else "Tầng ngoài cùng không phải là khóa: giá trị."
        )
        document.problems.append(source.problem("KST014", 1, 1, message))
    return document


def scalar_kind(node: ScalarNode) -> str:
    """The YAML type of a scalar: `str`, `int`, `timestamp`, …; quoted text is `str`."""
    return _resolved(node.value)[0] if node.implicit[0] else "str"


class _Builder:
    """Converts nodes to dict, list and scalars; collects duplicate keys and invalid characters."""

    def __init__(self, document: Document) -> None:
        self.source, self.problems = document.source, document.problems
        text = document.source.text
        self.clean = "\\" not in text and forbidden_character(text) is None and is_normalized("NFC", text)
        """Whether no scalar can have a forbidden character or be in another form than NFC.

        What holds for a text holds for its parts; only an escape makes other characters.
        """

    def build(self, node: Node | None) -> Any:
        if isinstance(node, ScalarNode):
            return self._scalar(node) if node.implicit[0] else self._text(node)
        if isinstance(node, MappingNode):
            return dict(self._pairs(node))
        return None if node is None else [self.build(item) for item in node.value]

    def _pairs(self, node: MappingNode) -> Iterable[tuple[str, Any]]:
        seen: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            first = seen.setdefault(key, key_node)
            if first is not key_node:
                message = f"Khóa “{key}” đã viết ở dòng {first.start_mark.line + 1}."
                self._note("KST010", key_node, message)
            yield key, self.build(value_node)

    def _key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            self._note("KST008", node, "Khóa phải là chữ, không phải danh sách hay khối.")
            return ""
        if node.value == "<<" and node.implicit[0]:
            self._note("KST011", node, "Ở đây dùng trộn khóa “<<”.")
        return self._text(node)

    def _scalar(self, node: ScalarNode) -> Any:
        kind, value = _resolved(node.value)
        if kind not in _SCALARS:
            return self._text(node)
        if value is None and kind != "null":
            self._note("KST025", node, f"“{node.value[:40]}” không phải là một ngày hay số dùng được.")
            return node.value
        return value

    def _text(self, node: ScalarNode) -> str:
        if self.clean:
            return str(node.value)
        odd = forbidden_character(node.value)
        if odd is not None:
            self._note("KST015", node, f"Trong chữ có ký tự điều khiển U+{ord(odd):04X}.")
        return nfc(node.value)

    def _note(self, code: str, node: Node, message: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(self.source.problem(code, *_place(node), message))


@lru_cache(maxsize=4096)
def _resolved(text: str) -> tuple[str, Any]:
    """The YAML 1.2 type of an unquoted scalar, and its value; None where that cannot be used."""
    tag = str(_scalars().resolve(TaggedScalar, text, (True, False)))
    kind = tag.removeprefix("tag:yaml.org,2002:")
    if kind not in _SCALARS or len(text) > _LONGEST_NUMBER:
        return kind, None
    try:
        return kind, _scalars().construct_non_recursive_object(TaggedScalar(tag, text))
    except (ValueError, OverflowError):
        return kind, None


@cache
def _scalars() -> SafeLoader:
    """The loader that holds ruamel's YAML 1.2 rules for scalars."""
    return SafeLoader("")
