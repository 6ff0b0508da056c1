"""What is read of a printed line: who has which role, under which condition, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kstthc_cli.domain.importing.assignees.name_words import SHARED_HEADS
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

    def give_own(
        self, labelled: Sequence[Assignee], label: str, roles: tuple[str, ...], *, apart: bool
    ) -> None:
        """`Phối hợp: A; B thẩm định`: B has a role of its own; whoever is alone under a label has both.

        `apart` says that a semicolon parts B from those before; without one it is a doubt whose role it is.
        """
        last, alone = labelled[-1], len(labelled) == 1
        if not alone:
            self.roles[last] = tuple(role for role in self.roles[last] if role != label)
        self.give([last], *roles)
        if alone or not apart:
            self.doubts.append(f"“{self.printed}”: vai trò nào của ai")

    def ask_who(self) -> None:
        """Note a doubt for each name of several bodies, or that says too little, and where there is none."""
        for assignee in self.roles:
            if assignee.others:
                self.doubts.append(
                    f"“{assignee.name}” có thể là: {', '.join((assignee.id, *assignee.others))}"
                )
            if assignee.new and assignee.name.casefold() in SHARED_HEADS:
                self.doubts.append(f"“{assignee.name}” chưa rõ là cơ quan nào")
        if not self.roles and not self.doubts:
            self.doubts.append(f"“{self.printed}” không nêu cơ quan nào")
