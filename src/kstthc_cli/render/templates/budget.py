"""The limit on steps, text and time of rendering one document, so that every template ends.

No threads, signals or processes: it holds on Windows too.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sized
from typing import Any, TypeVar

from jinja2.exceptions import SecurityError

_MOST_STEPS = 10_000_000
_MOST_SECONDS = 60.0
_MOST_BITS = 256
_STEPS_BETWEEN_LOOKS = 500  # asking for the time costs more than a step
LETTERS_A_STEP = 16
STEPS_OF_A_TRIAL = 1_000_000
"""What a template may cost on sample data, which no template that is of use comes near."""

_Made = TypeVar("_Made")


class OverBudgetError(SecurityError):
    """A template that would run too long or produce too much text."""


class Budget:
    """What one document may still use: steps (text counts too) and seconds of processor time.

    Processor time, not wall time, so that a busy machine changes nothing.
    """

    def __init__(self, steps: int = _MOST_STEPS, seconds: float = _MOST_SECONDS) -> None:
        self._limits = steps, seconds
        self.renew()

    def renew(self) -> None:
        """Begin another document with the whole budget."""
        steps, seconds = self._limits
        self._left = self._next_look = steps
        self._end = time.process_time() + seconds

    def spend(self, steps: int = 1) -> None:
        """Use up steps. Raises OverBudgetError when no steps or no time are left."""
        self._left -= steps
        if self._left >= self._next_look:
            return
        self._next_look = max(0, self._left - _STEPS_BETWEEN_LOOKS)
        if self._left < 0 or time.process_time() > self._end:
            raise OverBudgetError

    def weighed(self, value: _Made) -> _Made:
        """The value, charged by its whole content: few steps cannot build a value too large to traverse."""
        if isinstance(value, str):
            self.spend(1 + len(value) // LETTERS_A_STEP)
            return value
        self.spend()
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:
            raise OverBudgetError
        if isinstance(value, list | tuple | dict):
            for item in value:
                self.weighed(item)
        if isinstance(value, dict):
            self.weighed(list(value.values()))
        return value

    def counted(self, values: Iterable[Any]) -> Iterable[Any]:
        """The items of a loop; each costs a step."""
        if isinstance(values, Sized):
            self.spend(len(values))
            return values
        return self._each(values)

    def _each(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.spend()
            yield value

    def joined(self, parts: Iterable[str]) -> str:
        """The pieces as one text; raises OverBudgetError as soon as they are too long."""
        return "".join(self.weighed(part) for part in parts)

    def range(self, *limits: int) -> Iterator[int]:
        """`range` for templates."""
        return self._each(range(*limits))
