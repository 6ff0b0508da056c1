"""`kst validate`, `kst explain`: problems of files, and the meaning of a code."""

from pathlib import Path
from typing import Annotated

import typer

from kstthc_cli.cli.environment import named_root, output_of, working_folder
from kstthc_cli.cli.options import Force, OutFile, ProblemFormat, Root


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[TỆP]…", help="Chỉ báo lỗi của các tệp hay thư mục này.")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="BẢN",
            help="Nhánh hay lần lưu (commit) làm gốc: kế hoạch đã ban hành mà đổi nội dung so với gốc thì phải nêu căn cứ.",
        ),
    ] = None,
    format_: ProblemFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Kiểm tra mọi tệp của kho và báo tất cả lỗi cùng lúc: tệp, dòng, cột, cách sửa.

    Mã thoát 1 khi có lỗi.

    \b
    Ví dụ:
      kst validate
      kst validate plans/2021.yaml
      kst validate --format github
      kst validate --base main
    """
    from kstthc_cli.commands.validate import validate as command

    shown = output_of(format_, output, force=force)
    return command.validate(working_folder(), named_root(context, root), tuple(paths or ()), shown, base)


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[MÃ]", help="Ví dụ KST012; không nêu thì kê mọi mã.")
    ] = None,
) -> int:
    """Giải thích một mã lỗi, kèm ví dụ sai và đúng.

    \b
    Ví dụ:
      kst explain KST035
    """
    from kstthc_cli.commands.validate import explain as command

    return command.explain(code, output_of())
