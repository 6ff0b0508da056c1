"""`kst upcoming`: what falls due soon, and for whom."""

from typing import Annotated

import typer

from kstthc_cli.cli import values
from kstthc_cli.cli.environment import output_of, repository_root
from kstthc_cli.cli.options import (
    Agencies,
    AllRoles,
    AsOf,
    Force,
    FullList,
    Level,
    ListFormat,
    OutFile,
    PlanId,
    Roles,
    Root,
    Sections,
    Separator,
)
from kstthc_cli.cli.tracking.scope import scope_of


def upcoming(
    context: typer.Context,
    days: Annotated[
        int | None,
        typer.Option(
            "--days", parser=values.days, metavar="SỐ", help="Trong bao nhiêu ngày tới; mặc định 14."
        ),
    ] = None,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    role: Roles = None,
    all_roles: AllRoles = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    full: FullList = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Việc sắp đến hạn, của cơ quan nào, theo thứ tự ngày.

    Kể từ hôm nay (hoặc ngày của --as-of); việc đã hoàn thành không kê lại. JSON và CSV có các khóa, các cột
    như kst overdue.

    \b
    Ví dụ:
      kst upcoming
      kst upcoming --days 30 --level huyen
      kst upcoming --agency "Sở TTTT" --as-of 2021-06-10
    """
    from kstthc_cli.commands.tracking import upcoming as command

    scope = scope_of(
        as_of, plan=plan, agency=agency, level=level, section=section, role=role, all_roles=all_roles
    )
    return command.upcoming(
        repository_root(context, root),
        scope,
        output_of(format_, output, force=force, separator=separator, full=full),
        days=14 if days is None else days,
    )
