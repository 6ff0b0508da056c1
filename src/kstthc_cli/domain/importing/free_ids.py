"""Ids that nothing has yet: for sections, tasks and agencies of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count


class FreeIds:
    """The ids that are taken, whatever their capitals; it remembers the last number that each was given."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}
        self._numbers: dict[str, count[int]] = {}

    def take(self, *wanted: str) -> str:
        """The first of the wanted ids that is free, else the last with a number behind it, from 2 on."""
        last = wanted[-1]
        numbers = self._numbers.setdefault(last.casefold(), count(2))
        tries = chain(wanted, (f"{last}-{number}" for number in numbers))
        name = next(name for name in tries if name.casefold() not in self._taken)
        self._taken.add(name.casefold())
        return name
