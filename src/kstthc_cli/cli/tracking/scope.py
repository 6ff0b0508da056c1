"""The options of `kst status`, `missing`, `overdue`, `history` that say which obligations are meant."""

from datetime import date
from typing import TYPE_CHECKING

from kstthc_cli.cli.environment import today

if TYPE_CHECKING:
    from kstthc_cli.commands.tracking.status import Scope


def scope_of(
    as_of: date | None,
    quarter: int | None = None,
    month: int | None = None,
    period: str | None = None,
    *,
    plan: str | None,
    agency: list[str] | None,
    level: str | None = None,
    section: list[str] | None = None,
    role: list[str] | None = None,
    all_roles: bool = False,
) -> "Scope":
    """The obligations that the options of a command ask for, as of a day; today where none is given."""
    from kstthc_cli.commands.tracking.due import PeriodOptions
    from kstthc_cli.commands.tracking.status import Scope

    return Scope(
        as_of=today(as_of),
        asked=PeriodOptions(quarter=quarter, month=month, period=period),
        plan=plan,
        agencies=tuple(agency or ()),
        level=level,
        sections=frozenset(section or ()),
        roles=frozenset(role or ()),
        all_roles=all_roles,
    )
