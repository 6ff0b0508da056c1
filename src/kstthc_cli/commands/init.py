"""`kst init`: creates a new plan repository."""

from __future__ import annotations

import sys
from pathlib import Path

from kstthc_cli.errors import Exit
from kstthc_cli.store.init import write_repository


def init(folder: Path) -> int:
    """Write the sample repository with CI files into a new or empty folder."""
    names = write_repository(folder)
    sys.stdout.write(f"Đã tạo kho kế hoạch ở {folder}:\n" + "".join(f"  {name}\n" for name in names))
    sys.stdout.write(f"Tiếp theo: cd {folder}, git init, rồi thử `kst validate` và `kst due --quarter 2`.\n")
    return Exit.FINE
