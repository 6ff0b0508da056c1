"""The plain part of YAML, read by a fast library; everything else is left to the strict reader.

Files are nearly always written in one plain way: keys without quotes, text in double quotes, days,
numbers and words bare, lists and mappings by indentation or on one line, comments on their own line,
literal blocks. In that part no two readers differ. A text that is plain from the first to the last
letter is given to the fast library; of any other nothing is said here. Tests hold that both readers
give the same on whatever is plain.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from unicodedata import is_normalized

_MOST = 300_000
"""Letters of a text that cannot hold more values than the strict reader takes; nor can twenty blanks before a
line hold more levels."""

_SEEN: set[str] = set()
"""Plain lines of texts that were looked at."""

_TEXT = r'"(?!(?:\d{4}-\d\d?-\d|[\d.]*:)[\dTtZz:.+\- ]*")(?:[^"\\\n]|\\["\\nt])*+"'
"""Text in quotes, but no day or time of day: the fast library does not see that these are quoted."""

_DAY = (
    r"[12]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_NUMBER = r"-?(?:0|[1-9]\d{0,14}+)(?:\.\d{1,15}+)?"
_WORD = r"[A-Za-z][A-Za-z0-9]*+(?:[-._][A-Za-z0-9]++)*+"
_KEY = r"(?!(?i:true|false|null|yes|no|on|off|y|n):)[A-Za-z][A-Za-z0-9]*+(?:[-._][A-Za-z0-9]++)*+"


def _or_flow(value: str) -> str:
    """A value, or a list or mapping of such values on one line."""
    items = r"(?:{0}(?:, (?![\]}}])|(?=[\]}}])))*+"
    return rf"(?:{value}|\[{items.format(value)}\]|\{{{items.format(f'{_KEY}: {value}')}\}})"


_BLOCK = r"\|[-+]?\n(?P=pad){0} ++[^ \n\d][^\n]*+\n(?:(?P=pad){0} [^\n]*+\n|\n)*+"
"""Literal text: whatever is indented more than its key; no day either, so no digit at its beginning."""


def _one_line() -> str:
    """A line without its indentation, as an expression."""
    value = _or_flow(_or_flow(f"(?:{_TEXT}|{_DAY}|{_NUMBER}|{_WORD})"))
    return rf"#[^\n]*+|(?:- )?{_KEY}:(?: {value})?|- {value}"


@cache
def _plain_line() -> re.Pattern[str]:
    """What a plain line is; compiled when it is first needed."""
    return re.compile(rf"(?: {{0,20}}+(?:{_one_line()}))?", re.ASCII)


@cache
def _plain_text() -> re.Pattern[str]:
    """What a plain text is, literal blocks among its lines; compiled when it is first needed."""
    blocks = rf"{_KEY}: {_BLOCK.format('')}|- {_KEY}: {_BLOCK.format('  ')}"
    return re.compile(rf"(?:\n|(?P<pad> {{0,20}}+)(?:(?:{_one_line()})\n|{blocks}))*+", re.ASCII)


def _has_plain_lines(text: str) -> bool:
    """Whether every line is plain by itself; most lines of slips were seen before in others."""
    fresh = set(text.split("\n")) - _SEEN
    if not all(map(_plain_line().fullmatch, fresh)):
        return False
    if len(_SEEN) < _MOST:
        _SEEN.update(fresh)
    return True


def is_plain(text: str) -> bool:
    """Whether a text has nothing in it that two readers of YAML could take differently."""
    return (
        len(text) <= _MOST
        and text.replace("\n", "").isprintable()
        and text.endswith("\n")
        and (_has_plain_lines(text) or _plain_text().fullmatch(text) is not None)
        and is_normalized("NFC", text)
    )


def read_plain(text: str) -> dict[str, Any] | None:
    """The mapping in a plain text; None where the text is not plain, or not a mapping."""
    if not is_plain(text):
        return None
    import yaml_rs

    try:
        data = yaml_rs.loads(text)
    except yaml_rs.YAMLDecodeError:
        return None
    return data if isinstance(data, dict) else None
