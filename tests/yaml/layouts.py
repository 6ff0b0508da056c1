"""One plan, written in as many ways as people write YAML: layouts, quotes and comments at random."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

_PLAIN = re.compile(r"[A-Za-zÀ-ỹ][\wÀ-ỹ/-]*( [\wÀ-ỹ/-]+)*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class Writer:
    """Writes data as YAML; every choice is the random's, every comment has words of its own."""

    def __init__(self, random: Random, *, tidy: float = 0.5) -> None:
        self.random = random
        self.tidy = tidy
        self.comments = 0
        self.after_block = False  # where a deeper comment would be text

    def text(self, data: Mapping[str, Any]) -> str:
        head = [self._comment()] if self._maybe(0.3) else []
        tail = [self._comment()] if self._maybe(0.3) else []
        return "\n".join([*head, *self._mapping(data, 0), *tail]) + "\n"

    def _maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def _comment(self) -> str:
        self.comments += 1
        return f"# ghi chú {self.comments}: “giữ nguyên”"

    def _behind(self) -> str:
        """What may stand behind a value: blanks, a comment, mostly nothing."""
        if self._maybe(0.15):
            return " " * self.random.choice((1, 2, 5)) + self._comment()
        return " " if self._maybe(0.03) else ""

    def _between(self, column: int) -> Iterator[str]:
        """What may stand between two lines."""
        if self._maybe(0.12):
            deeper = column if self.after_block else column + 2
            yield " " * self.random.choice((column, column, deeper, 0)) + self._comment()
        self.after_block = False
        if self._maybe(0.05):
            yield ""

    # Block layout

    def _mapping(self, data: Mapping[str, Any], column: int) -> Iterator[str]:
        for key, value in data.items():
            yield from self._between(column)
            yield from self._pair(key, value, column)

    def _pair(self, key: str, value: Any, column: int) -> Iterator[str]:
        head = f"{' ' * column}{self._key(key)}:"
        if isinstance(value, (Mapping, list)) and value and not self._maybe(0.3):
            yield head + self._behind()
            step = self.random.choice((2, 2, 4))
            if isinstance(value, Mapping):
                yield from self._mapping(value, column + step)
            else:
                yield from self._list(value, column + self.random.choice((0, 2, 2, step)))
            return
        lines = list(self._value(value, column + 2))
        yield f"{head} {lines[0]}"
        yield from lines[1:]

    def _list(self, items: list[Any], column: int) -> Iterator[str]:
        for item in items:
            yield from self._between(column)
            dash = " " * column + "-" + " " * self.random.choice((1, 1, 1, 3))
            if isinstance(item, Mapping) and not self._maybe(0.3):
                pairs = list(item.items())
                first = list(self._pair(*pairs[0], len(dash)))
                yield dash + first[0].lstrip()
                yield from first[1:]
                yield from self._mapping(dict(pairs[1:]), len(dash))
            else:
                lines = list(self._value(item, len(dash)))
                yield dash + lines[0]
                yield from lines[1:]

    # Values

    def _value(self, value: Any, column: int) -> Iterator[str]:
        if isinstance(value, (Mapping, list)):
            yield from self._flow(value, column)
        elif isinstance(value, str) and value.strip() == value and "\n" not in value and self._maybe(0.08):
            behind = f"  {self._comment()}" if self._maybe(0.3) else ""
            yield self.random.choice(("|-", ">-")) + behind
            yield " " * (column + self.random.choice((0, 2))) + value
            if self._maybe(0.2):
                yield ""
            self.after_block = True
        else:
            yield self._scalar(value, flow=False) + self._behind()

    def _flow(self, value: Any, column: int) -> Iterator[str]:
        opening, closing = "{}" if isinstance(value, Mapping) else "[]"
        parts = self._parts(value)
        comma = "," if parts and self._maybe(0.1) else ""
        if not parts or not self._maybe(0.25):
            yield f"{opening}{', '.join(parts)}{comma}{closing}" + self._behind()
            return
        lines = [f"{part}," for part in parts[:-1]] + [parts[-1] + comma]
        yield opening + self._behind()
        yield from (" " * column + line + self._behind() for line in lines)
        yield " " * column + closing + self._behind()

    def _parts(self, value: Any) -> list[str]:
        if isinstance(value, Mapping):
            return [f"{self._key(k)}: {self._inline(v)}" for k, v in value.items()]
        return [self._inline(item) for item in value]

    def _inline(self, value: Any) -> str:
        if isinstance(value, Mapping):
            return "{" + ", ".join(self._parts(value)) + "}"
        return (
            "[" + ", ".join(self._parts(value)) + "]"
            if isinstance(value, list)
            else self._scalar(value, flow=True)
        )

    def _key(self, key: str) -> str:
        return json.dumps(key) if self._maybe(0.05) or not key.isidentifier() else key

    def _scalar(self, value: Any, *, flow: bool) -> str:
        if not isinstance(value, str):
            return str(value)
        if _PLAIN.fullmatch(value) and value not in _WORDS and not flow and self._maybe(self.tidy):
            return value
        if _PLAIN.fullmatch(value) and " " not in value and value not in _WORDS and self._maybe(self.tidy):
            return value
        if "'" not in value and value.isprintable() and self._maybe(0.2):
            return f"'{value}'"
        return json.dumps(value, ensure_ascii=False)
