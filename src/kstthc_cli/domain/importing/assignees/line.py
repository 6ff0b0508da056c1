"""What is read of a printed line: who has which role, under which condition, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kstthc_cli.domain.importing.assignees.names import Assignee
from kstthc_cli.domain.plan.roles import in_order

_MARK = re.compile(r"^\s*(?:[-+•–*]\s*|[a-zđ]\)\s+)")


@dataclass(slots=True)
class LineReading:
    """A line with the roles of those it names; `doubts` are what a person has to look at."""

    printed: str
    roles: dict[Assignee, tuple[str, ...]] = field(default_factory=dict)
    conditions: dict[Assignee, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    @property
    def bare(self) -> str:
        """The line without a dash or letter before it."""
        return _MARK.sub("", self.printed)

    def give(self, assignees: Sequence[Assignee], *roles: str) -> None:
        """Add roles to assignees."""
        for assignee in assignees:
            self.roles[assignee] = in_order((*self.roles.get(assignee, ()), *roles))
