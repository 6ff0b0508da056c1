"""The layout of text that kst adds to files that people write: the house style of plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kstthc_cli.model.plan import ROLE_NAMES
from kstthc_cli.store.yaml.writer import scalar

PLAIN_KEYS = frozenset({*ROLE_NAMES, "kind", "every", "comparison"})
"""Keys whose values are identifiers, written without quotes."""

_ONE_LINE = frozenset({*ROLE_NAMES, "schedule", "every", "conditions", "ended", "changes", "signer"})
_ONE_LINE_ITEMS = frozenset({"targets", "sub_plans", "agencies", "groups"})
_WORD = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def is_plain_word(text: str) -> bool:
    """Whether every YAML reader takes the text as text without quotes."""
    return _WORD.fullmatch(text) is not None and text not in _NOT_TEXT


def in_line(value: Any, key: str = "") -> str:
    """A value on one line: `{kind: by_date, text: "Quý II", by: "2021-Q2"}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_text(k)}: {in_line(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(in_line(item, key) for item in value) + "]"
    if not isinstance(value, str):
        return scalar(value)
    return value if key in PLAIN_KEYS and is_plain_word(value) else scalar(value)


def key_text(key: str) -> str:
    """A key as written in the file."""
    return key if is_plain_word(key) else scalar(key)


def pair_lines(key: str, value: Any) -> Iterator[str]:
    """The lines of a key and its value, from column 0."""
    whole = key in _ONE_LINE or not isinstance(value, (Mapping, list)) or not value
    if whole:
        yield f"{key_text(key)}: {in_line(value, key)}"
        return
    yield f"{key_text(key)}:"
    if isinstance(value, Mapping):
        yield from (f"  {line}" for k, v in value.items() for line in pair_lines(k, v))
    else:
        yield from (f"  {line}" for item in value for line in item_lines(key, item))


def item_lines(key: str, item: Any) -> Iterator[str]:
    """The lines of an item of the list under `key`, from the column of its dash."""
    if not isinstance(item, Mapping) or key in _ONE_LINE_ITEMS:
        yield f"- {in_line(item, key)}"
        return
    lines = [line for k, v in item.items() for line in pair_lines(k, v)]
    yield f"- {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])
