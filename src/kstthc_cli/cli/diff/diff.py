"""`kst diff`: the changes between two revisions of the repository."""

from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of, repository_root
from kstthc_cli.cli.options import Force, OutFile, PlanFormat, Root


def diff(
    context: typer.Context,
    base: Annotated[
        str | None,
        typer.Argument(
            metavar="[BẢN_CŨ]",
            help="Nhánh, thẻ hay lần lưu (commit) của git; mặc định HEAD. A...B: từ gốc chung của A và B.",
        ),
    ] = None,
    head: Annotated[
        str | None, typer.Argument(metavar="[BẢN_MỚI]", help="Không nêu thì là các tệp đang sửa.")
    ] = None,
    format_: PlanFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """So hai bản của kho kế hoạch và nêu bằng chữ của kế hoạch: việc thêm, bỏ, chuyển, sửa chữ, đổi cơ quan, đổi hạn.

    Rồi nêu hệ quả: việc nào thêm, mất, dời hạn; phiếu nào không còn khớp.

    \b
    Ví dụ:
      kst diff                         các tệp đang sửa so với lần lưu cuối
      kst diff main                    so với nhánh main
      kst diff origin/main...HEAD --format markdown
    """
    from kstthc_cli.commands import diff as command

    options = command.DiffOptions(base, head)
    return command.diff(repository_root(context, root), options, output_of(format_, output, force=force))
