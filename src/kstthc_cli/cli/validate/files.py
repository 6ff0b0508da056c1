"""`kst fmt`, `kst schema`: the layout and the shape of files."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kstthc_cli.cli.environment import named_root, output_of, working_folder
from kstthc_cli.cli.options import Force, OutFile, Root

Kind = Literal[
    "plan", "agencies", "calendar", "form", "outline", "letterhead", "prose", "slip", "request",
    "workbook", "due", "status", "missing", "overdue", "history", "requests", "report", "diff", "files",
]  # fmt: skip
"""The kinds of JSON Schemas, as in `render.json_schema`, which is slow to import."""


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
    cách. Phiếu và yêu cầu đã niêm phong thì không chỉnh.

    \b
    Ví dụ:
      kst fmt
      kst fmt --check
      kst fmt plans/2021.yaml
    """
    from kstthc_cli.commands.validate import fmt as command

    return command.fmt(
        working_folder(), named_root(context, root), tuple(paths or ()), output_of(), check=check
    )


def schema(
    file_kind: Annotated[
        Kind,
        typer.Argument(
            metavar="LOẠI",
            help="Tệp: plan, agencies, calendar, form, slip, request, workbook, outline, letterhead, prose. "
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
    from kstthc_cli.commands.validate import schema as command

    return command.schema(file_kind, output_of("json", output, force=force))
