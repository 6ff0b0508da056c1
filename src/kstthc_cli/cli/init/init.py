"""`kst init`: a new repository."""

from pathlib import Path
from typing import Annotated

import typer


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
