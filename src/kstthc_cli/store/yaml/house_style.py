"""The house style of files that people write: what `kst fmt` corrects, by splicing.

It changes only what never alters a meaning and never separates a comment from its subject: encoding, line
ends, trailing spaces, quotes around text, indentation. The order of keys, line breaks within values, blank
lines and comments stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kstthc_cli.domain.text.normalize import nfc
from kstthc_cli.domain.text.splices import Splice, spliced
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.source import Source, decode_source
from kstthc_cli.store.yaml.layout import Layout
from kstthc_cli.store.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from kstthc_cli.store.yaml.reader import Document, parse, scalar_kind
from kstthc_cli.store.yaml.style import is_plain_word
from kstthc_cli.store.yaml.writer import scalar

_STEP = 2
Rule = Callable[[Document, Layout], Iterator[Splice]]


def in_house_style(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of a file in house style, and its problems; empty text if one of them is an error.

    The content stays the same, and a text in house style is returned unchanged.
    """
    source, problems = decode_source(raw, path)
    if errors(problems):
        return "", errors(problems)
    document = parse(Source(path, nfc(source.text)))
    if document.problems:
        return "", document.problems
    layout = Layout(document.source.text)
    for rule in (_quotes, _indentation, _line_ends):
        changed = _applied(rule, document, layout)
        if changed is not document:
            document, layout = changed, Layout(changed.source.text)
    return document.source.text, []


def _applied(rule: Rule, document: Document, layout: Layout) -> Document:
    """The document after one rule; unchanged where the rule would alter the content of an unusual layout."""
    text = spliced(layout.text, rule(document, layout))
    if text == layout.text:
        return document
    changed = parse(Source(document.source.path, text))
    return document if changed.problems or changed.data != document.data else changed


# Quotes


def _quotes(document: Document, _layout: Layout) -> Iterator[Splice]:
    """Put text in double quotes, except plain ASCII identifiers: ids of agencies, kinds, levels."""
    for node in _scalars(document.node):
        if scalar_kind(node) != "str" or node.start_mark.line != node.end_mark.line:
            continue
        bare = not node.style and not is_plain_word(node.value)
        if bare or (node.style == "'" and not {'"', "\\"} & {*node.value}):
            yield Splice(node.start_mark.index, node.end_mark.index, scalar(node.value))


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    """All scalar nodes."""
    if isinstance(node, ScalarNode):
        yield node
    for child in _children(node):
        yield from _scalars(child)


def _children(node: Node | None) -> list[Node]:
    if isinstance(node, MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, SequenceNode) else []


# Indentation


def _indentation(document: Document, layout: Layout) -> Iterator[Splice]:
    """Indent two spaces per level, also the dashes of a list; one space after a dash.

    Continuation lines move with the line in which the value begins; a comment moves with the line below it if
    both are in the same column, else with the line above.
    """
    wanted = dict(_columns(document.node, layout, 0))
    lines = [*_lines(layout.text)]
    moves = [_move(start, wanted, layout) for start, _ in lines]
    comments = {layout.line_start(at): at for at in layout.comments}
    last = 0
    for n, (start, end) in enumerate(lines):
        move = moves[n]
        if move is None:
            at = comments.get(start)
            first, shift = last, last
            if at is not None and not layout.text[start:at].strip(" "):
                first = _with_next(at - start, lines[n + 1 :], moves[n + 1 :], layout, last)
        else:
            first, shift = move
            last = shift
        old = layout.skip_blanks(start) - start
        new = max(0, old + first)
        if new != old and (end > start + old or _inside(document, start)):
            yield Splice(start, start + old, " " * new)
    yield from _behind_dashes(layout)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _columns(node: Node | None, layout: Layout, column: int) -> Iterator[tuple[int, int]]:
    """Offset of every key and dash in block layout → the column where it belongs."""
    if not isinstance(node, CollectionNode) or node.flow_style:
        return
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield int(key.start_mark.index), column
            yield from _columns(value, layout, column + _STEP)
    else:
        for item in node.value:
            yield layout.dash_before(int(item.start_mark.index)), column
            yield from _columns(item, layout, column + _STEP)


def _move(start: int, wanted: dict[int, int], layout: Layout) -> tuple[int, int] | None:
    """How far a line that begins with a key or dash moves, and its continuation lines; None for others."""
    first = layout.skip_blanks(start)
    if first not in wanted:
        return None
    shift = wanted[first] - (first - start)
    hanging, at = shift, first
    while at in layout.dash_set:
        at = layout.skip_blanks(at + 1)
        if at in wanted:
            hanging = wanted[at] - (at - start)
    return shift, hanging


def _with_next(
    column: int,
    lines: list[tuple[int, int]],
    moves: list[tuple[int, int] | None],
    layout: Layout,
    otherwise: int,
) -> int:
    for (start, _), move in zip(lines, moves, strict=True):
        if move is not None:
            return move[0] if layout.skip_blanks(start) - start == column else otherwise
    return otherwise


def _inside(document: Document, at: int) -> bool:
    """Whether a line is inside a text block, where blank lines can be part of the text."""
    return any(
        node.style in ("|", ">") and node.start_mark.index < at < node.end_mark.index
        for node in _scalars(document.node)
    )


def _behind_dashes(layout: Layout) -> Iterator[Splice]:
    for dash in layout.dashes:
        at = layout.skip_blanks(dash + 1)
        if at > dash + 2 and layout.text[at : at + 1] != "#":
            yield Splice(dash + 1, at, " ")


# Line ends


def _line_ends(document: Document, layout: Layout) -> Iterator[Splice]:
    """No trailing spaces outside multi-line values; one line break at the end of the file."""
    text = layout.text
    spans = [
        (node.start_mark.index, node.end_mark.index)
        for node in _scalars(document.node)
        if node.start_mark.line != node.end_mark.line
    ]
    body = len(text.rstrip("\n \t"))
    for start, end in _lines(text[:body]):
        kept = start + len(text[start:end].rstrip(" \t"))
        if kept < end and not any(a < end < b for a, b in spans):
            yield Splice(kept, end, "")
    last = list(_scalars(document.node))[-1:]
    if not (last and last[0].style in ("|", ">") and last[0].end_mark.index > body):
        yield Splice(body, len(text), "\n")
