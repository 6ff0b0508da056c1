"""`kst export`: facts as tables."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import AsOf, Force, PlanId, Root
from kstthc_cli.errors import UsageError


def export(
    context: typer.Context,
    repositories: Annotated[
        list[Path] | None,
        typer.Argument(metavar="KHO", help="Nhiều kho kế hoạch, gộp thành một bộ dữ liệu Parquet."),
    ] = None,
    format_: Annotated[
        Literal["csv", "sqlite", "xlsx", "parquet", "duckdb"] | None,
        typer.Option("--format", metavar="DẠNG", help="csv, sqlite, xlsx, parquet hoặc duckdb."),
    ] = None,
    plan: PlanId = None,
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="TỆP|THƯ_MỤC",
            help="Tệp .sqlite, .xlsx, .duckdb; hoặc thư mục cho csv (mặc định), parquet.",
        ),
    ] = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Xuất dữ liệu thành bảng cho phần mềm khác: Excel, Datasette, DuckDB, Python, R.

    Chín bảng: plans, agencies, duties, requests, obligations, entries, figures, form_totals, amendments. Cột, khóa, kiểu
    của từng bảng: trang “Các bảng dữ liệu” của tài liệu. Cùng dữ liệu và cùng --as-of thì tệp csv, parquet giống nhau từng byte.
    Dạng parquet, duckdb cần: pip install "kstthc-cli[analytics]".

    \b
    Ví dụ:
      kst export -o bang
      kst export -o kho.sqlite
      kst export --format parquet -o parquet
      kst export tinh-a tinh-b -o national
    """
    from kstthc_cli.commands.export import export as command

    written = output_of(format_, output, force=force)
    if not repositories:
        return command.export(repository_root(context, root), plan, today(as_of), written)
    from kstthc_cli.commands.export.national import export_many

    if plan is not None:
        raise UsageError("Nhiều kho thì không chọn kế hoạch.", "Bỏ --plan.")
    return export_many([repository_root(context, one) for one in repositories], today(as_of), written)
