"""`kst template check`, `export`, `fields`: custom templates of an office."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kstthc_cli.cli.environment import named_root, output_of, repository_root, working_folder
from kstthc_cli.cli.options import Force, ListFormat, OutFile, Root, TextFormat

Kind = Literal["report", "annex", "decision", "assignment", "reminder"]
"""The kinds of documents that have templates."""


def check(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="TỆP", help="Mẫu .docx, .md.j2, .html.j2; mẫu câu .txt.j2.")
    ],
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            metavar="LOẠI",
            help="report, annex, decision, assignment hoặc reminder; mặc định theo tên tệp (report.docx).",
        ),
    ] = None,
    format_: TextFormat = None,
    output: OutFile = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Thử một mẫu trên dữ liệu minh họa và kê mọi chỗ sai: đoạn nào, thẻ nào, sai gì.

    Tìm tên trường gõ nhầm, thẻ thiếu đóng, thẻ đặt sai chỗ trong bảng, dấu gạch do Word tự đổi;
    rồi điền thử dữ liệu đầy đủ, dữ liệu trống và dữ liệu có ký tự lạ. Mẫu câu của báo cáo được viết thử với số liệu
    lớn, bằng 1, bằng 0 và cột để trống. Mã thoát 1 khi có chỗ sai.

    \b
    Ví dụ:
      kst template check templates/report.docx
      kst template check mau-cua-so.docx --kind report
      kst template check templates/paragraph.II.06a.txt.j2
    """
    from kstthc_cli.commands import template as command

    return command.check(
        working_folder(), named_root(context, root), file, kind, output_of(format_, output, force=force)
    )


def export(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[THƯ_MỤC]", help="Mặc định: templates/ của kho.")
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="TÊN",
            help="Chỉ tệp này, ví dụ report.docx, letterhead.yaml; dùng được nhiều lần.",
        ),
    ] = None,
    force: Force = False,
    root: Root = None,
) -> int:
    """Chép các mẫu có sẵn, đầu văn bản (letterhead.yaml) và đề cương báo cáo (outline.yaml) ra một thư mục để sửa.

    Tệp trong templates/ của kho được dùng thay tệp có sẵn.

    Tệp đã có thì không bị ghi đè, trừ khi nêu --force. Chỉ nên chép mẫu cần sửa: mẫu không chép vẫn theo
    phiên bản mới của chương trình.

    \b
    Ví dụ:
      kst template export --name report.docx --name letterhead.yaml
      kst template export mau-de-xem
    """
    from kstthc_cli.commands import template as command

    target = folder or repository_root(context, root) / "templates"
    return command.export(target, tuple(names or ()), force=force)


def fields(
    kind: Annotated[
        Kind | None,
        typer.Argument(
            metavar="[LOẠI]", help="report, annex, decision, assignment hoặc reminder; không nêu thì tất cả."
        ),
    ] = None,
    format_: ListFormat = None,
    output: OutFile = None,
    force: Force = False,
) -> int:
    """Kê tên các trường mà mẫu của một loại văn bản dùng được, kèm nghĩa.

    Tên có [] là danh sách, dùng trong vòng lặp: body[].text là {{ block.text }} trong {%p for block in body %}.

    \b
    Ví dụ:
      kst template fields report
      kst template fields --format csv -o truong.csv
    """
    from kstthc_cli.commands import template as command

    return command.fields(working_folder(), kind, output_of(format_, output, force=force))
