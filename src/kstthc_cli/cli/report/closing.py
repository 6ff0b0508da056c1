"""`kst report prepare`, `close`: the written text and the closed figures of a period."""

from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import AgencyName, AsOf, DryRun, PeriodText, PlanId, Quarter, Root, TextFormat


def report_prepare(
    context: typer.Context,
    quarter: Quarter = None,
    period: PeriodText = None,
    request: Annotated[
        str | None, typer.Option("--request", metavar="MÃ", help="Cho báo cáo đột xuất theo yêu cầu này.")
    ] = None,
    agency: AgencyName = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    root: Root = None,
) -> int:
    """Tạo tệp reports/… có sẵn các câu mà báo cáo sẽ ghi, để sửa và viết thêm.

    Các câu ở dạng ghi chú: bỏ dấu # ở mục cần sửa. Tệp đã có thì không bao giờ bị ghi đè; báo cáo lập lại lúc nào
    cũng được.

    \b
    Ví dụ:
      kst report prepare --quarter 2
      kst report prepare --quarter 2 --agency "Sở TTTT"
    """
    from kstthc_cli.commands.report.prepare import prepare
    from kstthc_cli.commands.report.report_view import ANNEX, ReportQuestion

    options = ReportQuestion(ANNEX, today(as_of), quarter, request, agency, plan, period=period)
    return prepare(repository_root(context, root), options)


def report_highlight(
    context: typer.Context,
    slip: Annotated[
        str,
        typer.Argument(
            metavar="PHIẾU", help="Mã phiếu hoặc phần đầu của mã; phiếu có nhiều đầu việc thì PHIẾU#3."
        ),
    ],
    quarter: Quarter = None,
    period: PeriodText = None,
    request: Annotated[
        str | None, typer.Option("--request", metavar="MÃ", help="Cho báo cáo đột xuất theo yêu cầu này.")
    ] = None,
    agency: AgencyName = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    root: Root = None,
) -> int:
    """Chọn nội dung một phiếu để nêu trong báo cáo, dưới mục của nhiệm vụ ấy.

    Câu được ghi vào mục statements của tệp reports/…; sửa câu chữ tại đó, hoặc đổi highlight thành false để thôi
    nêu. --agency là cơ quan lập báo cáo; không nêu thì là báo cáo của tỉnh.

    \b
    Ví dụ:
      kst report highlight 2021-06-15-k2m4x --quarter 2
    """
    from kstthc_cli.commands.report.highlight import highlight
    from kstthc_cli.commands.report.report_view import ANNEX, ReportQuestion

    options = ReportQuestion(ANNEX, today(as_of), quarter, request, agency, plan, period=period)
    return highlight(repository_root(context, root), slip, options)


def report_close(
    context: typer.Context,
    quarter: Quarter = None,
    period: PeriodText = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TÊN", help="Người chốt.")] = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Chốt số liệu của một kỳ: báo cáo kỳ đó từ nay giữ nguyên số.

    Phiếu ghi sau được nêu riêng “sau khi chốt số liệu”, và báo cáo kỳ sau nêu những gì đã đổi.

    \b
    Ví dụ:
      kst report close --quarter 2 --by "Nguyễn Thị B"
    """
    from kstthc_cli.commands.report import close as command

    options = command.CloseQuestion(today(as_of), quarter, period, plan, by, dry_run)
    return command.close(repository_root(context, root), options, output_of(format_))
