"""`kst agencies`: the list of agencies, and the duties of one of them."""

from typing import Annotated

import typer

from kstthc_cli.cli import completion, values
from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import (
    DryRun,
    Force,
    FullList,
    Level,
    ListFormat,
    OutFile,
    PlanId,
    Root,
    Separator,
)
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
    from kstthc_cli.commands.agencies import agencies as command

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
    full: FullList = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Một cơ quan: tên gọi, nhóm, và các đầu việc được giao.

    Trên màn hình mỗi đầu việc một dòng, chủ trì trước. Xem đầy đủ nội dung, điều kiện: --full.

    \b
    Ví dụ:
      kst agencies show "so tttt"
    """
    from kstthc_cli.commands.agencies import agencies as command

    return command.show(
        repository_root(context, root),
        name,
        plan,
        today(None),
        output_of(format_, output, force=force, separator=separator, full=full),
    )


def agencies_update(
    context: typer.Context,
    year: Annotated[
        int, typer.Option("--year", parser=values.year, metavar="NĂM", help="Năm cần chuyển tới, từ 2025.")
    ],
    registry: Annotated[
        str | None, typer.Option("--registry", metavar="MÃ", help="Danh mục, khi kho có nhiều danh mục.")
    ] = None,
    dry_run: DryRun = False,
    root: Root = None,
) -> int:
    """Chuyển danh mục qua ngày 01/7/2025: cấp huyện và các xã cũ kết thúc, có cơ quan kế thừa; thêm các xã mới.

    Chỉ thêm vào danh mục, không xóa, không sửa điều đã ghi; ghi chú giữ nguyên. Sở, ban, ngành và mọi chỗ dữ liệu
    không biết được hỏi một lần ở decide.

    \b
    Ví dụ:
      kst agencies update --year 2026 --dry-run
      kst agencies update --year 2026
    """
    from kstthc_cli.commands.agencies import update as command

    return command.update(repository_root(context, root), year, registry, dry_run=dry_run)
