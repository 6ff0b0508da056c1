"""Options that several commands share, and how every command and group is set up."""

import sys
from pathlib import Path
from typing import Annotated, Any

from kstthc_cli import __version__
from kstthc_cli.cli import declared as typer
from kstthc_cli.cli.environment import repository_root
from kstthc_cli.errors import KstError

APP: dict[str, Any] = {
    "rich_markup_mode": None,
    "options_metavar": "[TÙY CHỌN]",
    "subcommand_metavar": "LỆNH …",
    "pretty_exceptions_enable": False,
    "no_args_is_help": True,
}
COMMAND: dict[str, Any] = {"options_metavar": "[TÙY CHỌN]"}

app = typer.Typer(
    help="kst: kế hoạch kiểm soát thủ tục hành chính của tỉnh, ai làm gì, hạn nào, đến đâu.\n\n"
    "\b\nVí dụ:\n"
    '  kst due --agency "Sở TTTT" --quarter 2   việc của một cơ quan trong quý\n'
    "  kst plan show 19                         xem một nhiệm vụ\n"
    "  kst validate                             kiểm tra mọi tệp của kho",
    **APP,
)
plan_app = typer.Typer(help="Xem kế hoạch đã ban hành; lập kế hoạch riêng của cơ quan.", **APP)
agencies_app = typer.Typer(help="Danh sách cơ quan, đơn vị, địa phương.", **APP)
request_app = typer.Typer(help="Yêu cầu đột xuất mở việc cho cơ quan.", **APP)
report_app = typer.Typer(help="Báo cáo, công văn, phiếu giao việc: văn bản để ký.", **APP)
template_app = typer.Typer(help="Mẫu của văn bản: chép ra để sửa, tra tên trường, thử mẫu đã sửa.", **APP)
app.add_typer(plan_app, name="plan")
app.add_typer(request_app, name="request")
app.add_typer(report_app, name="report")
app.add_typer(template_app, name="template")
app.add_typer(agencies_app, name="agencies", invoke_without_command=True, no_args_is_help=False)

Root = Annotated[
    Path | None,
    typer.Option(
        "--root", metavar="THƯ_MỤC", help="Kho kế hoạch; nếu không nêu thì tìm từ thư mục đang đứng trở lên."
    ),
]


def _format(values: str) -> Any:
    return typer.Option("--format", metavar="DẠNG", help=f"{values}.")


ListFormat = Annotated[str | None, _format("table, text, json, csv hoặc markdown")]
PlanFormat = Annotated[str | None, _format("text, markdown hoặc json")]
TextFormat = Annotated[str | None, _format("text hoặc json")]
ProblemFormat = Annotated[str | None, _format("text, json, github, gitlab hoặc sarif")]
OutFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="TỆP", help="Ghi ra tệp; đuôi tệp quyết định định dạng."),
]
Separator = Annotated[
    str | None,
    typer.Option(
        "--separator",
        metavar="DẤU",
        help="Dấu ngăn cột của CSV: comma (mặc định), semicolon hoặc tab. Excel dồn mọi cột vào một thì dùng semicolon.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")]
Quarter = Annotated[str | None, typer.Option("--quarter", metavar="N", help="Quý 1 đến 4.")]
PeriodText = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="KỲ", help="2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021 hoặc “Quý II/2021”."
    ),
]
Month = Annotated[str | None, typer.Option("--month", metavar="N", help="Tháng 1 đến 12.")]
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
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="VAI_TRÒ",
        help="lead, perform, coordinate, appraise, oversee, consolidate, hoặc tiếng Việt (“chủ trì”); nhiều lần được.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Xác nhận trước những điều sẽ được hỏi lại.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không ghi.")]
PlanId = Annotated[str | None, typer.Option("--plan", metavar="MÃ", help="Mã kế hoạch, ví dụ 2021.")]


def agency_ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids for the Tab key, with names beside them; ASCII, since shells differ in quoting."""
    from kstthc_cli.store.plan.plan_years import plan_years

    try:
        years = plan_years(repository_root(context, None))
    except KstError:
        return []
    agencies = {a.id: a.name for year in years for a in year.registry.in_order}
    return [item for item in agencies.items() if item[0].startswith(incomplete)]


Agencies = Annotated[
    list[str] | None,
    typer.Option(
        "--agency",
        autocompletion=agency_ids,
        metavar="TÊN",
        help="Cơ quan: mã, tên, tên gọi khác, có hoặc không dấu; nhiều lần được.",
    ),
]

AgencyName = Annotated[
    str | None,
    typer.Option(
        "--agency",
        autocompletion=agency_ids,
        metavar="TÊN",
        help="Một cơ quan: mã, tên, tên gọi khác, có hoặc không dấu.",
    ),
]
DeriveFormat = Annotated[str | None, _format("yaml, docx, html hoặc markdown")]
DocumentFormat = Annotated[str | None, _format("markdown, docx, html hoặc json")]
DocumentNumber = Annotated[
    str | None, typer.Option("--number", metavar="SỐ", help="Số văn bản: 12 hoặc 12/BC-STTTT.")
]
DocumentDate = Annotated[
    str | None, typer.Option("--date", metavar="NGÀY", help="Ngày ban hành; mặc định là ngày --as-of.")
]
Place = Annotated[str | None, typer.Option("--place", metavar="NƠI", help="Địa danh trước ngày ban hành.")]
Signer = Annotated[str | None, typer.Option("--signer", metavar="TÊN", help="Họ và tên người ký.")]
Post = Annotated[str | None, typer.Option("--post", metavar="CHỮ", help="Chức vụ người ký.")]
SigningFor = Annotated[
    list[str] | None,
    typer.Option(
        "--signing-for", metavar="CHỮ", help="Dòng trên chức vụ, ví dụ “KT. GIÁM ĐỐC”; nhiều lần được."
    ),
]
Half = Annotated[int | None, typer.Option("--half", metavar="N", min=1, max=2, help="1 đầu năm, 2 cuối năm.")]
Full = Annotated[
    bool, typer.Option("--full", help="Kể hết lời của mọi cơ quan và từng việc một (rất dài với cả tỉnh).")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        import typer as library

        sys.stdout.write(f"kst {__version__}\n")
        raise library.Exit


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
