"""YAML as documents: plain data in which every value can be asked for its place.

Plain text is read by a fast library, everything else by the strict reader, which also says what is
wrong. Its library is loaded only when it is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kstthc_cli.domain.text.normalize import nfc
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.plain_yaml import read_plain

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

    from kstthc_cli.store.yaml.strict import Parsed

Loc = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """A parsed file: plain data, and where each value stands."""

    source: Source
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    _nodes: Parsed | None = None

    @property
    def node(self) -> Node | None:
        """The nodes of the text; of a plain one they are composed when the first place is asked for."""
        if self._nodes is None and self.data is not None:
            from kstthc_cli.store.yaml.strict import parse_strictly

            self._nodes = parse_strictly(self.source)
        return self._nodes.node if self._nodes else None

    def place(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value at `loc`, or of its key.

        Parts of `loc` that lead nowhere (a union's tag, a key that is missing) are passed over, so
        a missing key is placed at the mapping that lacks it.
        """
        node, at = self.node, self.node
        for step in loc:
            found = _child(node, step)
            if found:
                at, node = found if key or _is_nothing(found[1]) else (found[1], found[1])
        mark = at.start_mark if at is not None else None
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    def typed(self, loc: Loc) -> str:
        """The scalar at `loc` as it stands in the file: 010 and not 10."""
        node = self.node
        for step in loc:
            found = _child(node, step)
            node = found[1] if found else node
        return str(node.value) if node is not None and not isinstance(node.value, list) else ""

    def problem(self, code: str, loc: Loc, message: str, remedy: str = "", *, key: bool = False) -> Problem:
        """A problem at the value (or key) that `loc` leads to."""
        line, column = self.place(loc, key=key)
        return self.source.problem(code, line, column, message, remedy)


def _is_nothing(node: Any) -> bool:
    """Whether nothing stands after the key; then the node's mark is that of the next token."""
    return node.value == "" and not node.style


def _child(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    """The key node and value node of one step down, or None."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if isinstance(node, MappingNode) and isinstance(step, str):
        return next(((k, v) for k, v in node.value if nfc(str(k.value)) == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step], node.value[step]
    return None


def parse(source: Source) -> Document:
    """The data of a source; problems are collected in the document, never raised."""
    plain = read_plain(source.text)
    if plain is not None:
        return Document(source, plain)
    from kstthc_cli.store.yaml.strict import parse_strictly

    parsed = parse_strictly(source)
    return Document(source, parsed.data, parsed.problems, parsed)
