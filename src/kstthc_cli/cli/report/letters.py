"""`kst report plan`, `assignment`, `reminder`: decisions and letters ready to be signed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kstthc_cli.cli import values
from kstthc_cli.cli.environment import document_file, output_of, repository_root, today
from kstthc_cli.cli.options import (
    AgencyName,
    AsOf,
    DocumentDate,
    DocumentFormat,
    DocumentNumber,
    Force,
    Level,
    Open,
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
    open_: Open = False,
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
    from kstthc_cli.commands.report import decision as command

    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    question = command.DecisionQuestion(today(as_of), plan, as_amended, *made)
    return command.decision(repository_root(context, root), question, letter, target)


Together = Annotated[
    bool, typer.Option("--together", help="Một công văn chung, kèm danh sách cơ quan và số đếm.")
]
NumberFrom = Annotated[
    int | None,
    typer.Option(
        "--number-from", min=1, metavar="SỐ", help="Số của công văn đầu; các công văn sau lấy số tiếp theo."
    ),
]
LettersOut = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="TỆP",
        help="Tệp của một công văn (đuôi quyết định định dạng), hoặc thư mục để ghi mỗi cơ quan một tệp.",
    ),
]


def report_assignment(
    context: typer.Context,
    agency: AgencyName = None,
    level: Level = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Mọi cơ quan được giao việc, mỗi cơ quan một công văn.")
    ] = False,
    together: Together = False,
    number: DocumentNumber = None,
    number_from: NumberFrom = None,
    day: DocumentDate = None,
    place: Place = None,
    signer: Signer = None,
    post: Post = None,
    signing_for: SigningFor = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: LettersOut = None,
    force: Force = False,
    open_: Open = False,
    root: Root = None,
) -> int:
    """Công văn giao nhiệm vụ: mọi việc của từng cơ quan trong năm, vai trò và thời gian.

    Nhiều cơ quan thì mỗi cơ quan một tệp trong thư mục -o; ghi được tất cả hoặc không ghi tệp nào. Quá mười
    dòng, hoặc không vừa một trang, thì bảng đứng ở Phụ lục. Gõ trên màn hình mà không nêu -o, --format thì một công
    văn thành tệp Word trong thư mục hiện hành, không đè tệp nào.

    \b
    Ví dụ:
      kst report assignment --agency "Sở TTTT" -o giao-viec.docx
      kst report assignment --level huyen --number-from 15 -o giao-viec
      kst report assignment --all --together -o giao-viec-chung.docx
    """
    from kstthc_cli.commands.report import letters as command

    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    question = command.LettersQuestion(
        today(as_of), agency, level, everybody, together, number_from, None, plan, *made
    )
    return command.assignment(repository_root(context, root), question, letter, target)


def report_reminder(
    context: typer.Context,
    agency: AgencyName = None,
    level: Level = None,
    all_missing: Annotated[
        bool,
        typer.Option("--all-missing", help="Mọi cơ quan đang có việc quá hạn, mỗi cơ quan một công văn."),
    ] = False,
    together: Together = False,
    answer_by: Annotated[
        date | None,
        typer.Option(
            "--answer-by",
            parser=values.day,
            metavar="NGÀY",
            help="Ngày phải trả lời; mặc định là 5 ngày làm việc sau ngày của công văn "
            "(answer_within ở templates/letterhead.yaml).",
        ),
    ] = None,
    number: DocumentNumber = None,
    number_from: NumberFrom = None,
    day: DocumentDate = None,
    place: Place = None,
    signer: Signer = None,
    post: Post = None,
    signing_for: SigningFor = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DocumentFormat = None,
    output: LettersOut = None,
    force: Force = False,
    open_: Open = False,
    root: Root = None,
) -> int:
    """Công văn đôn đốc: những việc đã quá hạn, chưa hoàn thành, tính đến ngày --as-of.

    Nhiều cơ quan thì mỗi cơ quan một tệp trong thư mục -o; ghi được tất cả hoặc không ghi tệp nào. Quá mười
    dòng thì bảng đứng ở Phụ lục. Gõ trên màn hình mà không nêu -o, --format thì một công văn thành tệp Word trong thư
    mục hiện hành, không đè tệp nào.

    \b
    Ví dụ:
      kst report reminder --agency "Sở Y tế" --open
      kst report reminder --all-missing --number-from 15 -o don-doc
      kst report reminder --level xa --together -o don-doc-chung.docx
    """
    from kstthc_cli.commands.report import letters as command

    letter = document_options(number, day, place, signer, post, signing_for)
    target = output_of(format_, output, force=force)
    made = document_file(target, opens=open_)
    question = command.LettersQuestion(
        today(as_of), agency, level, all_missing, together, number_from, answer_by, plan, *made
    )
    return command.reminder(repository_root(context, root), question, letter, target)
