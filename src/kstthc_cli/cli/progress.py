"""`kst record`, `kst status`, `missing`, `overdue`, `history`: reported progress."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kstthc_cli.cli import declared as typer
from kstthc_cli.cli.environment import (
    asker,
    moment,
    optional,
    output_of,
    repository_root,
    slip_period,
    standard_input,
    today,
)
from kstthc_cli.cli.options import (
    COMMAND,
    Agencies,
    AsOf,
    DryRun,
    Force,
    Level,
    ListFormat,
    Month,
    OutFile,
    PeriodText,
    PlanId,
    Quarter,
    Roles,
    Root,
    Sections,
    Separator,
    TextFormat,
    Yes,
    agency_ids,
    app,
)

if TYPE_CHECKING:
    from kstthc_cli.commands.tracking.status import Scope


@app.command(short_help="Ghi nhận việc cơ quan đã làm.", **COMMAND)
def record(
    context: typer.Context,
    duty: Annotated[
        str | None, typer.Argument(metavar="[ĐẦU_VIỆC]", help="Mã đầu việc, ví dụ 10 hoặc 39a.")
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option("--agency", autocompletion=agency_ids, metavar="TÊN", help="Cơ quan báo cáo."),
    ] = None,
    quarter: Quarter = None,
    period: PeriodText = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="TRẠNG_THÁI",
            help="in_progress (đang thực hiện), done (hoàn thành), not_arising (không phát sinh).",
        ),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="CHỮ", help="Đã làm gì.")] = None,
    difficulty: Annotated[
        str | None, typer.Option("--difficulty", metavar="CHỮ", help="Khó khăn, vướng mắc.")
    ] = None,
    proposal: Annotated[
        str | None, typer.Option("--proposal", metavar="CHỮ", help="Kiến nghị, đề xuất.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="SỐ", help="Số, ký hiệu văn bản, ví dụ 12/BC-STTTT.")
    ] = None,
    document_date: Annotated[
        str | None, typer.Option("--document-date", metavar="NGÀY", help="Ngày văn bản.")
    ] = None,
    document_subject: Annotated[
        str | None, typer.Option("--document-subject", metavar="CHỮ", help="Trích yếu văn bản.")
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="TỆP|URL", help="Tệp trong kho hoặc địa chỉ web; nhiều lần được."),
    ] = None,
    figure: Annotated[
        list[str] | None,
        typer.Option("--figure", metavar="TÊN=SỐ", help="Số liệu của chỉ tiêu; nhiều lần được."),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="NGÀY", help="Ngày báo cáo; mặc định là ngày --as-of.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TÊN", help="Người báo cáo.")] = None,
    request: Annotated[
        str | None, typer.Option("--request", metavar="MÃ", help="Yêu cầu đột xuất được trả lời.")
    ] = None,
    supersede: Annotated[
        list[str] | None,
        typer.Option(
            "--supersede", metavar="PHIẾU", help="Phiếu (hoặc PHIẾU#DÒNG) mà phiếu này thay; nhiều lần được."
        ),
    ] = None,
    withdraw: Annotated[
        list[str] | None,
        typer.Option("--withdraw", metavar="PHIẾU", help="Chỉ rút lại phiếu ghi nhầm; --text là lý do."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file", metavar="TỆP", help="Đọc cả phiếu nhiều dòng từ tệp YAML; - là đầu vào chuẩn."
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Ghi kết quả cơ quan báo cáo về một đầu việc trong một kỳ, kèm minh chứng. Phiếu không sửa được.

    Không nêu kỳ thì lấy kỳ đến ngày gửi báo cáo. Có hai kỳ hợp lý, báo cáo của năm khác hoặc hoàn thành trước
    khi kỳ bắt đầu thì hỏi lại trên màn hình; không hỏi được thì từ chối. Ghi nhầm thì ghi phiếu mới với
    --supersede; ghi nhầm cơ quan thì rút bằng --withdraw.

    \b
    Ví dụ:
      kst record 10 --agency "Sở TTTT" --quarter 2 --status done --text "Đã cập nhật 120 thủ tục."
      kst record 21 --agency so-yt --quarter 3 --status done --figure ty-le-dich-vu-cong-them=22.5
      kst record --file phieu.yaml
    """
    from kstthc_cli.commands import parsing
    from kstthc_cli.commands.progress import draft
    from kstthc_cli.commands.progress import record as command
    from kstthc_cli.commands.questions import Questions, Writing

    options = {
        "duty": duty,
        "agency": agency,
        "plan": plan,
        "period": slip_period(quarter, period),
        "status": status,
        "text": text,
        "difficulty": difficulty,
        "proposal": proposal,
        "document": document,
        "document_date": optional(document_date, parsing.day_argument),
        "document_subject": document_subject,
        "evidence": evidence,
        "figure": figure,
        "date": optional(day, parsing.day_argument),
        "by": by,
        "request": request,
        "supersede": supersede,
    }
    if withdraw:
        made = draft.withdrawal(options, tuple(withdraw), file)
    elif file is not None:
        made = draft.from_file(options, Path(file), standard_input() if file == "-" else None)
    else:
        made = draft.from_options(options)
    writing = Writing(moment(), dry_run, Questions(yes, asker()))
    return command.record(repository_root(context, root), made, today(as_of), output_of(format_), writing)


def _scope(
    as_of: str | None,
    quarter: str | None = None,
    month: str | None = None,
    period: str | None = None,
    *,
    plan: str | None,
    agency: list[str] | None,
    level: str | None = None,
    section: list[str] | None = None,
    role: list[str] | None = None,
) -> "Scope":
    from kstthc_cli.commands import parsing
    from kstthc_cli.commands.tracking.due import PeriodOptions
    from kstthc_cli.commands.tracking.status import Scope
    from kstthc_cli.domain.plan.roles import ROLES

    return Scope(
        as_of=today(as_of),
        asked=PeriodOptions(
            quarter=optional(quarter, parsing.quarter_argument),
            month=optional(month, parsing.month_argument),
            period=period,
        ),
        plan=plan,
        agencies=tuple(agency or ()),
        level=level,
        sections=frozenset(parsing.bare(s, "mục").upper() for s in section or ()),
        roles=frozenset(parsing.choice_argument(r, ROLES, "Vai trò") for r in role or ()),
    )


@app.command(short_help="Tiến độ theo mục và theo cơ quan.", **COMMAND)
def status(
    context: typer.Context,
    quarter: Quarter = None,
    month: Month = None,
    period: PeriodText = None,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    role: Roles = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Đếm nghĩa vụ theo trạng thái: chung, theo cấp, theo mục và theo cơ quan.

    Xong gồm hoàn thành, hoàn thành muộn và không phát sinh; việc còn chờ kế hoạch chi tiết hoặc yêu cầu không
    tính vào Cộng. Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc cả năm nếu kế hoạch của năm khác.

    \b
    Ví dụ:
      kst status --quarter 2
      kst status --quarter 2 --level huyen
      kst status --period 2021 -o tien-do.csv --separator semicolon
    """
    from kstthc_cli.commands.tracking import status as command

    scope = _scope(
        as_of, quarter, month, period, plan=plan, agency=agency, level=level, section=section, role=role
    )
    return command.status(
        repository_root(context, root), scope, output_of(format_, output, force=force, separator=separator)
    )


@app.command(short_help="Ai chưa báo cáo việc gì.", **COMMAND)
def missing(
    context: typer.Context,
    quarter: Quarter = None,
    month: Month = None,
    period: PeriodText = None,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    role: Roles = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Ai chưa báo cáo việc gì trong một kỳ, chậm bao nhiêu ngày; trước hết là ai cả kỳ chưa gửi gì.

    Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc cả năm nếu kế hoạch của năm khác.

    \b
    Ví dụ:
      kst missing --quarter 2 --level huyen
      kst missing --quarter 2 -o chua-bao-cao.csv
    """
    from kstthc_cli.commands.tracking import status as command

    scope = _scope(
        as_of, quarter, month, period, plan=plan, agency=agency, level=level, section=section, role=role
    )
    return command.missing(
        repository_root(context, root), scope, output_of(format_, output, force=force, separator=separator)
    )


@app.command(short_help="Mọi việc quá hạn, muộn nhất trước.", **COMMAND)
def overdue(
    context: typer.Context,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    role: Roles = None,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="Mã thoát 1 nếu có việc quá hạn.")
    ] = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Mọi việc đã quá hạn mà chưa xong, tính đến một ngày.

    Hạn cũ nhất trước; mỗi đầu việc kèm các cơ quan còn nợ.

    \b
    Ví dụ:
      kst overdue --as-of 2021-07-01 --level so
      kst overdue --agency "Sở TTTT" --fail-overdue
    """
    from kstthc_cli.commands.tracking import status as command

    scope = _scope(as_of, plan=plan, agency=agency, level=level, section=section, role=role)
    return command.overdue(
        repository_root(context, root),
        scope,
        output_of(format_, output, force=force, separator=separator),
        fail=fail_overdue,
    )


@app.command(short_help="Mọi phiếu về một đầu việc.", **COMMAND)
def history(
    context: typer.Context,
    duty: Annotated[str, typer.Argument(metavar="ĐẦU_VIỆC", help="Mã đầu việc, ví dụ 10 hoặc 39a.")],
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
    """Mọi phiếu về một đầu việc theo thứ tự ngày: nói gì, đổi gì, ai ghi vào git.

    Nêu số nhiệm vụ (39) thì kê mọi đầu việc của nó; không nêu kỳ thì kê mọi kỳ.

    \b
    Ví dụ:
      kst history 10 --agency "Sở TTTT"
      kst history 21 --quarter 2
    """
    from kstthc_cli.commands.progress import history as command

    scope = _scope(as_of, quarter, month, period, plan=plan, agency=agency)
    return command.history(
        repository_root(context, root), duty, scope, output_of(format_, output, force=force)
    )
