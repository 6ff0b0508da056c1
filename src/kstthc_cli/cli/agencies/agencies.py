"""`kst agencies`: the list of agencies, and the duties of one of them."""

from typing import Annotated

import typer

from kstthc_cli.cli import completion
from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import Force, Level, ListFormat, OutFile, PlanId, Root, Separator
from kstthc_cli.errors import Exit


def agencies(
    context: typer.Context,
    level: Level = None,
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


def agencies_show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.agencies,
            metavar="TÊN",
            help="Mã, tên, tên gọi khác, có hoặc không dấu.",
        ),
    ],
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
