"""`kst status`, `missing`, `overdue`, `history`: progress according to the slips."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kstthc_cli.cli import completion
from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import (
    Agencies,
    AsOf,
    Force,
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
    TextFormat,
)

if TYPE_CHECKING:
    from kstthc_cli.commands.tracking.status import Scope


def _scope(
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
) -> "Scope":
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
    )


def status(
    context: typer.Context,
    quarter: Quarter = None,
    month: Month = None,
    period: PeriodText = None,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    role: Roles = None,
    plan: PlanId = None,
    as_of: AsOf = None,
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

    scope = _scope(
        as_of, quarter, month, period, plan=plan, agency=agency, level=level, section=section, role=role
    )
    return command.status(
        repository_root(context, root), scope, output_of(format_, output, force=force, separator=separator)
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
    plan: PlanId = None,
    as_of: AsOf = None,
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

    scope = _scope(
        as_of, quarter, month, period, plan=plan, agency=agency, level=level, section=section, role=role
    )
    return command.missing(
        repository_root(context, root), scope, output_of(format_, output, force=force, separator=separator)
    )


def overdue(
    context: typer.Context,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    role: Roles = None,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="Mã thoát 1 nếu có việc quá hạn.")
    ] = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Mọi việc đã quá hạn, chưa hoàn thành, tính đến một ngày.

    Hạn cũ nhất trước; mỗi đầu việc kèm các cơ quan còn nợ.

    \b
    Ví dụ:
      kst overdue --as-of 2021-07-01 --level so
      kst overdue --agency "Sở TTTT" --fail-overdue
    """
    from kstthc_cli.commands.tracking import status as command

    scope = _scope(as_of, plan=plan, agency=agency, level=level, section=section, role=role)
    return command.overdue(
        repository_root(context, root),
        scope,
        output_of(format_, output, force=force, separator=separator),
        fail=fail_overdue,
    )


def history(
    context: typer.Context,
    duty: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.duties, metavar="ĐẦU_VIỆC", help="Mã đầu việc, ví dụ 10 hoặc 39a."
        ),
    ],
    agency: Agencies = None,
    quarter: Quarter = None,
    month: Month = None,
    period: PeriodText = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Mọi phiếu tiến độ về một đầu việc theo thứ tự ngày: báo cáo gì, đổi gì, ai ghi vào git.

    Nêu số nhiệm vụ (39) thì kê mọi đầu việc của nó; không nêu kỳ thì kê mọi kỳ.

    \b
    Ví dụ:
      kst history 10 --agency "Sở TTTT"
      kst history 21 --quarter 2
    """
    from kstthc_cli.commands.progress import history as command

    scope = _scope(as_of, quarter, month, period, plan=plan, agency=agency)
    return command.history(
        repository_root(context, root), duty, scope, output_of(format_, output, force=force)
    )
