"""`kst validate`, `explain`, `schema`, `init`: the files of a repository."""

from pathlib import Path
from typing import Annotated

from kstthc_cli.cli import declared as typer
from kstthc_cli.cli.edges import here, named_root, output_of
from kstthc_cli.cli.options import COMMAND, Force, OutFile, ProblemFormat, Root, app


@app.command(short_help="Kiểm tra mọi tệp của kho kế hoạch.", **COMMAND)
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
            help="Nhánh hay lần ghi làm gốc: kế hoạch đã ban hành mà đổi nội dung so với gốc thì phải nêu căn cứ.",
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
    from kstthc_cli.commands import validate as command

    shown = output_of(format_, output, force=force)
    return command.validate(here(), named_root(context, root), tuple(paths or ()), shown, base)


@app.command(short_help="Chỉnh trình bày của tệp YAML, không đổi nội dung.", **COMMAND)
def fmt(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[TỆP]…", help="Tệp hay thư mục; không nêu thì mọi tệp người soạn."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Chỉ kê tệp chưa theo mẫu, không sửa; mã thoát 1 nếu có.")
    ] = False,
    root: Root = None,
) -> int:
    """Chỉnh kế hoạch, danh mục, lịch theo một mẫu trình bày, giữ ghi chú và không đổi nội dung.

    Bỏ BOM và CRLF, dựng chữ về NFC, bỏ dấu cách cuối dòng, đặt chữ trong ngoặc kép, thụt dòng hai dấu
    cách. Phiếu và yêu cầu đã đóng dấu thì không chỉnh.

    \b
    Ví dụ:
      kst fmt
      kst fmt --check
      kst fmt plans/2021.yaml
    """
    from kstthc_cli.commands import fmt as command

    return command.fmt(here(), named_root(context, root), tuple(paths or ()), output_of(), check=check)


@app.command(short_help="Giải thích một mã lỗi.", **COMMAND)
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
    from kstthc_cli.commands import explain as command

    return command.explain(code, output_of())


@app.command(short_help="In lược đồ (JSON Schema) của một loại tệp.", **COMMAND)
def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="LOẠI",
            help="Tệp: plan, agencies, calendar, slip, request, outline, letterhead, prose. "
            "Kết quả JSON: due, status, missing, overdue, history, requests, diff, report. "
            "files: mọi tệp do cán bộ viết, ghi vào thư mục nêu ở -o.",
        ),
    ],
    output: OutFile = None,
    force: Force = False,
) -> int:
    """In JSON Schema (draft-07) của một loại tệp, để trình soạn thảo gợi ý và báo lỗi khi gõ, hoặc của một kết quả JSON.

    \b
    Ví dụ:
      kst schema plan
      kst schema files -o schemas --force
    """
    from kstthc_cli.commands import schema as command

    return command.schema(kind, output_of("json", output, force=force))


@app.command(short_help="Tạo một kho kế hoạch mới.", **COMMAND)
def init(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục mới, hoặc thư mục trống.")],
) -> int:
    """Tạo một kho kế hoạch dùng được ngay: dữ liệu minh họa Quảng Ngãi 2021, lược đồ cho trình soạn thảo, tệp CI.

    Mẫu văn bản không được chép: kst dùng mẫu có sẵn; muốn sửa mẫu nào thì chép mẫu đó bằng kst template export.

    \b
    Ví dụ:
      kst init kho-ke-hoach
    """
    from kstthc_cli.commands import init as command

    return command.init(folder)
