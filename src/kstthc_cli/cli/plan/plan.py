"""`kst plan show`: the appendix of an issued plan."""

from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import (
    Force,
    OutFile,
    PlanFormat,
    PlanId,
    Root,
)


def plan_show(
    context: typer.Context,
    task: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NHIỆM_VỤ]…", help="Số nhiệm vụ, hoặc các từ trong nội dung; không nêu thì cả phụ lục."
        ),
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
      kst plan show 19,39
      kst plan show "tàu cá"
      kst plan show --head -o ke-hoach.md
    """
    from kstthc_cli.commands import plan as command

    options = command.PlanOptions(today(None), tuple(task or ()), plan, head)
    return command.show(repository_root(context, root), options, output_of(format_, output, force=force))
