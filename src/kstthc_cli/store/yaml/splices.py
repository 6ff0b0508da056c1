"""Changing the data of a YAML file with the smallest change of its text.

The wanted data are compared with the nodes of the text; where they differ, only the text of that value is
replaced. Comments, blank lines, quoting and order of everything else stay. The result is parsed again: a
layout that this module does not support raises CannotSpliceError and never gives wrong data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from kstthc_cli.domain.text.normalize import nfc
from kstthc_cli.domain.text.splices import OverlapError, Splice, spliced
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.layout import Layout
from kstthc_cli.store.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_empty_value
from kstthc_cli.store.yaml.reader import Document, parse
from kstthc_cli.store.yaml.style import PLAIN_KEYS, in_line, is_plain_word, item_lines, key_text, pair_lines
from kstthc_cli.store.yaml.writer import scalar


class CannotSpliceError(ValueError):
    """A layout in which a change cannot be placed; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def with_data(document: Document, wanted: Mapping[str, Any]) -> Document:
    """Change the text of the document so that its data are `wanted`.

    Raises CannotSpliceError where the layout does not allow it.
    """
    if document.node is None:
        raise CannotSpliceError(1)
    splicer = _Splicer(Layout(document.source.text))
    splicer.change(document.node, document.data, wanted, "")
    try:
        text = spliced(document.source.text, splicer.splices)
    except OverlapError:
        raise CannotSpliceError(1) from None
    changed = parse(Source(document.source.path, text))
    if changed.problems or changed.data != wanted:
        raise CannotSpliceError(changed.problems[0].line if changed.problems else 1)
    return changed


class _Splicer:
    """Collects the splices of one text; at the same offset inner ones precede outer ones."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.splices: list[Splice] = []

    def put(self, start: int, end: int, text: str) -> None:
        self.splices.append(Splice(start, end, text))

    def change(self, node: Node, old: Any, new: Any, key: str) -> None:
        """Change the value of a node from `old` to `new`; `key` is its key, for its style."""
        if old == new and type(old) is type(new):
            return
        if isinstance(node, MappingNode) and isinstance(new, Mapping):
            self._mapping(node, old, new)
        elif isinstance(node, SequenceNode) and isinstance(new, list):
            self._sequence(node, old, new, key)
        elif (
            isinstance(node, ScalarNode) and not is_empty_value(node) and not isinstance(new, (Mapping, list))
        ):
            self._scalar(node, new, key)
        else:
            raise CannotSpliceError(node.start_mark.line + 1)

    # Scalars

    def _scalar(self, node: ScalarNode, new: Any, key: str) -> None:
        start, text = node.start_mark.index, _like(node, new, key)
        if node.style not in ("|", ">"):
            self.put(start, node.end_mark.index, text)
            return
        header = self.layout.line_end(start)
        indicator = self.layout.text[start:header].partition(" ")[0]
        self.put(start, start + len(indicator), text)
        self.put(header, self.layout.end_of(node), "")

    # Mappings

    def _mapping(self, node: MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        pairs = {nfc(str(k.value)): (k, v) for k, v in node.value}
        kept = False
        for name, (key_node, value_node) in pairs.items():
            if name in new:
                self.change(value_node, old[name], new[name], name)
            else:
                self._remove(node, key_node, value_node, behind=kept)
            kept = kept or name in new
        for anchor, added in _after(list(new), pairs):
            if anchor is None:
                raise CannotSpliceError(node.start_mark.line + 1)
            self._add_pairs(node, pairs[anchor], {name: new[name] for name in added})

    def _add_pairs(self, node: MappingNode, after: tuple[Node, Node], added: Mapping[str, Any]) -> None:
        if node.flow_style:
            text = "".join(f", {key_text(k)}: {in_line(v, k)}" for k, v in added.items())
            self.put(after[1].end_mark.index, after[1].end_mark.index, text)
            return
        column = after[0].start_mark.column
        lines = [line for k, v in added.items() for line in pair_lines(k, v)]
        self._add_lines(self.layout.below(after[1], column), column, lines)

    def _add_lines(self, at: int, column: int, lines: Sequence[str]) -> None:
        self.put(at, at, "".join(f"\n{' ' * column}{line}" for line in lines))

    # Lists

    def _sequence(self, node: SequenceNode, old: list[Any], new: list[Any], key: str) -> None:
        last: Node | None = None
        waiting: list[Any] = []
        for old_at, new_at in _aligned(old, new):
            if new_at is None and old_at is not None:
                self._remove(node, node.value[old_at], node.value[old_at], behind=last is not None)
            elif old_at is None and new_at is not None:
                waiting.append(new[new_at])
            elif old_at is not None and new_at is not None:
                self.change(node.value[old_at], old[old_at], new[new_at], key)
                self._add_items(node, last, waiting, key)
                last, waiting = node.value[old_at], []
        self._add_items(node, last, waiting, key)

    def _add_items(self, node: SequenceNode, after: Node | None, items: list[Any], key: str) -> None:
        if not items:
            return
        if node.flow_style:
            words = ", ".join(in_line(item, key) for item in items)
            at = after.end_mark.index if after else node.start_mark.index + 1
            more = not after and node.value
            self.put(at, at, f", {words}" if after else f"{words}, " if more else words)
        elif after is None:
            raise CannotSpliceError(node.start_mark.line + 1)
        else:
            column = node.start_mark.column
            lines = [line for item in items for line in item_lines(key, item)]
            self._add_lines(self.layout.below(after, column), column, lines)

    # Removing

    def _remove(self, parent: Node, first: Node, last: Node, *, behind: bool) -> None:
        """Remove the pair or item from `first` to `last`; `behind` tells whether one before it stays.

        In a flow collection a comma is removed too: the one before it, or the one after it if nothing before
        stays.
        """
        start, end = first.start_mark.index, self.layout.end_of(last)
        if self.layout.comment_within(start, end):
            raise CannotSpliceError(first.start_mark.line + 1)
        if getattr(parent, "flow_style", None):
            self._remove_in_line(start, end, behind=behind)
        else:
            if isinstance(parent, SequenceNode):
                start = self.layout.dash_before(start)
            self._remove_lines(start, end, first)

    def _remove_in_line(self, start: int, end: int, *, behind: bool) -> None:
        comma = self.layout.comma_before(start) if behind else self.layout.comma_after(end)
        if comma is None:
            self.put(start, end, "")
        elif not behind:
            self.put(start, end, "")
            self.put(comma, self.layout.skip_blanks(comma + 1), "")
        elif self.layout.text[comma + 1 : start].strip(" "):
            self.put(comma, comma + 1, "")
            self.put(start, end, "")
        else:
            self.put(comma, end, "")

    def _remove_lines(self, start: int, end: int, node: Node) -> None:
        text, line = self.layout.text, self.layout.line_start(start)
        if text[line:start].strip(" "):
            raise CannotSpliceError(node.start_mark.line + 1)
        stop = self.layout.line_end(end)
        if comment := text[end:stop].lstrip(" "):
            self.put(start, stop - len(comment), "")
        elif stop < len(text):
            self.put(line, stop + 1, "")
        else:
            self.put(max(0, line - 1), stop, "")


def _like(node: ScalarNode, new: Any, key: str) -> str:
    """A scalar in the quoting style of the one it replaces, as far as its text allows."""
    if not isinstance(new, str):
        return scalar(new)
    plain = not node.style and is_plain_word(new)
    if plain and (key in PLAIN_KEYS or is_plain_word(node.value)):
        return new
    if node.style == "'" and new.isprintable():
        return "'" + new.replace("'", "''") + "'"
    return scalar(new)


def _after(wanted: list[str], there: Mapping[str, Any]) -> Iterator[tuple[str | None, list[str]]]:
    """Runs of new keys, each with the existing key that precedes it."""
    anchor: str | None = None
    run: list[str] = []
    for name in wanted:
        if name not in there:
            run.append(name)
            continue
        if run:
            yield anchor, run
        anchor, run = name, []
    if run:
        yield anchor, run


def _aligned(old: list[Any], new: list[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of old and new list indices: matched by id or printed text, then by position."""
    matcher = SequenceMatcher(None, [_mark(i) for i in old], [_mark(i) for i in new], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        for n in range(max(b - a, d - c)):
            yield (a + n if a + n < b else None), (c + n if c + n < d else None)


def _mark(item: Any) -> str:
    """The value by which a list item is identified."""
    if isinstance(item, Mapping):
        name = item.get("id") or item.get("printed")
        if name:
            return str(name)
    return json.dumps(item, default=str, sort_keys=True)
