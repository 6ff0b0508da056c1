"""206 workbooks out and in, beside XlsxWriter and openpyxl alone for the same cells.

python benchmarks/workbooks.py

The sample province, quarter II, all forms; every workbook is filled in one form. Times are seconds of the
processor in the program, of the export the best of three runs in turn with XlsxWriter; memory is the peak of the
whole process. The same cells are all cells of the files: texts, numbers, formulas, and the blank ones with a format,
which are those to fill.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT)]

import openpyxl  # noqa: E402
import xlsxwriter  # noqa: E402
from openpyxl.cell.read_only import EMPTY_CELL  # noqa: E402

from kstthc_cli.store.workbook.reader import MOST_COLUMNS, MOST_ROWS  # noqa: E402
from tests.support.in_process import call  # noqa: E402
from tests.support.running import copy_sample  # noqa: E402
from tests.support.workbooks import filled  # noqa: E402

FORM = "form:II.06a@2021-Q2"
TYPED = {(FORM, "free-1", column): n for column, n in (("4", 10), ("5", 20), ("6", 3), ("8", 26), ("9", 0))}
FILLED = {(FORM, "free-1", "label"): "Đất đai", **TYPED}


def timed(work: Callable[[], object]) -> float:
    """The seconds of the processor that something takes in the program, whatever else the machine does."""
    start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - start


def peak() -> int:
    """The peak of memory so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read(files: list[Path]) -> list[list[tuple[str, dict[tuple[int, int], object]]]]:
    """The cells of workbooks, as openpyxl alone reads them within the same bounds."""
    found = []
    for file in files:
        book = openpyxl.load_workbook(file, read_only=True)
        sheets = []
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
            cells = {
                (r, c): cell.value
                for r, row in enumerate(rows)
                for c, cell in enumerate(row)
                if cell is not EMPTY_CELL
            }
            sheets.append((sheet.title, cells))
        book.close()
        found.append(sheets)
    return found


def write(books: list[list[tuple[str, dict[tuple[int, int], object]]]]) -> None:
    """The same cells, as XlsxWriter alone writes them."""
    for sheets in books:
        with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False}) as file:
            style = file.add_format({"border": 1, "text_wrap": True, "font_name": "Times New Roman"})
            for name, cells in sheets:
                page = file.add_worksheet(name)
                for (row, column), value in cells.items():
                    if isinstance(value, str) and value.startswith("="):
                        page.write_formula(row, column, value, style)
                    else:
                        page.write(row, column, value, style)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_sample(Path(folder) / "kho")
        out, back = Path(folder) / "gui", Path(folder) / "ve"
        words = ("collect", "export", "--quarter", "2", "-o", str(out), "--as-of", "2021-06-10", "--force")
        times = [timed(lambda: call(*words, root=root))]
        after_export = peak()
        files = sorted(out.glob("*.xlsx"))
        books = read(files)
        alone = [timed(lambda: write(books))]
        for _ in range(2):
            times.append(timed(lambda: call(*words, root=root)))
            alone.append(timed(lambda: write(books)))
        exported, alone_out = min(times), min(alone)
        for file in files:
            has_form = "II.06a" in openpyxl.load_workbook(file, read_only=True).sheetnames
            filled(file, back / file.name, FILLED if has_form else {})
        returned = sorted(back.iterdir())
        alone_in = timed(lambda: read(returned))
        brought = ("collect", "import", str(back), "--as-of", "2021-06-18")
        imported = timed(lambda: call(*brought, root=root))
        print(f"workbooks: {len(files)}")
        print(f"export {exported:.1f} s, XlsxWriter alone {alone_out:.1f} s: {exported / alone_out:.2f}")
        print(f"import {imported:.1f} s, openpyxl alone {alone_in:.1f} s: {imported / alone_in:.2f}")
        print(
            f"peak: {after_export} MiB after the export, {peak()} MiB with everything that this script keeps"
        )


if __name__ == "__main__":
    main()
