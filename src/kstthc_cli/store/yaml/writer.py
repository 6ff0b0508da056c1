"""Writing new YAML files: plain layout, every text quoted safely.

Text is written as a JSON string (which is valid YAML), or as a literal block if it has several lines; the
result is parsed and compared before it is written to the disk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kstthc_cli.errors import RefusedError
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse

_PLAIN_LINES = re.compile(r"[^\s][^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_BREAKS = {
    "\x7f": "\\u007f",
    "\x85": "\\u0085",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "\ufeff": "\\ufeff",
}


@dataclass(frozen=True, slots=True)
class _Layout:
    literal: bool
    flow: frozenset[str]


def to_yaml(content: Mapping[str, Any], flow: Collection[str] = ()) -> str:
    """The content as YAML text, verified by reading it back.

    Values are text, numbers, days, and lists and mappings of these; None is not allowed. The value of a key
    in `flow` is written on one line, a list of mappings with one line per item. Raises RefusedError where the
    text would be larger than a file may be.
    """
    for literal in (True, False):
        layout = _Layout(literal, frozenset(flow))
        text = "\n".join(_mapping(content, 0, layout)) + "\n"
        document = parse(Source("", text))
        if not document.problems and document.data == _read_back(content):
            return text
        if document.problems and document.problems[0].code == "KST003":
            told = document.problems[0].message
            raise RefusedError(
                f"Nội dung quá nhiều để ghi thành một tệp. {told}", "Chia ra nhiều phần rồi làm lại."
            )
    raise ValueError("content that YAML cannot hold")


def _read_back(value: Any) -> Any:
    """The value as a reader returns it: numbers as int or float."""
    if isinstance(value, Mapping):
        return {key: _read_back(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_read_back(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and "." not in str(value) else float(value)
    return value


def _mapping(content: Mapping[str, Any], depth: int, layout: _Layout) -> Iterator[str]:
    for key, value in content.items():
        yield from _pair(key, value, depth, layout)


def _pair(key: str, value: Any, depth: int, layout: _Layout) -> Iterator[str]:
    pad = "  " * depth
    if key in layout.flow and not _holds_mappings(value):
        yield f"{pad}{key}: {_in_line(value)}"
        return
    if isinstance(value, Mapping) and value:
        yield f"{pad}{key}:"
        yield from _mapping(value, depth + 1, layout)
    elif isinstance(value, list) and value:
        yield f"{pad}{key}:"
        for item in value:
            yield from _item(item, depth + 1, layout, in_line=key in layout.flow)
    elif layout.literal and isinstance(value, str) and "\n" in value and _PLAIN_LINES.fullmatch(value):
        yield f"{pad}{key}: |{_chomping(value)}"
        yield from (f"{pad}  {line}" if line else "" for line in value.rstrip("\n").split("\n"))
        yield from [""] * max(0, len(value) - len(value.rstrip("\n")) - 1)
    else:
        yield f"{pad}{key}: {scalar(value)}"


def _chomping(text: str) -> str:
    trailing = len(text) - len(text.rstrip("\n"))
    return "-" if trailing == 0 else "" if trailing == 1 else "+"


def _item(item: Any, depth: int, layout: _Layout, *, in_line: bool) -> Iterator[str]:
    pad = "  " * depth
    if in_line or not isinstance(item, Mapping):
        yield f"{pad}- {_in_line(item)}"
        return
    lines = list(_mapping(item, depth + 1, layout))
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]


def _holds_mappings(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _in_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_in_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_in_line, value)) + "]"
    return _key(value) if isinstance(value, str) else scalar(value)


def _key(text: str) -> str:
    """A plain identifier unchanged, any other key in quotes."""
    return text if _NAME.fullmatch(text) and text not in _WORDS else scalar(text)


def scalar(value: Any) -> str:
    """Text as a JSON string, a day in ISO form, true or false, a number as it is."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        for char, escape in _BREAKS.items():
            text = text.replace(char, escape)
        return text
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
