"""`kst amend`: changes a plan according to an amending document."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kstthc_cli.cli import completion, values
from kstthc_cli.cli.environment import output_of, repository_root, today, working_folder
from kstthc_cli.cli.options import AsOf, DryRun, PlanId, Root, TextFormat

if TYPE_CHECKING:
    from kstthc_cli.commands.amend.amend import AddedAgencies, Document

Number = Annotated[
    str, typer.Option("--ground", metavar="SỐ", help="Số, ký hiệu văn bản sửa đổi, ví dụ 512/QĐ-UBND.")
]
Day = Annotated[
    date, typer.Option("--ground-date", parser=values.day, metavar="NGÀY", help="Ngày của văn bản sửa đổi.")
]
From = Annotated[
    date | None,
    typer.Option(
        "--from", parser=values.day, metavar="NGÀY", help="Ngày thay đổi có hiệu lực; mặc định ngày văn bản."
    ),
]
Note = Annotated[str | None, typer.Option("--note", metavar="CHỮ", help="Ghi chú về văn bản sửa đổi.")]
Added = Annotated[
    list[str] | None,
    typer.Option(
        "--add-agency",
        autocompletion=completion.agencies,
        metavar="TÊN",
        help="Giao thêm cho cơ quan hoặc nhóm; dùng được nhiều lần.",
    ),
]
AddedRoles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        parser=values.role,
        autocompletion=completion.roles,
        metavar="VAI_TRÒ",
        help="Vai trò của --add-agency: lead, coordinate… hoặc tiếng Việt (“chủ trì”); một cho tất cả, "
        "hoặc mỗi cơ quan một.",
    ),
]
Printed = Annotated[
    list[str] | None,
    typer.Option(
        "--printed",
        metavar="CHỮ",
        help="Dòng phân công như in trong văn bản sửa đổi; mỗi vai trò một dòng.",
    ),
]


def amend(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="MÃ", help="Đầu việc (1a), nhiệm vụ (25), mục (IV), hoặc plan.")
    ],
    ground: Number,
    ground_date: Day,
    deadline: Annotated[
        str | None,
        typer.Option(
            "--deadline",
            metavar="CHỮ",
            help="Thời gian mới, như in trong văn bản: “Quý IV”, “trước ngày 15/12”, “Thường xuyên”, “Hàng "
            "quý”…; hoặc Q4, 2021-10.",
        ),
    ] = None,
    add_agency: Added = None,
    role: AddedRoles = None,
    printed: Printed = None,
    drop_agency: Annotated[
        list[str] | None,
        typer.Option(
            "--drop-agency",
            autocompletion=completion.agencies,
            metavar="TÊN",
            help="Thôi giao cho cơ quan hoặc nhóm; dùng được nhiều lần.",
        ),
    ] = None,
    reword: Annotated[
        Path | None,
        typer.Option(
            "--reword", metavar="TỆP", help="Tệp YAML có chữ mới: title, content, results, printed."
        ),
    ] = None,
    from_: From = None,
    note: Note = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Sửa một đầu việc, nhiệm vụ, mục: thời gian, cơ quan, chữ; nhiều thay đổi trong một lần được.

    Dòng đã in trong kế hoạch giữ nguyên: cơ quan thôi được giao thì ghi ngày thôi, cơ quan thêm thì có
    dòng riêng. Việc đến hạn trước ngày hiệu lực không mất.

    \b
    Ví dụ:
      kst amend 25 --deadline "Quý IV" --ground "…/QĐ-UBND" --ground-date 2021-05-20
      kst amend 12 --add-agency "Sở Y tế" --role "phối hợp" --printed "- Sở Y tế phối hợp."
          --ground "…/QĐ-UBND" --ground-date 2021-05-20 --dry-run
      kst amend 8 --drop-agency "UBND cấp huyện" --ground "…/QĐ-UBND" --ground-date 2021-05-20
    """
    from kstthc_cli.commands.amend import amend as command

    change = command.Change(
        name=name,
        deadline=deadline,
        add=_assigning(add_agency, role, printed),
        drop=tuple(drop_agency or ()),
        reword=None if reword is None else working_folder() / reword,
    )
    document = _document(ground, ground_date, from_, note, plan, dry_run=dry_run)
    return command.amend(repository_root(context, root), change, document, today(as_of), output_of(format_))


def add_task(
    context: typer.Context,
    section: Annotated[
        str,
        typer.Option(
            "--section", autocompletion=completion.sections, metavar="MỤC", help="Thêm vào mục nào, ví dụ IV."
        ),
    ],
    content: Annotated[str, typer.Option("--content", metavar="CHỮ", help="Nội dung công việc.")],
    result: Annotated[
        list[str], typer.Option("--result", metavar="CHỮ", help="Kết quả công việc; dùng được nhiều lần.")
    ],
    deadline: Annotated[
        str, typer.Option("--deadline", metavar="CHỮ", help="Thời gian thực hiện, như kst amend MÃ.")
    ],
    ground: Number,
    ground_date: Day,
    add_agency: Added = None,
    role: AddedRoles = None,
    printed: Printed = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="SỐ", help="Số nhiệm vụ; mặc định là số tiếp theo.")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="SỐ", help="Đặt sau nhiệm vụ nào; mặc định cuối mục.")
    ] = None,
    from_: From = None,
    note: Note = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Thêm một nhiệm vụ theo văn bản sửa đổi, phải làm từ ngày có hiệu lực.

    \b
    Ví dụ:
      kst amend add-task --section IX --content "Tổ chức hội thi về cải cách TTHC."
          --result "Kế hoạch của UBND tỉnh." --deadline "Quý III"
          --add-agency "Văn phòng UBND tỉnh" --role "chủ trì"
          --ground "…/QĐ-UBND" --ground-date 2021-05-20
    """
    from kstthc_cli.commands.amend import amend as command

    task = command.NewTask(
        section=section,
        content=content,
        results=tuple(result),
        deadline=deadline,
        add=_assigning(add_agency, role, printed),
        id=id_,
        after=after,
    )
    document = _document(ground, ground_date, from_, note, plan, dry_run=dry_run)
    return command.add_task(repository_root(context, root), task, document, today(as_of), output_of(format_))


def drop_task(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="MÃ…", help="Nhiệm vụ (25) hoặc đầu việc (39b).")],
    ground: Number,
    ground_date: Day,
    from_: From = None,
    note: Note = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Bãi bỏ nhiệm vụ hoặc đầu việc từ ngày có hiệu lực.

    Dòng trong kế hoạch vẫn giữ và thêm ngày bãi bỏ: việc đến hạn trước ngày đó vẫn còn, phiếu đã ghi
    vẫn có nghĩa.

    \b
    Ví dụ:
      kst amend drop-task 25 --ground "…/QĐ-UBND" --ground-date 2021-05-20
    """
    from kstthc_cli.commands.amend import amend as command

    document = _document(ground, ground_date, from_, note, plan, dry_run=dry_run)
    return command.drop_task(
        repository_root(context, root), tuple(names), document, today(as_of), output_of(format_)
    )


def _document(
    number: str, day: date, start: date | None, note: str | None, plan: str | None, *, dry_run: bool
) -> "Document":
    """The amending document of the options."""
    from kstthc_cli.commands.amend import amend as command

    return command.Document(number, day, start, note, plan, dry_run)


def _assigning(
    agencies: list[str] | None, roles: list[str] | None, printed: list[str] | None
) -> "AddedAgencies":
    """The added agencies and their roles."""
    from kstthc_cli.commands.amend import amend as command

    return command.AddedAgencies(tuple(agencies or ()), tuple(roles or ()), tuple(printed or ()))
