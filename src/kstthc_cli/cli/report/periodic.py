"""`kst report quarterly`, `half-year`, `nine-month`, `yearly`, `adhoc`: reports ready to be signed."""

from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import (
    AgencyName,
    AsOf,
    DocumentDate,
    DocumentFormat,
    DocumentNumber,
    Force,
    Full,
    Half,
    OutFile,
    Place,
    PlanId,
    Post,
    Quarter,
    Root,
    Signer,
    SigningFor,
)
from kstthc_cli.cli.report.letters import document_options


def report_quarterly(
    context: typer.Context,
    quarter: Quarter = None,
    agency: AgencyName = None,
    full: Full = False,
    number: DocumentNumber = None,
    day: DocumentDate = None,
    place: Place = None,
    signer: Signer = None,
    post: Post = None,
    signing_for: SigningFor = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Báo cáo quý của tỉnh, hoặc của một cơ quan gửi cấp trên.

    Không nêu --quarter thì lấy quý của ngày --as-of (năm khác năm kế hoạch: quý IV).

    \b
    Ví dụ:
      kst report quarterly --quarter 2 -o bao-cao.docx
      kst report quarterly --quarter 2 --agency "Sở TTTT" --number 12 --signer "Nguyễn Văn A" -o stttt.docx
    """
    from kstthc_cli.commands.report import periodic as command

    letter = document_options(number, day, place, signer, post, signing_for)
    options = command.ReportQuestion("quarterly", today(as_of), quarter, None, agency, plan, full, letter)
    return command.report(repository_root(context, root), options, output_of(format_, output, force=force))


def report_half_year(
    context: typer.Context,
    half: Half = None,
    agency: AgencyName = None,
    full: Full = False,
    number: DocumentNumber = None,
    day: DocumentDate = None,
    place: Place = None,
    signer: Signer = None,
    post: Post = None,
    signing_for: SigningFor = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Báo cáo 6 tháng đầu năm (--half 1) hoặc cuối năm (--half 2).

    \b
    Ví dụ:
      kst report half-year --half 1 -o bao-cao.docx
    """
    from kstthc_cli.commands.report import periodic as command

    letter = document_options(number, day, place, signer, post, signing_for)
    options = command.ReportQuestion("half-year", today(as_of), half, None, agency, plan, full, letter)
    return command.report(repository_root(context, root), options, output_of(format_, output, force=force))


def report_nine_month(
    context: typer.Context,
    agency: AgencyName = None,
    full: Full = False,
    number: DocumentNumber = None,
    day: DocumentDate = None,
    place: Place = None,
    signer: Signer = None,
    post: Post = None,
    signing_for: SigningFor = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Báo cáo 9 tháng đầu năm.

    \b
    Ví dụ:
      kst report nine-month -o bao-cao.docx
    """
    from kstthc_cli.commands.report import periodic as command

    letter = document_options(number, day, place, signer, post, signing_for)
    options = command.ReportQuestion("nine-month", today(as_of), 1, None, agency, plan, full, letter)
    return command.report(repository_root(context, root), options, output_of(format_, output, force=force))


def report_yearly(
    context: typer.Context,
    agency: AgencyName = None,
    full: Full = False,
    number: DocumentNumber = None,
    day: DocumentDate = None,
    place: Place = None,
    signer: Signer = None,
    post: Post = None,
    signing_for: SigningFor = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Báo cáo năm.

    \b
    Ví dụ:
      kst report yearly -o bao-cao.docx
    """
    from kstthc_cli.commands.report import periodic as command

    letter = document_options(number, day, place, signer, post, signing_for)
    options = command.ReportQuestion("yearly", today(as_of), 1, None, agency, plan, full, letter)
    return command.report(repository_root(context, root), options, output_of(format_, output, force=force))


def report_adhoc(
    context: typer.Context,
    request: Annotated[str, typer.Option("--request", metavar="MÃ", help="Mã yêu cầu: `kst request list`.")],
    agency: AgencyName = None,
    full: Full = False,
    number: DocumentNumber = None,
    day: DocumentDate = None,
    place: Place = None,
    signer: Signer = None,
    post: Post = None,
    signing_for: SigningFor = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Báo cáo đột xuất: những gì các cơ quan đã trả lời một yêu cầu.

    \b
    Ví dụ:
      kst report adhoc --request 20210702-083000-39b-ab12 -o bao-cao.docx
    """
    from kstthc_cli.commands.report import periodic as command

    letter = document_options(number, day, place, signer, post, signing_for)
    options = command.ReportQuestion("adhoc", today(as_of), None, request, agency, plan, full, letter)
    return command.report(repository_root(context, root), options, output_of(format_, output, force=force))
