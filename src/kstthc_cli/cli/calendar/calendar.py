"""`kst calendar`: drafts of calendars."""

from typing import Annotated

import typer

from kstthc_cli.cli import values
from kstthc_cli.cli.environment import output_of, repository_root
from kstthc_cli.cli.options import Force, Root, TextFormat


def calendar_draft(
    context: typer.Context,
    year: Annotated[int, typer.Argument(parser=values.year, metavar="NĂM", help="Năm của lịch, ví dụ 2027.")],
    format_: TextFormat = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Lập dự thảo lịch của một năm: calendar/NĂM.yaml.

    Ngày nghỉ do thư viện holidays đề xuất (pip install "kstthc-cli[calendar]"), mỗi ngày có dòng decide để đối chiếu
    với thông báo chính thức: thư viện không biết mọi ngày nghỉ hoán đổi và ngày làm bù. Ngày gửi báo cáo, kỳ số liệu,
    cách dời ngày chép từ lịch gần nhất trong kho. Đã đối chiếu thì xóa các dòng decide và ghi status: issued.

    \b
    Ví dụ:
      kst calendar draft 2027
    """
    from kstthc_cli.commands import calendar as command

    return command.draft(repository_root(context, root), year, output_of(format_, force=force))
