"""Reports of every kind on a generated year, into `examples/reports/`, with pictures of their pages.

    python examples/make.py [FOLDER] [--pictures docs/images]

The year is that of `benchmarks/generated_year.py`: nobody reported so, and every document says so. The
same program gives the same bytes of every part. Pictures need LibreOffice and pdftoppm.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kstthc_cli.main import run

PROJECT = Path(__file__).resolve().parent.parent
SIGNED = ("--signer", "Người ký mẫu (dữ liệu sinh tự động)")
REPORTS: dict[str, tuple[str, ...]] = {
    "quy-2-tinh": ("quarterly", "--quarter", "2", "--as-of", "2021-06-25", "--number", "1"),
    "quy-3-tinh": ("quarterly", "--quarter", "3", "--as-of", "2021-09-25", "--number", "2"),
    "quy-2-so-tttt": ("quarterly", "--quarter", "2", "--agency", "so-tttt", "--as-of", "2021-06-18"),
    "quy-2-mo-duc": (
        "quarterly",
        "--quarter",
        "2",
        "--agency",
        "huyen-mo-duc",
        "--as-of",
        "2021-06-19",
    ),
    "quy-2-xa": ("quarterly", "--quarter", "2", "--agency", "xa-ba-cung-21511", "--as-of", "2021-06-16"),
    "phu-luc-noi-bo-so-tttt": ("annex", "--quarter", "2", "--agency", "so-tttt", "--as-of", "2021-06-18"),
    "6-thang-tinh": ("half-year", "--half", "1", "--as-of", "2021-06-25"),
    "9-thang-tinh": ("nine-month", "--as-of", "2021-09-25"),
    "nam-tinh": ("yearly", "--as-of", "2021-12-25"),
    "dot-xuat-tinh": ("adhoc", "--as-of", "2021-12-25"),
    "ke-hoach": ("plan",),
    "phieu-giao-so-y-te": ("assignment", "--agency", "so-yt", "--as-of", "2021-02-01"),
    "don-doc-so-gddt": ("reminder", "--agency", "so-gddt", "--as-of", "2021-06-25"),
    "don-doc-chung": ("reminder", "--all-missing", "--together", "--as-of", "2021-03-25"),
}
"""Name of the files → the words after `kst report`."""
OVERVIEW = ("overview", "--quarter", "2", "--as-of", "2021-06-25")
"""The leader's page; nothing in it says that the data are generated, so its file does."""
OVERVIEW_NAME = "tong-quan-quy-2-sinh-tu-dong"
UNSIGNED = ("plan", "annex")

PICTURED = {
    "quy-2-tinh": (1, 2, 3, 4, 5, 6), "quy-2-so-tttt": (1, 2, 3, 4), "quy-2-xa": (1, 2),
    OVERVIEW_NAME: (1,), "ke-hoach": (1, 3), "phieu-giao-so-y-te": (1,), "don-doc-so-gddt": (1,),
}  # fmt: skip
ENDINGS = ("docx", "md", "html")
PROSE = """
causes: |
  Dữ liệu sinh tự động: cán bộ đầu mối kiêm nhiệm nhiều việc.
  - Hạ tầng ở một số xã chưa đồng bộ.
proposals: |
  Dữ liệu sinh tự động: đề nghị tổ chức tập huấn.
"""


def kst(root: Path, *words: str) -> None:
    """Run a command line; anything but success ends the program."""
    code = run(["--root", str(root), *words])
    if code:
        sys.exit(f"kst {' '.join(words)}: {code}")


def play(root: Path) -> None:
    """A generated year after one with figures, what people write, and the second quarter closed."""
    script = PROJECT / "benchmarks" / "generated_year.py"
    subprocess.run([sys.executable, script, root, "--two-years"], check=True)
    for agency in ("ubnd-tinh", "so-tttt"):
        kst(root, "report", "prepare", "--quarter", "2", "--agency", agency, "--as-of", "2021-06-25")
        file = root / "reports" / "2021" / "Q2" / f"{agency}.yaml"
        file.write_text(file.read_text("utf-8") + PROSE, encoding="utf-8", newline="\n")
    kst(root, "report", "close", "--quarter", "2", "--as-of", "2021-06-25")


def words_of(root: Path, name: str) -> tuple[str, ...]:
    """The command of a report; one on demand answers the only request there is."""
    demand = next((root / "requests" / "2021").iterdir()).stem
    words = REPORTS[name]
    answering = ("--request", demand) if words[0] == "adhoc" else ()
    return (*words, *answering, *(() if words[0] in UNSIGNED else SIGNED))


def make(root: Path, folder: Path, endings: Sequence[str] = ENDINGS) -> None:
    """Write the reports in every format, and the overview beside their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in REPORTS:
        for ending in endings:
            kst(root, "report", *words_of(root, name), "-o", str(folder / f"{name}.{ending}"), "--force")
    for ending in endings:
        kst(root, *OVERVIEW, "-o", str(folder.parent / f"{OVERVIEW_NAME}.{ending}"), "--force")


def picture(folder: Path, target: Path) -> None:
    """Some pages of the Word files as PNG, by LibreOffice."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name, pages in PICTURED.items():
            convert = ("soffice", "--headless", "--convert-to", "pdf", "--outdir", place)
            file = (folder.parent if name == OVERVIEW_NAME else folder) / f"{name}.docx"
            subprocess.run([*convert, file], check=True, capture_output=True)
            for page in pages:
                out = target / f"{name}-{page}"
                span = ("-f", str(page), "-l", str(page), "-singlefile", "-r", "70", "-png")
                subprocess.run(["pdftoppm", *span, Path(place) / f"{name}.pdf", out], check=True)


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "examples" / "reports")
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "kho"
        play(root)
        make(root, asked.folder)
    if asked.pictures:
        picture(asked.folder, asked.pictures)


if __name__ == "__main__":
    main()
