"""`kst status`, `missing`, `overdue`: progress according to the slips."""

from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of, repository_root
from kstthc_cli.cli.options import (
    Agencies,
    AllRoles,
    AsOf,
    Force,
    FullList,
    Level,
    ListFormat,
    Month,
    OutFile,
    PeriodText,
    PlanId,
    Quarter,
    Roles,
    Root,
    Sections,
    Separator,
)
from kstthc_cli.cli.tracking.scope import scope_of


def status(
    context: typer.Context,
    quarter: Quarter = None,
    month: Month = None,
    period: PeriodText = None,
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
    """Đếm việc theo trạng thái: chung, theo cấp, theo mục và theo cơ quan.

    Hoàn thành gồm cả hoàn thành quá hạn và không phát sinh; việc còn chờ kế hoạch chi tiết hoặc yêu cầu không
    tính vào Cộng. Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc cả năm nếu kế hoạch của năm khác.

    \b
    Ví dụ:
      kst status --quarter 2
      kst status --quarter 2 --level huyen
      kst status --period 2021 -o tien-do.csv --separator semicolon
    """
    from kstthc_cli.commands.tracking import status as command

    scope = scope_of(
        as_of,
        quarter,
        month,
        period,
        plan=plan,
        agency=agency,
        level=level,
        section=section,
        role=role,
        all_roles=all_roles,
    )
    return command.status(
        repository_root(context, root),
        scope,
        output_of(format_, output, force=force, separator=separator, full=full),
    )


def missing(
    context: typer.Context,
    quarter: Quarter = None,
    month: Month = None,
    period: PeriodText = None,
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
    """Ai chưa báo cáo việc gì trong một kỳ, chậm bao nhiêu ngày; trước hết là ai cả kỳ chưa gửi gì.

    Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc cả năm nếu kế hoạch của năm khác.

    \b
    Ví dụ:
      kst missing --quarter 2 --level huyen
      kst missing --quarter 2 -o chua-bao-cao.csv
    """
    from kstthc_cli.commands.tracking import status as command

    scope = scope_of(
        as_of,
        quarter,
        month,
        period,
        plan=plan,
        agency=agency,
        level=level,
        section=section,
        role=role,
        all_roles=all_roles,
    )
    return command.missing(
        repository_root(context, root),
        scope,
        output_of(format_, output, force=force, separator=separator, full=full),
    )


def overdue(
    context: typer.Context,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    role: Roles = None,
    all_roles: AllRoles = False,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="Mã thoát 1 nếu có việc quá hạn.")
    ] = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    full: FullList = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Mọi việc đã quá hạn, chưa hoàn thành, tính đến một ngày.

    Hạn cũ nhất trước; mỗi đầu việc kèm các cơ quan chưa hoàn thành.

    \b
    Ví dụ:
      kst overdue --as-of 2021-07-01 --level so
      kst overdue --agency "Sở TTTT" --fail-overdue
    """
    from kstthc_cli.commands.tracking import status as command

    scope = scope_of(
        as_of, plan=plan, agency=agency, level=level, section=section, role=role, all_roles=all_roles
    )
    return command.overdue(
        repository_root(context, root),
        scope,
        output_of(format_, output, force=force, separator=separator, full=full),
        fail=fail_overdue,
    )
