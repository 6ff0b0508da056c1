"""Workbooks in tests: exported into a folder, filled with openpyxl by code, saved, imported."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kstthc_cli.domain.workbook.book import Identity
from kstthc_cli.domain.workbook.raw import COLUMN, MARK, ROW, SUM
from tests.support.in_process import call
from tests.support.running import Result

EXPORTED, IMPORTED = "2021-06-10", "2021-06-17"
Values = Mapping[tuple[str, str, str], Any]
"""Codes of sheet, row and column → what is typed there."""

DONE = {"status": "Hoàn thành", "text": "Đã niêm yết."}


def export(root: Path, *options: str, folder: str = "gui", quarter: int = 2, day: str = EXPORTED) -> Path:
    """Export the workbooks of a quarter; returns the folder."""
    into = root.parent / folder
    result = call(
        "collect",
        "export",
        "--quarter",
        str(quarter),
        "-o",
        str(into),
        *options,
        "--as-of",
        day,
        root=root,
    )
    assert result.code == 0, result.err
    return into


def book_of(folder: Path, name: str) -> Path:
    """The workbook of the agency with this in its name."""
    return next(file for file in sorted(folder.glob("*.xlsx")) if name in file.name)


def place(sheet: Any, row: str, column: str) -> Any:
    """The cell of a row and a column, by their codes."""
    top, left = next(
        (c.row, c.column) for line in sheet.iter_rows() for c in line if str(c.value).startswith(MARK)
    )
    at = next(c.column for c in sheet[top] if c.value in (COLUMN + column, SUM + column))
    return sheet.cell(
        next(c.row for line in sheet.iter_rows() for c in line if c.value == ROW + row and c.column == left),
        at,
    )


def sheet_of(book: Any, code: str) -> Any:
    """The sheet with a code."""
    return next(
        s for s in book.worksheets if any(c.value == MARK + code for line in s.iter_rows() for c in line)
    )


def filled(source: Path, target: Path, values: Values, change: Callable[[Any], None] | None = None) -> Path:
    """A copy of a workbook with values typed into it, and whatever `change` does to it."""
    book = openpyxl.load_workbook(source)
    for (sheet, row, column), value in values.items():
        place(sheet_of(book, sheet), row, column).value = value
    if change:
        change(book)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def repacked(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same workbook with other parts in its archive."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def resealed(book: Any) -> None:
    """Give the hidden sheet the seal of what now stands in it, as a workbook made for that has it."""
    cells = {line[1].value: line[2] for line in book["kst"].iter_rows() if line[0].value == "identity"}
    words = {name: cells[name].value for name in Identity._fields}
    words |= {"version": int(words["version"]), "made": date.fromisoformat(words["made"])}
    cells["seal"].value = Identity(**words).seal


def duties(row: str, sheet: str = "duties", **typed: Any) -> dict[tuple[str, str, str], Any]:
    """What is typed into a row of duties."""
    return {(sheet, row, column): value for column, value in typed.items()}


def bring_in(root: Path, *paths: Path | str, day: str = IMPORTED, options: tuple[str, ...] = ()) -> Result:
    """Import files."""
    return call("collect", "import", *map(str, paths), *options, "--as-of", day, root=root)


def slips(root: Path) -> list[Path]:
    """The files of slips, by name."""
    return sorted((root / "progress").rglob("*.yaml"))


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def through_office(file: Path, folder: Path, kind: str = "xlsx:Calc MS Excel 2007 XML") -> Path:
    """The file as LibreOffice opens and saves it."""
    return all_through_office([file], folder, kind)[0]


def all_through_office(
    files: list[Path], folder: Path, kind: str = "xlsx:Calc MS Excel 2007 XML"
) -> list[Path]:
    """Files as LibreOffice opens and saves them in one run."""
    assert OFFICE is not None
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").as_uri()
    command = [OFFICE, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=600
    )
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return [folder / file.with_suffix(f".{kind.partition(':')[0]}").name for file in files]
