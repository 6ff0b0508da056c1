"""Pictures of every sheet of a workbook, as LibreOffice prints it: `python tools/workbook_pictures.py [FOLDER]`.

The workbook is that of a district of the sample province in quarter II, as `kst collect export` makes it, with one
form filled in: made-up figures, one of them wrong beside those of quarter I. Needs soffice, pdftotext and pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT)]

from kstthc_cli.main import run  # noqa: E402
from kstthc_cli.store.init import write_repository  # noqa: E402
from tests.support.workbooks import filled  # noqa: E402

AGENCY, FORM, ROW = "huyen-ba-to", "phan-anh-kien-nghi", "tong"
BEFORE = {"1": 2, "2": 5, "3": 1, "4": 5, "5": 5, "6": 3}
TYPED = {"1": 1, "2": 4, "3": 2, "4": 6, "5": 6, "6": 1}
"""Column → figure of quarter I, and of quarter II: column (3) is not column (6) of quarter I."""
STATED = (
    "--agency", AGENCY, "--quarter", "1", "--form", FORM, "--row", ROW, "--status", "done", "--date", "2021-03-17",
)  # fmt: skip
LINES = {"Hướng dẫn": 230, "Nhiệm vụ": 455}
"""Sheet → how many pixels of its first page are shown; of others 250."""


def first_pages(pdf: Path, titles: list[str]) -> Iterator[tuple[int, str]]:
    """The number of the first page of each sheet, by the title in its footer."""
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    left = list(titles)
    for number, page in enumerate(text.split("\f"), 1):
        lines = [" ".join(line.split()) for line in page.splitlines() if line.strip()]
        if left and lines and lines[-1].startswith(left[0][:60]):
            yield number, left.pop(0)


def kst(root: Path, *words: str) -> None:
    """Run a command in a repository."""
    if run(["--root", str(root), *words, "--as-of", "2021-06-10"]):
        sys.exit(1)


def main() -> None:
    """Make the pictures."""
    import openpyxl

    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs" / "images"
    with tempfile.TemporaryDirectory() as place:
        root, out = Path(place) / "kho", Path(place) / "gui"
        write_repository(root)
        kst(root, "record", *STATED, *(w for c, n in BEFORE.items() for w in ("--figure", f"{c}={n}")))
        kst(root, "collect", "export", "--quarter", "2", "--agency", AGENCY, "-o", str(out))
        [made] = out.iterdir()
        values = {(f"form:{FORM}@2021-Q2", ROW, column): figure for column, figure in TYPED.items()}
        file = filled(made, Path(place) / made.name, values)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", place, file],
            check=True,
            capture_output=True,
        )
        sheets = [
            sheet for sheet in openpyxl.load_workbook(file).worksheets if sheet.sheet_state == "visible"
        ]
        footers = [" ".join(str(sheet.oddFooter.left.text).split()) for sheet in sheets]
        pdf = Path(place) / f"{file.stem}.pdf"
        for (page, _), (n, sheet) in zip(first_pages(pdf, footers), enumerate(sheets, 1), strict=True):
            size = ("-x", "0", "-y", "0", "-W", "760", "-H", str(LINES.get(sheet.title, 250)))
            picture = target / f"tep-excel-{n:02}"
            span = ("-f", str(page), "-l", str(page), "-singlefile", "-r", "65", "-png")
            subprocess.run(["pdftoppm", *span, *size, pdf, picture], check=True)
            sys.stdout.write(f"{picture.name}.png: {sheet.title}\n")


if __name__ == "__main__":
    main()
