"""`kst national`: questions on a data set of many repositories."""

from pathlib import Path
from typing import Annotated

import typer

from kstthc_cli.cli.environment import output_of
from kstthc_cli.cli.options import Force, ListFormat, OutFile, Separator


def national_summary(
    folder: Annotated[
        Path, typer.Argument(metavar="THƯ_MỤC", help="Bộ dữ liệu của kst export KHO… -o THƯ_MỤC.")
    ],
    form: Annotated[
        str | None, typer.Option("--form", metavar="BIỂU", help="Số liệu của một biểu, ví dụ II.06a.")
    ] = None,
    format_: ListFormat = None,
    output: OutFile = None,
    separator: Separator = None,
    force: Force = False,
) -> int:
    """Tổng hợp nhiều địa phương: hoàn thành, quá hạn, cơ quan chưa báo cáo, xếp hạng; hoặc số liệu một biểu.

    Số của mỗi địa phương bằng số mà kho của địa phương ấy trả lời. Cần: pip install "kstthc-cli[analytics]".

    \b
    Ví dụ:
      kst export tinh-a tinh-b tinh-c -o national
      kst national summary national
    """
    from kstthc_cli.commands.export import summary as command

    return command.summary(folder, form, output_of(format_, output, force=force, separator=separator))
