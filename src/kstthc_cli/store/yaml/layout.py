"""Positions in the text of a YAML file: ends of values, commas, dashes, comments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from ruamel.yaml.tokens import BlockEntryToken, FlowEntryToken, ScalarToken, Token

from kstthc_cli.store.yaml.nodes import MappingNode, Node, PureParser, ScalarNode


class Layout:
    """The text of a parsable file; positions are offsets in characters from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = [*iter(PureParser(text).get_token, None)]
        self.dashes = [t.start_mark.index for t in tokens if isinstance(t, BlockEntryToken)]
        self.dash_set = frozenset(self.dashes)
        self.commas = [t.start_mark.index for t in tokens if isinstance(t, FlowEntryToken)]
        self.comments = [*_comments(text, tokens)]

    def line_start(self, at: int) -> int:
        """The offset of the first character of the line of `at`."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """The offset of the end of the line of `at`, before its line break."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def end_of(self, node: Node) -> int:
        """The offset after the last character of a value, before any comment below it."""
        if isinstance(node, ScalarNode):
            return self._end_of_scalar(node)
        if node.flow_style:
            return int(node.end_mark.index)
        return self.end_of(node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1])

    def _end_of_scalar(self, node: ScalarNode) -> int:
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if node.style not in ("|", ">"):
            return end
        header = self.text[start : self.line_end(start)].partition("#")[0]
        if "+" in header:
            return end - 1 if self.text[start:end].endswith("\n") else end
        return start + len(self.text[start:end].rstrip("\n "))

    def below(self, node: Node, column: int) -> int:
        """The offset for lines added after a value: after its line and more deeply indented comments.

        Comments below the value belong to it if they are indented deeper than `column`.
        """
        at = self.line_end(self.end_of(node))
        while self._is_comment_deeper(at + 1, column):
            at = self.line_end(at + 1)
        return at

    def _is_comment_deeper(self, start: int, column: int) -> bool:
        line = self.text[start : self.line_end(start)]
        bare = line.lstrip(" ")
        return bare.startswith("#") and len(line) - len(bare) > column

    def dash_before(self, at: int) -> int:
        """The offset of the dash of the list item that begins at `at`."""
        return self.dashes[bisect_left(self.dashes, at) - 1]

    def comma_after(self, at: int) -> int | None:
        """The offset of the comma after the flow item that ends at `at`; None without a comma."""
        place = bisect_left(self.commas, at)
        found = self.commas[place] if place < len(self.commas) else None
        return found if found is not None and not self._words(at, found) else None

    def comma_before(self, at: int) -> int:
        """The offset of the comma before the flow item that begins at `at`, which is not the first."""
        return self.commas[bisect_left(self.commas, at) - 1]

    def skip_blanks(self, at: int) -> int:
        """The offset of the first character from `at` on that is not a space."""
        while self.text[at : at + 1] == " ":
            at += 1
        return at

    def comment_within(self, start: int, end: int) -> bool:
        """Whether a comment begins in the half-open range from `start` to `end`."""
        return bisect_right(self.comments, end - 1) > bisect_left(self.comments, start)

    def _words(self, start: int, end: int) -> bool:
        """Whether there is anything but whitespace and comments between two offsets."""
        lines = self.text[start:end].split("\n")
        return any(line.partition("#")[0].strip(" ") for line in lines)


def _comments(text: str, tokens: Iterable[Token]) -> Iterator[int]:
    """The offset of every `#` that begins a comment, also after `|` and `>`."""
    done = 0
    for token in tokens:
        yield from _in_gap(text, done, token.start_mark.index)
        done = token.end_mark.index
        if isinstance(token, ScalarToken) and token.style in ("|", ">"):
            header = text.find("\n", token.start_mark.index)
            yield from _in_gap(text, token.start_mark.index, header if header >= 0 else done)
    yield from _in_gap(text, done, len(text))


def _in_gap(text: str, start: int, end: int) -> Iterator[int]:
    """The offset of the first `#` of every line between two tokens."""
    at = text.find("#", start, end)
    while at >= 0:
        yield at
        stop = text.find("\n", at, end)
        at = text.find("#", stop, end) if stop >= 0 else -1
