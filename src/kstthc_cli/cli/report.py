"""`kst report …`: documents that can be signed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from kstthc_cli.cli import declared as typer
from kstthc_cli.cli.declared import F
from kstthc_cli.cli.environment import optional, output_of, repository_root, today
from kstthc_cli.cli.options import (
    COMMAND,
    AgencyName,
    AsOf,
    DocumentDate,
    DocumentFormat,
    DocumentNumber,
    DryRun,
    Force,
    Full,
    Half,
    OutFile,
    PeriodText,
    Place,
    PlanId,
    Post,
    Quarter,
    Root,
    Signer,
    SigningFor,
    TextFormat,
    report_app,
)

if TYPE_CHECKING:
    from kstthc_cli.commands.report.letterhead import Given
    from kstthc_cli.output import Output


@dataclass(frozen=True)
class Document:
    """The options that every document takes, in the order in which help lists them."""

    context: typer.Context
    number: DocumentNumber = None
    date: DocumentDate = None
    place: Place = None
    signer: Signer = None
    post: Post = None
    signing_for: SigningFor = None
    plan: PlanId = None
    as_of: AsOf = None
    format: DocumentFormat = None
    output: OutFile = None
    force: Force = False
    root: Root = None

    @property
    def given(self) -> "Given":
        """What the options say of head and foot."""
        from kstthc_cli.commands.parsing import day_argument
        from kstthc_cli.commands.report.letterhead import Given

        day = optional(self.date, day_argument)
        return Given(self.number, day, self.place, self.signer, self.post, tuple(self.signing_for or ()))

    @property
    def target(self) -> "Output":
        """Where the document goes."""
        return output_of(self.format, self.output, force=self.force)

    @property
    def repository(self) -> Path:
        """The repository's folder."""
        return repository_root(self.context, self.root)


def document(name: str, short_help: str) -> Callable[[F], F]:
    """Register a command of `kst report` that has all options of a `Document` beside its own."""
    return report_app.command(name, shared=Document, short_help=short_help, **COMMAND)


def _periodic(
    kind: str,
    shared: Document,
    agency: str | None,
    full: bool,
    index: int | None = None,
    request: str | None = None,
) -> int:
    from kstthc_cli.commands.report import periodic as command

    question = command.ReportQuestion(
        kind, today(shared.as_of), index, request, agency, shared.plan, full, shared.given
    )
    return command.report(shared.repository, question, shared.target)


@document("quarterly", "Báo cáo quý.")
def report_quarterly(
    quarter: Quarter = None, agency: AgencyName = None, full: Full = False, *, shared: Document
) -> int:
    """Báo cáo quý của tỉnh, hoặc của một cơ quan gửi cấp trên.

    Không nêu --quarter thì lấy quý của ngày --as-of (năm khác năm kế hoạch: quý IV).

    \b
    Ví dụ:
      kst report quarterly --quarter 2 -o bao-cao.docx
      kst report quarterly --quarter 2 --agency "Sở TTTT" --number 12 --signer "Nguyễn Văn A" -o stttt.docx
    """
    from kstthc_cli.commands.parsing import quarter_argument

    return _periodic("quarterly", shared, agency, full, optional(quarter, quarter_argument))


@document("half-year", "Báo cáo 6 tháng.")
def report_half_year(
    half: Half = None, agency: AgencyName = None, full: Full = False, *, shared: Document
) -> int:
    """Báo cáo 6 tháng đầu năm (--half 1) hoặc cuối năm (--half 2).

    \b
    Ví dụ:
      kst report half-year --half 1 -o bao-cao.docx
    """
    return _periodic("half-year", shared, agency, full, half)


@document("nine-month", "Báo cáo 9 tháng.")
def report_nine_month(agency: AgencyName = None, full: Full = False, *, shared: Document) -> int:
    """Báo cáo 9 tháng đầu năm.

    \b
    Ví dụ:
      kst report nine-month -o bao-cao.docx
    """
    return _periodic("nine-month", shared, agency, full, 1)


@document("yearly", "Báo cáo năm.")
def report_yearly(agency: AgencyName = None, full: Full = False, *, shared: Document) -> int:
    """Báo cáo năm.

    \b
    Ví dụ:
      kst report yearly -o bao-cao.docx
    """
    return _periodic("yearly", shared, agency, full, 1)


@document("adhoc", "Báo cáo đột xuất theo một yêu cầu.")
def report_adhoc(
    request: Annotated[str, typer.Option("--request", metavar="MÃ", help="Mã yêu cầu: `kst request list`.")],
    agency: AgencyName = None,
    full: Full = False,
    *,
    shared: Document,
) -> int:
    """Báo cáo đột xuất: những gì các cơ quan đã trả lời một yêu cầu.

    \b
    Ví dụ:
      kst report adhoc --request 20210702-083000-39b-ab12 -o bao-cao.docx
    """
    return _periodic("adhoc", shared, agency, full, request=request)


@document("plan", "Quyết định ban hành kế hoạch và phụ lục.")
def report_plan(*, shared: Document) -> int:
    """In lại kế hoạch thành quyết định có phụ lục khổ ngang.

    Số, ngày, người ký lấy từ kế hoạch; nêu khác đi bằng các tùy chọn.

    \b
    Ví dụ:
      kst report plan -o ke-hoach.docx
    """
    from kstthc_cli.commands.report import letters as command

    return command.decision(shared.repository, shared.plan, today(shared.as_of), shared.given, shared.target)


@document("assignment", "Phiếu giao nhiệm vụ cho một cơ quan.")
def report_assignment(
    agency: Annotated[str, typer.Option("--agency", metavar="TÊN", help="Cơ quan nhận phiếu.")],
    *,
    shared: Document,
) -> int:
    """Phiếu giao nhiệm vụ: mọi việc của một cơ quan trong năm, vai trò và thời gian.

    \b
    Ví dụ:
      kst report assignment --agency "Sở TTTT" -o phieu-giao.docx
    """
    from kstthc_cli.commands.report import letters as command

    return command.assignment(
        shared.repository, agency, shared.plan, today(shared.as_of), shared.given, shared.target
    )


@document("reminder", "Công văn đôn đốc cơ quan chậm.")
def report_reminder(
    agency: AgencyName = None,
    all_missing: Annotated[
        bool, typer.Option("--all-missing", help="Mọi cơ quan đang có việc quá hạn, trong một công văn.")
    ] = False,
    *,
    shared: Document,
) -> int:
    """Công văn đôn đốc: những việc đã quá hạn chưa xong, tính đến ngày --as-of.

    \b
    Ví dụ:
      kst report reminder --agency "Sở Y tế" -o don-doc.docx
      kst report reminder --all-missing -o don-doc-chung.docx
    """
    from kstthc_cli.commands.report import letters as command

    question = command.ReminderQuestion(today(shared.as_of), agency, all_missing, shared.plan)
    return command.reminder(shared.repository, question, shared.given, shared.target)


@report_app.command("prepare", short_help="Tạo tệp để viết phần lời của báo cáo.", **COMMAND)
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
    """Tạo tệp reports/… để viết đánh giá, nguyên nhân, kiến nghị và biểu II.06a.

    Tệp đã có thì không bao giờ bị ghi đè; báo cáo lập lại lúc nào cũng được.

    \b
    Ví dụ:
      kst report prepare --quarter 2
      kst report prepare --quarter 2 --agency "Sở TTTT"
    """
    from kstthc_cli.commands.parsing import quarter_argument
    from kstthc_cli.commands.report import prepare as command

    question = command.PrepareQuestion(
        today(as_of), optional(quarter, quarter_argument), period, request, agency, plan
    )
    return command.prepare(repository_root(context, root), question)


@report_app.command("close", short_help="Chốt số liệu của một kỳ.", **COMMAND)
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

    Phiếu ghi sau được kể riêng “sau khi chốt số liệu”, và báo cáo kỳ sau nêu những gì đã đổi.

    \b
    Ví dụ:
      kst report close --quarter 2 --by "Nguyễn Thị B"
    """
    from kstthc_cli.commands.parsing import quarter_argument
    from kstthc_cli.commands.report import close as command

    question = command.CloseQuestion(
        today(as_of), optional(quarter, quarter_argument), period, plan, by, dry_run
    )
    return command.close(repository_root(context, root), question, output_of(format_))
