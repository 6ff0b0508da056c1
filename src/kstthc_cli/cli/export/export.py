"""`kst export`: facts as tables."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kstthc_cli.cli.environment import output_of, repository_root, today
from kstthc_cli.cli.options import AsOf, Force, PlanId, Root


def export(
    context: typer.Context,
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

    Tám bảng: plans, agencies, duties, requests, obligations, entries, figures, amendments. Cột, khóa, kiểu của từng
    bảng: trang “Các bảng dữ liệu” của tài liệu. Cùng dữ liệu và cùng --as-of thì tệp csv, parquet giống nhau từng byte.
    Dạng parquet, duckdb cần: pip install "kstthc-cli[analytics]".

    \b
    Ví dụ:
      kst export -o bang
      kst export -o kho.sqlite
      kst export --format parquet -o parquet
    """
    from kstthc_cli.commands.export import export as command

    return command.export(
        repository_root(context, root), plan, today(as_of), output_of(format_, output, force=force)
    )
