"""Documents as their readers take them in: the shape of the page, and its text."""

from __future__ import annotations

from typing import Any

import html5lib
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kstthc_cli.render.templates.templates import render_template
from tests.support.document_values import Values

NAMESPACES = ("{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}")


def render(values: Values, ending: str) -> str:
    return render_template(f"{values['kind']}.{ending}.j2", values)


def page(source: str) -> Any:
    """The tree of an HTML page. Raises ParseError for what is not valid."""
    return html5lib.HTMLParser(strict=True).parse(source)


def html_shape(tree: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, but for the links."""
    found = []
    for element in tree.iter():
        tag = element.tag
        for namespace in NAMESPACES:
            tag = tag.removeprefix(namespace)
        if tag != "a":
            found.append((tag, tuple(sorted(map(str, element.attrib)))))
    return found


def html_text(tree: Any) -> str:
    return "".join(tree.itertext())


def tokens(source: str) -> list[Token]:
    return MarkdownIt("gfm-like", {"linkify": False}).parse(source)


def markdown_shape(blocks: list[Token]) -> tuple[list[tuple[str, str]], list[str]]:
    """Every block, and every piece in a line that is neither text nor the end of a line."""
    plain = ("text", "text_special", "hardbreak")
    pieces = [
        piece.type
        for token in blocks
        for piece in token.children or ()
        if piece.type not in plain and (piece.type, piece.content) != ("html_inline", "<br>")
    ]
    return [(token.type, token.tag) for token in blocks], pieces


def markdown_text(blocks: list[Token]) -> str:
    """The text with a line for each line that a reader sees."""
    lines = []
    for token in blocks:
        ends = ("hardbreak", "html_inline")
        pieces = ("\n" if piece.type in ends else piece.content for piece in token.children or ())
        lines.append(tidy("".join(pieces)))
    return "\n".join(lines)


def tidy(text: str) -> str:
    """The text without the blanks at the ends of its lines, which no reader sees."""
    return "\n".join(line.strip() for line in text.strip().split("\n"))
