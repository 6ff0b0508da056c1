"""`kst plan derive`, `kst new-year`: drafts made from an issued plan."""

from typing import Annotated

import typer

from kstthc_cli.cli import completion, values
from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import (
    AsOf,
    DeriveFormat,
    DryRun,
    Force,
    OutFile,
    PlanId,
    Root,
    TextFormat,
)


def new_year(
    context: typer.Context,
    year: Annotated[int, typer.Argument(parser=values.year, metavar="NĂM", help="Năm mới, ví dụ 2022.")],
    plan: PlanId = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="ĐẦU_VIỆC", help="Việc có hạn mà năm nào cũng làm; dùng được nhiều lần."
        ),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option("--drop", metavar="ĐẦU_VIỆC", help="Việc chỉ làm một lần, bỏ lại; dùng được nhiều lần."),
    ] = None,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Lập dự thảo kế hoạch năm sau từ kế hoạch năm trước: plans/NĂM.yaml.

    Đánh số lại nhiệm vụ (from ghi mã cũ), dời hạn, thay cơ quan đã kết thúc bằng cơ quan kế thừa, bỏ
    lại việc một lần đã hoàn thành kèm lý do, kê việc chưa hoàn thành. Chỗ nào cần người quyết định thì có dòng
    decide; kst validate nhắc cho tới khi xóa hết. Không bao giờ ghi đè tệp đã có.

    \b
    Ví dụ:
      kst new-year 2022 --dry-run
      kst new-year 2022 --drop 25 --keep 12
    """
    from kstthc_cli.commands.drafts import new_year as command

    options = command.NewYearOptions(
        year, today(as_of), plan, tuple(keep or ()), tuple(drop or ()), dry_run=dry_run
    )
    return command.new_year(repository_root(context, root), options, output_of(format_))


def plan_derive(
    context: typer.Context,
    agency: Annotated[
        str,
        typer.Option(
            "--agency",
            autocompletion=completion.agencies,
            metavar="TÊN",
            help="Cơ quan: mã, tên, tên gọi khác.",
        ),
    ],
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: DeriveFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Lập dự thảo kế hoạch riêng của một cơ quan: việc, vai trò, hạn của cơ quan đó.

    Dạng YAML (mặc định) có chỗ (units) để ghi phòng, đơn vị bên trong làm từng việc; ghi đủ rồi thì in
    thành văn bản bằng `kst report plan --plan MÃ`. Đuôi .docx, .html, .md in ngay thành văn bản.

    \b
    Ví dụ:
      kst plan derive --agency "Sở Y tế" -o so-yt-2021.yaml
      kst plan derive --agency "Sở Y tế" -o so-yt-2021.docx
    """
    from kstthc_cli.commands.drafts import derive as command

    options = command.DeriveOptions(agency, today(as_of), plan)
    return command.derive(repository_root(context, root), options, output_of(format_, output, force=force))
