"""`kst collect export`, `import`, `status`: workbooks out to agencies and back."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kstthc_cli import __version__
from kstthc_cli.cli import values
from kstthc_cli.cli.environment import moment, output_of, repository_root, today
from kstthc_cli.cli.options import (
    Agencies,
    AsOf,
    DryRun,
    Force,
    Level,
    ListFormat,
    OutFile,
    PeriodText,
    PlanId,
    Quarter,
    Root,
    Separator,
    TextFormat,
)

By = Annotated[str | None, typer.Option("--by", metavar="TÊN", help="Người thực hiện.")]


def collect_export(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="THƯ_MỤC", help="Thư mục để ghi các tệp .xlsx.")
    ],
    quarter: Quarter = None,
    period: PeriodText = None,
    agency: Agencies = None,
    level: Level = None,
    by: By = None,
    force: Force = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Lập tệp Excel gửi từng cơ quan: việc và biểu số liệu của một kỳ.

    Mỗi cơ quan một tệp, đã điền sẵn những gì đã báo cáo. Kho ghi lại đã lập tệp cho ai, ngày nào.

    \b
    Ví dụ:
      kst collect export --quarter 2 -o quy-2
      kst collect export --quarter 2 --agency "Sở TTTT" -o quy-2
    """
    from kstthc_cli.commands.collect import export as command

    question = command.ExportQuestion(
        today(as_of),
        folder,
        moment(),
        __version__,
        quarter,
        period,
        tuple(agency or ()),
        level,
        plan,
        by,
        force,
    )
    return command.export(repository_root(context, root), question, output_of(format_))


def collect_import(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="TỆP…", help="Tệp .xlsx, thư mục, hoặc tệp .zip của thư điện tử.")
    ],
    quarter: Quarter = None,
    period: PeriodText = None,
    by: By = None,
    day: Annotated[
        date | None,
        typer.Option(
            "--date", parser=values.day, metavar="NGÀY", help="Ngày báo cáo; mặc định là ngày --as-of."
        ),
    ] = None,
    supersede: Annotated[
        list[str] | None,
        typer.Option(
            "--supersede", metavar="MÃ_PHIẾU", help="Phiếu ghi tay mà tệp được thay; dùng được nhiều lần."
        ),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", metavar="THƯ_MỤC", help="Ghi bản sao tệp bị từ chối, ô sai được tô màu và ghi chú."
        ),
    ] = None,
    dry_run: DryRun = False,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: TextFormat = None,
    root: Root = None,
) -> int:
    """Nhập các tệp Excel cơ quan gửi lại: mỗi tệp được ghi trọn vẹn, hoặc không ghi gì.

    Tệp có lỗi thì mọi lỗi được nêu một lần, kèm trang và ô. Nhập lại một tệp cũ không đổi gì; tệp đã sửa thì
    thay những ô đã đổi. Mã thoát 1 khi có tệp bị từ chối.

    \b
    Ví dụ:
      kst collect import thu-ve/
      kst collect import thu-ve.zip --dry-run
    """
    from kstthc_cli.commands.collect import importing as command

    question = command.ImportQuestion(
        today(as_of),
        tuple(paths),
        moment(),
        day,
        by,
        quarter,
        period,
        plan,
        dry_run,
        annotate,
        tuple(supersede or ()),
    )
    return command.import_(repository_root(context, root), question, output_of(format_))


def collect_status(
    context: typer.Context,
    quarter: Quarter = None,
    period: PeriodText = None,
    agency: Agencies = None,
    level: Level = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    format_: ListFormat = None,
    output: OutFile = None,
    force: Force = False,
    separator: Separator = None,
    root: Root = None,
) -> int:
    """Đã gửi tệp cho ai, ai đã gửi lại, ai chậm, tệp của ai có lỗi.

    \b
    Ví dụ:
      kst collect status --quarter 2
      kst collect status --quarter 2 --level xa
    """
    from kstthc_cli.commands.collect import status as command

    question = command.StatusQuestion(today(as_of), quarter, period, tuple(agency or ()), level, plan)
    return command.status(
        repository_root(context, root), question, output_of(format_, output, force=force, separator=separator)
    )
