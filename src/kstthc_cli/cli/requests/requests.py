"""`kst request open`, `withdraw`, `list`: documents that ask agencies for a duty."""

from datetime import date
from typing import Annotated

import typer

from kstthc_cli.cli import completion, values
from kstthc_cli.cli.environment import moment, output_of, repository_root, today
from kstthc_cli.cli.options import (
    Agencies,
    AsOf,
    DryRun,
    Force,
    ListFormat,
    OutFile,
    PlanId,
    Root,
    Separator,
    TextFormat,
)


def request_open(
    context: typer.Context,
    duty: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.duties,
            metavar="ĐẦU_VIỆC",
            help="Đầu việc đột xuất hoặc có điều kiện, ví dụ 39b.",
        ),
    ],
    due_day: Annotated[date, typer.Option("--due", parser=values.day, metavar="NGÀY", help="Hạn trả lời.")],
    document: Annotated[str, typer.Option("--document", metavar="SỐ", help="Số, ký hiệu văn bản yêu cầu.")],
    subject: Annotated[str, typer.Option("--subject", metavar="CHỮ", help="Nội dung yêu cầu.")],
    document_date: Annotated[
        date | None, typer.Option("--document-date", parser=values.day, metavar="NGÀY", help="Ngày văn bản.")
    ] = None,
    agency: Agencies = None,
    day: Annotated[
        date | None,
        typer.Option(
            "--date", parser=values.day, metavar="NGÀY", help="Ngày yêu cầu; mặc định là ngày --as-of."
        ),
    ] = None,
    supersede: Annotated[
        str | None,
        typer.Option(
            "--supersede", metavar="MÃ", help="Yêu cầu mà yêu cầu này sửa; câu trả lời đã có vẫn được tính."
        ),
    ] = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Mở một đầu việc đột xuất hoặc có điều kiện: từ đó các cơ quan được yêu cầu có hạn phải trả lời.

    Yêu cầu không sửa được. Đổi hạn, văn bản hay cơ quan thì mở lại với --supersede và nêu đủ nội dung mới;
    không còn cần thì rút bằng `kst request withdraw`.

    \b
    Ví dụ:
      kst request open 39b --due 2021-08-20 --document 45/VPCP-KSTT --subject "Báo cáo đột xuất"
    """
    from kstthc_cli.commands.questions import Writing
    from kstthc_cli.commands.requests import request as command

    now = today(as_of)
    new = command.NewRequest(
        duty=duty,
        due=due_day,
        number=document,
        subject=subject,
        document_day=document_date,
        day=day or now,
        agencies=tuple(agency or ()),
        plan=plan,
        supersede=supersede,
    )
    writing = Writing(moment(), dry_run)
    return command.open_request(repository_root(context, root), new, now, output_of(format_), writing)


def request_withdraw(
    context: typer.Context,
    request: Annotated[str, typer.Argument(metavar="MÃ_YÊU_CẦU", help="Mã như `kst request list` nêu.")],
    reason: Annotated[str, typer.Option("--reason", metavar="CHỮ", help="Lý do rút.")],
    day: Annotated[
        date | None,
        typer.Option("--date", parser=values.day, metavar="NGÀY", help="Ngày rút; mặc định là ngày --as-of."),
    ] = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Rút một yêu cầu: từ đó không cơ quan nào còn phải trả lời. Tệp cũ và các phiếu đã trả lời vẫn còn.

    \b
    Ví dụ:
      kst request withdraw 2021-08-01-4c2hq8wz-39b-abcd2345 --reason "Văn bản đã thu hồi."
    """
    from kstthc_cli.commands.questions import Writing
    from kstthc_cli.commands.requests import request as command

    now = today(as_of)
    options = command.WithdrawalOptions(request, reason, day or now, plan)
    writing = Writing(moment(), dry_run)
    return command.withdraw_request(repository_root(context, root), options, now, output_of(format_), writing)


def request_list(
    context: typer.Context,
    withdrawn: Annotated[bool, typer.Option("--all", help="Kể cả yêu cầu đã rút.")] = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Các yêu cầu đã mở, hạn, bao nhiêu cơ quan đã trả lời và ai chưa.

    \b
    Ví dụ:
      kst request list
      kst request list --all -o yeu-cau.csv
    """
    from kstthc_cli.commands.requests import request_list as command

    return command.list_requests(
        repository_root(context, root),
        plan,
        today(as_of),
        output_of(format_, output, force=force, separator=separator),
        withdrawn=withdrawn,
    )
