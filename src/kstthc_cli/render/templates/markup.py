"""Escaping of text: filters for templates of Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

# What has a meaning anywhere in a line, for GitHub or for Pandoc (which curls quotes and joins dashes).
_INLINE = re.compile(
    r"""[\\`*_\[\]{}<>|~$^\#"']"""
    r"|&(?=[#\w])"  # entities
    r"|(?<!\w)@"  # citations
    r"|:(?=//)|(?<=\bwww)\."  # addresses, in which GitHub would show our backslashes
    r"|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.",
    re.IGNORECASE,
)
_START = re.compile(r"[-+=%:]")
_NUMBERED = re.compile(r"(\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+))([.)])(?=\s|$)", re.IGNORECASE)


def markdown_text(value: object) -> str:
    """Running text for Markdown: no part of it becomes a heading, list, link, code, table or HTML."""
    lines = [_line(line.strip()) for line in str(value).strip().split("\n")]
    return "\\\n".join(lines)


def markdown_cell(value: object) -> str:
    """Text that stays within one line, so within a cell of a Markdown table.

    A space stands before each `<br>`, which Pandoc leaves out when it writes a Word file.
    """
    return " <br>".join(_inline(line.strip()) for line in str(value).strip().split("\n"))


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def _line(text: str) -> str:
    """A line that begins no block."""
    if number := _NUMBERED.match(text):
        return f"{_inline(number[1])}\\{number[2]}{_inline(text[number.end() :])}"
    return ("\\" if _START.match(text) and not _inline(text).startswith("\\") else "") + _inline(text)


_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+", re.IGNORECASE)


def linked(value: object) -> Any:
    """Text for HTML in which web addresses, and no others, become links."""
    from markupsafe import Markup, escape

    link = Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>')
    pieces, end, text = Markup(), 0, str(value)
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?)]}…")
        pieces += escape(text[end : match.start()]) + link.format(address)
        end = match.start() + len(address)
    return pieces + escape(text[end:])


def day(value: date | str) -> str:
    """A day as Vietnamese write it: 05/01/2021."""
    given = date.fromisoformat(value) if isinstance(value, str) else value
    return given.strftime("%d/%m/%Y")


def ended(text: str, mark: str = "./.") -> str:
    """The text with its final punctuation mark replaced by `mark`."""
    text = text.rstrip()
    return text if text.endswith(mark) else re.sub(r"(?<!\.)[.;]$", "", text) + mark


def number(value: float | None) -> str:
    """A number as Vietnamese writes it: 12.345; nothing for one that is not stated."""
    if value is None:
        return ""
    return f"{value:,}".replace(",", "\u0000").replace(".", ",").replace("\u0000", ".")


FILTERS: dict[str, Callable[..., Any]] = {
    "cell": markdown_cell,
    "text": markdown_text,
    "linked": linked,
    "day": day,
    "number": number,
    "ended": ended,
}
"""The filters of kst's own for templates."""
