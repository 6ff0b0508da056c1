"""`kst import`: a plan drafted from a signed document."""

from pathlib import Path
from typing import Annotated

import typer

from kstthc_cli.cli import values
from kstthc_cli.cli.environment import output_of, repository_root
from kstthc_cli.cli.options import DryRun, Force, OutFile, Root, TextFormat


def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="TỆP",
            help="Văn bản: .docx, .html, .md, .txt; .doc, .odt cần LibreOffice, .pdf cần gói pdfplumber.",
        ),
    ],
    plan_id: Annotated[
        str | None,
        typer.Option("--plan-id", metavar="MÃ", help="Mã kế hoạch, ví dụ 2026; mặc định là năm đọc được."),
    ] = None,
    registry: Annotated[
        str | None, typer.Option("--registry", metavar="MÃ", help="Danh mục cơ quan để đối chiếu tên.")
    ] = None,
    table: Annotated[
        int | None,
        typer.Option("--table", parser=values.table, metavar="N", help="Chỉ đọc bảng thứ N của văn bản."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="CỘT",
            help="Các cột theo thứ tự, ví dụ stt,content,lead,coordinate,result,time; cột khác: other.",
        ),
    ] = None,
    add_agencies: Annotated[
        bool, typer.Option("--add-agencies", help="Thêm cơ quan chưa có vào danh mục, chờ xác nhận.")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Chỉ xem từng hàng: văn bản bên cạnh cách đọc; không ghi gì.")
    ] = False,
    table_only: Annotated[
        bool, typer.Option("--table-only", help="Chỉ lấy bảng ra CSV hoặc JSON; không cần kho kế hoạch.")
    ] = False,
    dry_run: DryRun = False,
    format_: TextFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Lập dự thảo kế hoạch từ văn bản đã ký: plans/NĂM.yaml.

    Đọc bảng nhiệm vụ (mục, nhiệm vụ, cơ quan, vai trò, thời gian) và phần đầu văn bản. Chữ in giữ
    nguyên văn; chỗ nào chưa chắc thì có dòng decide, nêu hàng và cột của văn bản; kst validate nhắc
    cho tới khi xóa hết. Cơ quan chưa có trong danh mục được nêu kèm dòng để chép.

    \b
    Ví dụ:
      kst import ke-hoach-2026.docx --dry-run
      kst import ke-hoach-2026.docx --review -o doi-chieu.html
      kst import ke-hoach-2026.docx --add-agencies
      kst import ke-hoach-2026.docx --table-only -o bang.csv
    """
    from kstthc_cli.commands import importing as command

    wish = command.ImportWish(
        file,
        plan_id,
        registry,
        table,
        tuple(name.strip() for name in (columns or "").split(",") if name.strip()),
        add_agencies=add_agencies,
        dry_run=dry_run,
    )
    out = output_of(format_, output, force=force)
    if table_only:
        return command.import_grid(wish, out)
    run = command.import_review if review else command.import_plan
    return run(repository_root(context, root), wish, out)
