"""`kst calendar export`: deadlines for calendar programs."""

from pathlib import Path
from typing import Annotated

import typer

from kstthc_cli.cli import values
from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import Agencies, AllRoles, AsOf, Force, Level, PlanId, Roles, Root


def calendar_export(
    context: typer.Context,
    agency: Agencies = None,
    level: Level = None,
    role: Roles = None,
    all_roles: AllRoles = False,
    remind: Annotated[
        str | None,
        typer.Option("--remind", metavar="NGÀY", help="Nhắc trước bao nhiêu ngày, lúc 8 giờ; ví dụ 7,1."),
    ] = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="TỆP|THƯ_MỤC", help="Tệp .ics; hoặc thư mục, mỗi cơ quan một tệp."
        ),
    ] = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Đưa ngày đến hạn vào lịch (tệp .ics) cho Outlook, Google Calendar, điện thoại.

    Mỗi việc phải báo cáo có thời hạn là một sự kiện cả ngày, mã sự kiện không đổi: xuất lại sau khi kế hoạch được sửa thì lịch dời
    ngày sự kiện đã có, và hủy sự kiện của việc không còn phải làm.

    \b
    Ví dụ:
      kst calendar export --agency "Sở TTTT" --remind 7,1 -o so-tttt.ics
      kst calendar export --level huyen -o lich
    """
    from kstthc_cli.commands.tracking import calendar_export as command

    question = command.CalendarQuestion(
        as_of=today(as_of),
        agencies=tuple(agency or ()),
        level=level,
        roles=frozenset(role or ()),
        all_roles=all_roles,
        plan=plan,
        remind=values.reminders(remind or ""),
    )
    return command.export(repository_root(context, root), question, output_of(None, output, force=force))
