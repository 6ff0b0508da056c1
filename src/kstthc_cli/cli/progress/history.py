"""`kst history`: every slip on a duty."""

from typing import Annotated

import typer

from kstthc_cli.cli import completion
from kstthc_cli.cli.environment import output_of, repository_root
from kstthc_cli.cli.options import (
    Agencies,
    AsOf,
    Force,
    Month,
    OutFile,
    PeriodText,
    PlanId,
    Quarter,
    Root,
    TextFormat,
)
from kstthc_cli.cli.tracking.scope import scope_of


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

    scope = scope_of(as_of, quarter, month, period, plan=plan, agency=agency)
    return command.history(
        repository_root(context, root), duty, scope, output_of(format_, output, force=force)
    )
