"""`kst due`: obligations due in a period, by agency."""

from datetime import date
from typing import Annotated

import typer

from kstthc_cli.cli import completion, values
from kstthc_cli.cli.environment import output_of, repository_root, today
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


def due(
    context: typer.Context,
    agency: Agencies = None,
    quarter: Quarter = None,
    period: PeriodText = None,
    month: Month = None,
    first: Annotated[
        date | None,
        typer.Option("--from", parser=values.day, metavar="NGÀY", help="Từ ngày (tính cả ngày đó)."),
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", parser=values.day, metavar="NGÀY", help="Đến hết ngày.")
    ] = None,
    plan: PlanId = None,
    level: Level = None,
    role: Roles = None,
    all_roles: AllRoles = False,
    section: Sections = None,
    task: Annotated[
        list[str] | None,
        typer.Option(
            "--task",
            parser=values.task,
            autocompletion=completion.duties,
            metavar="SỐ",
            help="Số nhiệm vụ hoặc đầu việc, ví dụ 39 hoặc 39a; dùng được nhiều lần.",
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            parser=values.status,
            autocompletion=completion.statuses,
            metavar="TRẠNG_THÁI",
            help="not_reported, in_progress, done, overdue, waiting… hoặc tiếng Việt (“quá hạn”); dùng được nhiều lần.",
        ),
    ] = None,
    as_of: AsOf = None,
    carry_over: Annotated[
        bool, typer.Option("--carry-over", help="Kê cả việc chưa hoàn thành của các kỳ trước.")
    ] = False,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="Mã thoát 1 nếu có việc quá hạn.")
    ] = False,
    full: FullList = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Việc phải làm trong một kỳ: hạn, kết quả, vai trò, trạng thái.

    Trên màn hình mỗi việc một dòng, chủ trì trước; nhiều cơ quan thì một dòng một cấp. Xem đầy đủ nội dung,
    kết quả, cơ quan cùng thực hiện: --full.

    Không nêu --agency thì lấy mọi cơ quan. Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc
    cả năm nếu kế hoạch của năm khác.

    \b
    Ví dụ:
      kst due --agency "Sở TTTT" --quarter 2
      kst due --quarter 2 --role lead -o quy-2.csv
      kst due --agency "xã Bình Thanh" --period 2021-H1 --as-of 2021-06-01
    """
    from kstthc_cli.commands.tracking import due as command
    from kstthc_cli.domain.tracking.due_list import DueFilter

    options = command.DueQuestion(
        as_of=today(as_of),
        agencies=tuple(agency or ()),
        level=level,
        asked=command.PeriodOptions(quarter=quarter, month=month, period=period, first=first, last=last),
        plan=plan,
        all_roles=all_roles,
        filters=DueFilter(
            roles=frozenset(role or ()),
            sections=frozenset(section or ()),
            tasks=frozenset(task or ()),
            statuses=frozenset(status or ()),
        ),
        carry_over=carry_over,
        fail_overdue=fail_overdue,
    )
    return command.due(
        repository_root(context, root),
        options,
        output_of(format_, output, force=force, separator=separator, full=full),
    )
