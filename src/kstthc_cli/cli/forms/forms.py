"""`kst form list`, `kst form show`: forms of figures."""

from typing import Annotated, Literal

import typer

from kstthc_cli.cli.environment import output_of, repository_root, slip_period, today
from kstthc_cli.cli.options import (
    AgencyName,
    AsOf,
    Force,
    ListFormat,
    OutFile,
    PeriodText,
    PlanId,
    Quarter,
    Root,
    Separator,
)


def form_list(
    context: typer.Context,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Kê các biểu số liệu của kho: cơ quan nào lập, kỳ nào, nguồn và mức tin cậy.

    \b
    Ví dụ:
      kst form list
      kst form list -o bieu.csv
    """
    from kstthc_cli.commands.forms import form as command

    return command.list_forms(
        repository_root(context, root),
        today(as_of),
        plan,
        output_of(format_, output, force=force, separator=separator),
    )


def form_show(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="BIỂU", help="Mã biểu, ví dụ II.06a; xem kst form list.")],
    quarter: Quarter = None,
    period: PeriodText = None,
    agency: AgencyName = None,
    by: Annotated[
        Literal["row", "level", "agency"] | None,
        typer.Option(
            "--by", metavar="CÁCH", help="Mỗi dòng là: row (dòng của biểu), level (cấp), agency (cơ quan)."
        ),
    ] = None,
    cumulative: Annotated[
        bool, typer.Option("--cumulative", help="Lũy kế từ đầu năm đến hết kỳ: 6 tháng, 9 tháng, cả năm.")
    ] = False,
    trace: Annotated[
        str | None,
        typer.Option("--trace", metavar="Ô", help="Số ở ô này từ những phiếu nào: CỘT hoặc DÒNG/CỘT."),
    ] = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: Annotated[
        Literal["table", "text", "json", "csv", "markdown", "xlsx", "docx", "html"] | None,
        typer.Option(
            "--format", metavar="DẠNG", help="table, text, json, csv, markdown, xlsx, docx hoặc html."
        ),
    ] = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Số liệu của một biểu trong một kỳ, với các tổng; mỗi tổng nêu có bao nhiêu cơ quan.

    Bên cạnh là tỷ lệ đầy đủ, đúng hạn, các quy tắc không đúng và số liệu khác thường. Số tổng hợp của một cơ
    quan thay cho số của các cơ quan trực thuộc, không cộng hai lần.

    \b
    Ví dụ:
      kst form show II.06a --quarter 2
      kst form show II.06a --quarter 2 --by agency -o II.06a.xlsx
      kst form show dich-vu-cong --period 2021
      kst form show II.06a --quarter 2 --trace 3
    """
    from kstthc_cli.commands.forms import form as command

    question = command.FormQuestion(
        form, today(as_of), slip_period(quarter, period), agency, by, cumulative, trace, plan
    )
    return command.show(
        repository_root(context, root),
        question,
        output_of(format_, output, force=force, separator=separator),
    )
