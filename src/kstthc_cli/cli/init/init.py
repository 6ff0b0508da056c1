"""`kst init`: a new repository."""

from pathlib import Path
from typing import Annotated

import typer

from kstthc_cli.errors import UsageError


def init(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục mới, hoặc thư mục trống.")],
    province: Annotated[
        str | None,
        typer.Option("--province", metavar="TỈNH", help="Tỉnh, thành phố của danh mục; nêu cùng --year."),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="NĂM", help="Năm của danh mục và lịch, từ 2021; nêu cùng --province."),
    ] = None,
) -> int:
    """Tạo một kho kế hoạch dùng được ngay: dữ liệu minh họa, lược đồ cho trình soạn thảo, tệp CI.

    Với --province và --year, kho có danh mục mọi xã, phường của tỉnh năm đó (trước 01/7/2025: cả cấp huyện), sở, ban,
    ngành theo tên thường gặp, và dự thảo lịch; điều phải xác nhận nằm ở các dòng decide.

    Mẫu văn bản không được chép: kst dùng mẫu có sẵn; muốn sửa mẫu nào thì chép mẫu đó bằng kst template export.

    \b
    Ví dụ:
      kst init kho-ke-hoach
      kst init kho-ke-hoach --province "Cà Mau" --year 2026
    """
    from kstthc_cli.commands import init as command

    if province is None and year is None:
        return command.init(folder)
    if province is None or year is None:
        raise UsageError("Cần nêu cả tỉnh và năm.", 'Ví dụ: --province "Cà Mau" --year 2026.')
    return command.init_province(folder, province, year)
