"""A copy of a refused workbook with the faulty cells marked and commented, to send back."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kstthc_cli.domain.workbook.returned import CellProblem
from kstthc_cli.store.files.archive import pack, unpack
from kstthc_cli.store.files.atomic_write import write_new
from kstthc_cli.store.files.file_names import plain_name, unused_name
from kstthc_cli.store.workbook.opening import SAVE_AGAIN, WorkbookRefusedError, opened

_AUTHOR = "kst"
_RED = "FFF8CBAD"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ROW = re.compile(r"(\d{1,7}):\d{1,7}")
_WIDTH, _LINE = 320, 22
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_THEN = datetime(2000, 1, 1, tzinfo=UTC)


def annotated(content: bytes, problems: Iterable[CellProblem]) -> bytes:
    """The copy as .xlsx; the same content and problems give the same bytes. Raises WorkbookRefusedError."""
    parts = unpack(_marked(opened(content), _by_cell(problems)))
    stamp = _THEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    core = "docProps/core.xml"
    return pack({**parts, core: _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", parts[core])})


def _marked(content: bytes, sentences: Mapping[tuple[str, str], list[str]]) -> bytes:
    """The workbook with marked cells. Raises WorkbookRefusedError where openpyxl cannot take all of it.

    It takes more parts here than for reading cells: pictures, comments, pivot tables.
    """
    import openpyxl

    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content))
            for (name, cell), texts in sentences.items():
                _mark(book[name] if name in book.sheetnames else book.worksheets[0], cell, texts)
            book.save(out)
    except Exception as error:  # noqa: BLE001 - openpyxl raises nearly anything for a broken file
        raise WorkbookRefusedError(f"không chép được mọi phần ({type(error).__name__})", SAVE_AGAIN) from None
    return out.getvalue()


def _by_cell(problems: Iterable[CellProblem]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        found.setdefault((problem.sheet, problem.cell), []).append(problem.wanted)
    return found


def _mark(sheet: Any, name: str, sentences: list[str]) -> None:
    """Colour a cell and write the sentences into its comment; without a cell, the title of the sheet."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = _cell(sheet, name)
    cell.fill = PatternFill("solid", fgColor=_RED)
    text = "\n".join(sentences)
    cell.comment = Comment(text, _AUTHOR, width=_WIDTH, height=_LINE * (2 + len(text) // 45))


def _cell(sheet: Any, name: str) -> Any:
    """The cell; the first one of a merged range that holds it."""
    row = _ROW.fullmatch(name)
    place = f"B{row[1]}" if row else name.partition(":")[0] if _CELL.match(name) else "B2"
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[place]


def write_annotated(folder: Path, name: str, content: bytes) -> Path:
    """Write a copy into a folder, under a name that is not taken; returns its path."""
    file = unused_name(folder, plain_name(Path(name).stem), ".xlsx")
    write_new(file, content, force=False)
    return file
