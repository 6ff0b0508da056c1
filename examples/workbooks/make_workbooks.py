"""Make the archives of this folder anew: what agencies send back in the how-to about collecting.

python examples/workbooks/make_workbooks.py

The workbooks are those that `kst collect export` makes from the sample plan, filled as a person would.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(PROJECT)]

from tests.support.in_process import call  # noqa: E402
from tests.support.running import copy_sample  # noqa: E402
from tests.support.workbooks import book_of, filled  # noqa: E402

Values = dict[tuple[str, str, str], Any]

JUSTICE: Values = {
    ("duties", "6@2021-Q2", "status"): "Hoàn thành",
    ("duties", "6@2021-Q2", "text"): "Đã thẩm định quy định về TTHC trong 3 dự thảo.",
    ("duties", "6@2021-Q2", "number"): 159,
    ("duties", "6@2021-Q2", "day"): "11.6.21",
    ("duties", "7@2021-Q2", "status"): "không phát sinh",
}
HEALTH_WITH_FAULTS: Values = {
    ("duties", "11@2021-Q2", "status"): "gần xong",
    ("duties", "11@2021-Q2", "text"): "Đã công khai trên Cổng dịch vụ công.",
    ("duties", "11@2021-Q2", "number"): "12/BC-SYT",
    ("duties", "11@2021-Q2", "day"): "31/6/2021",
}
HEALTH: Values = {
    **HEALTH_WITH_FAULTS,
    ("duties", "11@2021-Q2", "status"): "Đang thực hiện",
    ("duties", "11@2021-Q2", "day"): "16/6/2021",
}


def archive(target: Path, files: dict[str, Path]) -> None:
    """An archive with fixed dates."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, file in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2021, 6, 18, 0, 0, 0)), file.read_bytes())


def main() -> None:
    """Export, fill, pack."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_sample(Path(folder) / "kho")
        sent = root.parent / "gui"
        words = (
            "collect",
            "export",
            "--quarter",
            "2",
            "--level",
            "so",
            "-o",
            str(sent),
            "--as-of",
            "2021-06-10",
        )
        result = call(*words, root=root)
        if result.code:
            raise SystemExit(result.err)
        justice = filled(book_of(sent, "Sở Tư pháp"), root.parent / "a.xlsx", JUSTICE)
        faulty = filled(book_of(sent, "Sở Y tế"), root.parent / "b.xlsx", HEALTH_WITH_FAULTS)
        mended = filled(book_of(sent, "Sở Y tế"), root.parent / "c.xlsx", HEALTH)
        archive(HERE / "thu-ve.zip", {"Sở Tư pháp.xlsx": justice, "BC quý 2 Sở Y tế.xlsx": faulty})
        archive(HERE / "gui-lai.zip", {"BC quý 2 Sở Y tế (sửa).xlsx": mended})


if __name__ == "__main__":
    main()
