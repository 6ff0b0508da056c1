"""The nodes of a YAML text, built from parser events: every value with its place.

Anchors, aliases, tags, directives, a second document, deep nesting and too many values are refused while the
events are read. ruamel's C parser and its pure one give the same events for almost every text;
`parsers_may_differ` detects the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ruamel.yaml.docinfo import DocInfo
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from ruamel.yaml.loader import SafeLoader

MAX_DEPTH = 30
MAX_NODES = 200_000
_PREFIX = "tag:yaml.org,2002:"

_ODD = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_ODD_BLOCK = r"[|>][-+\d]*(?:#|(?: +#.*| *)\n +\n)"
"""A text block with a comment too near or spaces in its first line."""
_ODD_COLON = r":[\[\]{},]"

Parser = Callable[[str], Any]


class CollectionNode:
    """A list or a mapping."""

    __slots__ = ("end_mark", "flow_style", "start_mark", "value")
    value: list[Any]

    def __init__(self, start_mark: Any, *, flow_style: bool) -> None:
        self.start_mark, self.end_mark = start_mark, start_mark
        self.flow_style = flow_style
        self.value = []


class SequenceNode(CollectionNode):
    """A list and the nodes of its items."""

    __slots__ = ()
    value: list[Node]


class MappingNode(CollectionNode):
    """A mapping and the nodes of its keys and values."""

    __slots__ = ()
    value: list[tuple[Node, Node]]


ScalarNode = ScalarEvent
"""A scalar is represented by its event: marks, style and the value as written."""

Node = ScalarEvent | SequenceNode | MappingNode


class RefusedError(Exception):
    """A YAML feature that this project does not accept."""

    def __init__(self, code: str, message: str, mark: Any) -> None:
        super().__init__(code)
        self.code, self.message, self.mark = code, message, mark


@cache
def fast_parser() -> Parser | None:
    """The C parser; None where it is not installed."""
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        return None
    return CParser  # type: ignore[no-any-return]


class PureParser(SafeLoader):
    """The parser in Python, which reports syntax errors with their place."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.doc_infos = [DocInfo()]  # the parser stores the version of a %YAML directive here


def parsers_may_differ(text: str) -> bool:
    """Whether the two parsers can disagree on the content or the validity of a text.

    They can for line breaks other than LF, tabs, control characters, directives, ends of documents, and
    unusual layouts.
    """
    return (
        (not text.replace("\n", "").isprintable() and re.search(_ODD, text) is not None)
        or text.startswith(("%", "..."))
        or "\n%" in text
        or "\n..." in text
        or re.search(_ODD_COLON, text) is not None
        or (("|" in text or ">" in text) and re.search(_ODD_BLOCK, text) is not None)
    )


def parser_for(text: str) -> Parser:
    """The parser to use for a text in which no error is found."""
    fast = fast_parser()
    return PureParser if fast is None or parsers_may_differ(text) else fast


def compose(text: str, parser: Parser) -> Node | None:
    """The root node of a text; None for an empty document.

    Raises RefusedError, and any error of the parser for text that is not YAML.
    """
    return _Composer(parser(text).get_event).document()


class _Composer:
    """Builds nodes from events.

    The parsers disagree on the place of a missing value: it gets the place of its key; a missing key gets
    that of its mapping.
    """

    def __init__(self, get_event: Callable[[], Any]) -> None:
        self.get_event = get_event
        self.nodes = 0

    def document(self) -> Node | None:
        self.get_event()  # the start of the stream
        event = self.get_event()
        if isinstance(event, StreamEndEvent):
            return None
        if event.version or event.tags:
            raise RefusedError("KST011", "Ở đây dùng chỉ thị %YAML hoặc %TAG.", event.start_mark)
        node = self._node(self.get_event(), 1)
        self.get_event()  # the end of the document
        event = self.get_event()
        if not isinstance(event, StreamEndEvent):
            raise RefusedError("KST012", "Dòng này mở tài liệu thứ hai trong tệp.", event.start_mark)
        return node

    def _node(self, event: Any, level: int) -> Node:
        self.nodes += 1
        if event.anchor is not None or event.ctag is not None or level > MAX_DEPTH or self.nodes > MAX_NODES:
            raise _refusal(event, self.nodes)
        if type(event) is ScalarEvent:
            return event
        below = self._mapping if type(event) is MappingStartEvent else self._sequence
        return below(event, level + 1)

    def _mapping(self, event: Any, level: int) -> MappingNode:
        node = MappingNode(event.start_mark, flow_style=bool(event.flow_style))
        pairs = node.value
        get_event = self.get_event
        while type(event := get_event()) is not MappingEndEvent:
            key = self._node(event, level)
            value = self._node(get_event(), level)
            if not key.value and is_empty_value(key):
                key.start_mark = key.end_mark = node.start_mark
            if not value.value and is_empty_value(value):
                value.start_mark, value.end_mark = key.start_mark, key.end_mark
            pairs.append((key, value))
        node.end_mark = event.end_mark
        return node

    def _sequence(self, event: Any, level: int) -> SequenceNode:
        node = SequenceNode(event.start_mark, flow_style=bool(event.flow_style))
        items = node.value
        get_event = self.get_event
        while type(event := get_event()) is not SequenceEndEvent:
            items.append(self._node(event, level))
        node.end_mark = event.end_mark
        return node


def is_empty_value(node: Node) -> bool:
    """Whether the node is an empty value."""
    return isinstance(node, ScalarEvent) and node.value == "" and not node.style


def _refusal(event: Any, nodes: int) -> RefusedError:
    if event.anchor is not None:
        message = f"Ở đây dùng neo hoặc tham chiếu “{event.anchor}”."
        return RefusedError("KST011", message, event.start_mark)
    if event.tag is not None:
        return RefusedError("KST011", f"Ở đây dùng thẻ kiểu {_short(event.tag)}.", event.start_mark)
    if nodes > MAX_NODES:
        return RefusedError("KST003", f"Tệp có quá {MAX_NODES} giá trị.", event.start_mark)
    return RefusedError("KST013", f"Dữ liệu lồng nhau quá {MAX_DEPTH} tầng.", event.start_mark)


def _short(tag: str) -> str:
    """The tag as typed: `!!str` rather than `tag:yaml.org,2002:str`."""
    return f"!!{tag.removeprefix(_PREFIX)}" if tag.startswith(_PREFIX) else tag
