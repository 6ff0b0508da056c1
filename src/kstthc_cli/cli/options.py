"""Options and arguments that several commands share, as annotated types."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from kstthc_cli.cli import completion, values

Root = Annotated[
    Path | None,
    typer.Option(
        "--root", metavar="THƯ_MỤC", help="Kho kế hoạch; nếu không nêu thì tìm từ thư mục hiện hành trở lên."
    ),
]


def _format(values: str) -> Any:
    return typer.Option("--format", metavar="DẠNG", help=f"{values}.")


ListFormat = Annotated[
    Literal["table", "text", "json", "csv", "markdown"] | None,
    _format("table, text, json, csv hoặc markdown"),
]
PlanFormat = Annotated[Literal["text", "markdown", "json"] | None, _format("text, markdown hoặc json")]
TextFormat = Annotated[Literal["text", "json"] | None, _format("text hoặc json")]
ProblemFormat = Annotated[
    Literal["text", "json", "github", "gitlab", "sarif"] | None,
    _format("text, json, github, gitlab hoặc sarif"),
]
OutFile = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="TỆP", help="Ghi ra tệp; đuôi tệp quyết định định dạng."),
]
Separator = Annotated[
    str | None,
    typer.Option(
        "--separator",
        parser=values.separator,
        metavar="DẤU",
        help="Dấu ngăn cột của CSV: comma (mặc định), semicolon hoặc tab. Excel dồn mọi cột vào một thì dùng semicolon.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")]
Quarter = Annotated[
    int | None, typer.Option("--quarter", parser=values.quarter, metavar="N", help="Quý 1 đến 4.")
]
PeriodText = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="KỲ", help="2021-Q2, 2021-06, 2021-H1, 2021-9M, 2021 hoặc “Quý II/2021”."
    ),
]
Month = Annotated[
    int | None, typer.Option("--month", parser=values.month, metavar="N", help="Tháng 1 đến 12.")
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=values.day, metavar="NGÀY", help="Tính đến ngày nào; mặc định hôm nay."),
]
Level = Annotated[
    str | None,
    typer.Option(
        "--level",
        autocompletion=completion.levels,
        metavar="CẤP",
        help="tinh, so, huyen, xa, don-vi, nganh-doc, bao-chi; hoặc cấp của danh mục.",
    ),
]
Sections = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        parser=values.section,
        autocompletion=completion.sections,
        metavar="MỤC",
        help="Số mục, ví dụ III; dùng được nhiều lần.",
    ),
]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        parser=values.role,
        autocompletion=completion.roles,
        metavar="VAI_TRÒ",
        help="lead, perform, coordinate, appraise, oversee, consolidate, hoặc tiếng Việt (“chủ trì”); dùng được nhiều lần.",
    ),
]
AllRoles = Annotated[
    bool,
    typer.Option(
        "--all-roles", help="Tính cả cơ quan không phải báo cáo: chỉ phối hợp, hoặc chưa có điều kiện."
    ),
]
FullList = Annotated[
    bool | None,
    typer.Option(
        "--full/--short",
        help="Danh sách đầy đủ, hoặc gọn trong một màn hình. Trên màn hình mặc định là gọn, ghi ra tệp là đầy đủ.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Xác nhận trước những điều sẽ được hỏi lại.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không ghi.")]
PlanId = Annotated[
    str | None,
    typer.Option("--plan", autocompletion=completion.plans, metavar="MÃ", help="Mã kế hoạch, ví dụ 2021."),
]


Agencies = Annotated[
    list[str] | None,
    typer.Option(
        "--agency",
        autocompletion=completion.agencies,
        metavar="TÊN",
        help="Cơ quan: mã, tên, tên gọi khác, có hoặc không dấu; dùng được nhiều lần.",
    ),
]

AgencyName = Annotated[
    str | None,
    typer.Option(
        "--agency",
        autocompletion=completion.agencies,
        metavar="TÊN",
        help="Một cơ quan: mã, tên, tên gọi khác, có hoặc không dấu.",
    ),
]
DeriveFormat = Annotated[
    Literal["yaml", "docx", "html", "markdown"] | None, _format("yaml, docx, html hoặc markdown")
]
DocumentFormat = Annotated[
    Literal["markdown", "docx", "html", "json"] | None, _format("markdown, docx, html hoặc json")
]
DocumentNumber = Annotated[
    str | None, typer.Option("--number", metavar="SỐ", help="Số văn bản: 12 hoặc 12/BC-STTTT.")
]
DocumentDate = Annotated[
    date | None,
    typer.Option(
        "--date", parser=values.day, metavar="NGÀY", help="Ngày ban hành; mặc định là ngày --as-of."
    ),
]
Place = Annotated[str | None, typer.Option("--place", metavar="NƠI", help="Địa danh trước ngày ban hành.")]
Signer = Annotated[str | None, typer.Option("--signer", metavar="TÊN", help="Họ và tên người ký.")]
Post = Annotated[str | None, typer.Option("--post", metavar="CHỮ", help="Chức vụ người ký.")]
SigningFor = Annotated[
    list[str] | None,
    typer.Option(
        "--signing-for", metavar="CHỮ", help="Dòng trên chức vụ, ví dụ “KT. GIÁM ĐỐC”; dùng được nhiều lần."
    ),
]
Half = Annotated[
    int | None, typer.Option("--half", parser=values.half, metavar="N", help="1 đầu năm, 2 cuối năm.")
]
Open = Annotated[bool, typer.Option("--open", help="Mở tệp vừa ghi bằng chương trình của máy.")]
Full = Annotated[
    bool,
    typer.Option(
        "--full", help="Nêu đủ nội dung từng cơ quan báo cáo và từng việc một (rất dài với cả tỉnh)."
    ),
]
