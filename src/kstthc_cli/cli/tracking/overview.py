"""`kst overview`: one page for a leader."""

from typing import Annotated, Literal

import typer

from kstthc_cli.cli.environment import document_file, output_of, repository_root, today
from kstthc_cli.cli.options import (
    AsOf,
    Force,
    FullList,
    Month,
    Open,
    OutFile,
    PeriodText,
    PlanId,
    Quarter,
    Root,
)


def overview(
    context: typer.Context,
    quarter: Quarter = None,
    month: Month = None,
    period: PeriodText = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    full: FullList = None,
    format_: Annotated[
        Literal["table", "markdown", "json", "html", "docx"] | None,
        typer.Option("--format", metavar="DẠNG", help="table, markdown, json, html hoặc docx."),
    ] = None,
    output: OutFile = None,
    force: Force = False,
    open_: Open = False,
    root: Root = None,
) -> int:
    """Một trang cho lãnh đạo: việc chủ trì, các quý, ai chậm nhất, chỉ tiêu, việc sắp đến hạn.

    Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc cả năm nếu kế hoạch của năm khác. Để in hoặc gửi thì ghi
    ra tệp .docx, .html, hoặc .pdf (cần LibreOffice).

    \b
    Ví dụ:
      kst overview --quarter 2
      kst overview --quarter 2 -o tong-quan.docx
      kst overview --quarter 2 --open
    """
    from kstthc_cli.commands.tracking import overview as command
    from kstthc_cli.commands.tracking.due import PeriodOptions

    target = output_of(format_, output, force=force, full=full)
    made = document_file(target, opens=open_)
    asked = PeriodOptions(quarter=quarter, month=month, period=period)
    folder = made.folder if open_ else None
    question = command.OverviewQuestion(today(as_of), asked, plan, folder, made.open_file)
    return command.overview(repository_root(context, root), question, target)
