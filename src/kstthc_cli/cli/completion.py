"""Shell completion: ids of agencies, plans, duties and the words of fixed lists, with names as descriptions.

Ids rather than names, because shells quote non-ASCII text differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.errors import KstError

if TYPE_CHECKING:
    from kstthc_cli.domain.obligations.plan_year import PlanYear

Completions = list[tuple[str, str]]
_WIDTH = 60


def agencies(context: typer.Context) -> Completions:
    """Completions for agencies of every plan."""
    return list({a.id: a.name for year in _years(context) for a in year.registry.in_order}.items())


def plans(context: typer.Context) -> Completions:
    """Completions for plans of the repository."""
    return [(year.plan.id, shortened(year.plan.title, _WIDTH)) for year in _years(context)]


def duties(context: typer.Context) -> Completions:
    """Completions for duties of the plan that `--plan` names, else of every plan."""
    wanted = context.params.get("plan")
    years = [year for year in _years(context) if wanted in (None, year.plan.id)]
    return list(
        {duty.id: shortened(duty.content, _WIDTH) for year in years for duty in year.plan.duties}.items()
    )


def sections(context: typer.Context) -> Completions:
    """Completions for sections of every plan."""
    titles = [pair for year in _years(context) for pair in year.plan.sections.items()]
    return [(id_, shortened(title, _WIDTH)) for id_, title in dict(titles).items()]


def levels(context: typer.Context) -> Completions:
    """Completions for levels of every registry."""
    registries = [year.registry for year in _years(context)]
    return list({level.id: level.name for one in registries for level in one.levels.values()}.items())


def roles() -> Completions:
    """Completions for roles."""
    from kstthc_cli.domain.plan.roles import ROLES

    return list(ROLES.items())


def statuses() -> Completions:
    """Completions for statuses of obligations."""
    from kstthc_cli.domain.progress.obligation_status import STATUSES

    return list(STATUSES.items())


def reported_statuses() -> Completions:
    """Completions for the statuses that an agency can report."""
    from kstthc_cli.domain.progress.obligation_status import STATUS_WORDS, STATUSES

    return [(name, STATUSES[name]) for name in STATUS_WORDS]


def _years(context: typer.Context) -> list[PlanYear]:
    from kstthc_cli.cli.environment import working_folder
    from kstthc_cli.store.files.paths import find_root
    from kstthc_cli.store.plan.plan_years import plan_years

    try:
        return plan_years(find_root(working_folder(), next(_roots(context), None)))
    except (KstError, OSError):
        return []


def _roots(context: typer.Context) -> Iterator[Path]:
    """The value of `--root`, given at the command or before it: completion runs no command that stores it."""
    above: typer.Context | None = context
    while above is not None:
        if given := above.params.get("root"):
            yield Path(given)
        above = above.parent  # type: ignore[assignment]
