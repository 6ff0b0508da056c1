"""`kst report plan`, `assignment`, `reminder`: decisions and letters ready to be signed."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kstthc_cli.cli import completion
from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import (
    AgencyName,
    AsOf,
    DocumentDate,
    DocumentFormat,
    DocumentNumber,
    Force,
    OutFile,
    Place,
    PlanId,
    Post,
    Root,
    Signer,
    SigningFor,
)

if TYPE_CHECKING:
    from kstthc_cli.commands.report.letterhead import Given


def document_options(
    number: str | None,
    day: date | None,
    place: str | None,
    signer: str | None,
    post: str | None,
    signing_for: list[str] | None,
) -> "Given":
    """Collect the options about the head and foot of a document."""
    from kstthc_cli.commands.report.letterhead import Given

    return Given(number, day, place, signer, post, tuple(signing_for or ()))


def report_plan(
    context: typer.Context,
    as_amended: Annotated[
        bool, typer.Option("--as-amended", help="In bản hợp nhất, đánh dấu mỗi chỗ đã sửa.")
    ] = False,
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
    """In lại kế hoạch thành quyết định có phụ lục khổ ngang, như khi ban hành.

    Số, ngày, người ký lấy từ kế hoạch; nêu khác đi bằng các tùy chọn. Kế hoạch đã được sửa đổi thì lấy bản khi
    ban hành trong git; --as-amended in bản hợp nhất, mỗi chỗ sửa ghi văn bản sửa đổi. Dự thảo in “DỰ THẢO”,
    không có ngày.

    \b
    Ví dụ:
      kst report plan -o ke-hoach.docx
      kst report plan --as-amended -o hop-nhat.docx
    """
    from kstthc_cli.commands.report import letters as command

    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    question = command.DecisionQuestion(today(as_of), plan, as_amended)
    return command.decision(repository_root(context, root), question, letter, target)


def report_assignment(
    context: typer.Context,
    agency: Annotated[
        str,
        typer.Option(
            "--agency", autocompletion=completion.agencies, metavar="TÊN", help="Cơ quan nhận công văn."
        ),
    ],
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
    """Phiếu giao nhiệm vụ: mọi việc của một cơ quan trong năm, vai trò và thời gian.

    \b
    Ví dụ:
      kst report assignment --agency "Sở TTTT" -o phieu-giao.docx
    """
    from kstthc_cli.commands.report import letters as command

    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    return command.assignment(repository_root(context, root), agency, plan, today(as_of), letter, target)


def report_reminder(
    context: typer.Context,
    agency: AgencyName = None,
    all_missing: Annotated[
        bool, typer.Option("--all-missing", help="Mọi cơ quan đang có việc quá hạn, trong một công văn.")
    ] = False,
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
    """Công văn đôn đốc: những việc đã quá hạn, chưa hoàn thành, tính đến ngày --as-of.

    \b
    Ví dụ:
      kst report reminder --agency "Sở Y tế" -o don-doc.docx
      kst report reminder --all-missing -o don-doc-chung.docx
    """
    from kstthc_cli.commands.report import letters as command

    letter = document_options(number, day, place, signer, post, signing_for)
    options = command.ReminderQuestion(today(as_of), agency, all_missing, plan)
    target = output_of(format_, output, force=force)
    return command.reminder(repository_root(context, root), options, letter, target)
