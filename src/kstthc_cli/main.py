"""The command line: options become plain values and one command is called.

The only reader of the clock, the environment and the terminal, and the only place where exceptions
become sentences and exit codes. Commands are imported when they run, so that each start is quick.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from kstthc_cli import __version__
from kstthc_cli.errors import Exit, InvalidDataError, KstError
from kstthc_cli.help_vi import KstCommand, KstGroup, wrong_usage

if TYPE_CHECKING:
    from kstthc_cli.output import Output

T = TypeVar("T")

_APP: dict[str, Any] = {
    "cls": KstGroup,
    "rich_markup_mode": None,
    "options_metavar": "[TÙY CHỌN]",
    "subcommand_metavar": "LỆNH …",
    "pretty_exceptions_enable": False,
    "no_args_is_help": True,
}
_COMMAND: dict[str, Any] = {"cls": KstCommand, "options_metavar": "[TÙY CHỌN]"}

app = typer.Typer(
    help="kst: kế hoạch kiểm soát thủ tục hành chính của tỉnh, ai làm gì, hạn nào, đến đâu.\n\n"
    "\b\nVí dụ:\n"
    '  kst due --agency "Sở TTTT" --quarter 2   việc của một cơ quan trong quý\n'
    "  kst plan show 19                         xem một nhiệm vụ\n"
    "  kst validate                             kiểm tra mọi tệp của kho",
    **_APP,
)
plan_app = typer.Typer(help="Xem kế hoạch như văn bản đã ban hành.", **_APP)
agencies_app = typer.Typer(help="Danh sách cơ quan, đơn vị, địa phương.", **_APP)
request_app = typer.Typer(help="Yêu cầu đột xuất mở việc cho cơ quan.", **_APP)
app.add_typer(plan_app, name="plan")
app.add_typer(request_app, name="request")
app.add_typer(agencies_app, name="agencies", invoke_without_command=True, no_args_is_help=False)

Root = Annotated[
    Path | None,
    typer.Option(
        "--root", metavar="THƯ_MỤC", help="Kho kế hoạch; nếu không nêu thì tìm từ thư mục đang đứng trở lên."
    ),
]
Format = Annotated[str | None, typer.Option("--format", metavar="DẠNG", help="Định dạng kết quả.")]
OutFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="TỆP", help="Ghi ra tệp; đuôi tệp quyết định định dạng."),
]
Force = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")]
Quarter = Annotated[str | None, typer.Option("--quarter", metavar="N", help="Quý 1 đến 4.")]
PeriodText = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="KỲ", help="2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021 hoặc “Quý II/2021”."
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="NGÀY", help="Tính đến ngày nào; mặc định hôm nay.")
]
Level = Annotated[
    str | None,
    typer.Option("--level", metavar="CẤP", help="tinh, so, huyen, xa, don-vi, nganh-doc, bao-chi."),
]
Sections = Annotated[
    list[str] | None, typer.Option("--section", metavar="MỤC", help="Số mục, ví dụ III; nhiều lần được.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không ghi.")]
PlanId = Annotated[str | None, typer.Option("--plan", metavar="MÃ", help="Mã kế hoạch, ví dụ 2021.")]


def _agency_ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids for the Tab key, with names beside them; ASCII, since shells differ in quoting."""
    from kstthc_cli.store.plan_years import plan_years

    try:
        years = plan_years(_root(context, None))
    except KstError:
        return []
    agencies = {a.id: a.name for year in years for a in year.registry.in_order}
    return [item for item in agencies.items() if item[0].startswith(incomplete)]


Agencies = Annotated[
    list[str] | None,
    typer.Option(
        "--agency",
        autocompletion=_agency_ids,
        metavar="TÊN",
        help="Cơ quan: mã, tên, tên gọi khác, có hoặc không dấu; nhiều lần được.",
    ),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kst {__version__}\n")
        raise typer.Exit


@app.callback()
def _kst(
    context: typer.Context,
    root: Root = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="In phiên bản rồi thoát."),
    ] = False,
) -> None:
    context.obj = root


@app.command(short_help="Việc phải làm trong một kỳ.", **_COMMAND)
def due(
    context: typer.Context,
    agency: Annotated[
        list[str] | None,
        typer.Option(
            "--agency",
            autocompletion=_agency_ids,
            metavar="TÊN",
            help="Cơ quan: mã, tên, tên gọi khác, có hoặc không dấu; nhiều lần được.",
        ),
    ] = None,
    quarter: Annotated[str | None, typer.Option("--quarter", metavar="N", help="Quý 1 đến 4.")] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="KỲ", help="2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021 hoặc “Quý II/2021”."
        ),
    ] = None,
    month: Annotated[str | None, typer.Option("--month", metavar="N", help="Tháng 1 đến 12.")] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="NGÀY", help="Từ ngày (tính cả ngày đó).")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="NGÀY", help="Đến hết ngày.")] = None,
    plan: PlanId = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            metavar="VAI_TRÒ",
            help="lead, perform, coordinate, appraise, oversee, consolidate; nhiều lần được.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None, typer.Option("--section", metavar="MỤC", help="Số mục, ví dụ III; nhiều lần được.")
    ] = None,
    task: Annotated[
        list[str] | None,
        typer.Option(
            "--task", metavar="SỐ", help="Số nhiệm vụ hoặc đầu việc, ví dụ 39 hoặc 39a; nhiều lần được."
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="TRẠNG_THÁI", help="not_reported, overdue, waiting…; nhiều lần được."
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="NGÀY", help="Tính đến ngày nào; mặc định hôm nay.")
    ] = None,
    carry_over: Annotated[
        bool, typer.Option("--carry-over", help="Kê cả việc chưa xong của các kỳ trước.")
    ] = False,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="Mã thoát 1 nếu có việc quá hạn.")
    ] = False,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Việc phải làm trong một kỳ: hạn, kết quả, vai trò, trạng thái.

    Không nêu --agency thì kê mọi cơ quan. Không nêu kỳ thì lấy quý hiện tại của năm kế hoạch, hoặc
    cả năm nếu kế hoạch của năm khác. Định dạng: table, text, json, csv, markdown.

    \b
    Ví dụ:
      kst due --agency "Sở TTTT" --quarter 2
      kst due --quarter 2 --role lead -o quy-2.csv
      kst due --agency "xã Bình Thanh" --period 2021-H1 --as-of 2021-06-01
    """
    from kstthc_cli.commands import due as command
    from kstthc_cli.commands import parsing
    from kstthc_cli.domain.due import Wanted
    from kstthc_cli.domain.roles import ROLES
    from kstthc_cli.domain.status import STATUSES

    question = command.DueQuestion(
        as_of=_today(as_of),
        agencies=tuple(agency or ()),
        asked=command.Asked(
            quarter=_optional(quarter, parsing.quarter_argument),
            month=_optional(month, parsing.month_argument),
            period=period,
            first=_optional(first, parsing.day_argument),
            last=_optional(last, parsing.day_argument),
        ),
        plan=plan,
        wanted=Wanted(
            roles=frozenset(parsing.choice_argument(r, ROLES, "Vai trò") for r in role or ()),
            sections=frozenset(s.strip().upper() for s in section or ()),
            tasks=frozenset(t.strip().lower() for t in task or ()),
            statuses=frozenset(parsing.choice_argument(s, STATUSES, "Trạng thái") for s in status or ()),
        ),
        carry_over=carry_over,
        fail_overdue=fail_overdue,
    )
    return command.due(_root(context, root), question, _output(format_, output, force))


@app.command(short_help="Ghi nhận việc cơ quan đã làm.", **_COMMAND)
def record(
    context: typer.Context,
    duty: Annotated[
        str | None, typer.Argument(metavar="[ĐẦU_VIỆC]", help="Mã đầu việc, ví dụ 10 hoặc 39a.")
    ] = None,
    agency: Annotated[
        str | None,
        typer.Option("--agency", autocompletion=_agency_ids, metavar="TÊN", help="Cơ quan báo cáo."),
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
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Format = None,
    root: Root = None,
) -> int:
    """Ghi một phiếu: cơ quan nói gì về một đầu việc trong một kỳ, kèm minh chứng. Phiếu không sửa được.

    Không nêu kỳ thì lấy theo ngày báo cáo và kỳ số liệu. Ghi nhầm thì ghi phiếu mới với --supersede; ghi nhầm
    cơ quan thì rút bằng --withdraw.

    \b
    Ví dụ:
      kst record 10 --agency "Sở TTTT" --quarter 2 --status done --text "Đã cập nhật 120 thủ tục."
      kst record 13 --agency so-yt --quarter 3 --status done --figure ty-le-cat-giam-chi-phi=12.5
      kst record --file phieu.yaml
    """
    from kstthc_cli.commands import acceptance, draft, parsing
    from kstthc_cli.commands import record as command

    now = _today(as_of)
    words = {"--status": status, "--agency": agency, "duty": duty}
    if withdraw:
        made = draft.withdrawal(withdraw, agency, text, plan)
    elif file is not None:
        content = sys.stdin.buffer.read() if file == "-" else None
        made = draft.from_file(Path(file), content, agency, _period(quarter, period))
    else:
        draft.demand(words)
        made = acceptance.Draft(
            agency=agency or "",
            plan=plan,
            period=_period(quarter, period),
            day=_optional(day, parsing.day_argument),
            by=by,
            supersedes=tuple(supersede or ()),
            entries=(
                acceptance.EntryDraft(
                    duty=(duty or "").strip().lower(),
                    status=draft.status(status or ""),
                    request=request,
                    text=text,
                    difficulty=difficulty,
                    proposal=proposal,
                    document=draft.document(
                        document, _optional(document_date, parsing.day_argument), document_subject
                    ),
                    evidence=tuple(evidence or ()),
                    figures=draft.figures(figure or []),
                ),
            ),
        )
    return command.record(
        _root(context, root), made, now, _output(format_, None, force=False), dry_run=dry_run
    )


def _scope(as_of: str | None, quarter: str | None, period: str | None, **rest: Any) -> Any:
    from kstthc_cli.commands import parsing
    from kstthc_cli.commands.due import Asked
    from kstthc_cli.commands.progress import Scope

    asked = Asked(quarter=_optional(quarter, parsing.quarter_argument), period=period)
    return Scope(as_of=_today(as_of), asked=asked, **rest)


@app.command(short_help="Tiến độ theo mục và theo cơ quan.", **_COMMAND)
def status(
    context: typer.Context,
    quarter: Quarter = None,
    period: PeriodText = None,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Đếm nghĩa vụ theo trạng thái, theo mục và theo cơ quan. Định dạng: table, text, json, csv, markdown.

    \b
    Ví dụ:
      kst status --quarter 2
      kst status --period 2021 --level huyen -o tien-do.csv
    """
    from kstthc_cli.commands import progress as command

    sections = frozenset(s.strip().upper() for s in section or ())
    scope = _scope(
        as_of, quarter, period, plan=plan, agencies=tuple(agency or ()), level=level, sections=sections
    )
    return command.status(_root(context, root), scope, _output(format_, output, force))


@app.command(short_help="Ai chưa báo cáo việc gì.", **_COMMAND)
def missing(
    context: typer.Context,
    quarter: Quarter = None,
    period: PeriodText = None,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Nghĩa vụ chưa ai nói gì trong một kỳ, và chậm bao nhiêu ngày. Định dạng: table, text, json, csv, markdown.

    \b
    Ví dụ:
      kst missing --quarter 2 --level huyen
    """
    from kstthc_cli.commands import progress as command

    sections = frozenset(s.strip().upper() for s in section or ())
    scope = _scope(
        as_of, quarter, period, plan=plan, agencies=tuple(agency or ()), level=level, sections=sections
    )
    return command.missing(_root(context, root), scope, _output(format_, output, force))


@app.command(short_help="Mọi việc quá hạn, muộn nhất trước.", **_COMMAND)
def overdue(
    context: typer.Context,
    agency: Agencies = None,
    level: Level = None,
    section: Sections = None,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="Mã thoát 1 nếu có việc quá hạn.")
    ] = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Mọi việc đã quá hạn mà chưa xong, tính đến một ngày. Định dạng: table, text, json, csv, markdown.

    \b
    Ví dụ:
      kst overdue --as-of 2021-07-01 --level so
    """
    from kstthc_cli.commands import progress as command

    sections = frozenset(s.strip().upper() for s in section or ())
    scope = _scope(as_of, None, None, plan=plan, agencies=tuple(agency or ()), level=level, sections=sections)
    return command.overdue(_root(context, root), scope, _output(format_, output, force), fail=fail_overdue)


@app.command(short_help="Mọi phiếu về một đầu việc.", **_COMMAND)
def history(
    context: typer.Context,
    duty: Annotated[str, typer.Argument(metavar="ĐẦU_VIỆC", help="Mã đầu việc, ví dụ 10 hoặc 39a.")],
    agency: Agencies = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Mọi phiếu về một đầu việc theo thứ tự ngày: nói gì, đổi gì, ai ghi vào git. Định dạng: text, json.

    \b
    Ví dụ:
      kst history 10 --agency "Sở TTTT"
    """
    from kstthc_cli.commands import progress as command

    scope = _scope(as_of, None, None, plan=plan, agencies=tuple(agency or ()))
    return command.history(_root(context, root), duty, scope, _output(format_, output, force))


@request_app.command("open", **_COMMAND)
def request_open(
    context: typer.Context,
    duty: Annotated[
        str, typer.Argument(metavar="ĐẦU_VIỆC", help="Đầu việc đột xuất hoặc có điều kiện, ví dụ 39b.")
    ],
    due_day: Annotated[str, typer.Option("--due", metavar="NGÀY", help="Hạn trả lời.")],
    document: Annotated[str, typer.Option("--document", metavar="SỐ", help="Số, ký hiệu văn bản yêu cầu.")],
    subject: Annotated[str, typer.Option("--subject", metavar="CHỮ", help="Nội dung yêu cầu.")],
    document_date: Annotated[
        str | None, typer.Option("--document-date", metavar="NGÀY", help="Ngày văn bản.")
    ] = None,
    agency: Agencies = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="NGÀY", help="Ngày yêu cầu; mặc định là ngày --as-of.")
    ] = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Format = None,
    root: Root = None,
) -> int:
    """Mở một đầu việc đột xuất hoặc có điều kiện: từ đó các cơ quan được yêu cầu có hạn phải trả lời.

    \b
    Ví dụ:
      kst request open 39b --due 2021-08-20 --document 45/VPCP-KSTT --subject "Báo cáo đột xuất"
    """
    from kstthc_cli.commands import parsing
    from kstthc_cli.commands import request as command

    now = _today(as_of)
    demand = command.Demand(
        duty=duty,
        due=parsing.day_argument(due_day),
        number=document,
        subject=subject,
        document_day=_optional(document_date, parsing.day_argument),
        day=_optional(day, parsing.day_argument) or now,
        agencies=tuple(agency or ()),
        plan=plan,
    )
    return command.open_request(
        _root(context, root), demand, now, _output(format_, None, force=False), dry_run=dry_run
    )


@request_app.command("list", **_COMMAND)
def request_list(
    context: typer.Context,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Các yêu cầu đã mở, hạn, và bao nhiêu cơ quan đã trả lời. Định dạng: table, text, json, csv, markdown.

    \b
    Ví dụ:
      kst request list
    """
    from kstthc_cli.commands import request as command

    return command.list_requests(_root(context, root), plan, _today(as_of), _output(format_, output, force))


@plan_app.command("show", **_COMMAND)
def plan_show(
    context: typer.Context,
    task: Annotated[
        list[str] | None, typer.Argument(metavar="[NHIỆM_VỤ]…", help="Số nhiệm vụ; không nêu thì cả phụ lục.")
    ] = None,
    plan: PlanId = None,
    head: Annotated[
        bool, typer.Option("--head", help="In cả quyết định: căn cứ, các điều, nơi nhận.")
    ] = False,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """In lại phụ lục của kế hoạch từ dữ liệu. Định dạng: text, markdown, json.

    \b
    Ví dụ:
      kst plan show
      kst plan show 19 39
      kst plan show --head -o ke-hoach.md
    """
    from kstthc_cli.commands import plan as command

    question = command.PlanQuestion(_today(None), tuple(task or ()), plan, head)
    return command.show(_root(context, root), question, _output(format_, output, force))


@agencies_app.callback(options_metavar="[TÙY CHỌN]", subcommand_metavar="[LỆNH …]")
def agencies(
    context: typer.Context,
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="CẤP", help="tinh, so, huyen, xa, don-vi, nganh-doc, bao-chi."),
    ] = None,
    plan: PlanId = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Danh sách cơ quan, đơn vị, địa phương, theo cấp và thứ tự tiếng Việt.

    Định dạng: table, text, json, csv, markdown.

    \b
    Ví dụ:
      kst agencies --level huyen
      kst agencies show "so tttt"
    """
    if context.invoked_subcommand is not None:
        context.obj = root or context.obj
        return Exit.FINE
    from kstthc_cli.commands import agencies as command

    return command.agencies(_root(context, root), level, plan, _today(None), _output(format_, output, force))


@agencies_app.command("show", **_COMMAND)
def agencies_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Mã, tên, tên gọi khác, có hoặc không dấu.")],
    plan: PlanId = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Một cơ quan: tên gọi, nhóm, và các đầu việc được giao. Định dạng: table, text, json, markdown."""
    from kstthc_cli.commands import agencies as command

    return command.show(_root(context, root), name, plan, _today(None), _output(format_, output, force))


@app.command(short_help="Kiểm tra mọi tệp của kho kế hoạch.", **_COMMAND)
def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[TỆP]…", help="Chỉ báo lỗi của các tệp hay thư mục này.")
    ] = None,
    format_: Format = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Kiểm tra mọi tệp của kho và báo tất cả lỗi cùng lúc: tệp, dòng, cột, cách sửa.

    Định dạng: text, json, github, gitlab, sarif. Mã thoát 1 khi có lỗi.

    \b
    Ví dụ:
      kst validate
      kst validate plans/2021.yaml
      kst validate --format github
    """
    from kstthc_cli.commands import validate as command

    return command.validate(
        Path.cwd(), _named_root(context, root), tuple(paths or ()), _output(format_, output, force)
    )


@app.command(short_help="Giải thích một mã lỗi.", **_COMMAND)
def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[MÃ]", help="Ví dụ KST012; không nêu thì kê mọi mã.")
    ] = None,
) -> int:
    """Giải thích một mã lỗi, kèm ví dụ sai và đúng."""
    from kstthc_cli.commands import explain as command

    return command.explain(code, _output(None, None, False))


@app.command(short_help="In mẫu (JSON Schema) của một loại tệp.", **_COMMAND)
def schema(
    kind: Annotated[str, typer.Argument(metavar="LOẠI", help="plan, agencies, calendar hoặc due.")],
    output: OutFile = None,
    force: Force = False,
) -> int:
    """In JSON Schema (draft-07) của một loại tệp, để trình soạn thảo gợi ý và báo lỗi khi gõ."""
    from kstthc_cli.commands import schema as command

    return command.schema(kind, _output("json", output, force))


@app.command(short_help="Tạo một kho kế hoạch mới.", **_COMMAND)
def init(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục mới, hoặc thư mục trống.")],
) -> int:
    """Tạo một kho kế hoạch dùng được ngay: dữ liệu mẫu Quảng Ngãi 2021, mẫu in, tệp CI."""
    from kstthc_cli.commands import init as command

    return command.init(folder)


# From here on: what only this module may know.


def _today(text: str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011 - the day of the person at the keyboard
    from kstthc_cli.commands.parsing import day_argument

    return day_argument(text)


def _optional(text: str | None, read: Callable[[str], T]) -> T | None:
    return None if text is None else read(text)


def _period(quarter: str | None, period: str | None) -> str | None:
    """The period of a slip: `--period` as it is, `--quarter` as words that `parse_period` reads."""
    from kstthc_cli.commands.parsing import quarter_argument
    from kstthc_cli.errors import UsageError

    if quarter is None:
        return period
    if period is not None:
        raise UsageError("Chỉ chọn kỳ bằng một cách: --quarter hoặc --period.")
    return f"Q{quarter_argument(quarter)}"


def _named_root(context: typer.Context, root: Path | None) -> Path | None:
    return root or context.obj


def _root(context: typer.Context, root: Path | None) -> Path:
    from kstthc_cli.store.files import find_root

    return find_root(Path.cwd(), _named_root(context, root))


def _output(format_: str | None, file: Path | None, force: bool) -> Output:
    from kstthc_cli.output import Output
    from kstthc_cli.render.table import PLAIN_WIDTH, Screen

    terminal = sys.stdout.isatty()
    plain = not terminal or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size((PLAIN_WIDTH, 25)).columns if terminal else _columns()
    return Output(
        format_, file, force, Screen(max(40, min(width, 200)), not plain and file is None, terminal)
    )


def _columns() -> int:
    from kstthc_cli.render.table import PLAIN_WIDTH

    wanted = os.environ.get("COLUMNS", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else PLAIN_WIDTH


def main() -> None:
    """Entry point of `kst`: runs the command line and exits with the code of its result."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command line; every exception becomes a sentence on stderr and an exit code."""
    try:
        result = app(arguments, prog_name="kst", standalone_mode=False)
        sys.stdout.flush()
        return int(result or 0)
    except InvalidDataError as error:
        return _say_problems(error)
    except KstError as error:
        return _say(error.message, error.remedy, error.code)
    except KeyboardInterrupt:
        return _say("Đã dừng theo yêu cầu.", "", Exit.INTERRUPTED)
    except BrokenPipeError:
        return _closed_pipe()
    except Exception as error:  # noqa: BLE001 - nobody shall see a traceback
        return _other(error)


def _other(error: Exception) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(str(error) + "\n")
        return Exit.USAGE
    if isinstance(error, typer.Abort):
        return _say("Đã dừng theo yêu cầu.", "", Exit.INTERRUPTED)
    if hasattr(error, "format_message"):
        return _say(*wrong_usage(error), Exit.USAGE)
    return _bug(error)


def _say(message: str, remedy: str, code: int) -> int:
    sys.stderr.write(f"lỗi: {message}\n" + (f"  Cách sửa: {remedy}\n" if remedy else ""))
    return code


def _say_problems(error: InvalidDataError) -> int:
    from kstthc_cli.render.problems import as_text

    sys.stderr.write(as_text(error.problems))
    return _say(error.message, error.remedy, error.code)


def _bug(error: Exception) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="kst-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"kst {__version__}, Python {sys.version}\n")
        traceback.print_exception(error, file=log)
    sentence = f"Chương trình gặp lỗi không lường trước ({type(error).__name__}); dữ liệu không bị thay đổi."
    return _say(sentence, f"Gửi tệp {log.name} cho người bảo trì.", Exit.BUG)


def _closed_pipe() -> int:
    """Whoever read our output has left: be quiet, as other filters are."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.FINE
