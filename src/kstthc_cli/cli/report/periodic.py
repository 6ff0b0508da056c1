"""`kst report quarterly`, `half-year`, `nine-month`, `yearly`, `adhoc`: reports ready to be signed."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kstthc_cli.cli.environment import MadeFile, document_file, output_of, repository_root, today
from kstthc_cli.cli.options import (
    AgencyName,
    AsOf,
    DocumentDate,
    DocumentFormat,
    DocumentNumber,
    Force,
    Full,
    Half,
    Open,
    OutFile,
    PeriodText,
    Place,
    PlanId,
    Post,
    Quarter,
    Root,
    Signer,
    SigningFor,
)
from kstthc_cli.cli.report.letters import document_options

if TYPE_CHECKING:
    from kstthc_cli.commands.report.letterhead import Given
    from kstthc_cli.output import Output


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every periodic report is asked with."""

    kind: str
    as_of: date | None
    index: int | None
    request: str | None
    agency: str | None
    plan: str | None
    letter: "Given"
    made: MadeFile

    def write(self, root: Path, target: "Output") -> int:
        """Write the report."""
        from kstthc_cli.commands.report.periodic import report
        from kstthc_cli.commands.report.report_view import ReportQuestion

        question = ReportQuestion(
            self.kind,
            today(self.as_of),
            self.index,
            self.request,
            self.agency,
            self.plan,
            given=self.letter,
            folder=self.made.folder,
            open_file=self.made.open_file,
        )
        return report(root, question, target)


def report_quarterly(
    context: typer.Context,
    quarter: Quarter = None,
    agency: AgencyName = None,
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
    open_: Open = False,
    root: Root = None,
) -> int:
    """Báo cáo quý của tỉnh, hoặc của một cơ quan gửi cấp trên.

    Không nêu --quarter thì lấy quý của ngày --as-of (năm khác năm kế hoạch: quý IV). Gõ trên màn hình mà không nêu
    -o, --format thì ghi tệp Word mang tên kỳ vào thư mục hiện hành, không đè tệp nào; -o TỆP.pdf cần LibreOffice.

    \b
    Ví dụ:
      kst report quarterly --quarter 2 --open
      kst report quarterly --quarter 2 --agency "Sở TTTT" --number 12 --signer "Nguyễn Văn A" -o stttt.docx
    """
    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    asked = _Asked("quarterly", as_of, quarter, None, agency, plan, letter, made)
    return asked.write(repository_root(context, root), target)


def report_half_year(
    context: typer.Context,
    half: Half = None,
    agency: AgencyName = None,
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
    open_: Open = False,
    root: Root = None,
) -> int:
    """Báo cáo 6 tháng đầu năm (--half 1) hoặc cuối năm (--half 2).

    \b
    Ví dụ:
      kst report half-year --half 1 -o bao-cao.docx
    """
    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    asked = _Asked("half-year", as_of, half, None, agency, plan, letter, made)
    return asked.write(repository_root(context, root), target)


def report_nine_month(
    context: typer.Context,
    agency: AgencyName = None,
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
    open_: Open = False,
    root: Root = None,
) -> int:
    """Báo cáo 9 tháng đầu năm.

    \b
    Ví dụ:
      kst report nine-month -o bao-cao.docx
    """
    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    asked = _Asked("nine-month", as_of, 1, None, agency, plan, letter, made)
    return asked.write(repository_root(context, root), target)


def report_yearly(
    context: typer.Context,
    agency: AgencyName = None,
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
    open_: Open = False,
    root: Root = None,
) -> int:
    """Báo cáo năm.

    \b
    Ví dụ:
      kst report yearly -o bao-cao.docx
    """
    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    asked = _Asked("yearly", as_of, 1, None, agency, plan, letter, made)
    return asked.write(repository_root(context, root), target)


def report_adhoc(
    context: typer.Context,
    request: Annotated[str, typer.Option("--request", metavar="MÃ", help="Mã yêu cầu: `kst request list`.")],
    agency: AgencyName = None,
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
    open_: Open = False,
    root: Root = None,
) -> int:
    """Báo cáo đột xuất: những gì các cơ quan đã trả lời một yêu cầu.

    \b
    Ví dụ:
      kst report adhoc --request 20210702-083000-39b-ab12 -o bao-cao.docx
    """
    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    asked = _Asked("adhoc", as_of, None, request, agency, plan, letter, made)
    return asked.write(repository_root(context, root), target)


def report_annex(
    context: typer.Context,
    quarter: Quarter = None,
    period: PeriodText = None,
    request: Annotated[
        str | None, typer.Option("--request", metavar="MÃ", help="Của báo cáo đột xuất theo yêu cầu này.")
    ] = None,
    agency: AgencyName = None,
    full: Full = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: OutFile = None,
    force: Force = False,
    open_: Open = False,
    root: Root = None,
) -> int:
    """Phụ lục nội bộ của báo cáo: từng nhiệm vụ, cơ quan theo mục, ai quá hạn.

    Văn bản riêng để đôn đốc, không gửi kèm báo cáo.

    \b
    Ví dụ:
      kst report annex --quarter 2 -o phu-luc.docx
      kst report annex --quarter 2 --full -o phu-luc.html
    """
    from kstthc_cli.commands.report.periodic import annex
    from kstthc_cli.commands.report.report_view import ANNEX, ReportQuestion

    target = output_of(format_, output, force=force)
    folder, open_file = document_file(target, opens=open_)
    options = ReportQuestion(
        ANNEX,
        today(as_of),
        quarter,
        request,
        agency,
        plan,
        full,
        period=period,
        folder=folder,
        open_file=open_file,
    )
    return annex(repository_root(context, root), options, target)
