"""`kst due`, `kst plan show`, `kst agencies`: what the plan asks, and of whom."""

from typing import Annotated

from kstthc_cli.cli import declared as typer
from kstthc_cli.cli.environment import optional, output_of, repository_root, today
from kstthc_cli.cli.options import (
    COMMAND,
    Agencies,
    AsOf,
    Force,
    Level,
    ListFormat,
    Month,
    OutFile,
    PeriodText,
    PlanFormat,
    PlanId,
    Quarter,
    Roles,
    Root,
    Sections,
    Separator,
    agencies_app,
    app,
    plan_app,
)
from kstthc_cli.errors import Exit


@app.command(short_help="Việc phải làm trong một kỳ.", **COMMAND)
def due(
    context: typer.Context,
    agency: Agencies = None,
    quarter: Quarter = None,
    period: PeriodText = None,
    month: Month = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="NGÀY", help="Từ ngày (tính cả ngày đó).")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="NGÀY", help="Đến hết ngày.")] = None,
    plan: PlanId = None,
    level: Level = None,
    role: Roles = None,
    section: Sections = None,
    task: Annotated[
        list[str] | None,
        typer.Option(
            "--task", metavar="SỐ", help="Số nhiệm vụ hoặc đầu việc, ví dụ 39 hoặc 39a; nhiều lần được."
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="TRẠNG_THÁI",
            help="not_reported, in_progress, done, overdue, waiting… hoặc tiếng Việt (“quá hạn”); nhiều lần được.",
        ),
    ] = None,
    as_of: AsOf = None,
    carry_over: Annotated[
        bool, typer.Option("--carry-over", help="Kê cả việc chưa xong của các kỳ trước.")
    ] = False,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="Mã thoát 1 nếu có việc quá hạn.")
    ] = False,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Việc phải làm trong một kỳ: hạn, kết quả, vai trò, trạng thái.

    Không nêu --agency thì kê mọi cơ quan. Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc
    cả năm nếu kế hoạch của năm khác.

    \b
    Ví dụ:
      kst due --agency "Sở TTTT" --quarter 2
      kst due --quarter 2 --role lead -o quy-2.csv
      kst due --agency "xã Bình Thanh" --period 2021-H1 --as-of 2021-06-01
    """
    from kstthc_cli.commands import parsing
    from kstthc_cli.commands.tracking import due as command
    from kstthc_cli.domain.plan.roles import ROLES
    from kstthc_cli.domain.progress.obligation_status import STATUSES
    from kstthc_cli.domain.tracking.due_list import DueFilter

    question = command.DueQuestion(
        as_of=today(as_of),
        agencies=tuple(agency or ()),
        level=level,
        asked=command.PeriodOptions(
            quarter=optional(quarter, parsing.quarter_argument),
            month=optional(month, parsing.month_argument),
            period=period,
            first=optional(first, parsing.day_argument),
            last=optional(last, parsing.day_argument),
        ),
        plan=plan,
        filters=DueFilter(
            roles=frozenset(parsing.choice_argument(r, ROLES, "Vai trò") for r in role or ()),
            sections=frozenset(parsing.bare(s, "mục").upper() for s in section or ()),
            tasks=frozenset(parsing.bare(t, "nhiệm vụ", "đầu việc") for t in task or ()),
            statuses=frozenset(parsing.choice_argument(s, STATUSES, "Trạng thái") for s in status or ()),
        ),
        carry_over=carry_over,
        fail_overdue=fail_overdue,
    )
    return command.due(
        repository_root(context, root), question, output_of(format_, output, force=force, separator=separator)
    )


@plan_app.command("show", **COMMAND)
def plan_show(
    context: typer.Context,
    task: Annotated[
        list[str] | None, typer.Argument(metavar="[NHIỆM_VỤ]…", help="Số nhiệm vụ; không nêu thì cả phụ lục.")
    ] = None,
    plan: PlanId = None,
    head: Annotated[
        bool, typer.Option("--head", help="In cả quyết định: căn cứ, các điều, nơi nhận.")
    ] = False,
    format_: PlanFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """In lại phụ lục của kế hoạch từ dữ liệu.

    \b
    Ví dụ:
      kst plan show
      kst plan show 19 39
      kst plan show --head -o ke-hoach.md
    """
    from kstthc_cli.commands import plan as command

    question = command.PlanQuestion(today(None), tuple(task or ()), plan, head)
    return command.show(repository_root(context, root), question, output_of(format_, output, force=force))


@agencies_app.callback(options_metavar="[TÙY CHỌN]", subcommand_metavar="[LỆNH …]")
def agencies(
    context: typer.Context,
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="CẤP", help="tinh, so, huyen, xa, don-vi, nganh-doc, bao-chi."),
    ] = None,
    plan: PlanId = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Danh sách cơ quan, đơn vị, địa phương, theo cấp và thứ tự tiếng Việt.

    \b
    Ví dụ:
      kst agencies --level huyen
      kst agencies show "so tttt"
    """
    if context.invoked_subcommand is not None:
        context.obj = root or context.obj
        return Exit.FINE
    from kstthc_cli.commands import agencies as command

    return command.agencies(
        repository_root(context, root),
        level,
        plan,
        today(None),
        output_of(format_, output, force=force, separator=separator),
    )


@agencies_app.command("show", **COMMAND)
def agencies_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Mã, tên, tên gọi khác, có hoặc không dấu.")],
    plan: PlanId = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Một cơ quan: tên gọi, nhóm, và các đầu việc được giao.

    \b
    Ví dụ:
      kst agencies show "so tttt"
    """
    from kstthc_cli.commands import agencies as command

    return command.show(
        repository_root(context, root),
        name,
        plan,
        today(None),
        output_of(format_, output, force=force, separator=separator),
    )
