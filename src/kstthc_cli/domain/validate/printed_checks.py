"""Whether those whom a printed line names have a part in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.calendar.periods import Span
from kstthc_cli.domain.text.normalize import words

if TYPE_CHECKING:
    from kstthc_cli.model.plan import AssignmentLine


def printed_without_part(
    line: AssignmentLine, given: set[str], registry: Registry, year: Span
) -> Iterator[Agency]:
    """Agencies whose full name stands in a line that gives no role to them or to a group of theirs.

    A name that two agencies bear says nothing, nor does one that is part of a longer name there; nor
    is anything said while it is unclear who is meant by an id.
    """
    if not given <= {*registry.agencies, *registry.groups}:
        return
    text = _spaced(line.printed)
    found = [a for a in registry.in_order if a.valid_within(year) and _spaced(a.name) in text]
    names = Counter(_spaced(agency.name) for agency in found)
    for agency in found:
        mine = _spaced(agency.name)
        inside = sum(text.count(name) for name in names if mine != name and mine in name)
        part = agency.id in given or any(group.id in given for group in registry.groups_of(agency))
        if names[mine] == 1 and text.count(mine) > inside and not part:
            yield agency


def _spaced(text: str) -> str:
    """The words of a text with a blank around each, so that only whole words are found."""
    return f" {' '.join(words(text))} "
