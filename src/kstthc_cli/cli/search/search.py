"""`kst search`: where words stand in the repository."""

from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import AsOf, Force, FullList, ListFormat, OutFile, PlanId, Root, Separator


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TỪ…", help="Các từ cần tìm, có hoặc không dấu.")],
    plan: PlanId = None,
    as_of: AsOf = None,
    full: FullList = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Tìm trong nhiệm vụ, cơ quan, văn bản yêu cầu, phiếu tiến độ, phần thuyết minh của báo cáo.

    Tìm chỗ có đủ các từ, không phân biệt chữ hoa và thứ tự. Từ gõ không dấu khớp mọi dấu. Mỗi chỗ kèm lệnh
    để xem.

    \b
    Ví dụ:
      kst search tàu cá
      kst search tau ca --format csv
    """
    from kstthc_cli.commands import search as command

    question = command.SearchQuestion(tuple(words), today(as_of), plan)
    return command.search(
        repository_root(context, root),
        question,
        output_of(format_, output, force=force, separator=separator, full=full),
    )
